#include "suasion/model/choice.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/elementary.hpp"

namespace suasion::model {

namespace {

namespace own = suasion::math::SUASION_TARGET;

constexpr double steps = choice_cells - 1;

/// sum w x / sum w over the actors that `counts` takes; not a number where they have no weight.
template <class Counts>
double weighted_mean(const ChoiceIssue& issue, const Counts& counts) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    if (counts(i)) {
      sum += issue.weight[i] * issue.position[i];
      total += issue.weight[i];
    }
  }
  return sum / total;
}

double& at(Coefficients& values, Term term) {
  return values[static_cast<std::size_t>(term)];
}

/// Places of the cells, and which of them are held.
void settle_places(const ChoiceIssue& issue, ChoiceCells& cells) {
  std::array<double, choice_cells> sum{};
  std::array<double, choice_cells> total{};
  constexpr double least_share = 1e-9;  // whoever has no weight still stands somewhere
  const double least_weight = least_share * std::accumulate(issue.weight.begin(), issue.weight.end(), 0.0);
  for (std::size_t i = 0; i < issue.position.size(); ++i) {
    const std::size_t k = cell_of(issue.position[i]);
    const double weight = issue.weight[i] + least_weight;
    cells.held[k] = true;
    sum[k] += weight * issue.position[i];
    total[k] += weight;
  }
  for (std::size_t k = 0; k < choice_cells; ++k) {
    cells.place[k] = cells.held[k] ? sum[k] / total[k] : static_cast<double>(k) / steps;
  }
}

/// The features that say how near a cell is to a point, and whether it is the point's own; none for no point.
void add_point(ChoiceCells& cells, double point, double strength, Term near, const Term* own_cell) {
  if (!std::isfinite(point)) {
    return;
  }
  for (std::size_t k = 0; k < choice_cells; ++k) {
    at(cells.feature[k], near) = -std::abs(cells.place[k] - point) * strength;
  }
  if (own_cell != nullptr) {
    at(cells.feature[cell_of(point)], *own_cell) = 1.0;
  }
}

}  // namespace

std::size_t cell_of(double place) {
  return static_cast<std::size_t>(std::floor(std::clamp(place, 0.0, 1.0) * steps + 0.5));
}

ChoiceCells choice_cells_of(const ChoiceIssue& issue) {
  ChoiceCells cells;
  settle_places(issue, cells);
  cells.unanimous =
      std::all_of(issue.position.begin(), issue.position.end(), [&](double x) { return x == issue.position.front(); });
  const bool two_sided =
      std::all_of(issue.position.begin(), issue.position.end(), [](double x) { return x <= 0.0 || x >= 1.0; });
  for (std::size_t k = 0; k < choice_cells; ++k) {
    at(cells.feature[k], Term::held) = cells.held[k] ? 1.0 : 0.0;
    at(cells.feature[k], Term::held_two_sided) = cells.held[k] && two_sided ? 1.0 : 0.0;
  }
  at(cells.feature[(choice_cells - 1) / 2], Term::midpoint) = 1.0;
  cells.compromise = weighted_mean(issue, [](std::size_t) { return true; });
  const double members =
      weighted_mean(issue, [&](std::size_t i) { return i != issue.agenda_setter && i != issue.second_chamber; });
  add_point(cells, cells.compromise, 1.0, Term::near_compromise, nullptr);
  add_point(cells, std::isfinite(members) ? members : cells.compromise, 1.0, Term::near_members, nullptr);
  constexpr Term at_reference = Term::at_reference;
  add_point(cells, issue.reference_point, 1.0, Term::near_reference, &at_reference);
  if (issue.second_chamber != nobody) {
    constexpr Term at_chamber = Term::at_chamber;
    add_point(cells, issue.position[issue.second_chamber], 1.0, Term::near_chamber, &at_chamber);
  }
  if (issue.agenda_setter != nobody) {
    add_point(cells, issue.position[issue.agenda_setter], issue.salience[issue.agenda_setter], Term::near_agenda_setter,
              nullptr);
  }
  return cells;
}

std::array<double, choice_cells> choice_law(const ChoiceCells& cells, const Coefficients& coefficients) {
  std::array<double, choice_cells> law{};
  double most = -own::infinity;
  for (std::size_t k = 0; k < choice_cells; ++k) {
    for (std::size_t t = 0; t < choice_terms; ++t) {
      law[k] += coefficients[t] * cells.feature[k][t];
    }
    most = std::max(most, law[k]);
  }
  double total = 0.0;
  for (double& value : law) {
    value = own::exp(value - most);
    total += value;
  }
  for (double& value : law) {
    value /= total;
  }
  return law;
}

}  // namespace suasion::model
