#include "suasion/ensemble/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace suasion::ensemble {

namespace {

/// Gives every quantity that a plan uses one column, however often it is used.
class Inputs {
 public:
  std::size_t index_of(const scenario::Quantity& quantity) {
    const auto [place, fresh] = index_.try_emplace(quantity.path, inputs_.size());
    if (fresh) {
      inputs_.push_back({.path = quantity.path,
                         .quantile = math::Quantile(quantity.law),
                         .channel = math::channel(quantity.path),
                         .fixed = math::is_fixed(quantity.law)});
    }
    return place->second;
  }

  /// Correlations between inputs in use; those of quantities that no model reads have no effect.
  [[nodiscard]] std::vector<math::RankCorrelation> links(const scenario::Scenario& scenario) const {
    std::vector<math::RankCorrelation> links;
    for (const scenario::Correlation& correlation : scenario.correlations) {
      const auto first = index_.find(correlation.first);
      const auto second = index_.find(correlation.second);
      if (first != index_.end() && second != index_.end()) {
        links.push_back({first->second, second->second, correlation.value});
      }
    }
    return links;
  }

  std::vector<Input> take() { return std::move(inputs_); }

 private:
  std::vector<Input> inputs_;
  std::unordered_map<std::string, std::size_t> index_;
};

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

}  // namespace

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
