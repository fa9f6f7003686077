#pragma once
/// Module `coercion`: whether the distant patron will act, what promises are worth, whether the near one presses, and
/// sanctions from threat to lifting. See docs/models/coercion.md.

#include "suasion/system/module.hpp"

namespace suasion::system::coercion {

[[nodiscard]] Module entry();

}  // namespace suasion::system::coercion
