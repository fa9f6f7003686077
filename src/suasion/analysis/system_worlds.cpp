#include "suasion/analysis/system_worlds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"

namespace suasion::analysis {

namespace {

constexpr std::string_view set_word = "set ";

}  // namespace

std::string WorldKey::id() const {
  const std::string first = counterfactual.empty() ? std::string(baseline) : counterfactual;
  return change.empty() ? first : first + " | " + change;
}

base::Result<std::size_t> WorldMaker::index(const WorldKey& key) {
  if (const auto at = known_.find(key); at != known_.end()) {
    return at->second;
  }
  std::vector<scenario::Edit> edits = edits_;
  system::Assumptions assume = assume_;
  for (const std::string& change : base::split(key.change, ';')) {
    if (change.starts_with(set_word)) {
      base::Result<scenario::Edit> edit = scenario::parse_edit(change.substr(set_word.size()));
      if (!edit) {
        return tl::unexpected(edit.error());
      }
      edits.push_back(*std::move(edit));
      continue;
    }
    base::Result<system::Assumption> assumption = system::parse_assumption(change);
    if (!assumption) {
      return tl::unexpected(assumption.error());
    }
    assume.push_back(*std::move(assumption));
  }
  base::Result<scenario::Scenario> scenario = scenario::read(files_, edits, false, key.counterfactual);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  base::Result<system::Plan> plan = system::make_plan(*scenario, assume);
  if (!plan) {
    return tl::unexpected(plan.error());
  }
  worlds_.push_back({.id = key.id(), .plan = std::make_shared<const system::Plan>(*std::move(plan))});
  return known_.emplace(key, worlds_.size() - 1).first->second;
}

std::vector<std::string> variable_names(const system::Plan& plan) {
  std::vector<std::string> names;
  for (const system::Variable& variable : plan.variables) {
    names.push_back(variable.name);
  }
  return names;
}

base::Result<ensemble::WorldsSpec> counterfactual_worlds(const scenario::Scenario& scenario, WorldMaker& maker) {
  const base::Result<std::size_t> base = maker.index({});
  if (!base) {
    return tl::unexpected(base.error());
  }
  ensemble::WorldsSpec spec;
  base::Diagnostics problems;
  for (const scenario::Element* counterfactual : scenario.section("counterfactuals")) {
    const base::Result<std::size_t> world = maker.index({.counterfactual = counterfactual->id});
    for (base::Diagnostic problem : world ? base::Diagnostics() : world.error()) {
      problem.message = fmt::format("with counterfactual '{}': {}", counterfactual->id, problem.message);
      problems.push_back(std::move(problem));
    }
    spec.comparisons.push_back({.first = *base, .second = world.value_or(*base)});
  }
  if (!problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  spec.worlds = maker.worlds();
  spec.variables = variable_names(maker.plan(*base));
  const double end = maker.plan(*base).ticks.back().end;
  constexpr double half_year = 6.0;
  constexpr double year = 12.0;
  for (const double months : {1.0, half_year, year}) {
    if (months * system::days_per_month < end) {
      spec.days.push_back(months * system::days_per_month);
    }
  }
  spec.days.push_back(end);
  return spec;
}

}  // namespace suasion::analysis
