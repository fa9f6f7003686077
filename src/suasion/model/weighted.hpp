#pragma once
/// Weighted medians, as the simple rules and the outcomes of models use them.

#include <cstdint>
#include <vector>

namespace suasion::model {

struct Weighted {
  double position = 0.0, weight = 0.0;
};

/// What to take where exactly half of the weight lies at or below a position.
enum class Tie : std::uint8_t { midpoint, lower, upper };

/// The least position with at least half the weight at or below it (Black 1958); halves that differ by rounding alone
/// are halves. Points without weight do not count; not a number where none has any.
[[nodiscard]] double weighted_median(std::vector<Weighted> points, Tie tie = Tie::midpoint);

}  // namespace suasion::model
