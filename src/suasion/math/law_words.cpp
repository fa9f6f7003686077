#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <type_traits>

#include "suasion/base/text.hpp"
#include "suasion/math/law.hpp"
#include "suasion/math/law_mass.hpp"

namespace suasion::math {

namespace {

using base::shortest;

/// Gathers what is wrong with the parameters of a law.
class Flaws {
 public:
  /// Notes the flaw unless the condition holds. Words are put together only then: laws are looked at far more often
  /// than they are found wanting.
  template <class... Values>
  void unless(bool holds, std::string_view pattern, const Values&... values) {
    if (!holds) {
      text_ += (text_.empty() ? "" : "; ") + fmt::format(fmt::runtime(pattern), written(values)...);
    }
  }
  /// @return true if the number is finite
  bool finite(const char* what, double value) {
    unless(std::isfinite(value), "{} is {}; it must be a finite number", what, value);
    return std::isfinite(value);
  }
  void above_zero(const char* what, double value) {
    if (finite(what, value)) {
      unless(value > 0.0, "{} is {}; it must be above 0", what, value);
    }
  }
  void within(const char* what, double value, double low, double high) {
    if (finite(what, value)) {
      unless(low <= value && value <= high, "{} is {}; it must lie between {} and {}", what, value, low, high);
    }
  }
  void ordered(double low, double high) {
    const bool low_is = finite("low", low);
    const bool high_is = finite("high", high);
    if (low_is && high_is) {
      unless(low != high, "low and high are both {}; write a single number", low);
      unless(low <= high, "low is {}, above high, {}", low, high);
      unless(!(low < high) || std::isfinite(high - low), "low and high are too far apart");
    }
  }
  void ordered(double low, double mode, double high) {
    ordered(low, high);
    if (finite("mode", mode) && low < high) {
      unless(low <= mode && mode <= high, "mode is {}; it must lie between low, {}, and high, {}", mode, low, high);
    }
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  template <class Value>
  static decltype(auto) written(const Value& value) {
    if constexpr (std::is_same_v<Value, double>) {
      return shortest(value);
    } else {
      return value;
    }
  }
  std::string text_;
};

constexpr double least_shape = 0.01;  // beyond these a table of 16 384 knots is no longer close
constexpr double most_shape = 1e6;

/// What is wrong with a form's parameters, one overload per form.
struct FlawOf {
  Flaws& flaws;  // NOLINT(cppcoreguidelines-avoid-const-or-ref-data-members): lives for one call

