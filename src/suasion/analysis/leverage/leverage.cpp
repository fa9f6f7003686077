#include "suasion/analysis/leverage/leverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/analysis/leverage/stage.hpp"

namespace suasion::analysis {

using model::block_draws;

namespace {

/// Splits off the moves that change nothing in any draw of the first block, at either end of their range.
std::vector<Move> take_idle(const LeverageTask& task, double sign, Stage& stage, const LeverageWatch& watch) {
  std::vector<Portfolio> tries = {{}};
  std::vector<std::size_t> lever = {0};
  for (std::size_t m = 0; m < stage.moves.size(); ++m) {
    const Lever& one = stage.moves[m].lever;
    for (const double amount : one.discrete ? std::vector{1.0} : std::vector{one.least, one.most}) {
      if (amount != 0.0) {
        tries.push_back({{m, amount}});
        lever.push_back(m);
      }
    }
  }
  std::vector<double> values(tries.size() * block_draws);
  ScenarioObjective(stage, sign, task.seed, task.threads, {.cancel = watch.cancel, .team = watch.team})
      .evaluate(tries, 0, 1, values);
  std::vector<char> active(stage.moves.size(), 0);
  for (std::size_t t = 1; t < tries.size(); ++t) {
    for (std::size_t row = 0; row < block_draws; ++row) {
      const double was = values[row];
      const double is = values[t * block_draws + row];
      if (std::isfinite(was) && is != was) {
        active[lever[t]] = 1;
      }
    }
  }
  std::vector<Move> idle;
  Stage kept{.experiment = stage.experiment, .points = std::move(stage.points)};
  for (std::size_t m = 0; m < stage.moves.size(); ++m) {
    if (active[m] == 0) {
      idle.push_back(std::move(stage.moves[m]));
      continue;
    }
    kept.moves.push_back(std::move(stage.moves[m]));
    kept.pulls.push_back(std::move(stage.pulls[m]));
    kept.outputs.push_back(std::move(stage.outputs[m]));
  }
  kept.outputs.push_back(std::move(stage.outputs.back()));
  stage = std::move(kept);
  return idle;
}

/// The model that leads on each issue of a plan, and the first with rounds beside it.
IssueModels issue_models(const LeverageTask& task, const PursuedGoal& goal) {
  IssueModels found;
  const ensemble::Plan& plan = task.plan;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    std::size_t leading = ensemble::Comparison::none;
    std::size_t rounds = ensemble::Comparison::none;
    for (std::size_t m = plan.models.size(); m-- > 0;) {
      const bool speaks = ensemble::silent_because(plan.models[m], plan.issues[i]).empty();
      const bool forecasts = !plan.models[m].choice.model->info.baseline;
      const bool asked = speaks && plan.models[m].choice.id == task.model;
      const bool settled = leading != ensemble::Comparison::none && plan.models[leading].choice.id == task.model;
      leading = asked || (speaks && forecasts && !settled) ? m : leading;
      rounds = speaks && forecasts && plan.models[m].solver->rounds() > 0 ? m : rounds;
    }
    if (goal.output.kind == OutputKind::issue && goal.output.issue == i) {
      leading = goal.output.model;
      rounds = plan.models[leading].solver->rounds() > 0 ? leading : rounds;
    }
    found.leading.push_back(leading);
    found.with_rounds.push_back(rounds);
  }
  return found;
}

AdviceSpec spec_of(const LeverageAnswer& answer, double budget, std::size_t most) {
  AdviceSpec spec{.budgets = {budget}, .most_levers = most, .blocks = answer.draws / block_draws};
  spec.quest.criterion = answer.criterion;
  if (answer.goal.has_target()) {
    spec.quest.goal = Goal{answer.goal.sign() * answer.goal.target(), answer.goal.chance()};
  }
  return spec;
}

std::vector<Lever> levers_of(const std::vector<Move>& moves) {
  std::vector<Lever> levers;
  std::transform(moves.begin(), moves.end(), std::back_inserter(levers), [](const Move& move) { return move.lever; });
  return levers;
}

/// Everything that is told of the move that was chosen.
void look_around(const LeverageTask& task, const Setup& setup, const LeverageWatch& watch, LeverageAnswer& answer) {
  const Portfolio& best = answer.advice.choices.front().best.move;
  const DrawRange draws{.seed = task.seed,
                        .first_block = answer.draws / block_draws,
                        .blocks = answer.draws / block_draws,
                        .threads = task.threads};
  answer.effects = side_effects(setup.stage, best, draws, watch);
  answer.start = answer.effects.front().before;
  if (best.empty()) {
    answer.effects.clear();
    return;
  }
  const IssueModels models = issue_models(task, answer.goal);
  answer.on_issues = issue_effects(task.scenario, task.plan, setup.stage, best, models, draws, watch);
  for (const std::size_t m : models.with_rounds) {
    answer.rounds_models.push_back(m == ensemble::Comparison::none ? std::string() : task.plan.models[m].choice.id);
  }
}

/// Doing nothing, on the draws that had no part in the choice.
GainFigures doing_nothing(ScenarioObjective& objective, const LeverageAnswer& answer) {
  const std::uint64_t blocks = answer.draws / block_draws;
  std::vector<double> values(answer.draws);
  const std::vector<Portfolio> nothing = {{}};
  objective.evaluate(nothing, blocks, blocks, values);
  return judge(values, values, spec_of(answer, 0.0, 1).quest.goal);
}

base::Result<LeverageAnswer> search(const LeverageTask& task, Setup& setup, LeverageAnswer answer,
                                    const LeverageWatch& watch) {
  const double sign = setup.goal.sign();
  answer.idle = take_idle(task, sign, setup.stage, watch);
  answer.moves = setup.stage.moves;
  if (answer.moves.empty()) {
    return base::fail("M316",
                      fmt::format("nothing that '{}' can do has any effect on '{}'", task.actor, setup.goal.output.id),
                      "name another actor, or another goal");
  }
  ScenarioObjective objective(setup.stage, sign, task.seed, task.threads, watch);
  const std::vector<Lever> levers = levers_of(answer.moves);
  base::Result<Advice> advice = advise(objective, levers, spec_of(answer, task.budget, task.most_moves));
  if (!advice) {
    return tl::unexpected(advice.error());
  }
  answer.advice = *std::move(advice);
  answer.model_runs = answer.advice.model_runs;
  answer.nothing = doing_nothing(objective, answer);
  if (answer.advice.attainment && !answer.advice.attainment->reached && std::isfinite(task.budget)) {
    const auto more =
        advise(objective, levers, spec_of(answer, std::numeric_limits<double>::infinity(), task.most_moves));
    if (more) {
      answer.unlimited = more->attainment;
      answer.model_runs += more->model_runs;
    }
  }
  look_around(task, setup, watch, answer);
  return answer;
}

}  // namespace

base::Result<std::optional<LeverageAnswer>> leverage(const LeverageTask& task, const LeverageWatch& watch) {
  std::uint64_t half = task.draws;
  base::Result<Setup> setup = set_up(task, half);
  if (!setup) {
    return tl::unexpected(setup.error());
  }
  LeverageAnswer answer{.actor = setup->actor,
                        .goal = setup->goal,
                        .costs = task.costs,
                        .budget = task.budget,
                        .draws = half,
                        .closed = setup->closed,
                        .deeds_left_out = setup->deeds_left_out,
                        .outputs = setup->outputs};
  answer.criterion = task.criterion.value_or(setup->goal.has_target() ? Criterion::reach : Criterion::expected);
  try {
    base::Result<LeverageAnswer> found = search(task, *setup, std::move(answer), watch);
    if (!found) {
      return tl::unexpected(found.error());
    }
    return std::optional(*std::move(found));
  } catch (const Cancelled&) {
    return std::optional<LeverageAnswer>();
  }
}

}  // namespace suasion::analysis
