#include "suasion/analysis/why/forecast_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "suasion/analysis/score.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::analysis {

namespace {

/// The modules that have something to do in this scenario, besides those that the base rate is made of.
std::vector<std::string> modules_on(const system::Plan& plan) {
  const std::string off = all_modules_off();
  std::vector<std::string> names;
  for (const system::ModuleState& state : plan.modules) {
    if (state.on && off.find(fmt::format("{}=off", state.module->info.name)) != std::string::npos) {
      names.emplace_back(state.module->info.name);
    }
  }
  return names;
}

/// The change of assumptions that leaves on only the switches of a set.
std::string only(const scenario::Scenario& scenario, const std::vector<std::string>& switches, std::uint64_t on) {
  std::string change;
  for (std::size_t s = 0; s < switches.size(); ++s) {
    if ((on >> s & 1) == 0) {
      change += change.empty() ? "" : "; ";
      change += switches[s] == history_switch ? fmt::format("set system.history={}", base::to_text(scenario.origin))
                                              : fmt::format("{}=off", switches[s]);
    }
  }
  return change;
}

/// Index of a path among the factors, or after them among the inputs known exactly.
std::size_t place_of(const ensemble::ScenarioExperiment& experiment, const std::string& path) {
  std::size_t place = 0;
  for (const auto* list : {&experiment.factors(), &experiment.fixed()}) {
    for (const ensemble::Factor& factor : *list) {
      if (factor.name == path) {
        return place;
      }
      ++place;
    }
  }
  throw base::InternalError("an experiment has the positions of the actors whose issues it looks at");
}

}  // namespace

double reference_point(const scenario::Issue& issue) {
  return issue.status_quo ? math::summarise(issue.status_quo->law).q50 : 0.5 * (issue.scale_low + issue.scale_high);
}

base::Result<std::optional<ForecastParts>> parts_by_module(const scenario::Scenario& scenario,
                                                           const ensemble::Plan& plan, WorldMaker& maker,
                                                           const SampleSpec& spec, const Watch& watch) {
  ForecastParts found;
  if (!system::has_system(scenario)) {
    return found;
  }
  base::Result<Study> study = plan_study(scenario, plan, maker, {});
  if (!study) {
    return tl::unexpected(study.error());
  }
  for (const StudiedOutput& output : study->outputs) {
    if (output.kind == OutputKind::question) {
      found.outputs.push_back(output);
    }
  }
  if (found.outputs.empty()) {
    return found;
  }
  found.switches = modules_on(*study->spec.worlds.front().plan);
  found.switches.emplace_back(history_switch);
  ensemble::ExperimentSpec worlds{.correlations = scenario.correlations};
  std::map<std::uint64_t, std::size_t> first_output;  // set of modules -> its answers among the outputs
  for (const std::uint64_t on : sets_asked(found.switches.size(), spec)) {
    const base::Result<std::size_t> world = maker.index({.change = only(scenario, found.switches, on)});
    if (!world) {
      return tl::unexpected(world.error());
    }
    first_output[on] = worlds.outputs.size();
    worlds.worlds.push_back(maker.worlds()[*world]);
    for (const StudiedOutput& output : found.outputs) {
      worlds.outputs.push_back({output.name, ensemble::Answer{output.id, worlds.worlds.size() - 1}});
    }
  }
  const ensemble::ScenarioExperiment experiment(std::move(worlds));
  const auto setting = [&](std::uint64_t on) {
    Setting set;
    for (std::size_t o = 0; o < found.outputs.size(); ++o) {
      set.outputs.push_back(first_output.at(on) + o);
    }
    return set;
  };
  auto parts = decompose(experiment, found.switches.size(), found.outputs.size(), setting, spec, watch);
  if (!parts) {
    return std::optional<ForecastParts>();
  }
  found.parts = *std::move(parts);
  return found;
}

std::optional<ForecastParts> parts_by_actor(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                            const Study& study, const SampleSpec& spec, const Watch& watch) {
  const ensemble::ScenarioExperiment experiment(study.spec);
  ForecastParts found{.outputs = study.outputs};
  std::map<std::size_t, std::vector<ensemble::Push>> content;  // actor -> pushes to the reference points
  for (const StudiedOutput& output : study.outputs) {
    const ensemble::PlannedIssue& planned = plan.issues[output.issue];
    const scenario::Issue& issue = scenario.issues[planned.issue];
    for (std::size_t row = 0; row < planned.actor.size(); ++row) {
      content[planned.actor[row]].push_back({.factor = place_of(experiment, plan.inputs[planned.position[row]].path),
                                             .scale = 0.0,
                                             .shift = reference_point(issue),
                                             .low = issue.scale_low,
                                             .high = issue.scale_high});
    }
  }
  std::vector<const std::vector<ensemble::Push>*> pushes;
  for (const auto& [actor, own] : content) {
    found.switches.push_back(scenario.actors[actor].id);
    pushes.push_back(&own);
  }
  std::vector<std::size_t> outputs;
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    outputs.push_back(o);
  }
  const auto setting = [&](std::uint64_t on) {
    Setting set{.outputs = outputs};
    for (std::size_t a = 0; a < pushes.size(); ++a) {
      if ((on >> a & 1) == 0) {
        set.pushes.insert(set.pushes.end(), pushes[a]->begin(), pushes[a]->end());
      }
    }
    return set;
  };
  auto parts = decompose(experiment, pushes.size(), outputs.size(), setting, spec, watch);
  if (!parts) {
    return std::nullopt;
  }
  found.parts = *std::move(parts);
  return found;
}

}  // namespace suasion::analysis
