#include "suasion/analysis/advice/move.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

namespace suasion::analysis {

namespace {

constexpr double most_steps = 10000.0;  ///< of one lever; more are a slip of the pen

/// Why a lever cannot be searched, or nothing.
std::string flaw(const Lever& lever) {
  if (!(std::isfinite(lever.cost_per_unit) && std::isfinite(lever.fixed_cost)) || lever.cost_per_unit < 0.0 ||
      lever.fixed_cost < 0.0) {
    return "costs must be finite and not below 0";
  }
  if (lever.discrete) {
    return {};
  }
  if (!(std::isfinite(lever.least) && std::isfinite(lever.most)) || lever.least >= lever.most) {
    return fmt::format("amounts from {} to {} are no range", lever.least, lever.most);
  }
  if (!(std::isfinite(lever.step) && lever.step >= 0.0) || (lever.most - lever.least) > most_steps * lever.step) {
    return lever.step == 0.0 ? std::string() : fmt::format("the step {} does not divide the range", lever.step);
  }
  return {};
}

}  // namespace

std::vector<double> amounts(const Lever& lever) {
  if (lever.discrete) {
    return {0.0, 1.0};
  }
  const double step = lever.step > 0.0 ? lever.step : (lever.most - lever.least) / default_steps;
  std::vector<double> found = {0.0, lever.least, lever.most};
  constexpr double touch = 1e-9;  // of a step: an end that rounding made a multiple or not
  const auto first = static_cast<std::int64_t>(std::ceil(lever.least / step + touch));
  for (std::int64_t k = first; static_cast<double>(k) * step < lever.most - touch * step; ++k) {
    found.push_back(static_cast<double>(k) * step);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

double cost(std::span<const Lever> levers, const Portfolio& move) {
  double sum = 0.0;
  for (const Effort& effort : move) {
    const Lever& lever = levers[effort.lever];
    sum += effort.amount != 0.0 ? lever.fixed_cost + lever.cost_per_unit * std::abs(effort.amount) : 0.0;
  }
  return sum;
}

base::Diagnostics flaws(std::span<const Lever> levers) {
  base::Diagnostics found;
  std::set<std::string> names;
  const auto add = [&](std::string message, std::string hint) {
    found.push_back({base::Severity::error, "S520", {}, std::move(message), std::move(hint)});
  };
  if (levers.empty()) {
    add("there is no lever, so there is nothing to search", "allow at least one kind of move");
  }
  for (const Lever& lever : levers) {
    if (lever.name.empty() || !names.insert(lever.name).second) {
      add(fmt::format("the lever '{}' has no name of its own", lever.name), "give each lever another name");
    }
    const std::string wrong = flaw(lever);
    if (!wrong.empty()) {
      add(fmt::format("the lever '{}': {}", lever.name, wrong), {});
    }
  }
  return found;
}

}  // namespace suasion::analysis
