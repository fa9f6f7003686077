#pragma once
/// The bins of a Sketch for whole columns. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>
#include <cstdint>

#include "suasion/math/kernels.hpp"

namespace suasion::ensemble {

/// The outermost bins that a column falls into, and its extremes.
struct BinRange {
  std::int64_t lowest = 0, highest = 0;
  double least = 0.0, most = 0.0;
};

struct SketchKernels {
  /// bins[i] = the bin of values[i], which must be finite. @param count above 0
  BinRange (*bins)(const double* values, std::size_t count, std::int64_t* bins) = nullptr;
};

SUASION_KERNELS(SketchKernels, sketch_kernels)

}  // namespace suasion::ensemble
