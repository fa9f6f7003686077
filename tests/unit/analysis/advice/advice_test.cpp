// Levers, figures and advice: what their comments say, the unhappy path too.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "../../../support/advice_problems.hpp"
#include "suasion/analysis/advice/lattice.hpp"
#include "suasion/analysis/advice/search.hpp"

namespace {

using namespace suasion;
using analysis::Lever;

constexpr double without_value = std::numeric_limits<double>::quiet_NaN();

analysis::Advice searched(test::LuckyObjective objective, const std::vector<Lever>& levers,
                          const analysis::AdviceSpec& spec) {
  const base::Result<analysis::Advice> advice = analysis::advise(objective, levers, spec);
  REQUIRE(advice.has_value());
  return *advice;
}

}  // namespace

TEST_CASE("advice: amounts of a lever are multiples of its step, its ends and nothing") {
  CHECK(analysis::amounts({.name = "a", .least = -1.0, .most = 2.5, .step = 1.0}) ==
        std::vector<double>{-1.0, 0.0, 1.0, 2.0, 2.5});
  CHECK(analysis::amounts({.name = "a", .least = 3.0, .most = 5.0, .step = 1.0}) ==
        std::vector<double>{0.0, 3.0, 4.0, 5.0});
  CHECK(analysis::amounts({.name = "a", .discrete = true}) == std::vector<double>{0.0, 1.0});
  CHECK(analysis::amounts({.name = "a"}).size() == 21);
}

TEST_CASE("advice: a portfolio costs what its levers cost, and nothing costs nothing") {
  const std::vector<Lever> levers = {{.name = "a", .least = -2.0, .cost_per_unit = 3.0, .fixed_cost = 1.0},
                                     {.name = "b", .cost_per_unit = 0.5}};
  CHECK(analysis::cost(levers, {}) == 0.0);
  CHECK(analysis::cost(levers, {{0, 0.0}}) == 0.0);
  CHECK(analysis::cost(levers, {{0, -2.0}, {1, 1.0}}) == 7.5);
}

TEST_CASE("advice: flawed levers and specs are diagnostics, all at once") {
  test::LuckyObjective objective(1, [](std::span<const double>, double) { return 0.0; });
  const std::vector<Lever> levers = {{.name = "a", .least = 1.0, .most = 1.0},
                                     {.name = "a", .cost_per_unit = -1.0},
                                     {.name = "b", .step = 1e-9},
                                     {.name = "c", .most = without_value}};
  analysis::AdviceSpec spec;
  spec.quest.criterion = analysis::Criterion::reach;
  spec.budgets = {-1.0};
  spec.most_levers = 4;
  spec.blocks = 0;
  const base::Result<analysis::Advice> advice = analysis::advise(objective, levers, spec);
  REQUIRE_FALSE(advice.has_value());
  CHECK(advice.error().size() == 9);
  CHECK_FALSE(analysis::advise_by_grid(objective, levers, spec).has_value());
  CHECK_FALSE(analysis::advise(objective, {}, {}).has_value());
}

TEST_CASE("advice: fitting and polling stay within the budget and keep to the lattice") {
  const analysis::Lattice lattice({{.name = "b", .step = 0.1, .cost_per_unit = 1.0},
                                   {.name = "a", .least = -1.0, .step = 0.1, .cost_per_unit = 1.0}});
  const analysis::Point both = {{0, 0}, {1, 10}};  // a at -1, b at 1
  CHECK(lattice.portfolio(both) == analysis::Portfolio{{1, -1.0}, {0, 1.0}});
  CHECK(lattice.fitted(both, 2.0) == std::vector<analysis::Point>{both});
  const std::vector<analysis::Point> smaller = lattice.fitted(both, 1.1);
  CHECK(smaller.size() == 3);  // in proportion; a as far as need be; b as far as need be
  for (const analysis::Point& point : smaller) {
    CHECK(point.size() == 2);
    CHECK(lattice.cost(point) <= 1.1 + 1e-9);
    for (const analysis::Point& near : lattice.around(point, lattice.finest(), 1.1)) {
      CHECK(lattice.cost(near) <= 1.1 + 1e-9);
      CHECK(near != point);
    }
  }
  CHECK(lattice.fitted(both, 0.05).empty());
}

TEST_CASE("advice: where every move loses, nothing is done") {
  const analysis::Advice advice =
      searched({2, [](std::span<const double> a, double luck) { return luck - a[0] - a[1]; }},
               {{.name = "a"}, {.name = "b", .discrete = true}}, {.blocks = 2});
  CHECK(advice.choices[0].best.move.empty());
  CHECK(advice.choices[0].best.cost == 0.0);
  CHECK(advice.choices[0].best.figures.gain.value == 0.0);
  CHECK(advice.choices[0].confirmed.figures.gain.value == 0.0);
}

