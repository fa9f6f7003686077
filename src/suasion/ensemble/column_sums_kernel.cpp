#include "suasion/ensemble/column_sums_kernel.hpp"

#include "suasion/math/pack.hpp"

namespace suasion::ensemble::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// Lanes are added up in pairs, always in the same order.
double across(Pack sum) {
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

/// The sum of f(x) over the packs of a column: those with even and with odd numbers apart, which halves the waiting.
template <class Function>
double sum_over(const double* column, std::size_t count, const Function& f) {
  constexpr std::size_t both = 2 * pack_lanes;
  Pack even = broadcast(0.0);
  Pack odd = broadcast(0.0);
  std::size_t i = 0;
  for (; i + both <= count; i += both) {
    even = even + f(load(column + i));
    odd = odd + f(load(column + i + pack_lanes));
  }
  if (i < count) {
    even = even + f(load(column + i));
  }
  return across(even + odd);
}

ColumnSums sums(const double* column, std::size_t count) {
  const double mean = sum_over(column, count, [](Pack x) { return x; }) / static_cast<double>(count);
  const double squares = sum_over(column, count, [mean](Pack x) {
    const Pack away = x - mean;
    return away * away;
  });
  return {mean, squares};
}

ColumnSigns signs(const double* column, std::size_t count) {
  Mask below = broadcast_bits(0);
  Mask above = broadcast_bits(0);
  const Pack zero = broadcast(0.0);
  std::size_t i = 0;
  for (; i + pack_lanes <= count; i += pack_lanes) {
    const Pack x = load(column + i);
    below = below - (x < zero);  // a mask that is set is -1
    above = above - (x > zero);
  }
  std::int64_t lower = 0;
  std::int64_t higher = 0;
  for (std::size_t lane = 0; lane < pack_lanes; ++lane) {
    lower += below[lane];
    higher += above[lane];
  }
  for (; i < count; ++i) {
    lower += column[i] < 0.0 ? 1 : 0;
    higher += column[i] > 0.0 ? 1 : 0;
  }
  return {static_cast<std::uint64_t>(lower), static_cast<std::uint64_t>(higher)};
}

}  // namespace

ColumnKernels column_kernels() {
  return {&sums, &signs};
}

}  // namespace suasion::ensemble::SUASION_TARGET
