#pragma once
/// Options, parameters with priors and sources, and variables of module `leverage`.

#include "suasion/system/module.hpp"

namespace suasion::system::leverage {

[[nodiscard]] ModuleInfo facts();

}  // namespace suasion::system::leverage
