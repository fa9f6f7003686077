#include "suasion/ensemble/issue_solver.hpp"

#include <doctest/doctest.h>

#include "../../support/scenario.hpp"

namespace {

using namespace suasion;
using model::block_draws;
using model::lanes;

ensemble::Plan plan() {
  auto made = ensemble::make_plan(test::random_scenario(7, 3, 2),
                                  {"as-written", "scholz2011:tolerance=0.01,rounds=20", "exchange"});
  REQUIRE(made.has_value());
  return *std::move(made);
}

void fill(const ensemble::IssueSolver& solver, const ensemble::Plan& plan) {
  std::vector<math::Channel> channels;
  for (const auto& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  const math::Design design(math::DesignKind::monte_carlo, 1, channels, block_draws);
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    design.fill(i, 0, solver.columns()[i]);
    plan.inputs[i].quantile.fill(solver.columns()[i], solver.columns()[i]);
  }
}

/// All numbers that the solver shows of its tile, of the cells that were asked for.
std::vector<double> shown(const ensemble::IssueSolver& solver, const ensemble::Plan& plan,
                          const std::vector<char>& wanted = {}) {
  std::vector<double> all;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    const model::IssueTile& tile = solver.tile(i);
    all.push_back(static_cast<double>(tile.first_draw));
    all.insert(all.end(), tile.position, tile.position + tile.actors * lanes);
    all.insert(all.end(), tile.status_quo, tile.status_quo + lanes);
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      const std::size_t cell = i * plan.models.size() + m;
      if (!solver.active(cell) || (!wanted.empty() && wanted[cell] == 0)) {
        continue;
      }
      const model::Course& course = solver.course(cell);
      const std::size_t row = tile.actors * lanes;
      all.insert(all.end(), course.outcome, course.outcome + lanes);
      if (solver.rounds(cell) > 0) {
        all.insert(all.end(), course.position, course.position + (solver.rounds(cell) + 1) * row);
        all.insert(all.end(), course.proposer, course.proposer + solver.rounds(cell) * row);
        all.insert(all.end(), course.settled_after, course.settled_after + lanes);
      }
    }
  }
  for (std::size_t m = 0; m < plan.models.size(); ++m) {
    for (const model::Trade& trade : solver.trades(m)) {
      all.insert(all.end(), {static_cast<double>(trade.lane), trade.gain[0], trade.shift[1]});
    }
  }
  return all;
}

}  // namespace

TEST_CASE("many tiles solved together are the same, to the bit, as each by itself") {
  const ensemble::Plan plan = ::plan();
  ensemble::IssueSolver ahead(plan);
  ensemble::IssueSolver alone(plan);
  fill(ahead, plan);
  fill(alone, plan);
  for (const std::size_t rows : {block_draws, std::size_t{99}}) {
    ahead.begin(1, 512, rows);
    for (std::size_t row = 0; row < rows; row += lanes) {
      ahead.next();
      alone.solve(1, 512, row);
      CHECK(shown(ahead, plan) == shown(alone, plan));
    }
  }
}

TEST_CASE("a solver asked for some cells solves those, and sees columns that changed since") {
  const ensemble::Plan plan = ::plan();
  ensemble::IssueSolver ahead(plan);
  ensemble::IssueSolver alone(plan);
  fill(ahead, plan);
  fill(alone, plan);
  std::vector<char> wanted(plan.issues.size() * plan.models.size(), 0);
  wanted[0] = wanted[plan.models.size() + 1] = 1;
  ahead.begin(1, 0, block_draws);
  ahead.next();  // and no further: what was solved ahead is thrown away
  for (ensemble::IssueSolver* solver : {&ahead, &alone}) {
    for (double& value : solver->columns()[0]) {
      value *= 0.5;
    }
  }
  ahead.begin(1, 0, block_draws, wanted);
  for (std::size_t row = 0; row < block_draws; row += lanes) {
    ahead.next();
    alone.solve(1, 0, row);
    CHECK(shown(ahead, plan, wanted).size() < shown(alone, plan).size());
    const std::vector<double> found = shown(ahead, plan, wanted);
    const std::vector<double> right = shown(alone, plan, wanted);
    CHECK(std::equal(found.begin(), found.end(), right.begin()));  // without what models trade across issues
  }
}
