#include "suasion/analysis/study/grouping.hpp"

#include <algorithm>
#include <array>

namespace suasion::analysis {

namespace {

constexpr std::array<std::string_view, 4> names = {"input", "actor", "part", "source"};

std::string key_of(const InputFacts& facts, GroupBy by) {
  if (by == GroupBy::actor) {
    return facts.actor.empty() ? "no single actor" : facts.actor;
  }
  if (by == GroupBy::part) {
    return facts.part;
  }
  for (const scenario::Because& one : facts.grounds.because) {
    if (!one.source.empty()) {
      return one.source;
    }
  }
  return facts.grounds.because.empty() && facts.prior_source.empty() ? "nobody" : "judgement";
}

}  // namespace

std::string_view name(GroupBy by) {
  return names[static_cast<std::size_t>(by)];
}

std::optional<GroupBy> group_by(std::string_view name) {
  const auto* const at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? std::nullopt : std::optional(static_cast<GroupBy>(at - names.begin()));
}

std::vector<FactorGroup> grouped(const ensemble::Experiment& experiment, const std::vector<InputFacts>& facts,
                                 GroupBy by) {
  std::vector<FactorGroup> groups = single_factors(experiment);
  if (by == GroupBy::input) {
    return groups;
  }
  const bool chance = !groups.empty() && groups.back().chance;
  FactorGroup luck = chance ? groups.back() : FactorGroup();
  groups.clear();
  for (std::size_t f = 0; f < experiment.factors().size(); ++f) {
    const std::string key = key_of(facts[f], by);
    auto at = std::find_if(groups.begin(), groups.end(), [&](const FactorGroup& one) { return one.name == key; });
    if (at == groups.end()) {
      groups.push_back({.name = key});
      at = groups.end() - 1;
    }
    at->factors.push_back(f);
  }
  if (chance) {
    groups.push_back(std::move(luck));
  }
  return groups;
}

}  // namespace suasion::analysis
