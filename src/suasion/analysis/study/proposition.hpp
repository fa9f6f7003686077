#pragma once
/// An answer that a forecast gives, put so that it can be asked when it would be another: a mean over draws against a
/// threshold. "More likely than not" is a mean of noughts and ones against a half.

#include <span>
#include <string>

#include "suasion/analysis/study/outputs.hpp"

namespace suasion::analysis {

struct Proposition {
  /// What is averaged over draws.
  enum class Measure : std::uint8_t {
    above,   ///< 1 where the value lies above `low`
    below,   ///< 1 where it lies below `high`
    within,  ///< 1 where it lies above `low` and below `high`
    band,    ///< 1 where it lies in [low, high), -1 where it lies in [other_low, other_high): which is the likelier?
    value,   ///< the value itself
    minus_value
  };
  Measure measure = Measure::above;
  double low = 0.0, high = 0.0, other_low = 0.0, other_high = 0.0;
  double threshold = 0.5;              ///< it holds where the mean is at least that
  std::string label = {}, other = {};  ///< of the two bands: labels of their anchors
};

/// What one draw adds to the mean; not a number where the value is none.
[[nodiscard]] double measured(const Proposition& proposition, double value);

/// Mean of `measured` over finite draws, and the standard error of it.
[[nodiscard]] Estimate mean_of(const Proposition& proposition, std::span<const double> values);

/// The same as 0 and 1 per draw, for searches for the conditions under which it is so: 1 where the draw speaks for the
/// proposition.
[[nodiscard]] bool speaks_for(const Proposition& proposition, double value);

/// The question that a study puts to an output. A question: is it more likely than not? An issue: is the likeliest
/// anchor likelier than the one that comes next? A claim: do 95 % of draws have its sign (nine in ten within the bound
/// of what is to be small; for chances of events: is the mean difference on its side)? A variable: does it lie above
/// its median?
/// @param values of the output over draws as the scenario stands.
[[nodiscard]] Proposition answer_of(const scenario::Scenario& scenario, const StudiedOutput& output,
                                    std::span<const double> values);

}  // namespace suasion::analysis
