// The whole strategic system of belarus-2020: drawing inputs, every module, writing down every variable, by threads;
// with a counterfactual beside it; what each module takes of it, by its own steps and by leaving it out.
#include <benchmark/benchmark.h>
#include <cxxabi.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <typeinfo>

#include "suasion/analysis/system_worlds.hpp"

namespace {

namespace system_ = suasion::system;
using suasion::analysis::WorldMaker;
using suasion::ensemble::WorldsSpec;

template <class T>
T sound(suasion::base::Result<T> result) {
  if (!result) {
    throw std::runtime_error(suasion::base::to_text(result.error().front()));
  }
  return *std::move(result);
}

const suasion::scenario::Files& belarus() {
  static const suasion::scenario::Files files =
      sound(suasion::scenario::load(SUASION_SOURCE_DIR "/scenarios/belarus-2020.toml"));
  return files;
}

WorldMaker maker_of_belarus() {
  return {belarus(), {}, {}, sound(suasion::scenario::read(belarus()))};
}

std::shared_ptr<const system_::Plan> planned(const std::string& change = {}) {
  WorldMaker maker = maker_of_belarus();
  return maker.worlds()[sound(maker.index({.change = change}))].plan;
}

/// The baseline and so many counterfactuals, each compared with it, with every variable.
WorldsSpec worlds(std::size_t counterfactuals) {
  WorldMaker maker = maker_of_belarus();
  const auto scenario = sound(suasion::scenario::read(belarus()));
  WorldsSpec spec = sound(suasion::analysis::counterfactual_worlds(scenario, maker));
  spec.worlds.resize(1 + counterfactuals);
  spec.comparisons.resize(counterfactuals);
  return spec;
}

void count_draws(benchmark::State& state, std::uint64_t draws) {
  const auto all = static_cast<double>(state.iterations()) * static_cast<double>(draws);
  state.counters["us/draw"] = benchmark::Counter(all * 1e-6, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Arguments: counterfactuals, threads.
void run_system(benchmark::State& state) {
  constexpr std::uint64_t draws = 100'000;
  const WorldsSpec spec = worlds(static_cast<std::size_t>(state.range(0)));
  const suasion::ensemble::RunSpec run = {.draws = draws, .threads = static_cast<unsigned>(state.range(1))};
  for (auto _ : state) {
    benchmark::DoNotOptimize(suasion::ensemble::run_worlds(spec, run).draws_done);
  }
  count_draws(state, draws);
}

/// Uniform numbers for the inputs of the next block, and all that comes before its first tick.
void begin_block(const system_::Plan& plan, system_::Block& block) {
  block.first_draw += system_::block_draws;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    suasion::math::uniforms(block.seed, plan.inputs[i].channel, block.first_draw, 0,
                            {block.column(plan.input_columns[i]), system_::block_draws});
  }
  system_::begin(plan, block);
}

void run_block(const system_::Plan& plan, system_::Block& block) {
  begin_block(plan, block);
  for (const system_::Tick& tick : plan.ticks) {
    system_::advance(plan, tick, block);
  }
}

/// Nothing is written down, so that what is left out is what is missing from the time.
void without(benchmark::State& state, const std::string& module) {
  const auto plan = planned(module.empty() ? "" : module + "=off");
  system_::Block block(plan->columns);
  for (auto _ : state) {
    run_block(*plan, block);
  }
  count_draws(state, state.iterations() > 0 ? system_::block_draws : 0);
}

/// "signal" for a step in the namespace suasion::system::signal; "" for those of the loop itself.
std::string module_of(const std::type_info& type) {
  constexpr std::string_view prefix = "suasion::system::";
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status),
                                                         &std::free);
  const std::string_view rest = std::string_view(name.get()).substr(prefix.size());
  const std::size_t end = rest.find("::");
  return end == std::string_view::npos ? "" : std::string(rest.substr(0, end));
}

/// Every step under the clock, added up by module: nanoseconds per draw and month.
void steps(benchmark::State& state) {
  using Clock = std::chrono::steady_clock;
  const auto plan = planned();
  system_::Block block(plan->columns);
  std::map<const void*, std::string> owner;
  std::map<std::string, double> spent;
  const auto timed = [&](const auto& step, const auto& work) {
    const auto start = Clock::now();
    work(*step);
    const auto& object = *step;
    spent[module_of(typeid(object))] += std::chrono::duration<double, std::nano>(Clock::now() - start).count();
  };
  for (auto _ : state) {
    begin_block(*plan, block);
    for (const system_::Tick& tick : plan->ticks) {
      for (std::size_t phase = 0; phase < system_::phases; ++phase) {
        if (phase == static_cast<std::size_t>(system_::Phase::decide) && !tick.decisions) {
          continue;
        }
        for (const auto& step : plan->steps[phase]) {
          timed(step.step, [&](const system_::Step& one) { one.advance(block, tick); });
        }
      }
    }
  }
  const auto draw_months =
      static_cast<double>(state.iterations()) * system_::block_draws * static_cast<double>(plan->ticks.size());
  for (const auto& [module, nanoseconds] : spent) {
    state.counters[module.empty() ? "loop" : module] = nanoseconds / draw_months;
  }
}

BENCHMARK(run_system)
    ->ArgNames({"counterfactuals", "threads"})
    ->Args({0, 1})
    ->Args({1, 1})
    ->Args({0, 2})
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(steps)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, nothing, "")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, signal, "signal")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, domestic, "domestic")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, coercion, "coercion")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, leverage, "leverage")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, decision, "decision")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, stakeholder, "stakeholder")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, outcome, "outcome")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(without, tension, "tension")->Unit(benchmark::kMillisecond);

}  // namespace
