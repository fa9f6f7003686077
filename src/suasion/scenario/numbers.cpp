#include "suasion/scenario/numbers.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

std::optional<double> parse_number(std::string_view text) {
  const bool plus = text.size() > 1 && text.front() == '+' && text[1] != '-';
  const std::string_view digits = plus ? text.substr(1) : text;
  double value = 0.0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
    return {};
  }
  return value;
}

std::string bounds_in_words(double low, double high) {
  if (std::isfinite(low) && std::isfinite(high)) {
    return fmt::format("lie between {} and {}", base::shortest(low), base::shortest(high));
  }
  if (std::isfinite(low)) {
    return "be at least " + base::shortest(low);
  }
  return std::isfinite(high) ? "be at most " + base::shortest(high) : "be a number";
}

}  // namespace suasion::scenario
