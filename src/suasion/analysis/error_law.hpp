#pragma once
/// The error of a model that gives a point: how wide a normal law around it has served best.

#include <array>
#include <cstddef>
#include <span>

#include "suasion/math/atoms.hpp"

namespace suasion::analysis {

inline constexpr int least_error_sd = 2, most_error_sd = 100;  ///< in points of 0..100; whole points are tried

/// CRPS of a case for each width: the forecast with a normal error of that standard deviation, cut to 0..100.
using ErrorScores = std::array<double, most_error_sd - least_error_sd + 1>;

/// @param law the model's outcome, in points of 0..100. @param outcome likewise.
[[nodiscard]] ErrorScores error_scores(const math::Atoms& law, double outcome);

/// The width with the least sum of CRPS over the cases in `which`; the narrowest of equals.
[[nodiscard]] double best_error_sd(std::span<const ErrorScores> scores, std::span<const std::size_t> which);

/// The forecast with its error, on whole points. A law of many points is rounded to whole points first.
[[nodiscard]] math::Atoms law_with_error(const math::Atoms& law, double sd);

}  // namespace suasion::analysis
