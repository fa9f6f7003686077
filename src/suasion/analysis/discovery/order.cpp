#include "suasion/analysis/discovery/order.hpp"

#include <algorithm>
#include <utility>

namespace suasion::analysis::discovery {

Order sorted(const Draws& draws) {
  Order order{.rows = draws.size()};
  order.by_input.reserve(draws.inputs.size() * draws.size());
  std::vector<std::pair<double, std::uint32_t>> keyed(draws.size());
  for (const std::span<const double> column : draws.inputs) {
    for (std::uint32_t row = 0; row < column.size(); ++row) {
      keyed[row] = {column[row], row};
    }
    std::sort(keyed.begin(), keyed.end());
    for (const auto& [value, row] : keyed) {
      order.by_input.push_back(row);
    }
  }
  return order;
}

Order among(const Order& order, std::span<const std::uint8_t> wanted) {
  Order part{.rows = static_cast<std::size_t>(
                 std::count_if(wanted.begin(), wanted.end(), [](std::uint8_t mark) { return mark != 0; }))};
  const std::size_t inputs = order.rows == 0 ? 0 : order.by_input.size() / order.rows;
  part.by_input.reserve(inputs * part.rows);
  for (const std::uint32_t row : order.by_input) {
    if (wanted[row] != 0) {
      part.by_input.push_back(row);
    }
  }
  return part;
}

std::vector<std::uint8_t> marks(std::size_t draws, std::span<const std::uint32_t> rows) {
  std::vector<std::uint8_t> result(draws, 0);
  for (const std::uint32_t row : rows) {
    result[row] = 1;
  }
  return result;
}

}  // namespace suasion::analysis::discovery
