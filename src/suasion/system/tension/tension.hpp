#pragma once
/// Exposure, fear on the graph of neighbours, quarrels, and the buffer. See docs/models/tension.md.

#include "suasion/system/module.hpp"

namespace suasion::system::tension {

[[nodiscard]] Module entry();

}  // namespace suasion::system::tension
