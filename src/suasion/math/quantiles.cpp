#include "suasion/math/quantiles.hpp"

#include <algorithm>
#include <cstddef>

#include "suasion/base/result.hpp"

namespace suasion::math {

double histogram_quantile(std::span<const std::uint64_t> counts, double low, double high, double level) {
  base::require(!counts.empty(), "a histogram has at least one bin");
  double total = 0.0;
  for (const std::uint64_t count : counts) {
    total += static_cast<double>(count);
  }
  const double width = (high - low) / static_cast<double>(counts.size());
  if (!(total > 0.0)) {
    return 0.5 * (low + high);
  }
  const double wanted = std::clamp(level, 0.0, 1.0) * total;
  double below = 0.0;
  double last_end = low;  // of the last bin that held something
  bool met_any = false;
  for (std::size_t bin = 0; bin < counts.size(); ++bin) {
    if (counts[bin] == 0) {
      continue;
    }
    const double start = low + static_cast<double>(bin) * width;
    if (met_any && below == wanted) {
      return 0.5 * (last_end + start);
    }
    const auto here = static_cast<double>(counts[bin]);
    const double inside = (wanted - below) / here;
    below += here;
    met_any = true;
    last_end = std::min(high, start + width);
    if (inside < 1.0) {
      return start + std::max(0.0, inside) * (last_end - start);
    }
  }
  return last_end;
}

}  // namespace suasion::math
