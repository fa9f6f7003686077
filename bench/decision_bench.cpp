// A month of choices of the patron, for a block of draws, by depth: time per draw.
#include <benchmark/benchmark.h>

#include <vector>

#include "suasion/math/random.hpp"
#include "suasion/system/decision/decision_kernel.hpp"

namespace {

using namespace suasion::system::decision;  // NOLINT(google-build-using-namespace)

void patron_chooses(benchmark::State& state) {
  constexpr std::size_t rows = 256;
  constexpr std::size_t columns = inputs + 17 + 3;
  std::vector<double> in(columns * rows);
  suasion::math::uniforms(1, suasion::math::channel("bench"), 0, 0, in);
  std::size_t next = 0;
  const auto from = [&] { return in.data() + rows * next++; };
  Grounds grounds = {.rows = rows,
                     .depth = static_cast<int>(state.range(0)),
                     .setting = {.gain = from(),
                                 .aversion = from(),
                                 .price = from(),
                                 .power = from(),
                                 .most = from(),
                                 .threshold = from(),
                                 .noise_sd = from(),
                                 .tilt_effect = from(),
                                 .protege_cost = from(),
                                 .patron_cost = from(),
                                 .crisis_cost = from()},
                     .state = {from(), from(), from(), from(), from(), from()}};
  for (const double*& input : grounds.input) {
    input = from();
  }
  const double* chance = from();
  const std::vector<double> nothing(rows);
  std::vector<double> out((2 * patron::actions + 4) * rows);
  double* probability[patron::actions];
  double* does[patron::actions];
  for (std::size_t k = 0; k < patron::actions; ++k) {
    probability[k] = out.data() + k * rows;
    does[k] = out.data() + (patron::actions + k) * rows;
  }
  double* seen = out.data() + 2 * patron::actions * rows;
  for (auto _ : state) {
    decision_kernels().patron(grounds, {chance, nothing.data(), probability, does}, nothing.data(),
                              {seen, seen + rows, seen + 2 * rows, seen + 3 * rows});
    benchmark::ClobberMemory();
  }
  state.counters["draws/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * rows, benchmark::Counter::kIsRate);
}

BENCHMARK(patron_chooses)->Arg(1)->Arg(2);

}  // namespace
