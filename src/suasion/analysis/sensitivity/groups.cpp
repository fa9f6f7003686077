#include "suasion/analysis/sensitivity/groups.hpp"

#include <algorithm>
#include <numeric>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

namespace own = math::SUASION_TARGET;

/// 2 sin(pi rho / 6) by the series of the sine, the first term left out being below 2^-58: the same bits everywhere.
double score_correlation(double rank_correlation) {
  constexpr double pi_sixth = 0.52359877559829887308;
  const double x = pi_sixth * rank_correlation;
  return 2.0 * x *
         own::polynomial(x * x, 1.0, -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5040.0, 1.0 / 362880.0, -1.0 / 39916800.0,
                         1.0 / 6227020800.0);
}

/// Per factor the first factor that it hangs together with, itself if none.
std::vector<std::size_t> leaders(std::size_t factors, const std::vector<math::RankCorrelation>& links) {
  std::vector<std::size_t> leader(factors);
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&leader](std::size_t factor) {
    while (leader[factor] != factor) {
      factor = leader[factor];
    }
    return factor;
  };
  for (const math::RankCorrelation& link : links) {
    const auto [low, high] = std::minmax({find(link.first), find(link.second)});
    leader[high] = low;
  }
  for (std::size_t& one : leader) {
    one = find(one);
  }
  return leader;
}

bool contains(const std::vector<std::size_t>& factors, std::size_t factor) {
  return std::find(factors.begin(), factors.end(), factor) != factors.end();
}

}  // namespace

std::vector<LinkedSet> linked_sets(const ensemble::Experiment& experiment) {
  const std::size_t factors = experiment.factors().size();
  const std::vector<std::size_t> leader = leaders(factors, experiment.links());
  std::vector<LinkedSet> sets;
  std::vector<std::size_t> set_of(factors, 0);
  std::vector<std::size_t> place(factors, 0);
  for (std::size_t first = 0; first < factors; ++first) {
    LinkedSet set;
    for (std::size_t f = first; f < factors; ++f) {
      if (leader[f] == first) {
        set_of[f] = sets.size();
        place[f] = set.factors.size();
        set.factors.push_back(f);
      }
    }
    const std::size_t n = set.factors.size();
    if (n > 1) {
      set.correlation.assign(n * n, 0.0);
      for (std::size_t i = 0; i < n; ++i) {
        set.correlation[i * n + i] = 1.0;
      }
      sets.push_back(std::move(set));
    }
  }
  for (const math::RankCorrelation& link : experiment.links()) {
    LinkedSet& set = sets[set_of[link.first]];
    const std::size_t n = set.factors.size();
    const std::size_t i = place[link.first];
    const std::size_t j = place[link.second];
    set.correlation[i * n + j] = set.correlation[j * n + i] = score_correlation(link.value);
  }
  return sets;
}

std::vector<FactorGroup> single_factors(const ensemble::Experiment& experiment) {
  const std::vector<ensemble::Factor>& factors = experiment.factors();
  const std::vector<std::size_t> leader = leaders(factors.size(), experiment.links());
  std::vector<FactorGroup> groups;
  std::vector<std::size_t> group_of(factors.size(), 0);
  for (std::size_t f = 0; f < factors.size(); ++f) {
    if (leader[f] == f) {
      group_of[f] = groups.size();
      groups.push_back({.name = factors[f].name, .factors = {f}});
    } else {
      FactorGroup& group = groups[group_of[leader[f]]];
      group.name += " + " + factors[f].name;
      group.factors.push_back(f);
    }
  }
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
