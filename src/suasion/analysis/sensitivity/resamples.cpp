#include "suasion/analysis/sensitivity/resamples.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/analysis/sensitivity/weighted_sums_kernel.hpp"
#include "suasion/base/result.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis {

SUASION_PICK_KERNELS(WeightedSumKernels, weighted_sum_kernels)

Resamples::Resamples(std::size_t points, std::size_t replicates, std::uint64_t seed)
    : points_(points), replicates_(replicates), weights_((1 + replicates) * points, 0.0) {
  std::fill_n(weights_.begin(), points, 1.0);
  const math::Channel channel = math::channel("sensitivity.bootstrap");
  std::vector<double> drawn(points);
  for (std::size_t r = 1; r <= replicates; ++r) {
    math::uniforms(seed, channel, 0, r, drawn);
    double* times = weights_.data() + r * points;
    for (const double u : drawn) {
      times[std::min(points - 1, static_cast<std::size_t>(u * static_cast<double>(points)))] += 1.0;
    }
  }
}

std::vector<double> Resamples::sums(std::span<const double> values, std::size_t columns) const {
  base::require(values.size() == points_ * columns && columns == padded_columns(columns),
                "columns come in whole packs, a row per point");
  std::vector<double> result((1 + replicates_) * columns);
  weighted_sum_kernels().sums(weights_.data(), 1 + replicates_, values.data(), points_, columns, result.data());
  return result;
}

double quantile_of(std::vector<double>& values, double level) {
  if (values.empty()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  std::sort(values.begin(), values.end());
  const double place = level * static_cast<double>(values.size() - 1);
  const auto index = static_cast<std::size_t>(place);
  const double rest = place - static_cast<double>(index);
  return index + 1 < values.size() ? values[index] + rest * (values[index + 1] - values[index]) : values.back();
}

Bounded percentile_interval(std::span<const double> values) {
  constexpr double tail = 0.025;  // on either side
  std::vector<double> others;
  std::copy_if(values.begin() + 1, values.end(), std::back_inserter(others), [](double x) { return std::isfinite(x); });
  if (others.empty()) {
    return {values.front(), values.front(), values.front()};
  }
  const double low = quantile_of(others, tail);
  return {values.front(), low, quantile_of(others, 1.0 - tail)};
}

}  // namespace suasion::analysis
