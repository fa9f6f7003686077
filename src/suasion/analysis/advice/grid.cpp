// The honest comparator: every portfolio, every amount, all draws. Plain, and kept so.
#include <algorithm>

#include "suasion/analysis/advice/search.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;

/// Calls `visit` with every point of up to `most` levers from `first` on, added to `base`, within the budget.
template <class Visit>
void each_point(const Lattice& lattice, const Point& base, std::uint32_t first, std::size_t most, double budget,
                const Visit& visit) {
  for (std::uint32_t i = first; most > 0 && i < lattice.levers(); ++i) {
    for (std::uint32_t place = 0; place <= lattice.last(i); ++place) {
      const Point point = lattice.with(base, i, place);
      // costs never fall with another lever, so that what costs too much need not be looked into
      if (place != lattice.zero(i) && Lattice::within(lattice.cost(point), budget)) {
        visit(point);
        each_point(lattice, point, i + 1, most - 1, budget, visit);
      }
    }
  }
}

double greatest_budget(const AdviceSpec& spec) {
  return *std::max_element(spec.budgets.begin(), spec.budgets.end());
}

}  // namespace

base::Result<GridAnswer> advise_by_grid(Objective& objective, const std::vector<Lever>& levers,
                                        const AdviceSpec& spec) {
  base::Diagnostics wrong = flaws(levers, spec);
  if (!wrong.empty()) {
    return tl::unexpected<base::Diagnostics>(std::move(wrong));
  }
  const Lattice lattice(levers);
  std::vector<double> nothing(spec.blocks * block_draws);
  std::vector<double> values(nothing.size());
  objective.evaluate(std::vector<Portfolio>(1), 0, spec.blocks, nothing);
  GridAnswer answer;
  answer.model_runs = nothing.size();
  std::vector<Point> best(spec.budgets.size());
  std::vector<Worth> most(spec.budgets.size(), worth(spec.quest, nothing, nothing, 0.0));
  each_point(lattice, {}, 0, spec.most_levers, greatest_budget(spec), [&](const Point& point) {
    objective.evaluate(std::vector<Portfolio>{lattice.portfolio(point)}, 0, spec.blocks, values);
    answer.model_runs += values.size();
    const Worth other = worth(spec.quest, values, nothing, lattice.cost(point));
    for (std::size_t b = 0; b < best.size(); ++b) {
      if (Lattice::within(other.cost, spec.budgets[b]) && other.gain > 0.0 && better(other, point, most[b], best[b])) {
        best[b] = point;
        most[b] = other;
      }
    }
  });
  for (std::size_t b = 0; b < best.size(); ++b) {
    objective.evaluate(std::vector<Portfolio>{lattice.portfolio(best[b])}, 0, spec.blocks, values);
    answer.best.push_back({lattice.portfolio(best[b]), lattice.cost(best[b]), judge(values, nothing, spec.quest.goal)});
    answer.criterion.push_back(most[b].gain);
  }
  return answer;
}

std::uint64_t grid_runs(const std::vector<Lever>& levers, const AdviceSpec& spec) {
  std::uint64_t moves = 1;
  each_point(Lattice(levers), {}, 0, spec.most_levers, greatest_budget(spec), [&](const Point&) { ++moves; });
  return moves * spec.blocks * block_draws;
}

}  // namespace suasion::analysis
