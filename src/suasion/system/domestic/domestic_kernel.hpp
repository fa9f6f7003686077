#pragma once
/// The arithmetic of crises and tenure over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::domestic {

/// One actor's affairs in `rows` draws (a multiple of eight), from the day `from` to the day `until` of each row.
struct Spell {
  std::size_t rows = 0;
  const double* from = nullptr;          ///< [rows] days
  const double* until = nullptr;         ///< [rows] days, at least `from`
  const double* half_life = nullptr;     ///< [rows] of the crisis, days
  const double* shelter_life = nullptr;  ///< [rows] half-life of what a visit lends, days
  const double* base = nullptr;          ///< [rows] hazard without crisis, per month; 0 where nobody's tenure counts
  const double* slope = nullptr;         ///< [rows] rise of the logarithm of the hazard with the crisis
  const double* patience = nullptr;      ///< [rows] Exp(1): the leader goes when the summed hazard passes it
  double days_per_month = 1.0;
  double* crisis = nullptr;   ///< [rows] z
  double* shelter = nullptr;  ///< [rows]
  double* summed = nullptr;   ///< [rows] hazard so far
  double* hazard = nullptr;   ///< [rows] per month, at the end; 0 once the leader is gone
  double* gone = nullptr;     ///< [rows] day on which the leader goes; set to the earlier of what is there and this
};

struct DomesticKernels {
  /// Lets crisis and shelter fade, sums the hazard (Simpson's rule), and lets leaders go.
  void (*pass)(const Spell& spell) = nullptr;
  /// kept[i] = (years / 10)^(-decline[i]): `entrenchment` over a column.
  void (*entrench)(double years, const double* decline, double* out, std::size_t rows) = nullptr;
};

SUASION_KERNELS(DomesticKernels, domestic_kernels)

}  // namespace suasion::system::domestic
