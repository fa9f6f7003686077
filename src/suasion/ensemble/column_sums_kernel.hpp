#pragma once
/// Sum and sum of squared deviations of a column, in one fixed order whatever the instruction set, and its signs.
/// Kernels include this header, so it drags in nothing that has code.

#include <cstddef>
#include <cstdint>

#include "suasion/math/kernels.hpp"

namespace suasion::ensemble {

struct ColumnSums {
  double mean = 0.0;
  double m2 = 0.0;  ///< sum of squared deviations from the mean; not finite if any value is not
};

/// How many values lie on either side of 0.
struct ColumnSigns {
  std::uint64_t below = 0, above = 0;
};

struct ColumnKernels {
  /// @param count a multiple of eight, above 0
  ColumnSums (*sums)(const double* column, std::size_t count) = nullptr;
  ColumnSigns (*signs)(const double* column, std::size_t count) = nullptr;
};

SUASION_KERNELS(ColumnKernels, column_kernels)

}  // namespace suasion::ensemble
