#pragma once
/// The rules of thumb over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::stakeholder {

/// sum w x / sum w over stakes, in every row.
struct Mean {
  std::size_t rows = 0, stakes = 0;           ///< rows: a multiple of eight
  const double* const* position = nullptr;    ///< [stakes][rows] x
  const double* const* capability = nullptr;  ///< [stakes][rows]
  const double* const* salience = nullptr;    ///< [stakes][rows]; the weight w is capability times salience
  bool equal = false;                         ///< w = 1 instead
  double* out = nullptr;                      ///< [rows]
};

struct StakeholderKernels {
  void (*mean)(const Mean& mean) = nullptr;
};

SUASION_KERNELS(StakeholderKernels, stakeholder_kernels)

}  // namespace suasion::system::stakeholder
