#pragma once
/// Sums of many columns under many weightings: what a bootstrap of means comes to. Kernels include this header, so it
/// drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::analysis {

struct WeightedSumKernels {
  /// sums[r * columns + c] = sum over i of weights[r * count + i] values[i * columns + c], i ascending.
  /// @param columns a multiple of eight
  void (*sums)(const double* weights, std::size_t weightings, const double* values, std::size_t count,
               std::size_t columns, double* sums) = nullptr;
};

SUASION_KERNELS(WeightedSumKernels, weighted_sum_kernels)

}  // namespace suasion::analysis
