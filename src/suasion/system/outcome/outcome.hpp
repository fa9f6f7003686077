#pragma once
/// Module `outcome`: events that may happen at any time, at rates that follow the state of the system. See
/// docs/models/outcome.md.

#include "suasion/system/module.hpp"

namespace suasion::system::outcome {

[[nodiscard]] Module entry();

}  // namespace suasion::system::outcome
