#pragma once
/// Decided cases as a scenario, so that they run through the same engine as any other.

#include <cstddef>
#include <span>

#include "suasion/scenario/dataset.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario {

/// A scenario whose issues are some cases of a data set, in that order, and whose actors are all that have a stake in
/// one of them. Every number is fixed. Outcomes are no part of it.
/// @param which indices into Dataset::cases, at least one.
[[nodiscard]] Scenario scenario_of(const Dataset& set, std::span<const std::size_t> which);

}  // namespace suasion::scenario
