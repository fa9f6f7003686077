#pragma once
/// The arithmetic of fear and quarrels over a block. Kernels include this header, so it drags in nothing that has code.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::system::tension {

inline constexpr std::size_t most_neighbours = 16;

/// Fear that passes from one neighbour to another: K(to, from).
struct Link {
  std::size_t to = 0, from = 0;
  const double* weight = nullptr;  ///< [rows] >= 0
};

/// The matrix K of a graph of neighbours, in `rows` draws (a multiple of eight).
struct Coupling {
  std::size_t rows = 0, neighbours = 0, links = 0;
  const Link* link = nullptr;
};

/// v <- exp(-d t (I - K)) v, the exact solution of dv/dt = d (K v - v) over t months.
struct Relaxation {
  Coupling coupling = {};
  const double* rate = nullptr;     ///< [rows] d per month, >= 0
  const double* months = nullptr;   ///< [rows] t >= 0
  double* const* values = nullptr;  ///< [neighbours][rows] v
};

/// Exposure of one neighbour.
struct Exposure {
  std::size_t rows = 0;
  const double* standing = nullptr;         ///< [rows] forces that are there whatever happens, weighed by distance
  const double* at_home = nullptr;          ///< [rows] the reserve where it is
  const double* on_soil = nullptr;          ///< [rows] the reserve on the protege's soil, at least `at_home`
  const double* base = nullptr;             ///< [rows] troops of a base on that soil
  const double* access = nullptr;           ///< [rows] alpha at the end
  const double* stationed = nullptr;        ///< [rows] 1 where there is a base at the end
  const double* stationed_share = nullptr;  ///< [rows] the part of the tick with a base
  const double* visiting = nullptr;         ///< [rows] exercises at the end
  const double* visiting_mean = nullptr;    ///< [rows] exercises, mean over the tick
  double* slow = nullptr;                   ///< [rows] standing and reserve at the end of the tick before; then at this
  double* mean = nullptr;                   ///< [rows] out: mean exposure over the tick
  double* exposure = nullptr;               ///< [rows] out: at the end; null: neither this nor the next two are wanted
  double* gained = nullptr;                 ///< [rows] out: what open soil would add
  double* buffer = nullptr;                 ///< [rows] out: buffer index
};

/// Anxiety over one tick, and the buffer effect at its end.
struct Anxiety {
  Coupling coupling = {};
  const double* const* inverse = nullptr;  ///< [neighbours^2][rows] of I - K, row by row
  const double* const* left = nullptr;     ///< [neighbours^2][rows] exp(-d t (I - K)) for one tick, row by row
  const double* const* mean = nullptr;     ///< [neighbours][rows] exposure over the tick
  const double* const* gained = nullptr;   ///< [neighbours][rows] exposure that open soil would add
  const double* weight = nullptr;          ///< [rows] w, fear per unit of exposure
  const double* grievance = nullptr;       ///< [rows] G
  const double* alarms = nullptr;          ///< [rows] incidents of the tick, felt by each; null: none happen
  const double* alarm_size = nullptr;      ///< [rows] what one adds
  const double* rate = nullptr;            ///< [rows] d per month
  double months = 0.0;
  double* const* anxiety = nullptr;  ///< [neighbours][rows]
  double* const* effect = nullptr;   ///< [neighbours][rows] out: buffer effect; null: not wanted
};

/// One week of two kinds of incidents, told by one uniform number each row.
struct Week {
  std::size_t rows = 0;
  const double* chance = nullptr;     ///< [rows]
  const double* base[2] = {};         ///< [rows] m
  const double* branching = nullptr;  ///< [rows] n
  const double* memory = nullptr;     ///< [rows] rho
  const double* kept = nullptr;       ///< [rows] what `warmth` keeps from week to week
  double* remembered[2] = {};         ///< [rows] R
  double* warmth = nullptr;           ///< [rows] sum of incidents of the first kind, fading
  double* count = nullptr;            ///< [rows] incidents of the second kind so far
};

