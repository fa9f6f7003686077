// The whole backtest of the DEU III training part: models on 213 issues, error widths, fits of the combined forecast in
// ten folds five times over, table with bootstrap. Needs SUASION_DATA. Argument: threads. Real time counts.
#include <benchmark/benchmark.h>

#include "../tests/support/dataset.hpp"
#include "suasion/analysis/backtest_table.hpp"

namespace {

/// Every model, a preset at a time where it has presets.
std::vector<std::string> all_models() {
  std::vector<std::string> names;
  for (const suasion::model::Model& one : suasion::model::models()) {
    for (const suasion::model::Preset& preset : one.info.presets) {
      names.emplace_back(preset.name);
    }
    if (one.info.presets.empty() && one.info.name != suasion::analysis::combination_id) {
      names.emplace_back(one.info.name);
    }
  }
  return names;
}

void backtest(benchmark::State& state) {
  const auto set = suasion::test::deu3_training();
  if (!set) {
    state.SkipWithError("SUASION_DATA names no folder with deu3/issues_train.csv");
    return;
  }
  const auto threads = static_cast<unsigned>(state.range(0));
  for (auto _ : state) {
    const auto result =
        suasion::analysis::backtest(*set, {.models = all_models(), .laws = {.draws = 1000, .threads = threads}}, {});
    const auto table = suasion::analysis::backtest_table(*set, *result, 1000, 1);
    benchmark::DoNotOptimize(table.groups.size());
  }
}

BENCHMARK(backtest)->Arg(1)->Arg(2)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
