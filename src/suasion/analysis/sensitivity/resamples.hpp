#pragma once
/// Bootstrap over base points: one set of resamples for all figures of an analysis, held as weights, so that means of
/// many columns under all resamples are one matrix product.

#include <cstdint>
#include <span>
#include <vector>

#include "suasion/analysis/bootstrap.hpp"

namespace suasion::analysis {

/// How often each base point was drawn in each resample. Immutable.
/// @source Efron and Tibshirani 1993, chapter 6; Archer, Saltelli and Sobol' 1997 for indices of sensitivity
class Resamples {
 public:
  Resamples(std::size_t points, std::size_t replicates, std::uint64_t seed);

  [[nodiscard]] std::size_t points() const { return points_; }
  [[nodiscard]] std::size_t replicates() const { return replicates_; }

  /// Sums of columns: row 0 of the result with each point once, row r with its times in resample r.
  /// @param values [points][columns], columns a multiple of eight. @return [1 + replicates][columns]
  [[nodiscard]] std::vector<double> sums(std::span<const double> values, std::size_t columns) const;

 private:
  std::size_t points_, replicates_;
  std::vector<double> weights_;  ///< [1 + replicates][points]
};

/// values.front() with the 95 % percentile interval of the others, those aside that are not numbers (a resample in
/// which nothing varies). Without others the interval is the value alone.
[[nodiscard]] Bounded percentile_interval(std::span<const double> values);

/// Value at `level` in [0, 1] of numbers, between neighbours in proportion; not a number where there are none. Sorts
/// them.
[[nodiscard]] double quantile_of(std::vector<double>& values, double level);

/// Columns filled up to whole packs of eight.
[[nodiscard]] constexpr std::size_t padded_columns(std::size_t columns) {
  constexpr std::size_t pack = 8;
  return (columns + pack - 1) / pack * pack;
}

}  // namespace suasion::analysis
