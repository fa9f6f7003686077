#pragma once
/// Module `leverage`: what protege and patron have to lose with each other, what the rival's help is worth, and the
/// bargain that follows. See docs/models/leverage.md.

#include "suasion/system/module.hpp"

namespace suasion::system::leverage {

[[nodiscard]] Module entry();

}  // namespace suasion::system::leverage
