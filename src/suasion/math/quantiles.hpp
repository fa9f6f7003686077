#pragma once
/// Quantiles of values of which only counts on a regular grid are known.

#include <cstdint>
#include <span>

namespace suasion::math {

/// The value below which the share `level` of all counts lies, the counts of each bin being spread evenly over it.
/// Where that holds all over a gap of empty bins, the middle of the gap; the middle of the range if nothing was
/// counted.
/// @param counts of bins of equal width over [low, high], at least one. @param level in [0, 1].
/// @return in [low, high], never outside the bins that hold something; monotone in level.
[[nodiscard]] double histogram_quantile(std::span<const std::uint64_t> counts, double low, double high, double level);

}  // namespace suasion::math
