#pragma once
/// The arithmetic of hazards over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::outcome {

/// One hazard over `rows` draws, per month: base, times e to the sum of slope times variable, times the factor of every
/// event that has happened.
struct Hazard {
  std::size_t rows = 0;
  const double* base = nullptr;  ///< [rows]
  std::size_t drivers = 0;
  const double* const* slope = nullptr;     ///< [drivers][rows]
  const double* const* variable = nullptr;  ///< [drivers][rows]
  std::size_t events = 0;
  const double* const* factor = nullptr;    ///< [events][rows]
  const double* const* happened = nullptr;  ///< [events][rows] day, +infinity: not yet
  double from = 0.0;                        ///< day from which it can happen at the soonest
  const double* open_from = nullptr;        ///< [rows] day from which it can (+infinity: not yet); null: `from`
  double open_until = 0.0;                  ///< day
  double start = 0.0, end = 0.0;            ///< of the tick, days
  double days_per_month = 1.0;
  const double* patience = nullptr;  ///< [rows] an Exp(1) number: it happens when the summed hazard passes it
  double* rate =
      nullptr;  ///< [rows] less events; at the end of the tick before, negative before the first; then at this end
  double* summed = nullptr;  ///< [rows] hazard so far
  double* day = nullptr;     ///< [rows] of the event; set to the earlier of what is there and what happens here
};

struct OutcomeKernels {
  void (*strike)(const Hazard& hazard) = nullptr;
};

SUASION_KERNELS(OutcomeKernels, outcome_kernels)

}  // namespace suasion::system::outcome
