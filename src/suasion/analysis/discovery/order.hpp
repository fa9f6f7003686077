#pragma once
/// Rows in the order of each input, sorted once: searches on parts of the draws filter this order instead of sorting
/// anew.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "suasion/analysis/discovery/draws.hpp"

namespace suasion::analysis::discovery {

/// [inputs][rows]: the rows by ascending value of the input, equal values by row.
struct Order {
  std::size_t rows = 0;
  std::vector<std::uint32_t> by_input = {};

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t input) const {
    return {by_input.data() + input * rows, rows};
  }
  [[nodiscard]] std::span<std::uint32_t> of(std::size_t input) { return {by_input.data() + input * rows, rows}; }
};

/// All draws in order.
[[nodiscard]] Order sorted(const Draws& draws);

/// The rows for which `wanted` [draws] is not 0, in the same order.
[[nodiscard]] Order among(const Order& order, std::span<const std::uint8_t> wanted);

/// [draws]: 1 for the rows, else 0.
[[nodiscard]] std::vector<std::uint8_t> marks(std::size_t draws, std::span<const std::uint32_t> rows);

}  // namespace suasion::analysis::discovery
