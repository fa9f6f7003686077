// Whole runs, everything included: drawing inputs, solving with the model and all baselines, counting, summing.
// Argument 1: actors; argument 2: threads. Real time counts.
#include <benchmark/benchmark.h>

#include "../tests/support/scenario.hpp"
#include "suasion/ensemble/run.hpp"

namespace {

void run(benchmark::State& state, const char* model) {
  const auto scenario = suasion::test::random_scenario(static_cast<std::size_t>(state.range(0)), 1);
  const auto plan = suasion::ensemble::make_plan(scenario, {model});
  constexpr std::uint64_t draws = 10'000;
  for (auto _ : state) {
    const auto results =
        suasion::ensemble::run(*plan, {.seed = 1, .draws = draws, .threads = static_cast<unsigned>(state.range(1))});
    benchmark::DoNotOptimize(results.draws_done);
  }
  state.counters["draws/s"] =
      benchmark::Counter(static_cast<double>(state.iterations() * draws), benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(run, scholz2011, "scholz2011")
    ->Args({10, 1})
    ->Args({10, 2})
    ->Args({40, 1})
    ->Args({40, 2})
    ->Unit(benchmark::kSecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(run, as_written, "as-written")->Args({10, 1})->Args({40, 1})->Unit(benchmark::kSecond)->UseRealTime();
BENCHMARK_CAPTURE(run, baselines_only, "compromise")
    ->Args({10, 1})
    ->Args({40, 1})
    ->Unit(benchmark::kSecond)
    ->UseRealTime();

}  // namespace
