#pragma once
/// The equations of module `tension`, numbered as in docs/models/tension.md, for packs and for single doubles.

#include "suasion/math/elementary.hpp"
#include "suasion/math/pack.hpp"

namespace suasion::system::tension::SUASION_TARGET {

namespace own = suasion::math::SUASION_TARGET;

/// How much of a force is left over a distance d >= 0 in km: exp(-d / d0). Equation (1).
/// @source Boulding 1962, the loss-of-strength gradient.
template <class V>
SUASION_INLINE V reach(V distance, V scale) {
  return own::exp(-distance / scale);
}

/// Probability Lambda(z) = 1 / (1 + e^-z) that the protege's soil is open to the patron's reserve. Equation (2).
template <class V>
SUASION_INLINE V access(V z) {
  return 1.0 / (1.0 + own::exp(-z));
}

/// Buffer index 1 - E(actual) / E(open) in [0, 1); 0 where nothing would come either way. Equation (6).
template <class V>
SUASION_INLINE V buffer_index(V actual, V open) {
  const V zero = own::like(open, 0.0);
  return own::select(open > zero, 1.0 - actual / own::max(open, own::like(open, own::least_normal)), zero);
}

/// What an event adds to fear or to a quarrel: -G / 10 for an event of that Goldstein score, the cooperative ones
/// (G > 0) halved. So 1 is what the gravest attack leaves. Equation (5).
/// @source Goldstein 1992 for the scores; scale and halving are judgements: hostility is stickier.
template <class V>
SUASION_INLINE V footprint(V goldstein) {
  return own::select(goldstein > own::like(goldstein, 0.0), -0.05 * goldstein, -0.1 * goldstein);
}

/// Self-exciting incidents of one kind, week by week. Equation (4).
/// @source the discrete form of Hawkes 1971; branching and memory after Lewis and others 2012.
template <class V>
struct Excitation {
  V base;       ///< m >= 0, incidents a week that nothing excited
  V branching;  ///< n in [0, 1): how many further incidents one incident brings about
  V memory;     ///< rho in [0, 1): what is remembered after a week
};

/// lambda = m + n (1 - rho) R: incidents expected this week after the remembered sum R of earlier ones.
template <class V>
SUASION_INLINE V intensity(Excitation<V> kind, V remembered) {
  return kind.base + kind.branching * (1.0 - kind.memory) * remembered;
}

/// R after a week with y incidents: rho R + y.
template <class V>
SUASION_INLINE V remember(Excitation<V> kind, V remembered, V incidents) {
  return kind.memory * remembered + incidents;
}

/// Incidents a week in the long run: m / (1 - n).
template <class V>
SUASION_INLINE V mean_incidents(Excitation<V> kind) {
  return kind.base / (1.0 - kind.branching);
}

/// A Poisson number of mean lambda by inversion of its distribution function at u in (0, 1), cut at 40.
template <class V>
SUASION_INLINE V poisson(V lambda, V u) {
  constexpr int most = 40;  // P(more) < 1e-16 for lambda below 8, above what a week can hold
  V probability = own::exp(-lambda);
  V below = probability;
  V count = own::like(u, 0.0);
  for (int k = 1; k <= most; ++k) {
    const auto more = u > below;
    if (!own::any(more)) {
      break;
    }
    count = own::select(more, own::like(u, static_cast<double>(k)), count);
    probability = probability * lambda * (1.0 / static_cast<double>(k));
    below = below + probability;
  }
  return count;
}

template <class V>
struct Stationary {
  V mean, variance;
};

/// Mean and variance in the long run of a temperature T that keeps the share `kept` of itself from week to week and
/// rises by `size` with each incident, T' = kept T + size y. With mu the mean of y, b = n (1 - rho), a = rho + b:
///   Var R = mu / (1 - a^2),   Cov(R, T) = size (a b Var R + mu) / (1 - a kept),
///   Var T = (size^2 (b^2 Var R + mu) + 2 kept size b Cov) / (1 - kept^2).
/// @source the moments of the linear system (4); own derivation, checked by simulation.
template <class V>
SUASION_INLINE Stationary<V> stationary(Excitation<V> kind, V kept, V size) {
  const V mu = mean_incidents(kind);
  const V b = kind.branching * (1.0 - kind.memory);
  const V a = kind.memory + b;
  const V variance_r = mu / (1.0 - a * a);
  const V covariance = size * (a * b * variance_r + mu) / (1.0 - a * kept);
  const V variance =
      (size * size * (b * b * variance_r + mu) + 2.0 * kept * size * b * covariance) / (1.0 - kept * kept);
  return {size * mu / (1.0 - kept), variance};
}

}  // namespace suasion::system::tension::SUASION_TARGET
