#include "suasion/analysis/sensitivity/weighted_sums_kernel.hpp"

#include "suasion/math/pack.hpp"

namespace suasion::analysis::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// `n` weightings of one pack of columns at once, so that a value is read once for all of them.
template <std::size_t n>
void tile(const double* weights, const double* values, std::size_t count, std::size_t columns, double* sums) {
  Pack sum[n];
  for (std::size_t r = 0; r < n; ++r) {
    sum[r] = broadcast(0.0);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Pack value = load(values + i * columns);
    for (std::size_t r = 0; r < n; ++r) {
      sum[r] = sum[r] + value * weights[r * count + i];
    }
  }
  for (std::size_t r = 0; r < n; ++r) {
    store(sums + r * columns, sum[r]);
  }
}

void weighted_sums(const double* weights, std::size_t weightings, const double* values, std::size_t count,
                   std::size_t columns, double* sums) {
  constexpr std::size_t together = 8;
  std::size_t r = 0;
  for (; r + together <= weightings; r += together) {
    for (std::size_t c = 0; c < columns; c += pack_lanes) {
      tile<together>(weights + r * count, values + c, count, columns, sums + r * columns + c);
    }
  }
  for (; r < weightings; ++r) {
    for (std::size_t c = 0; c < columns; c += pack_lanes) {
      tile<1>(weights + r * count, values + c, count, columns, sums + r * columns + c);
    }
  }
}

}  // namespace

WeightedSumKernels weighted_sum_kernels() {
  return {&weighted_sums};
}

}  // namespace suasion::analysis::SUASION_TARGET
