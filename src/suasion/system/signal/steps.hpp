#pragma once
/// What module `signal` does before the first tick and in each.

#include <memory>

#include "suasion/system/signal/audience.hpp"

namespace suasion::system::signal {

/// Adds start and steps to the plan. @param origin the origin of the clock in years, e.g. 2020.083.
void add_steps(Builder& builder, const std::shared_ptr<const Audience>& audience, double origin);

}  // namespace suasion::system::signal
