#include "suasion/math/score_table.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/base/result.hpp"

namespace suasion::math {

namespace {

constexpr std::size_t first_count = 512;
constexpr std::size_t most_cells = 16384;
constexpr double tolerance = 3e-10;  // of the range
constexpr double steepest = 3.0;     // a slope at a knot, in slopes of the cell's chord, that is surely monotone

std::vector<BetaLaw::Knot> make_knots(const BetaLaw& law, double low_score, double high_score, std::size_t count) {
  const double step = (high_score - low_score) / static_cast<double>(count);
  std::vector<BetaLaw::Knot> knots = {law.at_score(low_score)};
  for (std::size_t k = 1; k <= count; ++k) {
    knots.push_back(law.at_score(k < count ? low_score + static_cast<double>(k) * step : high_score, knots.back()));
  }
  return knots;
}

/// Whether cells are narrow enough: each inner knot is compared with the cubic through its neighbours, whose error is
/// that of our cells sixteen times over.
bool close_enough(const std::vector<BetaLaw::Knot>& knots) {
  for (std::size_t k = 1; k + 1 < knots.size(); ++k) {
    const BetaLaw::Knot& left = knots[k - 1];
    const BetaLaw::Knot& right = knots[k + 1];
    const double middle = 0.5 * (left.x + right.x) + 0.125 * (right.z - left.z) * (left.slope - right.slope);
    if (!(std::abs(middle - knots[k].x) <= 16.0 * tolerance)) {
      return false;
    }
  }
  return true;
}

}  // namespace

ScoreTable::ScoreTable(const BetaLaw& law, double low_score, double high_score) {
  base::require(low_score < high_score && std::abs(low_score) <= most_score && std::abs(high_score) <= most_score,
                "a table of scores covers a stretch of them");
  std::size_t count = first_count;
  std::vector<BetaLaw::Knot> knots = make_knots(law, low_score, high_score, count);
  while (count < most_cells && !close_enough(knots)) {
    count *= 2;
    knots = make_knots(law, low_score, high_score, count);
  }
  first_ = low_score;
  per_score_ = static_cast<double>(count) / (high_score - low_score);
  fill_cells(knots);
}

void ScoreTable::fill_cells(const std::vector<BetaLaw::Knot>& knots) {
  for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
    Cell cell;
    cell.low = k == 0 ? knots[k].x : cells_.back().high;
    cell.high = std::max(knots[k + 1].x, cell.low);
    const double chord = cell.high - cell.low;
    const double start = std::min(knots[k].slope / per_score_, steepest * chord);
    const double end = std::min(knots[k + 1].slope / per_score_, steepest * chord);
    cell.c1 = start;
    cell.c2 = 3.0 * chord - 2.0 * start - end;
    cell.c3 = start + end - 2.0 * chord;
    cells_.push_back(cell);
  }
}

}  // namespace suasion::math
