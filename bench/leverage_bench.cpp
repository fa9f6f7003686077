// The bargain and the realised level for a block of draws: time per draw and tick, by price regime.
#include <benchmark/benchmark.h>

#include <vector>

#include "suasion/math/random.hpp"
#include "suasion/system/leverage/leverage_kernel.hpp"

namespace {

using namespace suasion::system::leverage;  // NOLINT(google-build-using-namespace)

void settle(benchmark::State& state) {
  constexpr std::size_t rows = 256;
  constexpr std::size_t inputs = 17;
  std::vector<double> in(inputs * rows);
  suasion::math::uniforms(1, suasion::math::channel("bench"), 0, 0, in);
  for (double& value : in) {
    value = 0.05 + 0.5 * value;
  }
  std::vector<double> out(11 * rows);
  const auto from = [&](std::size_t c) { return in.data() + c * rows; };
  const auto to = [&](std::size_t c) { return out.data() + c * rows; };
  const Settling work = {.rows = rows,
                         .setting = {.price_regime = static_cast<Price>(state.range(0)),
                                     .option_rule = static_cast<OptionRule>(state.range(1)),
                                     .gain = from(0),
                                     .aversion = from(1),
                                     .price = from(2),
                                     .power = from(3),
                                     .most = from(4),
                                     .threshold = from(5),
                                     .noise_sd = from(6),
                                     .tilt_effect = from(7),
                                     .protege_cost = from(8),
                                     .patron_cost = from(9),
                                     .crisis_cost = from(10)},
                         .state = {from(11), from(12), from(13), from(14), from(15), from(16)},
                         .to = {to(0), to(1), to(2), to(3), to(4), to(5), to(6), to(7), to(8), to(9), to(10)}};
  for (auto _ : state) {
    leverage_kernels().settle(work);
    benchmark::ClobberMemory();
  }
  state.counters["draws/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * rows, benchmark::Counter::kIsRate);
}

BENCHMARK(settle)->ArgsProduct({{0, 1, 2}, {0, 1}});

}  // namespace
