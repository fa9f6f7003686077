#pragma once
/// What scenario discovery looks at: draws of inputs, and whether the outcome of interest occurred in each. Where the
/// numbers come from is nobody's business here.
/// @source Bryant and Lempert 2010 (scenario discovery), Technological Forecasting and Social Change 77

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::analysis::discovery {

/// Fewest draws with and fewest without the outcome that a search is made on: half of them find, half of them judge,
/// and a share of 25 has a 95 % interval of about +- 0.2.
constexpr std::size_t least_of_either_kind = 50;

/// A view of draws; the numbers belong to the caller.
struct Draws {
  /// [inputs][draws], finite. Discrete inputs are ordered numbers like any other.
  std::span<const std::span<const double>> inputs = {};
  std::span<const std::uint8_t> of_interest = {};  ///< [draws]: 1 where the outcome occurred, else 0

  [[nodiscard]] std::size_t size() const { return of_interest.size(); }
};

/// Rows of Draws, ascending.
using Rows = std::vector<std::uint32_t>;

/// Draws to search in and draws to measure on what was found, without a draw in common.
struct Halves {
  Rows search = {}, held = {};
};

/// Nothing if a search can be made. Errors: A401 the outcome occurs always, never, or too seldom (or too seldom not);
/// A402 an input has no value, another number of draws, or is not finite.
[[nodiscard]] base::Diagnostics flaws(const Draws& draws);

/// A random half of the draws, and the other; the same for the same seed and number of draws.
[[nodiscard]] Halves split(std::size_t draws, std::uint64_t seed);

/// How many of the rows are of interest.
[[nodiscard]] std::size_t count_of_interest(const Draws& draws, std::span<const std::uint32_t> rows);

}  // namespace suasion::analysis::discovery