  void operator()(const Fixed& law) const { flaws.finite("the value", law.value); }
  void operator()(const Uniform& law) const { flaws.ordered(law.low, law.high); }
  void operator()(const Triangular& law) const { flaws.ordered(law.low, law.mode, law.high); }
  void operator()(const Pert& law) const { flaws.ordered(law.low, law.mode, law.high); }
  void operator()(const Beta& law) const {
    flaws.within("a", law.a, least_shape, most_shape);
    flaws.within("b", law.b, least_shape, most_shape);
    flaws.ordered(law.low, law.high);
  }
  void operator()(const Normal& law) const {
    flaws.finite("mean", law.mean);
    flaws.above_zero("sd", law.sd);
  }
  void operator()(const LogNormal& law) const {
    flaws.above_zero("median", law.median);
    flaws.above_zero("log_sd", law.log_sd);
  }
  void operator()(const Interval& law) const { flaws.ordered(law.low, law.high); }
  void operator()(const Discrete& law) const {
    flaws.unless(!law.points.empty(), "there is no value to choose from");
    for (std::size_t i = 0; i < law.points.size(); ++i) {
      const auto& [value, weight] = law.points[i];
      flaws.finite("a value", value);
      flaws.above_zero(fmt::format("the weight of {}", shortest(value)).c_str(), weight);
      const auto same = [v = value](const auto& point) { return point.first == v; };
      const auto here = law.points.begin() + static_cast<std::ptrdiff_t>(i);
      flaws.unless(std::none_of(law.points.begin(), here, same), "the value {} is there twice", value);
    }
  }
  void operator()(const Mixture& law) const {
    flaws.unless(!law.components.empty(), "there is no component to choose from");
    for (std::size_t i = 0; i < law.components.size(); ++i) {
      const auto& [weight, component] = law.components[i];
      flaws.above_zero(fmt::format("the weight of component {}", i + 1).c_str(), weight);
      const std::string inner = flaw(component);
      flaws.unless(inner.empty(), "component {}: {}", i + 1, inner);
    }
  }
};

std::string bounds_in_words(const Law& law) {
  if (std::isinf(law.high)) {
    return fmt::format("at or above {}", shortest(law.low));
  }
  if (std::isinf(law.low)) {
    return fmt::format("at or below {}", shortest(law.high));
  }
  return fmt::format("between {} and {}", shortest(law.low), shortest(law.high));
}

/// A number for people: four significant digits.
std::string plain(double value) {
  std::string text = fmt::format("{:.4g}", value);
  if (text.find('e') == std::string::npos || std::abs(value) >= 1e15 || std::abs(value) < 1e-4) {
    return text;
  }
  return fmt::format("{:.0f}", std::stod(text));  // 1.235e+06 is 1235000 to most readers
}

/// The form in words, one overload per form.
struct Words {
  std::string operator()(const Fixed& law) const { return plain(law.value); }
  std::string operator()(const Uniform& law) const {
    return fmt::format("anywhere from {} to {}, all equally likely", plain(law.low), plain(law.high));
  }
  std::string operator()(const Triangular& law) const {
    return fmt::format("triangular from {} to {}, most likely {}", plain(law.low), plain(law.high), plain(law.mode));
  }
  std::string operator()(const Pert& law) const {
    return fmt::format("PERT from {} to {}, most likely {}", plain(law.low), plain(law.high), plain(law.mode));
  }
  std::string operator()(const Beta& law) const {
    const std::string shapes = fmt::format("beta with shapes {} and {}", plain(law.a), plain(law.b));
    return law.low == 0.0 && law.high == 1.0
               ? shapes
               : fmt::format("{}, from {} to {}", shapes, plain(law.low), plain(law.high));
  }
  std::string operator()(const Normal& law) const {
    return fmt::format("normal, mean {}, sd {}", plain(law.mean), plain(law.sd));
  }
  std::string operator()(const LogNormal& law) const {
    return fmt::format("lognormal, median {}, sd of the logarithm {}", plain(law.median), plain(law.log_sd));
  }
  std::string operator()(const Interval& law) const {
    return fmt::format("between {} and {} (central 90 %)", plain(law.low), plain(law.high));
  }
  std::string operator()(const Discrete& law) const {
    double all = 0.0;
    for (const auto& point : law.points) {
      all += point.second;
    }
    std::string text;
    for (const auto& [value, weight] : law.points) {
      text += fmt::format("{}{} ({:.3g} %)", text.empty() ? "" : ", ", plain(value), 100.0 * weight / all);
    }
    return "one of " + text;
  }
  std::string operator()(const Mixture& law) const {
    double all = 0.0;
    for (const auto& component : law.components) {
      all += component.first;
    }
    std::string text;
    for (const auto& [weight, component] : law.components) {
      text += fmt::format("{}{:.3g} %: {}", text.empty() ? "" : "; ", 100.0 * weight / all, describe(component));
    }
    return "mixture of " + text;
  }
};

}  // namespace

std::string flaw(const Law& law) {
  Flaws flaws;
  flaws.unless(!std::isnan(law.low) && !std::isnan(law.high), "a bound is not a number");
  flaws.unless(!(law.low > law.high), "the lower bound, {}, is above the upper bound, {}", law.low, law.high);
  std::visit(FlawOf{flaws}, law.form);
  if (!flaws.text().empty()) {
    return flaws.text();
  }
  if (mass_of(law.form, law.low, law.high) > 0.0) {
    return {};
  }
  if (const auto* fixed = std::get_if<Fixed>(&law.form)) {
    return fmt::format("{} is not {}", shortest(fixed->value), bounds_in_words(law));
  }
  return "no mass " + bounds_in_words(law);
}

std::string describe(const Law& law) {
  constexpr double worth_telling = 1e-4;  // share of the uncut law that the bounds cut off
  std::string words = std::visit(Words{}, law.form);
  if (!flaw(law).empty() || mass_of(law.form, law.low, law.high) > 1.0 - worth_telling) {
    return words;
  }
  if (std::isinf(law.high)) {
    return fmt::format("{}, cut to {} or more", words, plain(law.low));
  }
  if (std::isinf(law.low)) {
    return fmt::format("{}, cut to {} or less", words, plain(law.high));
  }
  return fmt::format("{}, cut to {}..{}", words, plain(law.low), plain(law.high));
}

}  // namespace suasion::math
