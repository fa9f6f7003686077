#pragma once
/// Settings of modules as a user writes them: `leverage.option_rule=outside`, `signal=off`, `clock.tick=half`.

#include <string>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/system/module.hpp"

namespace suasion::system {

/// MODULE=off, or MODULE.OPTION=VALUE.
struct Assumption {
  std::string module = {}, option = {}, value = {};  ///< option is empty for MODULE=off
};
using Assumptions = std::vector<Assumption>;

/// @error M201 not of one of the two forms, or no such module; M202 no such option; M203 no such value: each with the
/// nearest.
[[nodiscard]] base::Result<Assumption> parse_assumption(const std::string& text);

/// Every option of a module, after the assumptions (the last one wins).
[[nodiscard]] model::Settings settings_of(const Module& module, const Assumptions& assume);

/// True if the assumptions switch the module off.
[[nodiscard]] bool is_off(const Module& module, const Assumptions& assume);

/// True if ticks are to be halved: clock.tick=half.
[[nodiscard]] bool halves_ticks(const Assumptions& assume);

}  // namespace suasion::system
