#include "suasion/model/combination_law.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/math/elementary.hpp"

namespace suasion::model {

namespace {

namespace own = suasion::math::SUASION_TARGET;

constexpr double points = 100.0;  ///< of the scale, in laws
constexpr double half_cell = 0.5 / (choice_cells - 1);

/// A place of [0, 1] in points, without the rounding of the stretch: 0.55 is 55, so that it can equal an outcome.
double to_points(double place) {
  constexpr double finest = 1e6;
  return std::round(place * points * finest) / finest;
}

double choice_weight(const CombinationWeights& weights) {
  double sum = 0.0;
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    sum += weights.weight[m];
  }
  return sum;
}

/// The mass of a cell that nobody holds, on the whole points of the scale that lie in it.
void spread(std::size_t cell, double mass, std::vector<double>& at, std::vector<double>& masses) {
  constexpr int per_cell = 100 / (choice_cells - 1);
  const int centre = static_cast<int>(cell) * per_cell;
  const int from = std::max(0, centre - per_cell / 2);
  const int to = std::min(100, centre + per_cell / 2);
  for (int point = from; point <= to; ++point) {
    at.push_back(point);
    masses.push_back(mass / (to - from + 1));
  }
}

}  // namespace

std::array<double, choice_cells> pooled_choice(const ChoiceCells& cells, const CombinationWeights& weights) {
  std::array<double, choice_cells> pooled{};
  const double total = choice_weight(weights);
  for (std::size_t m = 0; m < choice_member_count; ++m) {
    const std::array<double, choice_cells> law = choice_law(cells, weights.choice[m]);
    for (std::size_t k = 0; k < choice_cells; ++k) {
      pooled[k] += weights.weight[m] / total * law[k];
    }
  }
  return pooled;
}

math::Atoms combination_law(const ChoiceCells& cells, const CombinationWeights& weights) {
  if (cells.unanimous) {
    return math::make_atoms(std::array<double, 1>{to_points(cells.compromise)});
  }
  const std::array<double, choice_cells> pooled = pooled_choice(cells, weights);
  std::vector<double> at;
  std::vector<double> mass;
  for (std::size_t k = 0; k < choice_cells; ++k) {
    if (cells.held[k]) {
      at.push_back(to_points(cells.place[k]));
      mass.push_back(pooled[k]);
    } else {
      spread(k, pooled[k], at, mass);
    }
  }
  const double choice = choice_weight(weights);
  const std::array<math::Atoms, 2> parts = {
      math::make_atoms(at, mass),
      math::normal_on_grid(points * cells.compromise, points * weights.error_sd, 0.0, points, 1.0)};
  return math::mix(parts, std::array<double, 2>{choice, 1.0 - choice});
}

double combination_draw(const ChoiceCells& cells, const CombinationWeights& weights, double u, double v) {
  if (cells.unanimous || !std::isfinite(cells.compromise)) {
    return cells.compromise;
  }
  const double choice = choice_weight(weights);
  if (u >= choice) {
    return std::clamp(cells.compromise + weights.error_sd * own::normal_quantile(v), 0.0, 1.0);
  }
  const std::array<double, choice_cells> pooled = pooled_choice(cells, weights);
  std::size_t k = 0;
  double below = 0.0;
  while (k + 1 < choice_cells && u / choice >= below + pooled[k]) {
    below += pooled[k];
    ++k;
  }
  if (cells.held[k]) {
    return cells.place[k];
  }
  return std::clamp(cells.place[k] + (2.0 * v - 1.0) * half_cell, 0.0, 1.0);
}

}  // namespace suasion::model
