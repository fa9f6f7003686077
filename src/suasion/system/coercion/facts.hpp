#pragma once
/// Options, parameters with priors and sources, and variables of module `coercion`.

#include "suasion/system/module.hpp"

namespace suasion::system::coercion {

[[nodiscard]] ModuleInfo facts();

}  // namespace suasion::system::coercion
