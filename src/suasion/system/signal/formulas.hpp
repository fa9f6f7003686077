#pragma once
/// The equations of module `signal`, numbered as in docs/models/signal.md, for packs and for single doubles. A patron's
/// support theta for a state is measured in standard deviations over all states; a belief about it is normal.

#include "suasion/math/elementary.hpp"

namespace suasion::system::signal::SUASION_TARGET {

namespace own = suasion::math::SUASION_TARGET;

/// theta ~ N(mean, variance), variance > 0.
template <class V>
struct Belief {
  V mean, variance;
};

/// One signal as an item of a test: sent with probability Phi(a (theta - c)). Equation (1).
/// @source Fearon 1997 for a costly signal that only a high type sends; the form is the two-parameter probit item.
template <class V>
struct Item {
  V discrimination;  ///< a > 0
  V difficulty;      ///< c, in units of theta
};

/// K = a / sqrt(1 + a^2 v): what is left of the discrimination for somebody who does not know theta.
template <class V>
SUASION_INLINE V blunted(V a, V variance) {
  return a / own::sqrt(1.0 + a * a * variance);
}

/// The difficulty of a kind of signal that a fraction f in (0, 1) of all states receives in a window, if support is
/// N(0, 1) over states: c = -(sqrt(1 + a^2) / a) Phi^-1(f). Equation (2).
template <class V>
SUASION_INLINE V difficulty_from_rate(V f, V a) {
  return -(own::sqrt(1.0 + a * a) / a) * own::normal_quantile(f);
}

/// The fraction of all states that an item of difficulty c stands for: the inverse of (2).
template <class V>
SUASION_INLINE V rate_from_difficulty(V c, V a) {
  return own::normal_cdf(-(c * a) / own::sqrt(1.0 + a * a));
}

/// The chance that the signal is sent, as the holder of the belief sees it: Phi(K (mu - c)).
template <class V>
SUASION_INLINE V chance(Belief<V> belief, Item<V> item) {
  return own::normal_cdf(blunted(item.discrimination, belief.variance) * (belief.mean - item.difficulty));
}

/// -log2 of a chance: bits of surprise, capped at 1075 for a chance of 0.
template <class V>
SUASION_INLINE V surprisal(V probability) {
  return own::min(own::like(probability, 1075.0), -own::log2(probability));
}

/// The belief after the signal was sent (sign = 1) or was not (sign = -1): the exact mean and variance of the
/// posterior, which is taken to be normal again (assumed-density filtering). Equation (3).
/// @source the moments of a normal law weighted by a probit, e.g. Rasmussen and Williams 2006, section 3.9; written
/// with the hazard of the normal law, so that signals of any surprise are safe.
template <class V>
SUASION_INLINE Belief<V> update(Belief<V> belief, Item<V> item, V sign) {
  const V k = blunted(item.discrimination, belief.variance);
  const V z = sign * k * (belief.mean - item.difficulty);
  const V h = own::normal_hazard(-z);  // phi(z) / Phi(z)
  const V shift = belief.variance * k * h;
  return {belief.mean + sign * shift, belief.variance * (1.0 - belief.variance * k * k * (h * (h + z)))};
}

/// The part of a deviation that is left after `days`: rho = 2^(-days / half-life). Above 1 for negative days.
template <class V>
SUASION_INLINE V remaining(V days, V half_life_days) {
  return own::exp2(-days / half_life_days);
}

/// Fading towards the long-run belief, the exact Ornstein-Uhlenbeck transition; rho > 1 takes a belief back in time.
/// Equation (4). The change of a leader with a personal share psi of the support is the same with rho = 1 - psi.
/// @source Uhlenbeck and Ornstein 1930; for leaders McManus 2018.
template <class V>
SUASION_INLINE Belief<V> fade(Belief<V> belief, Belief<V> long_run, V rho) {
  return {long_run.mean + rho * (belief.mean - long_run.mean),
          long_run.variance + rho * rho * (belief.variance - long_run.variance)};
}

/// One belief with probability 1 - weight, another with probability `weight`; mean and variance of the mixture.
template <class V>
SUASION_INLINE Belief<V> blend(Belief<V> belief, Belief<V> other, V weight) {
  const V gap = belief.mean - other.mean;
  const V rest = 1.0 - weight;
  return {rest * belief.mean + weight * other.mean,
          rest * belief.variance + weight * other.variance + rest * weight * gap * gap};
}

/// A belief about one quantity after news of another: `before` and `after` are beliefs about that other, `slope` the
/// regression of the one on the other (covariance over variance). Exact for normal laws.
template <class V>
SUASION_INLINE Belief<V> carry_over(Belief<V> belief, Belief<V> before, Belief<V> after, V slope) {
  return {belief.mean + slope * (after.mean - before.mean),
          belief.variance + slope * slope * (after.variance - before.variance)};
}

}  // namespace suasion::system::signal::SUASION_TARGET
