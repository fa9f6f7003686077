#pragma once
/// What module `tension` says about itself.

#include "suasion/system/module.hpp"

namespace suasion::system::tension {

[[nodiscard]] ModuleInfo facts();

}  // namespace suasion::system::tension
