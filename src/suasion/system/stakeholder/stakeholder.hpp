#pragma once
/// Module `stakeholder`: issues with many stakeholders move towards what a bargaining model says, while the state of
/// the system moves positions. See docs/models/stakeholder.md.

#include "suasion/system/module.hpp"

namespace suasion::system::stakeholder {

[[nodiscard]] Module entry();

}  // namespace suasion::system::stakeholder
