#pragma once
/// JSON as text that a person can read and that stays small.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace suasion::report {

/// Two spaces of indent, but what fits on a line of 120 columns, and every list of numbers, stands on one line.
/// Numbers are the shortest decimals that read back as the same doubles. No final newline.
[[nodiscard]] std::string json_text(const nlohmann::ordered_json& value);

}  // namespace suasion::report
