// The crisis game and what an observer expects, for a block of draws: time per draw.
#include <benchmark/benchmark.h>

#include <vector>

#include "suasion/math/random.hpp"
#include "suasion/system/coercion/coercion_kernel.hpp"

namespace {

using namespace suasion::system::coercion;  // NOLINT(google-build-using-namespace)

constexpr std::size_t rows = 256;

std::vector<double> numbers(std::size_t columns) {
  std::vector<double> in(columns * rows);
  suasion::math::uniforms(1, suasion::math::channel("bench"), 0, 0, in);
  return in;
}

void finish(benchmark::State& state) {
  state.counters["draws/s"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * rows, benchmark::Counter::kIsRate);
}

void crisis_game(benchmark::State& state) {
  std::vector<double> in = numbers(16);
  std::vector<double> out(3 * rows);
  const auto from = [&](std::size_t c) { return in.data() + c * rows; };
  const Playing work = {.rows = rows,
                        .rationality = from(0),
                        .gain = from(1),
                        .aversion = from(2),
                        .level = from(3),
                        .demand = from(4),
                        .standing = from(5),
                        .odds = from(6),
                        .shift = from(7),
                        .protege_cost = from(8),
                        .patron_cost = from(9),
                        .crisis_cost = from(10),
                        .dispute = from(11),
                        .alternative = from(12),
                        .crisis = from(13),
                        .patron_believes = from(14),
                        .protege_believes = from(15),
                        .press = out.data(),
                        .resist = out.data() + rows,
                        .escalate = out.data() + 2 * rows};
  for (auto _ : state) {
    coercion_kernels().play(work);
    benchmark::ClobberMemory();
  }
  finish(state);
}

void observer(benchmark::State& state) {
  std::vector<double> in = numbers(6);
  std::vector<double> out(rows);
  const Intervening work = {.rows = rows,
                            .support = in.data(),
                            .doubt = in.data() + rows,
                            .signal_tie = in.data() + 2 * rows,
                            .promise_tie = in.data() + 3 * rows,
                            .ratio = in.data() + 4 * rows,
                            .cost = in.data() + 5 * rows,
                            .probability = out.data()};
  for (auto _ : state) {
    coercion_kernels().intervene(work);
    benchmark::ClobberMemory();
  }
  finish(state);
}

BENCHMARK(crisis_game);
BENCHMARK(observer);

}  // namespace
