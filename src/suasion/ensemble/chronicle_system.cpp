/// The strategic system in one draw, and in the first draws of a run.

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/ensemble/chronicle_inputs.hpp"
#include "suasion/ensemble/world_runner.hpp"

namespace suasion::ensemble {

namespace {

using model::block_draws;

/// Sets out with one block of draws.
void begin(WorldRunner& runner, const system::Plan& plan, const RunSpec& spec, InputsOfBlock& inputs,
           std::uint64_t block) {
  inputs.draw(block);
  std::vector<const double*> columns;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    columns.push_back(inputs.uniforms(i));
  }
  runner.begin(plan, {.columns = columns, .seed = spec.seed, .first_draw = block * block_draws});
}

std::vector<double> row_of(const WorldRunner& runner, const system::Plan& plan, std::size_t row) {
  std::vector<double> levels;
  for (const system::Variable& variable : plan.variables) {
    levels.push_back(runner.column(variable.column)[row]);
  }
  return levels;
}

}  // namespace

SystemChronicle chronicle_of(const system::Plan& plan, const RunSpec& spec, std::uint64_t draw) {
  base::require(draw < spec.draws, "the draw is one of the run's");
  InputsOfBlock inputs(plan.inputs, plan.copula, spec);
  WorldRunner runner(plan.columns);
  begin(runner, plan, spec, inputs, draw / block_draws);
  const auto row = static_cast<std::size_t>(draw % block_draws);
  SystemChronicle told{.inputs = inputs.row(row), .start = row_of(runner, plan, row)};
  for (const system::Tick& tick : plan.ticks) {
    runner.advance_to(tick.end);
    told.level.push_back(row_of(runner, plan, row));
  }
  for (const system::Variable& variable : plan.variables) {
    told.day.push_back(variable.is_event ? runner.column(variable.day)[row] : std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    told.yes.push_back(runner.is_yes(q, row) ? char{1} : char{0});
  }
  return told;
}

namespace {

/// The first rows of a block at the end of a tick.
void add_spread(const system::Plan& plan, const WorldRunner& runner, std::size_t rows, std::vector<math::Moments>& to) {
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    const double* values = runner.column(plan.variables[v].column);
    for (std::size_t row = 0; row < rows; ++row) {
      if (std::isfinite(values[row])) {
        to[v].add(values[row]);
      }
    }
  }
}

/// The first rows of a block after the last tick.
void add_end(const system::Plan& plan, const WorldRunner& runner, std::size_t rows, SystemSample& to) {
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    const double* values = runner.column(plan.variables[v].column);
    to.last[v].insert(to.last[v].end(), values, values + rows);
  }
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    for (std::size_t row = 0; row < rows; ++row) {
      to.yes[q].push_back(runner.is_yes(q, row) ? char{1} : char{0});
    }
  }
}

}  // namespace

SystemSample system_sample(const system::Plan& plan, const RunSpec& spec, std::uint64_t draws) {
  SystemSample sample{.draws = std::min(draws, spec.draws)};
  sample.spread.assign(plan.ticks.size(), std::vector<math::Moments>(plan.variables.size()));
  sample.last.resize(plan.variables.size());
  sample.yes.resize(plan.questions.size());
  InputsOfBlock inputs(plan.inputs, plan.copula, spec);
  WorldRunner runner(plan.columns);
  for (std::uint64_t first = 0; first < sample.draws; first += block_draws) {
    begin(runner, plan, spec, inputs, first / block_draws);
    const auto rows = static_cast<std::size_t>(std::min<std::uint64_t>(block_draws, sample.draws - first));
    for (const system::Tick& tick : plan.ticks) {
      runner.advance_to(tick.end);
      add_spread(plan, runner, rows, sample.spread[tick.number]);
    }
    add_end(plan, runner, rows, sample);
  }
  return sample;
}

}  // namespace suasion::ensemble
