#pragma once
/// Does a mean hang on a few draws? Where the tail of a variable is so heavy that its variance has no limit, the usual
/// standard error of a mean means nothing.

#include <optional>
#include <span>
#include <vector>

#include "suasion/ensemble/results.hpp"
#include "suasion/ensemble/sketch.hpp"

namespace suasion::analysis {

/// The shape k of a generalised Pareto law through what lies above a threshold: below 1/2 the variance is finite, below
/// 1 the mean is. The estimate of Zhang and Stephens, drawn towards 1/2 by the weight of ten values.
/// @param above a threshold, ascending, all > 0; at least 5 values.
/// @source Zhang and Stephens 2009, Technometrics 51, equations (4) to (6), with the prior of Vehtari, Simpson, Gelman,
/// Yao and Gabry 2024, JMLR 25, appendix C
[[nodiscard]] double pareto_shape(std::span<const double> above);

/// What the draws say of the tails of one variable.
struct Tail {
  std::uint64_t draws = 0;
  double share = 0.0;            ///< of the sum of squared deviations from the mean: that of the farthest 1 % of draws
  std::optional<double> k = {};  ///< the larger shape of both sides, where `share` calls for it and it can be told
  bool cut = false;              ///< values are too large to be told apart, so that nothing can be said
};

/// How far a mean and its standard error can be trusted.
enum class Trust : std::uint8_t {
  sound,     ///< k <= 1/2, or no few draws stand out
  no_error,  ///< above: the variance may be infinite, so that the standard error of the mean says little
  no_mean,   ///< above 0.7, or 1 - 1 / log10(draws) if that is less: the mean itself is not to be relied on
  unknown,   ///< values are too large to be told apart
};

/// @source Vehtari et al. 2024, section 3.2.4, for 0.7 and the dependence on the number of draws
[[nodiscard]] Trust trust(const Tail& tail);

/// Looks at min(n / 5, 3 sqrt(n)) draws on either side, and at half as many: the lesser shape counts, since a true tail
/// keeps its shape; 25 different from the threshold are the fewest that are judged. Shapes are estimated only where few
/// draws carry the mean: the farthest 1 % hold more than a fifth of the sum of squares (8 % for a normal law, 22 % for
/// an exponential one), and the farthest 0.1 % more than two fifths of that (54 % where the variance is just infinite).
/// The second keeps out what is 0 in most draws and moderate in a few: that is rare, and not heavy.
/// @source Vehtari et al. 2024, section 2.3 for the number of draws; the two shares are judgements
[[nodiscard]] Tail tail_of(std::span<const ensemble::Bin> bins);
[[nodiscard]] Tail tail_of(const ensemble::Sketch& sketch);
[[nodiscard]] Tail tail_of(const ensemble::Histogram& histogram);

}  // namespace suasion::analysis
