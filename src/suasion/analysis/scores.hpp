#pragma once
/// How good a forecast was, once the outcome is known. All scores are in the units of the outcome (points of a scale of
/// 0 to 100 in backtests) and smaller is better, but for coverage, which should equal its level.

#include <cstddef>
#include <span>
#include <vector>

#include "suasion/math/atoms.hpp"

namespace suasion::analysis {

/// Continuous ranked probability score E|X - y| - E|X - X'| / 2 of a law, exactly.
/// @source Gneiting and Raftery 2007, eq. (21)
[[nodiscard]] double crps(const math::Atoms& law, double outcome);

/// The same for a sample of equal weights, O(m log m). @param sample not empty, in any order.
[[nodiscard]] double crps(std::span<const double> sample, double outcome);

/// The same as an integral over a grid: the sum of step (F(z) - 1{y <= z})^2 over z = low, low + step, ..., below high.
/// Tends to crps() as the step goes to zero, for laws and outcomes within [low, high].
[[nodiscard]] double crps_on_grid(const math::Atoms& law, double outcome, double low, double high, double step);

/// Logarithmic score: -ln of the probability of the outcome's cell. Cells have the width `step` around low, low + step,
/// ..., high; a point half-way belongs to the upper cell. Infinite where the cell has no probability.
[[nodiscard]] double log_score(const math::Atoms& law, double outcome, double low, double high, double step);

/// Probability integral transform: where the outcome lies in its law, F(y-) and F(y). Between the two, which differ
/// where the law has an atom at the outcome, it is uniform ("randomised") if the law is right.
/// @source Czado, Gneiting and Held 2009, eq. (1)
using Pit = math::Cumulative;
[[nodiscard]] Pit pit(const math::Atoms& law, double outcome);

/// Share of the randomised transform within the central `level`: the chance that a central interval cut at exactly
/// `level` covers the outcome. Its mean over cases is `level` for the true law, whatever atoms it has.
[[nodiscard]] double coverage(const Pit& where, double level);

/// 1 if the closed interval between the quantiles (1 - level)/2 and (1 + level)/2 holds the outcome, else 0. For a law
/// with atoms its mean exceeds `level` even where the law is true: the interval cannot be cut inside an atom.
[[nodiscard]] double closed_coverage(const math::Atoms& law, double outcome, double level);

/// Share of the randomised transforms in each of `bins` equal bins: flat for a calibrated forecast.
[[nodiscard]] std::vector<double> pit_histogram(std::span<const Pit> transforms, std::size_t bins);

}  // namespace suasion::analysis
