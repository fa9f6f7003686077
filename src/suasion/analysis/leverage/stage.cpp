#include "suasion/analysis/leverage/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "suasion/base/text.hpp"
#include "suasion/ensemble/issue_solver.hpp"
#include "suasion/math/moments.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::analysis {

using model::block_draws;

namespace {

base::Result<std::size_t> actor_named(const scenario::Scenario& scenario, const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t a = 0; a < scenario.actors.size(); ++a) {
    if (scenario.actors[a].id == id) {
      return a;
    }
    ids.push_back(scenario.actors[a].id);
  }
  const std::string near = base::did_you_mean(id, ids);
  return base::fail("M315", fmt::format("there is no actor '{}'", id),
                    near.empty() ? fmt::format("actors are {}", fmt::join(ids, ", ")) : near);
}

/// "ISSUE@MODEL" for a plain issue on which the model of the task speaks; any other name as it is.
std::string with_model(const LeverageTask& task, const std::string& name) {
  for (const ensemble::PlannedIssue& issue : task.plan.issues) {
    const std::string& id = task.scenario.issues[issue.issue].id;
    const bool speaks = std::any_of(task.plan.models.begin(), task.plan.models.end(), [&](const auto& model) {
      return model.choice.id == task.model && ensemble::silent_because(model, issue).empty();
    });
    if ((name == id || name == "issues." + id) && speaks) {
      return name + "@" + task.model;
    }
  }
  return name;
}

/// The leading model's outcome of every issue, and every question; or those of the model of the task.
base::Result<Study> usual_study(const LeverageTask& task) {
  base::Result<Study> usual = plan_study(task.scenario, task.plan, task.maker, {});
  if (!usual || task.model.empty()) {
    return usual;
  }
  std::vector<std::string> names;
  for (const StudiedOutput& output : usual->outputs) {
    names.push_back(output.kind == OutputKind::issue ? with_model(task, "issues." + output.id) : output.name);
  }
  return plan_study(task.scenario, task.plan, task.maker, names);
}

/// The goal's output and the usual ones, in one experiment.
base::Result<Study> whole_study(const LeverageTask& task, const std::string& goal) {
  base::Result<Study> study = plan_study(task.scenario, task.plan, task.maker, {with_model(task, goal)});
  base::Result<Study> usual = usual_study(task);
  if (!study || !usual) {
    return tl::unexpected(!study ? study.error() : usual.error());
  }
  const std::string first = study->outputs.front().name;
  if (study->outputs.front().kind == OutputKind::claim) {
    return study;  // refused by pursue(); its worlds are not those of the others
  }
  for (std::size_t o = 0; o < usual->outputs.size(); ++o) {
    if (usual->outputs[o].name != first) {
      study->outputs.push_back(usual->outputs[o]);
      study->spec.outputs.push_back(usual->spec.outputs[o]);
    }
  }
  return study;
}

/// Issues whose stakes reach the goal: its own, all that its model links to it, or all that the system reads.
std::vector<std::size_t> issues_that_count(const LeverageTask& task, const Study& study) {
  std::vector<std::size_t> all(task.scenario.issues.size());
  std::iota(all.begin(), all.end(), 0);
  const StudiedOutput& goal = study.outputs.front();
  if (goal.kind == OutputKind::issue) {
    const bool alone = ensemble::issue_by_issue(task.plan.models[goal.model]);
    return alone ? std::vector{task.plan.issues[goal.issue].issue} : all;
  }
  const std::vector<scenario::Input>& inputs = study.spec.worlds.front().plan->inputs;
  std::erase_if(all, [&](std::size_t i) {
    return std::none_of(inputs.begin(), inputs.end(), [&](const scenario::Input& input) {
      return input.path.starts_with(fmt::format("issues.{}.", task.scenario.issues[i].id));
    });
  });
  return all;
}

/// Where allies are looked for: the goal's issue, or the one that the system bargains over.
std::vector<std::size_t> issues_with_allies(const LeverageTask& task, const Study& study) {
  const StudiedOutput& goal = study.outputs.front();
  if (goal.kind == OutputKind::issue) {
    return {task.plan.issues[goal.issue].issue};
  }
  const std::string& id = study.spec.worlds.front().plan->roles.issue;
  for (std::size_t i = 0; i < task.scenario.issues.size(); ++i) {
    if (task.scenario.issues[i].id == id) {
      return {i};
    }
  }
  return {};
}

/// Means of the leading model on each issue, from a thousand draws: enough to tell on which side an actor stands.
IssueMeans means_of(const LeverageTask& task, const Study& study) {
  constexpr std::size_t draws = 4 * block_draws;
  IssueMeans means(task.scenario.issues.size(), std::numeric_limits<double>::quiet_NaN());
  const ensemble::ScenarioExperiment experiment(study.spec);
  const SampleSpec spec{.seed = task.seed, .draws = draws, .threads = task.threads};
  std::vector<char> wanted;
  for (const StudiedOutput& output : study.outputs) {
    wanted.push_back(output.kind == OutputKind::issue ? 1 : 0);
  }
  const Columns found = evaluate(experiment, points_at(experiment, independent_scores(experiment, spec)), spec, wanted);
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    math::Moments moments;
    for (const double value : found[o]) {
      if (value - value == 0.0) {
        moments.add(value);
      }
    }
    if (moments.n > 0) {
      means[task.plan.issues[study.outputs[o].issue].issue] = moments.mean;
    }
  }
  return means;
}