TEST_CASE("advice: a goal out of reach is told by how near one gets, and with what") {
  analysis::AdviceSpec spec;
  spec.quest = {.criterion = analysis::Criterion::reach, .goal = analysis::Goal{100.0, 0.5}};
  spec.blocks = 4;
  const analysis::Advice advice =
      searched({2, [](std::span<const double> a, double luck) { return 10.0 * a[0] + 5.0 * a[1] + 0.1 * luck; }},
               {{.name = "a", .cost_per_unit = 1.0}, {.name = "b", .cost_per_unit = 1.0}}, spec);
  CHECK(advice.choices[0].best.move.empty());
  REQUIRE(advice.attainment.has_value());
  CHECK_FALSE(advice.attainment->reached);
  CHECK(advice.attainment->value == doctest::Approx(15.0).epsilon(0.01));
  CHECK(advice.attainment->move.move == analysis::Portfolio{{0, 1.0}, {1, 1.0}});
}

TEST_CASE("advice: a move without a value in many draws is not possible, in few it is counted") {
  const auto function = [](std::span<const double> a, double luck) {
    const bool lost = (a[0] > 0.0 && luck > 0.0) || (a[1] > 0.0 && luck > 2.9);
    return lost ? without_value : 5.0 * a[0] + a[1];
  };
  const analysis::Advice advice =
      searched({2, function}, {{.name = "a", .discrete = true}, {.name = "b", .discrete = true}}, {.blocks = 16});
  CHECK(advice.choices[0].best.move == analysis::Portfolio{{1, 1.0}});
  CHECK(advice.choices[0].best.figures.invalid > 0);
  CHECK(advice.choices[0].best.figures.gain.value == 1.0);
}

TEST_CASE("advice: a robust criterion prefers the sure gain, the mean the great one") {
  const auto function = [](std::span<const double> a, double luck) { return 2.0 * a[0] * (1.0 + luck) + a[1]; };
  const std::vector<Lever> levers = {{.name = "a", .discrete = true}, {.name = "b", .discrete = true}};
  analysis::AdviceSpec spec;
  spec.most_levers = 1;
  spec.blocks = 8;
  const auto best = [&](analysis::Criterion criterion) {
    spec.quest.criterion = criterion;
    return searched({2, function}, levers, spec).choices[0].best.move;
  };
  CHECK(best(analysis::Criterion::expected) == analysis::Portfolio{{0, 1.0}});
  CHECK(best(analysis::Criterion::worst_tenth) == analysis::Portfolio{{1, 1.0}});
  CHECK(best(analysis::Criterion::helped) == analysis::Portfolio{{1, 1.0}});
  // regret at 95 %: of a against b -1 + 2 * 1.645, of b against a 1 + 2 * 1.645
  CHECK(best(analysis::Criterion::regret) == analysis::Portfolio{{0, 1.0}});
}

TEST_CASE("advice: no move of the front is beaten in both cost and gain, and regrets leave the best at hand") {
  test::AdviceProblem problem = test::triple_problem(0.0);
  problem.spec.budgets = {0.5, 1.0, 2.0};
  problem.spec.blocks = 16;
  const analysis::Advice advice = searched(problem.objective(), problem.levers, problem.spec);
  REQUIRE(advice.front.size() > 3);
  CHECK(advice.front.front().move.empty());
  for (std::size_t i = 1; i < advice.front.size(); ++i) {
    CHECK(advice.front[i].cost > advice.front[i - 1].cost);
    CHECK(advice.front[i].figures.gain.value > advice.front[i - 1].figures.gain.value);
  }
  REQUIRE(advice.finalists.size() > 2);
  for (const analysis::Finalist& one : advice.finalists) {
    CHECK(one.regret.expected.value >= 0.0);
    CHECK(one.regret.expected.value >= advice.finalists.front().regret.expected.value);
  }
  CHECK(advice.finalists.back().judged.move.empty());
  REQUIRE(advice.singles.size() == problem.levers.size());
  for (std::size_t i = 0; i < advice.singles.size(); ++i) {
    REQUIRE(advice.singles[i].move.size() == 1);
    CHECK(advice.singles[i].move[0].lever == i);
  }
}

TEST_CASE("advice: a choice is confirmed on as many other draws") {
  test::AdviceProblem problem = test::triple_problem(2.0);
  problem.spec.blocks = 4;
  const analysis::Choice choice = searched(problem.objective(), problem.levers, problem.spec).choices[0];
  CHECK(choice.confirmed.move == choice.best.move);
  CHECK(choice.confirmed.figures.draws == choice.best.figures.draws);
  CHECK(choice.confirmed.figures.gain.value != choice.best.figures.gain.value);
  CHECK(choice.confirmed.figures.gain.value == doctest::Approx(choice.best.figures.gain.value).epsilon(0.05));
}

TEST_CASE("advice: with nothing to spend nothing is done, and levers alone are empty") {
  test::AdviceProblem problem = test::triple_problem(0.0);
  problem.spec.blocks = 2;
  const analysis::Advice advice = searched(problem.objective(), problem.levers, problem.spec);
  CHECK(advice.choices[0].best.move.empty());
  CHECK(advice.finalists.size() == 1);
  CHECK(advice.singles.front().move.empty());
}

TEST_CASE("advice: of indices on a front the cheaper of equals stays") {
  const std::vector<double> cost = {2.0, 0.0, 1.0, 1.0, 3.0};
  const std::vector<double> gain = {5.0, 0.0, 5.0, 4.0, without_value};
  CHECK(analysis::pareto_front(cost, gain) == std::vector<std::size_t>{1, 2});
}
