// One actor's elections and tenure over a block of draws, for one month. Time per draw and month.
#include <benchmark/benchmark.h>

#include <vector>

#include "suasion/model/tile.hpp"
#include "suasion/system/domestic/domestic_kernel.hpp"

namespace {

void pass(benchmark::State& state) {
  constexpr std::size_t rows = suasion::model::block_draws;
  std::vector<double> from(rows, 0.0);
  std::vector<double> until(rows, 30.4375);
  std::vector<double> life(rows, 365.0);
  std::vector<double> base(rows, 0.004);
  std::vector<double> slope(rows, 1.0);
  std::vector<double> patience(rows, 1.0);
  std::vector<double> crisis(rows, 0.8);
  std::vector<double> shelter(rows, 0.2);
  std::vector<double> summed(rows, 0.0);
  std::vector<double> hazard(rows, 0.0);
  std::vector<double> gone(rows, 1e300);
  const auto& kernels = suasion::system::domestic::domestic_kernels();
  for (auto _ : state) {
    kernels.pass({.rows = rows,
                  .from = from.data(),
                  .until = until.data(),
                  .half_life = life.data(),
                  .shelter_life = life.data(),
                  .base = base.data(),
                  .slope = slope.data(),
                  .patience = patience.data(),
                  .days_per_month = 30.4375,
                  .crisis = crisis.data(),
                  .shelter = shelter.data(),
                  .summed = summed.data(),
                  .hazard = hazard.data(),
                  .gone = gone.data()});
    benchmark::ClobberMemory();
  }
  state.counters["s/draw-month"] = benchmark::Counter(static_cast<double>(state.iterations() * rows),
                                                      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(pass)->Name("domestic_pass");

}  // namespace
