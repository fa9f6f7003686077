#include "suasion/ensemble/column_sums_kernel.hpp"

#include "suasion/math/pack.hpp"

namespace suasion::ensemble::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// Lanes are added up in pairs, always in the same order.
double across(Pack sum) {
  return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

ColumnSums sums(const double* column, std::size_t count) {
  Pack sum = broadcast(0.0);
  for (std::size_t i = 0; i < count; i += pack_lanes) {
    sum = sum + load(column + i);
  }
  const double mean = across(sum) / static_cast<double>(count);
  Pack square = broadcast(0.0);
  for (std::size_t i = 0; i < count; i += pack_lanes) {
    const Pack away = load(column + i) - mean;
    square = square + away * away;
  }
  return {mean, across(square)};
}

}  // namespace

ColumnKernels column_kernels() {
  return {&sums};
}

}  // namespace suasion::ensemble::SUASION_TARGET
