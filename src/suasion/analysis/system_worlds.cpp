#include "suasion/analysis/system_worlds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "suasion/base/text.hpp"

namespace suasion::analysis {

std::string WorldKey::id() const {
  const std::string first = counterfactual.empty() ? std::string(baseline) : counterfactual;
  return change.empty() ? first : first + " | " + change;
}

base::Result<Changes> changes_of(const std::string& text) {
  const scenario::AblationWords words = scenario::ablation_words(text);
  Changes changes{.edits = words.edits};
  for (const std::string& setting : words.settings) {
    base::Result<system::Assumption> assumption = system::parse_assumption(setting);
    if (!assumption) {
      return tl::unexpected(assumption.error());
    }
    changes.assume.push_back(*std::move(assumption));
  }
  return changes;
}

WorldMaker::WorldMaker(scenario::Files files, std::vector<scenario::Edit> edits, system::Assumptions assume,
                       scenario::Scenario scenario)
    : files_(std::move(files)), edits_(std::move(edits)), assume_(std::move(assume)) {
  scenarios_.emplace(std::pair<std::string, std::vector<std::string>>(), std::move(scenario));
}

base::Result<std::size_t> WorldMaker::index(const WorldKey& key) {
  if (const auto at = known_.find(key); at != known_.end()) {
    return at->second;
  }
  const base::Result<Changes> changes = changes_of(key.change);
  if (!changes) {
    return tl::unexpected(changes.error());
  }
  system::Assumptions assume = assume_;
  assume.insert(assume.end(), changes->assume.begin(), changes->assume.end());
  const base::Result<const scenario::Scenario*> scenario = read(key.counterfactual, changes->edits);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  base::Result<system::Plan> plan = system::make_plan(**scenario, assume);
  if (!plan) {
    return tl::unexpected(plan.error());
  }
  worlds_.push_back({.id = key.id(), .plan = std::make_shared<const system::Plan>(*std::move(plan))});
  return known_.emplace(key, worlds_.size() - 1).first->second;
}

base::Result<const scenario::Scenario*> WorldMaker::read(const std::string& counterfactual,
                                                         const std::vector<std::string>& changes) {
  const std::pair key(counterfactual, changes);
  if (const auto at = scenarios_.find(key); at != scenarios_.end()) {
    return &at->second;
  }
  std::vector<scenario::Edit> edits = edits_;
  for (const std::string& change : changes) {
    base::Result<scenario::Edit> edit = scenario::parse_edit(change);
    if (!edit) {
      return tl::unexpected(edit.error());
    }
    edits.push_back(*std::move(edit));
  }
  if (!document_) {
    base::Result<scenario::Document> document = scenario::parse(files_);
    if (!document) {
      return tl::unexpected(document.error());
    }
    document_ = *std::move(document);
  }
  const scenario::Reading how = {.edits = edits, .counterfactual = counterfactual, .tries_what_ifs = false};
  base::Result<scenario::Scenario> scenario = scenario::read(*document_, files_, how);
  if (!scenario) {
    return tl::unexpected(scenario.error());
  }
  return &scenarios_.emplace(key, *std::move(scenario)).first->second;
}

std::size_t index_in(ensemble::WorldsSpec& spec, const ensemble::World& world) {
  const auto same = [&](const ensemble::World& one) { return one.plan == world.plan; };
  const auto at = std::find_if(spec.worlds.begin(), spec.worlds.end(), same);
  const auto index = static_cast<std::size_t>(at - spec.worlds.begin());
  if (at == spec.worlds.end()) {
    spec.worlds.push_back(world);
  }
  return index;
}

std::vector<std::string> variable_names(const system::Plan& plan) {
  std::vector<std::string> names;
  for (const system::Variable& variable : plan.variables) {
    names.push_back(variable.name);
  }
  return names;
}

namespace {

/// True for the variables whose course is of interest with and without what a counterfactual takes away.
bool is_followed(std::string_view variable) {
  constexpr std::array<std::string_view, 5> begins = {"signal.support.", "leverage.payoff.protege", "leverage.level",
                                                      "tension.anxiety.", "tension.self_risk"};
  return std::any_of(begins.begin(), begins.end(), [&](std::string_view one) { return variable.starts_with(one); });
}

}  // namespace

base::Result<ensemble::WorldsSpec> counterfactual_worlds(const scenario::Scenario& scenario, WorldMaker& maker) {
  const base::Result<std::size_t> base = maker.index({});
  if (!base) {
    return tl::unexpected(base.error());
  }
  ensemble::WorldsSpec spec{.worlds = {maker.worlds()[*base]}};
  base::Diagnostics problems;
  for (const scenario::Element* counterfactual : scenario.section("counterfactuals")) {
    const base::Result<std::size_t> world = maker.index({.counterfactual = counterfactual->id});
    for (base::Diagnostic problem : world ? base::Diagnostics() : world.error()) {
      problem.message = fmt::format("with counterfactual '{}': {}", counterfactual->id, problem.message);
      problems.push_back(std::move(problem));
    }
    spec.comparisons.push_back({.first = 0, .second = world ? index_in(spec, maker.worlds()[*world]) : std::size_t{0}});
  }
  if (!problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  spec.variables = variable_names(maker.plan(*base));
  std::copy_if(spec.variables.begin(), spec.variables.end(), std::back_inserter(spec.followed), is_followed);
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
