// The search for advice against a full grid: model runs (draws evaluated), and the gain of what was found over that of
// the known optimum. The grid's runs are counted, not made.
#include <benchmark/benchmark.h>

#include <limits>

#include "../tests/support/advice_problems.hpp"

namespace {

namespace analysis = suasion::analysis;
namespace test = suasion::test;

constexpr double without_limit = std::numeric_limits<double>::infinity();

void advise(benchmark::State& state, const test::AdviceProblem& problem) {
  std::uint64_t runs = 0;
  analysis::Portfolio move;
  for (auto _ : state) {
    test::LuckyObjective objective = problem.objective();
    const suasion::base::Result<analysis::Advice> advice = analysis::advise(objective, problem.levers, problem.spec);
    runs = advice->model_runs;
    move = advice->choices[0].best.move;
  }
  const auto grid = static_cast<double>(analysis::grid_runs(problem.levers, problem.spec));
  const double nothing = problem.mean_of({});
  state.counters["runs"] = static_cast<double>(runs);
  state.counters["grid runs"] = grid;
  state.counters["grid/search"] = grid / static_cast<double>(runs);
  state.counters["gain/optimum"] =
      (problem.mean_of(move) - nothing) / (test::best_mean(problem, problem.spec.budgets[0]) - nothing);
}

BENCHMARK_CAPTURE(advise, quadratic, test::quadratic_problem())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, step, test::step_problem(0.6175))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, synergy, test::synergy_problem())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, cancel, test::cancel_problem())->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, hidden, test::hidden_problem())->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(advise, triple, test::triple_problem(without_limit))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, triple_of_1, test::triple_problem(1.0))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, random_1, test::random_problem(1))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(advise, random_2, test::random_problem(2))->Unit(benchmark::kMillisecond);

}  // namespace
