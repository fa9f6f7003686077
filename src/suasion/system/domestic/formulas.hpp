#pragma once
/// The equations of module `domestic`, numbered as in docs/models/domestic.md, for packs and for single doubles.

#include "suasion/math/elementary.hpp"

namespace suasion::system::domestic::SUASION_TARGET {

namespace own = suasion::math::SUASION_TARGET;

/// What is left of 1 after `days` where half is lost in `half_life` days: 2^(-days / half_life). Equation (1).
template <class V>
SUASION_INLINE V kept(V days, V half_life) {
  return own::exp2(-days / half_life);
}

/// The legitimacy crisis z in [0, 1] once a crackdown of that severity is added: the graver of what smoulders and what
/// is new, so that neither order nor length of ticks matters. Equation (2).
template <class V>
SUASION_INLINE V inflamed(V crisis, V severity) {
  return own::max(crisis, severity);
}

/// Tenure hazard of a leader, per month: base exp(slope z - shelter s), with crisis z and shelter s (what is left of
/// the last high visit). `base` already holds the years in office. Equation (3).
/// @source the log-linear form is Cox 1972; that the hazard of autocrats falls with time in office is Bienen and van de
/// Walle 1991; that presidential visits lower it Malis and Smith 2021, denied for approval by Cohen 2022.
template <class V>
SUASION_INLINE V tenure_hazard(V base, V slope, V crisis, V shelter) {
  return base * own::exp(slope * crisis - shelter);
}

/// (years in office / 10)^(-decline), with at least one year. Equation (4).
template <class V>
SUASION_INLINE V entrenchment(V years, V decline) {
  constexpr double reference = 10.0;
  return own::pow(own::max(years, own::like(years, 1.0)) * (1.0 / reference), -decline);
}

}  // namespace suasion::system::domestic::SUASION_TARGET
