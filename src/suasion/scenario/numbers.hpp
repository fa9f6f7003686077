#pragma once
/// Numbers in text: keys of scales and discrete laws, cells of CSV files.

#include <optional>
#include <string>
#include <string_view>

namespace suasion::scenario {

/// A finite decimal number that fills the whole text ("40", "-1.5e3", "+2"); nothing otherwise.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// "lie between 0 and 100", "be at least 0", "be at most 1" or "be a number".
[[nodiscard]] std::string bounds_in_words(double low, double high);

}  // namespace suasion::scenario
