#pragma once
/// The arithmetic of coercion over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::coercion {

/// Forgets breaches over a tick, adds new ones, and gives the reliability of a clause.
struct Remembering {
  std::size_t rows = 0;
  double months = 0.0;
  const double *half_life = nullptr, *kept = nullptr, *broken = nullptr;  ///< counts of the prior
  const double* fresh = nullptr;  ///< breaches at the end of this tick; null if none are possible
  double* surplus = nullptr;      ///< breaches remembered
  double* reliability = nullptr;
};

/// Cost of acting, and tie of the promises made, before any breach.
struct Binding {
  std::size_t rows = 0;
  const double *base = nullptr, *kept_pact = nullptr;
  const double* weight = nullptr;  ///< of the promise beside a pact; null: it is one
  double *cost = nullptr, *tie = nullptr;
};

struct Intervening {
  std::size_t rows = 0;
  const double *support = nullptr, *doubt = nullptr, *signal_tie = nullptr, *promise_tie = nullptr;
  const double* ratio = nullptr;  ///< reliability of the promises beside that of the prior
  const double* cost = nullptr;
  double* probability = nullptr;
};

struct Playing {
  std::size_t rows = 0;
  const double *rationality = nullptr, *gain = nullptr, *aversion = nullptr, *level = nullptr, *demand = nullptr,
               *standing = nullptr, *odds = nullptr, *shift = nullptr;
  const double *protege_cost = nullptr, *patron_cost = nullptr, *crisis_cost = nullptr, *dispute = nullptr,
               *alternative = nullptr, *crisis = nullptr;
  const double *patron_believes = nullptr, *protege_believes = nullptr;
  double *press = nullptr, *resist = nullptr, *escalate = nullptr;
};

/// Chances that a threat, and imposed sanctions, get their way; `score` is a uniform number.
struct Succeeding {
  std::size_t rows = 0;
  const double *rate = nullptr, *cases = nullptr, *weight = nullptr, *score = nullptr;
  const double *cost = nullptr, *cost_effect = nullptr;  ///< share of the target's GDP
  const double *institution = nullptr, *institution_effect = nullptr;
  const double *salience = nullptr, *salience_effect = nullptr;
  const double* selection = nullptr;
  double *at_threat = nullptr, *when_imposed = nullptr;
};

/// How many times sanctions of a pair can change their stage in a run.
inline constexpr std::size_t most_changes = 6;

/// Sanctions of one on another over a tick.
struct Sanctioning {
  std::size_t rows = 0;
  double start = 0.0, end = 0.0, months = 0.0;
  bool decisions = false;
  const double *crisis = nullptr, *crisis_effect = nullptr, *threat_rate = nullptr, *resolution_rate = nullptr,
               *backed = nullptr, *review_rate = nullptr, *lift_rate = nullptr, *at_threat = nullptr,
               *when_imposed = nullptr, *full = nullptr, *eased_share = nullptr;
  const double* chooses = nullptr;  ///< below 0 where threats and easing come by themselves and by nobody's choice
  const double *threatens = nullptr, *eases = nullptr;               ///< what the sender does
  const double* patience[most_changes] = {};                         ///< Exp(1) numbers
  const double* lot[most_changes] = {};                              ///< uniform numbers
  double *stage = nullptr, *severity = nullptr, *licence = nullptr;  ///< licence: 1 while an exemption holds
  double* anger = nullptr;                                           ///< e^(effect crisis) at the end of the last tick
  double *summed = nullptr, *changes = nullptr;
  double *impose = nullptr, *ease = nullptr, *revoke = nullptr;  ///< days of events
  double *seen_impose = nullptr, *seen_ease = nullptr, *seen_revoke = nullptr;
};

struct CoercionKernels {
  void (*remember)(const Remembering&) = nullptr;
  void (*bind)(const Binding&) = nullptr;
  void (*intervene)(const Intervening&) = nullptr;
  void (*play)(const Playing&) = nullptr;
  void (*succeed)(const Succeeding&) = nullptr;
  void (*sanction)(const Sanctioning&) = nullptr;
};

SUASION_KERNELS(CoercionKernels, coercion_kernels)

}  // namespace suasion::system::coercion
