#include "suasion/analysis/sensitivity/groups.hpp"

#include <algorithm>

namespace suasion::analysis {

namespace {

bool contains(const std::vector<std::size_t>& factors, std::size_t factor) {
  return std::find(factors.begin(), factors.end(), factor) != factors.end();
}

}  // namespace

std::vector<math::LinkedAxes> linked_sets(const ensemble::Experiment& experiment) {
  return math::linked_axes(experiment.factors().size(), experiment.links());
}

std::vector<FactorGroup> single_factors(const ensemble::Experiment& experiment) {
  const std::vector<ensemble::Factor>& factors = experiment.factors();
  std::vector<FactorGroup> groups;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    groups.push_back({.name = factors[f].name, .factors = {f}});
  }
  for (const math::LinkedAxes& set : linked_sets(experiment)) {  // all go to the first of them
    FactorGroup& first = groups[set.axes.front()];
    for (std::size_t i = 1; i < set.axes.size(); ++i) {
      FactorGroup& other = groups[set.axes[i]];
      first.name += " + " + other.name;
      first.factors.push_back(set.axes[i]);
      other.factors.clear();
    }
  }
  std::erase_if(groups, [](const FactorGroup& group) { return group.factors.empty(); });
  for (std::size_t o = 0; o < experiment.outputs().size(); ++o) {
    if (experiment.has_chance(o)) {
      groups.push_back({.name = "chance", .chance = true});
      break;
    }
  }
  return groups;
}

std::vector<SplitLink> split_links(const ensemble::Experiment& experiment, const std::vector<FactorGroup>& groups) {
  std::vector<SplitLink> split;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const math::RankCorrelation& link : experiment.links()) {
      const bool first = contains(groups[g].factors, link.first);
      const bool second = contains(groups[g].factors, link.second);
      if (first != second) {
        split.push_back({g, first ? link.first : link.second, first ? link.second : link.first});
      }
    }
  }
  return split;
}

bool reaches(const ensemble::Experiment& experiment, const FactorGroup& group, std::size_t output) {
  return (group.chance && experiment.has_chance(output)) ||
         std::any_of(group.factors.begin(), group.factors.end(),
                     [&](std::size_t factor) { return experiment.reaches(factor, output); });
}

}  // namespace suasion::analysis
