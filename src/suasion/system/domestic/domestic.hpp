#pragma once
/// Elections, crackdowns and the hold of leaders on office. See docs/models/domestic.md.

#include "suasion/system/module.hpp"

namespace suasion::system::domestic {

[[nodiscard]] Module entry();

}  // namespace suasion::system::domestic
