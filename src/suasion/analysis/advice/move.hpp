#pragma once
/// What an actor could do: levers, amounts of them, and what they cost. Nothing here knows what a lever moves.

#include <span>
#include <string>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

/// One thing that can be done more or less of: the stated position moved by so much, capability spent, a signal sent.
struct Lever {
  std::string name = {};           ///< unique among the levers of a search
  double least = 0.0, most = 1.0;  ///< amounts that can be used; not using it (0) is always possible
  double step = 0.0;               ///< amounts are whole multiples of it, and both ends; 0: a twentieth of the range
  bool discrete = false;           ///< done (1) or not (0); least, most and step do not matter
  double cost_per_unit = 0.0;      ///< of |amount|
  double fixed_cost = 0.0;         ///< of using it at all
};

/// So much of one lever.
struct Effort {
  std::size_t lever = 0;  ///< index into the levers
  double amount = 0.0;
  bool operator==(const Effort&) const = default;
};

/// Levers used together, each once; empty: nothing is done.
using Portfolio = std::vector<Effort>;

/// Steps of a lever's range where none is given.
inline constexpr double default_steps = 20.0;

/// Every amount that a search may try, 0 among them, ascending.
[[nodiscard]] std::vector<double> amounts(const Lever& lever);

/// Sum of the fixed costs of what is used and of the costs per unit times |amount|. Nothing costs 0.
[[nodiscard]] double cost(std::span<const Lever> levers, const Portfolio& move);

/// What is wrong with the levers: names that are empty or taken, ranges that are empty or not finite, costs below zero.
[[nodiscard]] base::Diagnostics flaws(std::span<const Lever> levers);

}  // namespace suasion::analysis
