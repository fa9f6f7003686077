// Sensitivity analysis without the model: making the two halves of a Saltelli design, indices of one output with 100
// bootstrap replicates, and PAWN. sensitivity_numpy.py beside this file does the first two in numpy.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "../tests/support/function.hpp"
#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/analysis/sensitivity/given_data.hpp"
#include "suasion/analysis/sensitivity/indices.hpp"

namespace {

using namespace suasion;

constexpr std::size_t groups = 30;
constexpr std::size_t base_points = 1024;
constexpr std::size_t replicates = 100;

std::vector<double> uniform_column(const std::string& name, std::size_t count) {
  std::vector<double> column(count);
  math::uniforms(1, math::channel(name), 0, 0, column);
  return column;
}

void sampling(benchmark::State& state) {
  const auto experiment = test::function_experiment({.factors = groups});
  for (auto _ : state) {
    const analysis::BasePoints points(*experiment, base_points, 1, 2);
    benchmark::DoNotOptimize(points.column(1, groups - 1, 0));
  }
}

void indices(benchmark::State& state) {
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < groups + 2; ++i) {
    columns.push_back(uniform_column(fmt::format("y{}", i), base_points));
  }
  const analysis::PickFreeze values{columns[0], columns[1], {columns.begin() + 2, columns.end()}};
  for (auto _ : state) {
    const analysis::Resamples resamples(base_points, replicates, 1);
    benchmark::DoNotOptimize(analysis::indices(values, resamples).groups.back().total.high);
  }
}

void given_data(benchmark::State& state) {
  constexpr std::size_t draws = 1'000'000;
  constexpr std::size_t inputs = 50;
  constexpr std::size_t outputs = 10;
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < inputs; ++i) {
    columns.push_back(uniform_column(fmt::format("x{}", i), draws));
  }
  for (std::size_t o = 0; o < outputs; ++o) {
    std::vector<double> y = uniform_column(fmt::format("noise{}", o), draws);
    for (std::size_t i = 0; i < draws; ++i) {
      y[i] += columns[o][i] + 0.3 * columns[o + 1][i] * columns[o + 2][i];
    }
    columns.push_back(std::move(y));
  }
  const std::vector<std::span<const double>> all(columns.begin(), columns.end());
  for (auto _ : state) {
    const auto found = analysis::given_data(std::span(all).first(inputs), std::span(all).subspan(inputs),
                                            {.threads = static_cast<unsigned>(state.range(0))}, {});
    benchmark::DoNotOptimize(found->front().front().median.floor);
  }
}

BENCHMARK(sampling)->Name("sensitivity/sampling 30 x 1024")->Unit(benchmark::kMillisecond);
BENCHMARK(indices)->Name("sensitivity/indices 30 x 1024, 100 replicates")->Unit(benchmark::kMillisecond);
BENCHMARK(given_data)
    ->Name("sensitivity/given data 1e6 x 50 x 10, threads")
    ->Arg(1)
    ->Arg(2)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