/// Adds the worlds that deeds lead to, and says which output stands for which in each.
base::Result<std::vector<std::vector<std::size_t>>> add_worlds(const LeverageTask& task, const std::vector<Move>& moves,
                                                               Study& study) {
  const std::size_t count = study.outputs.size();
  std::vector<std::size_t> as_is(count);
  std::iota(as_is.begin(), as_is.end(), 0);
  std::vector<std::vector<std::size_t>> rows;
  for (const Move& move : moves) {
    std::vector<std::size_t>& row = rows.emplace_back(as_is);
    if (move.deed.empty()) {
      continue;
    }
    const base::Result<std::size_t> world = task.maker.index({.counterfactual = move.deed});
    if (!world) {
      return tl::unexpected(world.error());
    }
    study.spec.worlds.push_back(task.maker.worlds()[*world]);
    const std::size_t at = study.spec.worlds.size() - 1;
    const system::Plan& plan = *study.spec.worlds.back().plan;
    for (std::size_t o = 0; o < count; ++o) {
      ensemble::Output output = study.spec.outputs[o];
      if (auto* reading = std::get_if<ensemble::Reading>(&output.what);
          reading != nullptr && plan.find(reading->variable)) {
        reading->worlds.first = at;
      } else if (auto* answer = std::get_if<ensemble::Answer>(&output.what)) {
        answer->world = at;
      } else {
        continue;  // an issue, or a variable that this world does not have
      }
      output.name += " | " + move.deed;
      row[o] = study.spec.outputs.size();
      study.spec.outputs.push_back(std::move(output));
    }
  }
  rows.push_back(std::move(as_is));
  return rows;
}

/// The inputs that moves pull at, by their places in the experiment. Moves whose inputs nothing reads are left out.
void place_pulls(Setup& setup, std::vector<Move> moves, std::vector<std::vector<std::size_t>> rows) {
  const ensemble::ScenarioExperiment& experiment = *setup.experiment;
  std::map<std::string, std::size_t> places;
  for (const auto* list : {&experiment.factors(), &experiment.fixed()}) {
    for (const ensemble::Factor& factor : *list) {
      places.emplace(factor.name, places.size());
    }
  }
  for (std::size_t m = 0; m < moves.size(); ++m) {
    std::vector<ensemble::Push> pushes;
    for (const InputPull& pull : moves[m].pulls) {
      if (const auto at = places.find(pull.path); at != places.end()) {
        pushes.push_back(
            {.factor = at->second, .scale = pull.scale, .shift = pull.shift, .low = pull.low, .high = pull.high});
      }
    }
    if (pushes.size() == moves[m].pulls.size()) {
      setup.stage.moves.push_back(std::move(moves[m]));
      setup.stage.pulls.push_back(std::move(pushes));
      setup.stage.outputs.push_back(std::move(rows[m]));
    }
  }
  setup.stage.outputs.push_back(std::move(rows.back()));
}

base::Result<Moves> moves_of(const LeverageTask& task, const Study& study, std::size_t actor) {
  Moves found;
  const bool has_system = system::has_system(task.scenario);
  if (has_system) {
    const base::Result<scenario::Document> document = scenario::parse(task.files);
    if (!document) {
      return tl::unexpected(document.error());
    }
    found = deeds(task.scenario, *document, actor, study.spec.worlds.front().plan->roles.protege, task.costs);
  }
  std::vector<Move> on_issues = issue_moves(task.scenario, actor, issues_that_count(task, study),
                                            issues_with_allies(task, study), means_of(task, study), task.costs);
  found.open.insert(found.open.begin(), std::make_move_iterator(on_issues.begin()),
                    std::make_move_iterator(on_issues.end()));
  return found;
}

}  // namespace

base::Result<Setup> set_up(const LeverageTask& task, std::uint64_t& half) {
  Setup setup;
  const base::Result<std::size_t> actor = actor_named(task.scenario, task.actor);
  const base::Result<GoalWords> words = parse_goal(task.goal);
  if (!actor || !words) {
    base::Diagnostics problems = actor ? base::Diagnostics() : actor.error();
    const base::Diagnostics more = words ? base::Diagnostics() : words.error();
    problems.insert(problems.end(), more.begin(), more.end());
    return tl::unexpected(std::move(problems));
  }
  base::Result<Study> study = whole_study(task, words->name);
  if (!study) {
    return tl::unexpected(study.error());
  }
  const base::Result<PursuedGoal> goal = pursue(task.scenario, *words, study->outputs.front());
  if (!goal) {
    return tl::unexpected(goal.error());
  }
  base::Result<Moves> moves = moves_of(task, *study, *actor);
  if (!moves) {
    return tl::unexpected(moves.error());
  }
  setup.actor = *actor;
  setup.goal = *goal;
  setup.outputs = study->outputs;
  setup.closed = moves->closed;
  if (goal->output.kind == OutputKind::issue) {
    setup.deeds_left_out = std::erase_if(moves->open, [](const Move& move) { return !move.deed.empty(); }) > 0;
    setup.closed.clear();
  }
  auto rows = add_worlds(task, moves->open, *study);
  if (!rows) {
    return tl::unexpected(rows.error());
  }
  setup.experiment = std::make_unique<ensemble::ScenarioExperiment>(std::move(study->spec));
  setup.stage.experiment = setup.experiment.get();
  place_pulls(setup, std::move(moves->open), *std::move(rows));
  if (half == 0) {
    half = goal->output.kind == OutputKind::issue ? issue_goal_draws : system_goal_draws;
  }
  half = (half + block_draws - 1) / block_draws * block_draws;
  const SampleSpec spec{.seed = task.seed, .draws = 2 * half, .threads = task.threads};
  setup.stage.points = points_at(*setup.experiment, independent_scores(*setup.experiment, spec));
  return setup;
}

}  // namespace suasion::analysis
