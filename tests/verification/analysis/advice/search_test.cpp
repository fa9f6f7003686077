// The search against problems whose answer is known, and against a full grid.
#include "suasion/analysis/advice/search.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../../support/advice_problems.hpp"

namespace {

using namespace suasion;
using analysis::Advice;
using analysis::GridAnswer;
using test::AdviceProblem;

constexpr std::uint64_t fewer = 10;  ///< times fewer model runs than a full grid

constexpr double without_limit = std::numeric_limits<double>::infinity();

Advice searched(const AdviceProblem& problem) {
  test::LuckyObjective objective = problem.objective();
  const base::Result<Advice> advice = analysis::advise(objective, problem.levers, problem.spec);
  REQUIRE(advice.has_value());
  CHECK(advice->model_runs == objective.runs());
  return *advice;
}

GridAnswer gridded(const AdviceProblem& problem) {
  test::LuckyObjective objective = problem.objective();
  const base::Result<GridAnswer> grid = analysis::advise_by_grid(objective, problem.levers, problem.spec);
  REQUIRE(grid.has_value());
  CHECK(grid->model_runs >= analysis::grid_runs(problem.levers, problem.spec));
  return *grid;
}

/// The levers of a move, by name, in order.
std::string names(const AdviceProblem& problem, const analysis::Portfolio& move) {
  std::string found;
  for (const analysis::Effort& effort : move) {
    found += problem.levers[effort.lever].name;
  }
  return found;
}

}  // namespace

TEST_CASE("advice: of quadratic levers the best one is found at its interior optimum") {
  const AdviceProblem problem = test::quadratic_problem();
  const Advice advice = searched(problem);
  const analysis::Judged& best = advice.choices[0].best;
  REQUIRE(names(problem, best.move) == "d");
  CHECK(best.move[0].amount == doctest::Approx(0.45).epsilon(0.12));
  CHECK(best.figures.gain.value == doctest::Approx(8.0).epsilon(0.02));
  const GridAnswer grid = gridded(problem);
  CHECK(advice.choices[0].criterion >= grid.criterion[0]);
  CHECK(advice.model_runs * fewer <= grid.model_runs);
}

TEST_CASE("advice: a goal reached from a threshold on is reached at the least amount that reaches it") {
  for (const double threshold : {0.0025, 0.1, 0.3025, 0.5, 0.6175, 0.76, 0.9975, 1.0}) {
    CAPTURE(threshold);
    const AdviceProblem problem = test::step_problem(threshold);
    const Advice advice = searched(problem);
    REQUIRE(advice.choices[0].best.move.size() == 1);
    CHECK(advice.choices[0].best.move[0].amount == doctest::Approx(threshold));
    CHECK(advice.attainment->reached);
    CHECK(advice.attainment->move.move[0].amount == doctest::Approx(threshold));
    CHECK(advice.model_runs * fewer <= analysis::grid_runs(problem.levers, problem.spec));
  }
}

TEST_CASE("advice: a pair that works only together is found, though its levers do nothing alone") {
  const AdviceProblem problem = test::synergy_problem();
  const Advice advice = searched(problem);
  const analysis::Judged& best = advice.choices[0].best;
  CHECK(names(problem, best.move) == "cd");
  CHECK(problem.mean_of(best.move) == doctest::Approx(test::best_mean(problem, without_limit)));
  CHECK(advice.model_runs * fewer <= analysis::grid_runs(problem.levers, problem.spec));
}

TEST_CASE("advice: where the two best singles cancel, the pair is another one") {
  const AdviceProblem problem = test::cancel_problem();
  const Advice advice = searched(problem);
  const analysis::Judged& best = advice.choices[0].best;
  CHECK(names(problem, best.move) == "ac");
  CHECK(problem.mean_of(best.move) == doctest::Approx(15.0));
  CHECK(test::best_mean(problem, without_limit) == doctest::Approx(15.0));
  CHECK(advice.model_runs * fewer <= analysis::grid_runs(problem.levers, problem.spec));
}

TEST_CASE("advice: a pair that is worth little but more than its parts is kept for a third lever") {
  const AdviceProblem problem = test::hidden_problem();
  const Advice advice = searched(problem);
  CHECK(names(problem, advice.choices[0].best.move) == "amn");
  CHECK(problem.mean_of(advice.choices[0].best.move) == doctest::Approx(18.0));
}

TEST_CASE("advice: the best three of five levers under a budget come within a hundredth of the known optimum") {
  for (const double budget : {0.4, 0.7, 1.0, 1.5, 2.0, 3.0, without_limit}) {
    CAPTURE(budget);
    const AdviceProblem problem = test::triple_problem(budget);
    const Advice advice = searched(problem);
    const analysis::Choice& choice = advice.choices[0];
    const std::vector<double> nothing(problem.levers.size(), 0.0);
    const double optimum = test::best_mean(problem, budget) - problem.mean(nothing);
    const double found = problem.mean_of(choice.best.move) - problem.mean(nothing);
    CHECK(choice.best.cost <= budget + 1e-9);
    CHECK(found >= 0.99 * optimum);
    CHECK(advice.model_runs * fewer <= analysis::grid_runs(problem.levers, problem.spec));
    // on draws that had no part in the choice
    CHECK(std::abs(choice.confirmed.figures.gain.value - found) < 5.0 * choice.confirmed.figures.gain.error);
  }
}

TEST_CASE("advice: gain per unit of cost is greatest where the grid says") {
  AdviceProblem problem = test::triple_problem(without_limit);
  problem.spec.quest.per_cost = true;
  problem.spec.most_levers = 2;
  problem.spec.blocks = 4;
  const Advice advice = searched(problem);
  const GridAnswer grid = gridded(problem);
  CHECK(advice.choices[0].criterion / advice.choices[0].best.cost >=
        doctest::Approx(grid.criterion[0] / grid.best[0].cost));
  CHECK(advice.model_runs * fewer <= grid.model_runs);
}

TEST_CASE("advice: of forty random problems with jumps and interactions nearly all are solved, none badly missed") {
  constexpr std::uint64_t problems = 40;
  std::uint64_t solved = 0;
  std::uint64_t runs = 0;
  std::uint64_t grid = 0;
  for (std::uint64_t seed = 1; seed <= problems; ++seed) {
    CAPTURE(seed);
    AdviceProblem problem = test::random_problem(seed);
    // without luck, so that only the search can be at fault
    problem.function = [mean = problem.mean](std::span<const double> a, double) { return mean(a); };
    problem.spec.blocks = 16;
    const Advice advice = searched(problem);
    const double optimum = test::best_mean(problem, problem.spec.budgets[0]);
    CHECK(advice.choices[0].criterion >= 0.85 * optimum);
    solved += advice.choices[0].criterion >= 0.999 * optimum ? 1 : 0;
    runs += advice.model_runs;
    grid += analysis::grid_runs(problem.levers, problem.spec);
  }
  CHECK(solved >= problems - 2);
  CHECK(runs * fewer <= grid);
}
