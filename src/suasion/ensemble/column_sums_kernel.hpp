#pragma once
/// Sum and sum of squared deviations of a column, in one fixed order whatever the instruction set. Kernels include this
/// header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::ensemble {

struct ColumnSums {
  double mean = 0.0;
  double m2 = 0.0;  ///< sum of squared deviations from the mean; not finite if any value is not
};

struct ColumnKernels {
  /// @param count a multiple of eight, above 0
  ColumnSums (*sums)(const double* column, std::size_t count) = nullptr;
};

SUASION_KERNELS(ColumnKernels, column_kernels)

}  // namespace suasion::ensemble
