#pragma once
/// Module `decision`: what rival, patron, protege and neighbours do each month. See docs/models/decision.md.

#include "suasion/system/module.hpp"

namespace suasion::system::decision {

[[nodiscard]] Module entry();

}  // namespace suasion::system::decision
