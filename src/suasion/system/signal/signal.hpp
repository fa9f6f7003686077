#pragma once
/// Module `signal`: what observers learn from dated signals about the will of a distant patron. See
/// docs/models/signal.md.

#include "suasion/system/module.hpp"

namespace suasion::system::signal {

[[nodiscard]] Module entry();

}  // namespace suasion::system::signal
