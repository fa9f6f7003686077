#pragma once
/// Numbers sorted into classes of equal counts, equal numbers always in one.

#include <cstdint>
#include <span>
#include <vector>

namespace suasion::analysis {

/// The class of every value. Class k holds values in [cuts[k - 1], cuts[k]).
struct Classes {
  std::size_t count = 0;               ///< of classes; 0 if no value is finite
  std::vector<std::uint16_t> of = {};  ///< per value: its class; `count` where it is not finite
};

/// At most `most` classes (below 65 535). Where there are no more distinct values than that, each has a class of its
/// own; else classes are cut at quantiles, and hold more than their share only where values repeat.
[[nodiscard]] Classes classify(std::span<const double> values, std::size_t most);

}  // namespace suasion::analysis
