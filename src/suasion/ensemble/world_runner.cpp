#include "suasion/ensemble/world_runner.hpp"

#include <algorithm>

namespace suasion::ensemble {

using model::block_draws;

void push(const Push& push, std::span<double> to) {
  for (double& value : to) {
    value = std::clamp(value * push.scale + push.shift, push.low, push.high);
  }
}

void WorldRunner::begin(const system::Plan& plan, const Departure& departure) {
  plan_ = &plan;
  next_ = 0;
  answers_ = departure.answers;
  block_.first_draw = departure.first_draw;
  block_.seed = departure.seed;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    std::copy_n(departure.columns[i], block_draws, block_.column(plan.input_columns[i]));
  }
  system::prepare(plan, block_);  // sets every other column: another world's values are in them
  system::draw_inputs(plan, block_, departure.linked);
  for (const Push& one : departure.pushes) {
    push(one, {block_.column(plan.input_columns[one.factor]), block_draws});
  }
  system::start(plan, block_);
  held_.assign(answers_ ? plan.questions.size() * block_draws : 0, 0);
}

void WorldRunner::advance_to(double end) {
  constexpr double rounding = 1e-6;  // days
  while (next_ < plan_->ticks.size() && plan_->ticks[next_].end <= end + rounding) {
    system::advance(*plan_, plan_->ticks[next_], block_);
    if (answers_) {
      hold(plan_->ticks[next_]);
    }
    ++next_;
  }
}

/// Questions about thresholds look at the tick that ends nearest to their day.
void WorldRunner::hold(const system::Tick& tick) {
  for (std::size_t q = 0; q < plan_->questions.size(); ++q) {
    const system::PlannedQuestion& question = plan_->questions[q];
    if (question.kind != system::PlannedQuestion::Kind::threshold || plan_->tick_at(question.by) != tick.number) {
      continue;
    }
    const double* value = block_.column(question.column);
    for (std::size_t row = 0; row < block_draws; ++row) {
      held_[q * block_draws + row] =
          static_cast<char>(value[row] >= question.at_least && value[row] <= question.at_most);
    }
  }
}

bool WorldRunner::is_yes(std::size_t q, std::size_t row) const {
  const system::PlannedQuestion& question = plan_->questions[q];
  if (question.kind == system::PlannedQuestion::Kind::threshold) {
    return held_[q * block_draws + row] != 0;
  }
  const double day = block_.column(question.column)[row];
  const bool happened = day >= question.after && day < question.by;
  return happened == (question.kind == system::PlannedQuestion::Kind::event);
}

}  // namespace suasion::ensemble
