#pragma once
/// The arithmetic of leverage over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"
#include "suasion/system/leverage/regime.hpp"

namespace suasion::system::leverage {

/// Where the numbers of a Setting stand, a column of draws each.
struct SettingColumns {
  Price price_regime = Price::fixed;
  OptionRule option_rule = OptionRule::inside;
  double cost_factor = 1.0;  ///< on both costs of dispute
  const double *gain = nullptr, *aversion = nullptr, *price = nullptr, *power = nullptr;
  const double *most = nullptr, *threshold = nullptr, *noise_sd = nullptr, *tilt_effect = nullptr;
  const double *protege_cost = nullptr, *patron_cost = nullptr, *crisis_cost = nullptr;
};

/// Where the numbers of a State stand.
struct StateColumns {
  const double *support = nullptr, *doubt = nullptr, *sanctions = nullptr, *crisis = nullptr;
  const double *dispute = nullptr, *tilt = nullptr;
};

/// What `settle` writes for each draw.
struct SettledColumns {
  double *alternative = nullptr, *protege_disagreement = nullptr, *patron_disagreement = nullptr;
  double* agreed = nullptr;  ///< the level of the deal; what it was where there is no deal
  double *price = nullptr, *protege = nullptr, *patron = nullptr, *struck = nullptr;
  double *leash = nullptr, *leash_price = nullptr, *leash_concession = nullptr;
};

struct Settling {
  std::size_t rows = 0;
  SettingColumns setting = {};
  StateColumns state = {};
  bool terms = true;  ///< payoffs, price, and whether there is a deal
  bool leash = true;
  SettledColumns to = {};
};

/// One tick of the realised level: it drifts to the mean of what was agreed at its begin and its end, spreads, and goes
/// up where the protege concedes; then of the dispute, which returns to its usual intensity, flares where the patron
/// presses or squeezes, and eases with a deal.
struct Moving {
  std::size_t rows = 0;
  bool decisions = false;  ///< whether what was decided takes effect in this tick
  const double *agreed_before = nullptr, *agreed_now = nullptr;
  const double *keep = nullptr, *spread = nullptr, *chance = nullptr;  ///< chance: normal numbers
  const double *concedes = nullptr, *concession = nullptr;
  double* level = nullptr;
  const double *dispute_keep = nullptr, *presses = nullptr, *squeezes = nullptr, *deals = nullptr;
  const double *press_effect = nullptr, *squeeze_effect = nullptr, *deal_effect = nullptr;
  double* dispute = nullptr;
};

/// What a tick leaves of a distance from where things drift to, and how far chance leads away from there.
struct Pacing {
  std::size_t rows = 0;
  double months = 0.0;
  const double *half_life = nullptr, *sd = nullptr, *dispute_half_life = nullptr;
  double *keep = nullptr, *spread = nullptr, *dispute_keep = nullptr;
};

struct LeverageKernels {
  void (*powers)(std::size_t rows, const double* own, const double* other, const double* exponent,
                 double* to) = nullptr;
  void (*settle)(const Settling& settling) = nullptr;
  void (*pace)(const Pacing& pacing) = nullptr;
  void (*move)(const Moving& moving) = nullptr;
};

SUASION_KERNELS(LeverageKernels, leverage_kernels)

}  // namespace suasion::system::leverage
