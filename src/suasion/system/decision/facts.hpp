#pragma once
/// Options, parameters with priors and sources, and variables of module `decision`.

#include "suasion/system/module.hpp"

namespace suasion::system::decision {

[[nodiscard]] ModuleInfo facts();

}  // namespace suasion::system::decision
