#pragma once
/// A quantile function as a table over normal scores z = Phi^-1(u): quantile functions of bounded laws are smooth
/// there, while against u they are steep at both ends.

#include <cstddef>
#include <vector>

#include "suasion/math/beta_law.hpp"

namespace suasion::math {

/// Piecewise cubic with exact values and slopes at the knots, kept monotone.
/// @source for the bound on slopes: Fritsch and Carlson 1980.
class ScoreTable {
 public:
  static constexpr double most_score = 8.5;  ///< the smallest u is 2^-53, at a score of -8.21

  /// The beta law between two scores within most_score, to about 1e-9 for shapes from 0.1; knots are added until that
  /// is so or there are 16 384 of them.
  ScoreTable(const BetaLaw& law, double low_score, double high_score);

  /// The value in [0, 1] at a score; those outside the table count as its ends.
  [[nodiscard]] double operator()(double score) const {
    const double at = (score - first_) * per_score_;
    const auto last = static_cast<double>(cells_.size() - 1);
    const auto index = static_cast<std::size_t>(at > 0.0 ? (at < last ? at : last) : 0.0);
    const Cell& cell = cells_[index];
    double s = at - static_cast<double>(index);
    s = s > 0.0 ? (s < 1.0 ? s : 1.0) : 0.0;
    const double value = cell.low + s * (cell.c1 + s * (cell.c2 + s * cell.c3));
    return value > cell.low ? (value < cell.high ? value : cell.high) : cell.low;
  }

  [[nodiscard]] std::size_t size() const { return cells_.size(); }

 private:
  struct Cell {
    double low = 0.0, high = 0.0;  ///< values at both ends
    double c1 = 0.0, c2 = 0.0, c3 = 0.0;
  };

  void fill_cells(const std::vector<BetaLaw::Knot>& knots);

  double first_ = 0.0, per_score_ = 1.0;
  std::vector<Cell> cells_;
};

}  // namespace suasion::math
