#pragma once
/// Pieces of TOML as text.

#include <string>
#include <string_view>

namespace suasion::scenario {

/// A TOML string of one line, in double quotes, control characters escaped.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace suasion::scenario
