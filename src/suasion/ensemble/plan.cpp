#include "suasion/ensemble/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace suasion::ensemble {

namespace {

using scenario::Inputs;

/// One column of a stake that not every scenario states.
std::vector<std::size_t> plan_extra(const scenario::Issue& issue,
                                    std::optional<scenario::Quantity> scenario::Stake::*extra, Inputs& inputs) {
  std::vector<std::size_t> columns;
  bool any = false;
  for (const scenario::Stake& stake : issue.stakes) {
    const std::optional<scenario::Quantity>& quantity = stake.*extra;
    columns.push_back(quantity ? inputs.index_of(*quantity) : unstated);
    any = any || quantity;
  }
  return any ? columns : std::vector<std::size_t>{};
}

model::Procedure plan_procedure(const scenario::Issue& issue) {
  const scenario::Procedure& said = *issue.procedure;
  const auto row = [&](const std::optional<std::size_t>& actor) {
    const auto at = std::find_if(issue.stakes.begin(), issue.stakes.end(),
                                 [&](const scenario::Stake& stake) { return stake.actor == actor; });
    return at == issue.stakes.end() ? -1 : static_cast<std::int32_t>(at - issue.stakes.begin());
  };
  model::Procedure planned{.proposer = row(said.proposer),
                           .parliament = row(said.parliament),
                           .form = said.form == "consultation" ? model::Form::consultation
                                   : said.form == "codecision" ? model::Form::codecision
                                                               : model::Form::none};
  if (said.rule != "majority") {
    planned.threshold = said.rule == "unanimity" ? 1.0 : said.threshold;
    planned.more_than = false;
    planned.population_threshold = said.rule == "double-majority" ? said.population : 0.0;
  }
  return planned;
}

PlannedIssue plan_issue(const scenario::Issue& issue, std::size_t number, Inputs& inputs) {
  PlannedIssue planned{.issue = number, .scale_low = issue.scale_low, .scale_high = issue.scale_high};
  if (issue.status_quo) {
    planned.has_status_quo = true;
    planned.status_quo = inputs.index_of(*issue.status_quo);
  }
  for (const scenario::Stake& stake : issue.stakes) {
    planned.actor.push_back(stake.actor);
    planned.position.push_back(inputs.index_of(stake.position));
    planned.salience.push_back(inputs.index_of(stake.salience));
    planned.capability.push_back(inputs.index_of(stake.capability));
  }
  planned.votes = plan_extra(issue, &scenario::Stake::votes, inputs);
  planned.population = plan_extra(issue, &scenario::Stake::population, inputs);
  planned.resolve = plan_extra(issue, &scenario::Stake::resolve, inputs);
  if (issue.procedure) {
    planned.procedure = plan_procedure(issue);
  }
  planned.shocks = math::channel(fmt::format("issues.{}.shocks", issue.id));
  return planned;
}

base::Result<std::vector<PlannedModel>> plan_models(const std::vector<std::string>& names) {
  std::vector<PlannedModel> planned;
  base::Diagnostics problems;
  const auto add = [&](std::string_view name) {
    const bool known = std::any_of(planned.begin(), planned.end(), [&](auto& row) { return row.choice.id == name; });
    if (known) {
      return;
    }
    base::Result<model::ModelChoice> choice = model::choose(name);
    if (!choice) {
      problems.insert(problems.end(), choice.error().begin(), choice.error().end());
      return;
    }
    const model::Model& model = *choice->model;
    std::shared_ptr<const model::Bargaining> solver = model.make(choice->settings);
    planned.push_back({std::move(*choice), std::move(solver)});
  };
  for (const std::string& name : names) {
    add(name);
  }
  for (const model::Model& model : model::models()) {
    if (model.info.baseline) {
      add(model.info.name);
    }
  }
  // Forecasting models first, so that the first of them leads; a baseline that was asked for by name takes its place
  // among the baselines.
  std::stable_partition(planned.begin(), planned.end(),
                        [](const PlannedModel& row) { return !row.choice.model->info.baseline; });
  if (!problems.empty()) {
    return tl::unexpected(problems);
  }
  return planned;
}

bool has_input(const PlannedIssue& issue, model::Input input) {
  switch (input) {
    case model::Input::status_quo:
      return issue.has_status_quo;
    case model::Input::proposer:
      return issue.procedure && issue.procedure->proposer >= 0;
    case model::Input::form:
      return issue.procedure && issue.procedure->form != model::Form::none;
    case model::Input::resolve:
      return !issue.resolve.empty() &&
             std::find(issue.resolve.begin(), issue.resolve.end(), unstated) == issue.resolve.end();
    case model::Input::other_issue:
      return issue.linked;
  }
  return false;
}

/// Issues are linked by actors that have a stake in both.
void find_links(std::vector<PlannedIssue>& issues) {
  for (PlannedIssue& issue : issues) {
    issue.linked = std::any_of(issues.begin(), issues.end(), [&](const PlannedIssue& other) {
      return &other != &issue && std::find_first_of(issue.actor.begin(), issue.actor.end(), other.actor.begin(),
                                                    other.actor.end()) != issue.actor.end();
    });
  }
}

/// A model that was asked for and cannot be applied anywhere must not be passed over in silence.
base::Diagnostics useless(const Plan& plan) {
  base::Diagnostics problems;
  for (const PlannedModel& model : plan.models) {
    const bool useful = std::any_of(plan.issues.begin(), plan.issues.end(),
                                    [&](const PlannedIssue& issue) { return silent_because(model, issue).empty(); });
    if (!useful && !model.choice.model->info.baseline) {
      problems.push_back({base::Severity::error,
                          "M104",
                          {},
                          fmt::format("model '{}' has nothing to say on any issue: {}", model.choice.id,
                                      silent_because(model, plan.issues.front())),
                          "state it in the scenario, or leave the model out"});
    }
  }
  return problems;
}

}  // namespace

std::string silent_because(const PlannedModel& model, const PlannedIssue& issue) {
  std::string missing;
  for (const model::Input input : model.solver->needs()) {
    if (!has_input(issue, input)) {
      missing += fmt::format("{}{}", missing.empty() ? "it needs " : " and ", model::in_words(input));
    }
  }
  return missing;
}

base::Result<Plan> make_plan(const scenario::Scenario& scenario, const std::vector<std::string>& models) {
  base::Result<std::vector<PlannedModel>> chosen = plan_models(models);
  if (!chosen) {
    return tl::unexpected(chosen.error());
  }
  Plan plan;
  plan.models = std::move(*chosen);
  Inputs inputs;
  for (std::size_t i = 0; i < scenario.issues.size(); ++i) {
    base::require(scenario.issues[i].stakes.size() >= 2, "an issue needs at least two actors; the reader sees to it");
    plan.issues.push_back(plan_issue(scenario.issues[i], i, inputs));
  }
  find_links(plan.issues);
  if (base::Diagnostics problems = useless(plan); !problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  const std::vector<math::RankCorrelation> links = inputs.links(scenario);
  plan.inputs = inputs.take();
  if (const math::GaussianCopula::Flaw flaw = math::GaussianCopula::flaw(plan.inputs.size(), links);
      !flaw.message.empty()) {
    return base::fail("S405", flaw.message, "weaken one of the correlations");
  }
  plan.copula = math::GaussianCopula(plan.inputs.size(), links);
  return plan;
}

}  // namespace suasion::ensemble
