#include "suasion/analysis/flip/conditions.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::analysis {

namespace {

constexpr std::size_t searches = 25;  // on random halves, for how stable the sides of a box are

/// Draws as discovery takes them: values of the inputs that reach the output, and whether each draw is of interest.
struct Table {
  std::vector<std::size_t> factors = {};  ///< of the experiment, by input
  Columns values = {};
  std::vector<std::span<const double>> views = {};
  std::vector<std::uint8_t> of_interest = {};
};

Table table_of(const ensemble::Experiment& experiment, std::size_t output, const Proposition& proposition,
               const std::vector<InputFacts>& facts, const Columns& points, const std::vector<double>& values) {
  Table table;
  std::vector<std::size_t> rows;
  table.of_interest.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) {
      rows.push_back(i);
      table.of_interest.push_back(speaks_for(proposition, values[i]) ? 1 : 0);
    }
  }
  for (std::size_t f = 0; f < points.size(); ++f) {
    if (!experiment.reaches(f, output)) {
      continue;
    }
    const math::Quantile quantile(facts[f].law);
    std::vector<double> column;
    column.reserve(rows.size());
    for (const std::size_t row : rows) {
      column.push_back(quantile(points[f][row]));
    }
    table.factors.push_back(f);
    table.values.push_back(std::move(column));
  }
  for (const std::vector<double>& column : table.values) {
    table.views.emplace_back(column);
  }
  return table;
}

ConditionBox box_of(const Table& table, const discovery::Draws& draws, const discovery::Box& box,
                    const discovery::Fit& search, const discovery::Fit& held) {
  ConditionBox named{.sides = discovery::restrictions(box, draws), .search = search, .held = held};
  for (discovery::Restriction& side : named.sides) {
    side.input = table.factors[side.input];
  }
  return named;
}

}  // namespace

Conditions find_conditions(const ensemble::Experiment& experiment, std::size_t output, const Proposition& proposition,
                           const std::vector<InputFacts>& facts, const Columns& points,
                           const std::vector<double>& values, std::uint64_t seed) {
  const Table table = table_of(experiment, output, proposition, facts, points, values);
  const discovery::Draws draws = {.inputs = table.views, .of_interest = table.of_interest};
  const base::Result<discovery::PrimFindings> boxes = discovery::find_boxes(draws, {.seed = seed});
  if (!boxes) {
    return {.why_not = boxes.error().front().message};
  }
  Conditions found{.overall = boxes->held};
  for (const discovery::FoundBox& one : boxes->boxes) {
    found.boxes.push_back(box_of(table, draws, one.box, one.search, one.held));
  }
  if (!boxes->boxes.empty()) {
    const auto stable = discovery::restricted_share(draws, {.seed = seed}, searches);
    for (const discovery::Side& side : boxes->boxes.front().box) {
      found.restricted.push_back(stable ? (*stable)[side.input] : 0.0);
    }
  }
  if (const auto tree = discovery::find_tree(draws, {.seed = seed}); tree) {
    for (const discovery::CartLeaf& leaf : tree->leaves) {
      found.leaves.push_back(box_of(table, draws, leaf.box, leaf.search, leaf.held));
    }
    std::stable_sort(found.leaves.begin(), found.leaves.end(), [](const ConditionBox& a, const ConditionBox& b) {
      return a.held.density.value > b.held.density.value;
    });
  }
  return found;
}

}  // namespace suasion::analysis
