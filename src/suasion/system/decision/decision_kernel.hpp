#pragma once
/// The arithmetic of choices over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"
#include "suasion/system/decision/actions.hpp"
#include "suasion/system/leverage/leverage_kernel.hpp"

namespace suasion::system::decision {

/// Numbers that choices read, a column each.
enum class Input : std::uint8_t {
  rationality,
  discount,
  press_effect,
  squeeze_effect,
  deal_effect,
  tilt_step,
  statement_shift,
  visit_shift,
  ambassador_shift,
  severity,
  eased_share,
  press_cost,
  squeeze_cost,
  deal_cost,
  ask_cost,
  concede_cost,
  tilt_cost,
  statement_cost,
  visit_cost,
  ambassador_cost,
  ease_cost,
  sanction_cost,
  level,
  concession,
  standing,
  odds,
  shift,
  patron_believes,
  protege_believes,
  base_value,
  base_reward,
  base_pain,
  base_need,
  strategy,
  rights,
  count
};
inline constexpr std::size_t inputs = static_cast<std::size_t>(Input::count);

/// What all three choices hang on.
struct Grounds {
  std::size_t rows = 0;
  int depth = 1;
  double sharpness = 1.0;  ///< on rationality
  leverage::SettingColumns setting = {};
  leverage::StateColumns state = {};  ///< as those see it who choose next
  const double* input[inputs] = {};
};

/// One actor's choice.
struct Choosing {
  const double* chance = nullptr;   ///< uniform numbers
  const double* taken = nullptr;    ///< 1 where a planned event takes the place of the choice
  double* const* probability = {};  ///< [actions]
  double* const* does = {};         ///< [actions]
};

/// The state as those see it who choose after this actor.
struct SeenColumns {
  double *support = nullptr, *sanctions = nullptr, *dispute = nullptr, *tilt = nullptr;
};

struct DecisionKernels {
  void (*rival)(const Grounds&, const Choosing&, const double* ambassador, const SeenColumns&,
                double* engages) = nullptr;
  void (*patron)(const Grounds&, const Choosing&, const double* base, const SeenColumns&) = nullptr;
  /// @param patron_does [patron::actions]. `asked`: 1 where the patron has just asked for a base.
  void (*protege)(const Grounds&, const Choosing&, const double* const* patron_does, const double* base,
                  const SeenColumns&, double* asked) = nullptr;
  void (*neighbour)(std::size_t rows, double sharpness, const double* const* numbers, const Choosing&) = nullptr;
};

/// Order of `numbers` of a neighbour: rationality, anxiety, relief, cost of an exercise, of reinforcing.
inline constexpr std::size_t neighbour_numbers = 5;

SUASION_KERNELS(DecisionKernels, decision_kernels)

}  // namespace suasion::system::decision
