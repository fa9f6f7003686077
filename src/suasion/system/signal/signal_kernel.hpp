#pragma once
/// The arithmetic of beliefs over a block. Kernels include this header, so it drags in nothing that has code.
///
/// In all of them `rows` is a multiple of eight, every pointer is to [rows] numbers, and `when[row]` is the day of
/// what happens, or +infinity in rows where it does not: those stay as they are, bit for bit.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::signal {

/// Moves clocks, and says what is left of old deviations.
struct Passage {
  std::size_t rows = 0;
  const double* when = nullptr;
  const double* half_life = nullptr;  ///< months
  double days_per_month = 1.0;
  const double* clock = nullptr;  ///< day up to which things have faded
  double* rho = nullptr;          ///< out: 2^(-(when - clock) / half-life); 1 where nothing happens
};

/// A belief about support: normal, with this mean and variance.
struct BeliefColumns {
  double* mean = nullptr;
  double* variance = nullptr;
};

/// Equation (4).
struct Fading {
  std::size_t rows = 0;
  const double* rho = nullptr;
  BeliefColumns belief = {};
  const double* long_run_mean = nullptr;
  const double* long_run_variance = nullptr;
};

/// A signal, sent or not: equation (3).
struct News {
  std::size_t rows = 0;
  const double* when = nullptr;
  BeliefColumns belief = {};
  const double* discrimination = nullptr;
  const double* difficulty = nullptr;
  double toward = 1.0;                ///< -1 for a hostile act, which it takes ill will to commit: an item of -theta
  double sent = 1.0;                  ///< 1 sent, -1 not sent
  const double* tour_mean = nullptr;  ///< belief about what the tour itself adds to theta; null: it is no tour
  const double* tour_variance = nullptr;  ///< [rows], together with tour_mean
  double* bits = nullptr;                 ///< surprise, added to what is there; may be null
  BeliefColumns tour_after = {};          ///< out: the belief about the tour; may be null
};

/// A visit announced: what is believed if it will be held, if it will be dropped, and, in doubt, now.
struct Announcement {
  News news = {};                           ///< of the visit itself
  const double* drop_difficulty = nullptr;  ///< little will is needed to keep an announcement: not doing so says much
  const double* doubt = nullptr;            ///< chance that it will be dropped, as observers are told
  BeliefColumns held = {}, dropped = {};    ///< out: what to add to the belief on the day it is held, or dropped
};

/// Doubt cast on an announcement: with probability `doubt` it will be dropped.
struct Postponement {
  std::size_t rows = 0;
  const double* when = nullptr;
  BeliefColumns belief = {};
  const double* doubt = nullptr;
  BeliefColumns held = {}, dropped = {};  ///< in and out
};

/// The end of doubt: the belief takes up one of the two gaps, and both are closed.
struct Resolution {
  std::size_t rows = 0;
  const double* when = nullptr;
  BeliefColumns belief = {};
  BeliefColumns taken = {}, other = {};
};

/// What news about one state says about another: both supports are correlated.
struct SpillOver {
  std::size_t rows = 0;
  const double* when = nullptr;
  const double* correlation = nullptr;
  BeliefColumns before = {}, after = {};  ///< about the first
  BeliefColumns belief = {};              ///< about the second
};

struct SignalKernels {
  void (*pass)(const Passage& passage) = nullptr;
  void (*fade)(const Fading& fading) = nullptr;
  void (*hear)(const News& news) = nullptr;
  void (*announce)(const Announcement& announcement) = nullptr;
  void (*postpone)(const Postponement& postponement) = nullptr;
  void (*resolve)(const Resolution& resolution) = nullptr;
  void (*spill)(const SpillOver& spill_over) = nullptr;
};

SUASION_KERNELS(SignalKernels, signal_kernels)

}  // namespace suasion::system::signal
