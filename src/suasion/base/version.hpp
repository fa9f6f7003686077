#pragma once
/// What was built: written into every result.

#include <string_view>

namespace suasion::base {

/// Version of the library, `MAJOR.MINOR.PATCH`; set by the build.
[[nodiscard]] std::string_view version();

}  // namespace suasion::base
