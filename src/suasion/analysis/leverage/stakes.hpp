#pragma once
/// Stakes as plain numbers: medians of what the scenario states.

#include "suasion/scenario/scenario.hpp"

namespace suasion::analysis {

/// The stake of an actor in an issue, or null.
[[nodiscard]] const scenario::Stake* stake_of(const scenario::Issue& issue, std::size_t actor);

[[nodiscard]] double median_of(const scenario::Quantity& quantity);

/// Sum of capability times salience over the stakes of an issue, and their compromise, at medians.
struct Balance {
  double weight = 0.0, compromise = 0.0;
};
[[nodiscard]] Balance balance_of(const scenario::Issue& issue);

}  // namespace suasion::analysis
