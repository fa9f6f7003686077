#pragma once
/// Numbers for people: no more digits than the Monte Carlo error supports, and words for chances from one fixed scale.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "suasion/analysis/forecast.hpp"

namespace suasion::report {

/// One step of the scale of words: used from this chance up to the next step.
struct Likelihood {
  double from = 0.0;
  std::string_view word;
};

/// The words for chances, each always printed beside its number. The terms and limits are those of the calibrated
/// language of the Intergovernmental Panel on Climate Change, made free of overlaps by leaving out its two
/// "extremely" steps. @source Mastrandrea and others 2010, table 1
inline constexpr std::array<Likelihood, 7> likelihood_scale = {{{0.00, "exceptionally unlikely"},
                                                                {0.01, "very unlikely"},
                                                                {0.10, "unlikely"},
                                                                {1.0 / 3.0, "about as likely as not"},
                                                                {2.0 / 3.0, "likely"},
                                                                {0.90, "very likely"},
                                                                {0.99, "virtually certain"}}};

/// The word for a chance in [0, 1].
[[nodiscard]] std::string_view likelihood(double chance);

/// The scale of words in one sentence, for reports and `suasion explain likelihood`.
[[nodiscard]] std::string likelihood_scale_in_words();

/// A range of values on an issue's scale and how finely figures on it may be printed.
struct Grain {
  double step = 1.0;  ///< a power of ten times 1, 2 or 5: figures are rounded to multiples of it
  int decimals = 0;   ///< digits after the point that the step needs
};

/// The finest grain that neither the scale (about a hundred steps) nor the error (one standard error a step) forbids.
/// @param range width of the scale, > 0. @param error standard error of the figure, >= 0.
[[nodiscard]] Grain grain(double range, double error);

/// The value rounded to the grain, e.g. "47", "7.4", "-0.35"; never "-0".
[[nodiscard]] std::string number(double value, const Grain& grain);

/// A chance as a percentage, e.g. "72 %" (with a no-break space), rounded to what its error supports; "under 1 %" and
/// "over 99 %" at the ends. Where no draw, or every draw, shows the event, the bound is 3 / draws: the 95 % limit.
/// @source Hanley and Lippman-Hand 1983 (rule of three)
[[nodiscard]] std::string percent(const analysis::Estimate& chance, std::uint64_t draws);

/// "in 72 % of draws", "in every draw", "in no draw".
[[nodiscard]] std::string in_draws(const analysis::Estimate& chance, std::uint64_t draws);

/// "likely (72 %)".
[[nodiscard]] std::string chance_in_words(const analysis::Estimate& chance, std::uint64_t draws);

/// Whole numbers up to twelve as words, e.g. "ten"; larger ones with commas, "10,000".
[[nodiscard]] std::string count_in_words(std::uint64_t count);

/// "1 actor", "12 actors", "10,000 draws"; `plural` empty: the noun with an s, before what it is of.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun, std::string_view plural = {});

}  // namespace suasion::report
