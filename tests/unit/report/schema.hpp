#pragma once
/// The published schema of summary.json, and what in a value offends it.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace suasion::test {

/// schemas/summary.schema.json.
[[nodiscard]] nlohmann::ordered_json schema();

/// The features of JSON Schema that our schema uses. @return the first violation, or an empty text.
[[nodiscard]] std::string violation(const nlohmann::ordered_json& root, const nlohmann::ordered_json& rule,
                                    const nlohmann::ordered_json& value, const std::string& at);

}  // namespace suasion::test
