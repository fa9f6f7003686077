// The module of fear and quarrels with four neighbours, by months. Time per draw and month, without the start.
#include <benchmark/benchmark.h>

#include "../tests/support/system_world.hpp"

namespace {

std::string text() {
  std::string all = suasion::test::system_text(R"(
[[ties]]
kind = "border"
between = ["MID", "NEX"]
[[ties]]
kind = "border"
between = ["BIG", "MID"]
[[places]]
id = "garrison"
in = "BIG"
at = [54, 32]
[[forces]]
id = "army"
of = "BIG"
at = "garrison"
troops = [10_000, 20_000]
[[places]]
id = "nex"
in = "NEX"
at = [54, 23]
)");
  std::string neighbours = "\"NEX\"";
  for (const char* id : {"NEXA", "NEXB", "NEXC"}) {
    neighbours += std::string(", \"") + id + "\"";
    all += std::string("[[actors]]\nid = \"") + id + "\"\nname = \"" + id + "\"\n[[places]]\nid = \"p-" + id +
           "\"\nin = \"" + id + "\"\nat = [55, 24]\n[[ties]]\nkind = \"border\"\nbetween = [\"NEX\", \"" + id + "\"]\n";
  }
  return all.replace(all.find("[\"NEX\"]") + 1, 5, neighbours);
}

void months(benchmark::State& state) {
  constexpr std::size_t ticks = 24;
  constexpr std::size_t blocks = 4;
  const std::string scenario = text();
  for (auto _ : state) {
    state.PauseTiming();
    suasion::test::SystemWorld world(scenario, {"leverage=off", "coercion=off", "decision=off"}, 1, blocks);
    state.ResumeTiming();
    world.advance(ticks);
  }
  state.counters["s/draw-month"] =
      benchmark::Counter(static_cast<double>(state.iterations() * ticks * blocks * suasion::system::block_draws),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK(months)->Name("tension_months");

}  // namespace