/// The long-run law of a quarrel: a normal with the moments of the linear system.
struct LongRun {
  std::size_t rows = 0;
  const double* base = nullptr;       ///< [rows] m
  const double* branching = nullptr;  ///< [rows] n
  const double* memory = nullptr;     ///< [rows] rho
  const double* kept = nullptr;       ///< [rows] from week to week
  const double* size = nullptr;       ///< [rows] what one incident adds
  double* mean = nullptr;             ///< [rows] out
  double* sd = nullptr;               ///< [rows] out
  double* remembered = nullptr;       ///< [rows] out: long-run mean of R
};

/// The quarrel of two states, as its departure from the long-run mean.
struct Quarrel {
  std::size_t rows = 0;
  const double* half_life = nullptr;  ///< [rows] months
  const double* left = nullptr;       ///< [rows] what a tick leaves: 2^(-months / half_life)
  const double* size = nullptr;       ///< [rows] what one incident adds
  const double* warmth = nullptr;     ///< [rows] incidents of this tick, as of the last week's end; null: none happen
  const double* mean = nullptr;       ///< [rows] of the long-run law
  const double* sd = nullptr;         ///< [rows] of the long-run law
  double months_since_week = 0.0;     ///< from the last week's end to the tick's
  double* departure = nullptr;        ///< [rows]
  double* temperature = nullptr;      ///< [rows] out
  double* rank = nullptr;             ///< [rows] out: quantile in the long-run law
};

/// The risk that the protege is absorbed.
struct Absorption {
  std::size_t rows = 0;
  const double* base = nullptr;          ///< [rows] per month
  const double* slope = nullptr;         ///< [rows] of the logarithm of the rate in the level of integration
  const double* level = nullptr;         ///< [rows]
  const double* level_before = nullptr;  ///< [rows] at the origin
  const double* base_slope = nullptr;    ///< [rows] of the logarithm in a base
  const double* stationed = nullptr;     ///< [rows]
  const double* ratio = nullptr;         ///< [rows] what being a buffer multiplies the rate by
  const double* patience = nullptr;      ///< [rows] Exp(1)
  double start = 0.0, end = 0.0;         ///< days
  double months = 0.0;
  double* rate = nullptr;       ///< [rows] without the ratio at the end of the tick before, negative before the first
  double* summed = nullptr;     ///< [rows] without the ratio
  double* risk = nullptr;       ///< [rows] out: chance of absorption so far
  double* self_risk = nullptr;  ///< [rows] out: that chance over the one without the ratio
  double* day = nullptr;        ///< [rows] event day, brought forward
};

struct TensionKernels {
  void (*relax)(const Relaxation& relaxation) = nullptr;
  /// inverse = (I - K)^-1, [neighbours^2][rows]; K must be stable.
  void (*invert)(const Coupling& coupling, double* const* inverse) = nullptr;
  void (*expose)(const Exposure& exposure) = nullptr;
  void (*fear)(const Anxiety& anxiety) = nullptr;
  void (*week)(const Week& week) = nullptr;
  void (*long_run)(const LongRun& law) = nullptr;
  /// Carries the departure to the end of a tick.
  void (*carry)(const Quarrel& quarrel) = nullptr;
  /// Temperature and rank from the departure.
  void (*tell)(const Quarrel& quarrel) = nullptr;
  void (*absorb)(const Absorption& absorption) = nullptr;
  /// out = access(intercept + sum of slope times variable).
  void (*open_soil)(const double* intercept, const double* const* slope, const double* const* variable,
                    std::size_t terms, double* out, std::size_t rows) = nullptr;
  /// out = reach(km, scale).
  void (*reach)(double km, const double* scale, double* out, std::size_t rows) = nullptr;
  /// out = 2^(-time / half_life), 0 where the time is infinite.
  void (*kept)(const double* time, const double* half_life, double* out, std::size_t rows) = nullptr;
};

SUASION_KERNELS(TensionKernels, tension_kernels)

}  // namespace suasion::system::tension
