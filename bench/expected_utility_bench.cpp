// The expected-utility kernel against the reference with std::pow, on the same actors. Counters: draws per second, and
// how many times faster the kernel is per draw is the ratio of the two.
#include <benchmark/benchmark.h>

#include <vector>

#include "../tests/support/issue.hpp"

namespace {

using suasion::test::Actors;

void kernel(benchmark::State& state, const char* variant) {
  const auto actors = static_cast<std::size_t>(state.range(0));
  std::vector<Actors> draws;
  for (std::uint64_t l = 0; l < suasion::model::lanes; ++l) {
    draws.push_back(suasion::test::random_actors(actors, l));
  }
  suasion::test::TileRun run(draws, 0, 100);
  const auto model = suasion::test::make(variant);
  for (auto _ : state) {
    run.solve(*model);
    benchmark::DoNotOptimize(run.outcome());
  }
  state.counters["draws/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * suasion::model::lanes, benchmark::Counter::kIsRate);
}

/// The reference takes the sum over all pairs once a round, as any straightforward program would; the replications in
/// Python take it anew for every probability, which would flatter us by two powers of the number of actors.
void reference(benchmark::State& state, const char* variant) {
  const Actors actors = suasion::test::random_actors(static_cast<std::size_t>(state.range(0)), 0);
  const auto parameters = suasion::test::parameters(variant);
  for (auto _ : state) {
    benchmark::DoNotOptimize(suasion::model::expected_utility::play(actors, parameters).outcome);
  }
  state.counters["draws/s"] = benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(kernel, scholz2011, "scholz2011")->Arg(10)->Arg(20)->Arg(40)->Arg(80)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(kernel, as_written, "as-written")->Arg(10)->Arg(20)->Arg(40)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(reference, scholz2011, "scholz2011")->Arg(10)->Arg(20)->Arg(40)->Unit(benchmark::kMillisecond);

}  // namespace
