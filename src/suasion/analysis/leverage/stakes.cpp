#include "suasion/analysis/leverage/stakes.hpp"

#include <algorithm>

namespace suasion::analysis {

const scenario::Stake* stake_of(const scenario::Issue& issue, std::size_t actor) {
  const auto at = std::find_if(issue.stakes.begin(), issue.stakes.end(),
                               [&](const scenario::Stake& stake) { return stake.actor == actor; });
  return at == issue.stakes.end() ? nullptr : &*at;
}

double median_of(const scenario::Quantity& quantity) {
  return math::summarise(quantity.law).q50;
}

Balance balance_of(const scenario::Issue& issue) {
  Balance balance;
  for (const scenario::Stake& stake : issue.stakes) {
    const double weight = median_of(stake.capability) * median_of(stake.salience);
    balance.weight += weight;
    balance.compromise += weight * median_of(stake.position);
  }
  balance.compromise /= balance.weight;
  return balance;
}

}  // namespace suasion::analysis
