#pragma once
/// Distributions as points with mass: what a forecast that mixes atoms with a continuous part comes to on a fine grid.

#include <cstddef>
#include <span>
#include <vector>

namespace suasion::math {

/// Points in ascending order, each with its mass >= 0; masses sum to 1 but for rounding.
struct Atoms {
  std::vector<double> at = {};
  std::vector<double> mass = {};
};

/// Sorts points, adds up the mass of equal ones, drops those without mass, and scales masses to sum to 1.
/// @param at, mass of equal length, masses >= 0 with a positive sum.
[[nodiscard]] Atoms make_atoms(std::span<const double> at, std::span<const double> mass);

/// A sample of equal weights.
[[nodiscard]] Atoms make_atoms(std::span<const double> sample);

/// The mixture sum_i weight_i part_i. @param weights >= 0, as many as parts, with a positive sum.
[[nodiscard]] Atoms mix(std::span<const Atoms> parts, std::span<const double> weights);

/// The least point at or below which there is at least `level` of the mass (less 1e-12, for rounding); level in [0, 1].
[[nodiscard]] double quantile(const Atoms& law, double level);

/// P(X < x) and P(X <= x).
struct Cumulative {
  double below = 0.0, at_or_below = 0.0;
};
[[nodiscard]] Cumulative cumulative(const Atoms& law, double x);

/// The normal law on the points low, low + step, ..., high: each point gets the mass nearer to it than to any other,
/// the ends what lies beyond them too. @param sd > 0. @param step divides high - low.
[[nodiscard]] Atoms normal_on_grid(double mean, double sd, double low, double high, double step);

/// The law of X + e cut to [low, high] for X from `law` and e normal, on the same kind of grid. @param sd >= 0; 0: no
/// error, `law` itself.
[[nodiscard]] Atoms with_normal_error(const Atoms& law, double sd, double low, double high, double step);

}  // namespace suasion::math
