// Module `signal` alone: history, 29 months, one planned visit with announcement and postponement, two others, and
// sanctions that a hazard may bring. Counter: nanoseconds per draw and month, history and first beliefs included.
#include <benchmark/benchmark.h>

#include <stdexcept>
#include <string>

#include "../tests/support/signal_world.hpp"
#include "suasion/scenario/read.hpp"

namespace {

namespace system_ = suasion::system;

std::string event(const std::string& id, const std::string& when, const std::string& to) {
  return "[[events]]\nid = \"" + id + "\"\nkind = \"visit\"\nfrom = \"FAR\"\nto = \"" + to + "\"\n" + when +
         "\nbecause.judgement = \"made up\"\n";
}

std::string text(bool eventful) {
  const std::string events = event("a", "date = 2019-08-29", "MID") + event("b", "date = 2019-09-17", "MID") +
                             event("v", "announced = 2019-12-30\npostponed = 2020-01-01\nplanned = 2020-02-01", "MID") +
                             event("w", "planned = 2020-02-02", "OTHER") +
                             "[[hazards]]\nid = \"s\"\nevent = \"sanction.impose\"\nper_month = 0.05\nfrom_actor = "
                             "\"FAR\"\nbecause.judgement = \"made up\"\n";
  return suasion::test::signal_text(eventful ? events : event("w", "date = 2018-01-01", "OTHER"), "2019-08-01");
}

void signal(benchmark::State& state, bool eventful) {
  const auto scenario = suasion::scenario::read({.files = {{.name = "bench.toml", .bytes = text(eventful)}}});
  if (!scenario) {
    throw std::runtime_error(suasion::base::to_text(scenario.error().front()));
  }
  system_::Assumptions alone;
  for (const system_::Module& module : system_::modules()) {
    if (module.info.name != "signal" && module.info.name != "outcome") {
      alone.push_back({.module = std::string(module.info.name)});
    }
  }
  const auto plan = system_::make_plan(*scenario, alone);
  if (!plan) {
    throw std::runtime_error(suasion::base::to_text(plan.error().front()));
  }
  system_::Block block(plan->columns);
  block.seed = 1;
  for (auto _ : state) {
    system_::begin(*plan, block);
    for (const system_::Tick& tick : plan->ticks) {
      system_::advance(*plan, tick, block);
    }
    benchmark::DoNotOptimize(block.column(plan->variables.front().column)[0]);
  }
  const auto draw_months =
      static_cast<double>(state.iterations()) * system_::block_draws * static_cast<double>(plan->ticks.size());
  state.counters["ns/draw-month"] =
      benchmark::Counter(draw_months * 1e-9, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

BENCHMARK_CAPTURE(signal, quiet, false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(signal, eventful, true)->Unit(benchmark::kMicrosecond);

}  // namespace
