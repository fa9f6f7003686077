#pragma once
/// The bytes of past_scores.json, which the build makes a source of the library.

#include <string_view>

namespace suasion::report {

[[nodiscard]] std::string_view embedded_past_scores();

}  // namespace suasion::report
