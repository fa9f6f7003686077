/// The strategic system in one draw, and in the first draws of a run.

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/ensemble/chronicle_inputs.hpp"

namespace suasion::ensemble {

namespace {

using model::block_draws;

/// Runs one block of a system through its ticks.
class Course {
 public:
  Course(const system::Plan& plan, const RunSpec& spec, InputsOfBlock& inputs, std::uint64_t number)
      : plan_(plan), block_(plan.columns), held_(plan.questions.size() * block_draws) {
    block_.first_draw = number * block_draws;
    block_.seed = spec.seed;
    inputs.draw(number);
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
      std::copy_n(inputs.uniforms(i), block_draws, block_.column(plan.input_columns[i]));
    }
    system::begin(plan, block_);
  }

  void advance(const system::Tick& tick) {
    system::advance(plan_, tick, block_);
    for (std::size_t q = 0; q < plan_.questions.size(); ++q) {
      const system::PlannedQuestion& question = plan_.questions[q];
      if (is_threshold(question) && plan_.tick_at(question.by) == tick.number) {
        const double* value = block_.column(question.column);
        for (std::size_t row = 0; row < block_draws; ++row) {
          const bool holds = value[row] >= question.at_least && value[row] <= question.at_most;
          held_[q * block_draws + row] = holds ? char{1} : char{0};
        }
      }
    }
  }

  [[nodiscard]] const double* values(system::Column column) const { return block_.column(column); }

  /// After the last tick.
  [[nodiscard]] bool is_yes(std::size_t q, std::size_t row) const {
    const system::PlannedQuestion& question = plan_.questions[q];
    if (is_threshold(question)) {
      return held_[q * block_draws + row] != 0;
    }
    const double day = block_.column(question.column)[row];
    const bool happened = day >= question.after && day < question.by;
    return happened == (question.kind == system::PlannedQuestion::Kind::event);
  }

  [[nodiscard]] std::vector<double> row_of(std::size_t row) const {
    std::vector<double> levels;
    for (const system::Variable& variable : plan_.variables) {
      levels.push_back(block_.column(variable.column)[row]);
    }
    return levels;
  }

 private:
  static bool is_threshold(const system::PlannedQuestion& question) {
    return question.kind == system::PlannedQuestion::Kind::threshold;
  }
  const system::Plan& plan_;
  system::Block block_;
  std::vector<char> held_;
};

}  // namespace

SystemChronicle chronicle_of(const system::Plan& plan, const RunSpec& spec, std::uint64_t draw) {
  base::require(draw < spec.draws, "the draw is one of the run's");
  InputsOfBlock inputs(plan.inputs, plan.copula, spec);
  Course course(plan, spec, inputs, draw / block_draws);
  const auto row = static_cast<std::size_t>(draw % block_draws);
  SystemChronicle told{.inputs = inputs.row(row), .start = course.row_of(row)};
  for (const system::Tick& tick : plan.ticks) {
    course.advance(tick);
    told.level.push_back(course.row_of(row));
  }
  for (const system::Variable& variable : plan.variables) {
    told.day.push_back(variable.is_event ? course.values(variable.day)[row] : std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    told.yes.push_back(course.is_yes(q, row) ? char{1} : char{0});
  }
  return told;
}

namespace {

/// The first rows of a block at the end of a tick.
void add_spread(const system::Plan& plan, const Course& course, std::size_t rows, std::vector<math::Moments>& to) {
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    const double* values = course.values(plan.variables[v].column);
    for (std::size_t row = 0; row < rows; ++row) {
      if (std::isfinite(values[row])) {
        to[v].add(values[row]);
      }
    }
  }
}

/// The first rows of a block after the last tick.
void add_end(const system::Plan& plan, const Course& course, std::size_t rows, SystemSample& to) {
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    const double* values = course.values(plan.variables[v].column);
    to.last[v].insert(to.last[v].end(), values, values + rows);
  }
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    for (std::size_t row = 0; row < rows; ++row) {
      to.yes[q].push_back(course.is_yes(q, row) ? char{1} : char{0});
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
  for (std::uint64_t first = 0; first < sample.draws; first += block_draws) {
    Course course(plan, spec, inputs, first / block_draws);
    const auto rows = static_cast<std::size_t>(std::min<std::uint64_t>(block_draws, sample.draws - first));
    for (const system::Tick& tick : plan.ticks) {
      course.advance(tick);
      add_spread(plan, course, rows, sample.spread[tick.number]);
    }
    add_end(plan, course, rows, sample);
  }
  return sample;
}

}  // namespace suasion::ensemble
