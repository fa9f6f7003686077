#pragma once
/// How well the draws of a run know the figures that stand first, and how many draws it takes to know them better.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "suasion/analysis/forecast.hpp"
#include "suasion/ensemble/worlds.hpp"

namespace suasion::analysis {

/// A figure of the headlines. Errors are in points: percent of the length of its scale for a mean outcome, percentage
/// points for a chance.
struct Headline {
  enum class Kind : std::uint8_t { mean, band, question } kind = Kind::mean;
  std::size_t issue = 0;      ///< index into Scenario::issues, of a mean or a band
  std::size_t band = 0;       ///< index into its anchors
  std::string question = {};  ///< id
  double error = 0.0;         ///< Monte Carlo standard error, as the report has it
  /// What one draw varies by, for planning. Chances are taken two draws of each kind nearer to one half, so that what
  /// no draw of a pilot showed is not taken for impossible. @source Agresti and Coull 1998, p. 120
  double spread = 0.0;
};

/// The first model's mean outcome on every issue, and the chance of each of its bands.
[[nodiscard]] std::vector<Headline> headlines(const scenario::Scenario& scenario, const Forecast& forecast,
                                              std::uint64_t draws);

/// The chances of the questions of a system. @param ids in the order of the answers.
[[nodiscard]] std::vector<Headline> headlines(const std::vector<std::string>& ids, const ensemble::Answers& answers,
                                              std::uint64_t draws);

/// The one with the largest error, the first of equals; nothing if there are none.
[[nodiscard]] std::optional<Headline> hardest(std::span<const Headline> figures);

/// So many draws are made to find out how many are needed.
inline constexpr std::uint64_t pilot_draws = 2048;

/// Draws that bring a figure of this spread to the error that is asked for, with a tenth more for the pilot's own
/// error, in whole blocks, and no fewer than the pilot. @param error > 0. Infinity where nothing finite is enough.
[[nodiscard]] double draws_needed(double spread, double error);

/// The same for all figures: that of the largest spread.
[[nodiscard]] double draws_needed(std::span<const Headline> figures, double error);

/// The next number of draws to try after a run of `draws` has left a larger error than was asked for.
[[nodiscard]] double more_draws(std::uint64_t draws, double left, double error);

}  // namespace suasion::analysis
