#pragma once
/// The bytes of combination.json, which the build makes a source of the library.

#include <string_view>

namespace suasion::model {

[[nodiscard]] std::string_view embedded_combination();

}  // namespace suasion::model
