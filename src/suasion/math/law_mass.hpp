#pragma once
/// How much of a law lies between two values: what truncation and mixtures need.

#include "suasion/math/beta_law.hpp"
#include "suasion/math/law.hpp"

namespace suasion::math {

/// Half the width of the central 90 % of the normal law, in standard deviations: Phi^-1(0.95).
inline constexpr double central_90 = 1.6448536269514722;

struct Scores {
  double low = 0.0, high = 0.0;
};  ///< normal scores, low <= high, perhaps infinite

/// A stretch of probability, told from both ends so that neither tail is a difference of numbers near 1.
struct Stretch {
  double low = 0.0;    ///< below it
  double above = 0.0;  ///< above it
  double mass = 1.0;   ///< in it
};

[[nodiscard]] Stretch stretch_of(const Scores& scores);

/// Normal scores of the bounds under a normal, interval or lognormal law.
[[nodiscard]] Scores scores_of(const Normal& law, double low, double high);
[[nodiscard]] Scores scores_of(const LogNormal& law, double low, double high);
/// Under a beta law stretched to [from, to], cut to the scores that tables reach.
[[nodiscard]] Scores scores_of(const BetaLaw& law, double from, double to, double low, double high);

[[nodiscard]] Stretch stretch_of(const Triangular& law, double low, double high);

[[nodiscard]] Normal as_normal(const Interval& interval);
[[nodiscard]] Beta as_beta(const Pert& pert);

/// Probability that the form, uncut, lies in [low, high]; 0 where it is too small to work with.
[[nodiscard]] double mass_of(const Form& form, double low, double high);

/// Probability that the law, cut as it is, lies in [low, high].
[[nodiscard]] double mass_of(const Law& law, double low, double high);

}  // namespace suasion::math
