// Studies of belarus-2020, by threads: total and first-order indices of all outputs at 1 024 base points, what a shift
// of priors costs for one claim, and what its forecasts are made of.
#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

#include "suasion/analysis/flip/flip.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/analysis/why/forecast_parts.hpp"

namespace {

using namespace suasion;

template <class T>
T sound(base::Result<T> result) {
  if (!result) {
    throw std::runtime_error(base::to_text(result.error().front()));
  }
  return *std::move(result);
}

/// The bundled case, ready to be studied.
struct Case {
  scenario::Files files = sound(scenario::load(SUASION_SOURCE_DIR "/scenarios/belarus-2020.toml"));
  scenario::Scenario scenario = sound(scenario::read(files));
  ensemble::Plan plan = sound(ensemble::make_plan(scenario, {"combination", "scholz2011", "as-written"}));
  analysis::WorldMaker maker{files, {}, {}, scenario};

  analysis::Study study(const std::vector<std::string>& names, analysis::Outputs otherwise) {
    return sound(analysis::plan_study(scenario, plan, maker, names, otherwise));
  }
};

/// Arguments: threads; 1 for every model and level besides the headlines.
void sobol_indices(benchmark::State& state) {
  Case belarus;
  const auto outputs = state.range(1) == 1 ? analysis::Outputs::all : analysis::Outputs::headline;
  const ensemble::ScenarioExperiment experiment(belarus.study({}, outputs).spec);
  const auto groups = analysis::single_factors(experiment);
  for (auto _ : state) {
    const auto found =
        analysis::sobol(experiment, groups, {.threads = static_cast<unsigned>(state.range(0))}, analysis::Watch());
    benchmark::DoNotOptimize(found->outputs.front().mean);
  }
  state.counters["groups"] = static_cast<double>(groups.size());
  state.counters["outputs"] = static_cast<double>(experiment.outputs().size());
}

void flip_of_a_claim(benchmark::State& state) {
  Case belarus;
  const analysis::Study study = belarus.study({"K01"}, analysis::Outputs::headline);
  const ensemble::ScenarioExperiment experiment(study.spec);
  const analysis::Proposition proposition{.measure = analysis::Proposition::Measure::above, .threshold = 0.95};
  for (auto _ : state) {
    const auto flip =
        analysis::find_flip(experiment, 0, proposition, {.sample = {.threads = static_cast<unsigned>(state.range(0))}});
    state.counters["runs"] = static_cast<double>(flip->runs);
  }
}

void parts_of_forecasts(benchmark::State& state) {
  Case belarus;
  for (auto _ : state) {
    const auto parts = sound(analysis::parts_by_module(belarus.scenario, belarus.plan, belarus.maker,
                                                       {.threads = static_cast<unsigned>(state.range(0))}));
    benchmark::DoNotOptimize(parts->parts.front().all.value);
  }
}

BENCHMARK(sobol_indices)
    ->ArgNames({"threads", "all"})
    ->Args({1, 0})
    ->Args({2, 0})
    ->Args({2, 1})
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);
BENCHMARK(flip_of_a_claim)->ArgName("threads")->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);
BENCHMARK(parts_of_forecasts)->ArgName("threads")->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
