#include "suasion/math/beta_law.hpp"

#include "suasion/math/elementary.hpp"

namespace suasion::math {

namespace {

namespace own = SUASION_TARGET;

/// 1 / (1 + d1 / (1 + d2 / ...)): a times the integral of the beta law from 0 to x, over x^a (1 - x)^b. Converges fast
/// for x below (a + 1) / (a + b + 2).
/// @source NIST Digital Library of Mathematical Functions, 8.17.22; summed by the method of Lentz 1976.
double continued_fraction(double a, double b, double x) {
  constexpr double enough = 0x1p-52;
  constexpr double tiny = 1e-290;  // stands for a zero, which the next step would divide by
  constexpr int most = 20000;
  double c = 1.0;
  double d = 1.0 - (a + b) * x / (a + 1.0);
  d = 1.0 / (own::abs(d) < tiny ? tiny : d);
  double fraction = d;
  for (int m = 1; m < most; ++m) {
    const double n = m;
    const double even = n * (b - n) * x / ((a + 2.0 * n - 1.0) * (a + 2.0 * n));
    const double odd = -(a + n) * (a + b + n) * x / ((a + 2.0 * n) * (a + 2.0 * n + 1.0));
    double change = 1.0;
    const double terms[] = {even, odd};
    for (const double term : terms) {
      d = 1.0 + term * d;
      d = 1.0 / (own::abs(d) < tiny ? tiny : d);
      c = 1.0 + term / c;
      c = own::abs(c) < tiny ? tiny : c;
      change *= c * d;
    }
    fraction *= change;
    if (own::abs(change - 1.0) <= enough) {
      break;
    }
  }
  return fraction;
}

double normal_density(double z) {
  constexpr double root_two_pi = 2.5066282746310005024;
  return own::exp(-0.5 * z * z) / root_two_pi;
}

}  // namespace

BetaLaw::BetaLaw(double a, double b) : lower_(make_side(a, b)), upper_(make_side(b, a)) {
  // Both ends' integrals at the mean, where the weight is 1, add up to the whole: no gamma function is needed.
  const double mean = a / (a + b);
  const double rest = b / (a + b);
  const double total = continued_fraction(a, b, mean) / a + continued_fraction(b, a, rest) / b;
  lower_.total = total;
  upper_.total = total;
}

BetaLaw::Side BetaLaw::make_side(double a, double b) {
  return {.a = a, .b = b, .log_mean = own::log(a / (a + b)), .log_rest = own::log(b / (a + b))};
}

BetaLaw::Side::Tail BetaLaw::Side::at(double log_x, double log_rest_of_x) const {
  const double log_density = a * (log_x - log_mean) + b * (log_rest_of_x - log_rest) - own::log(total);
  const double x = own::exp(log_x);
  if (x <= (a + 1.0) / (a + b + 2.0)) {
    const double ratio = continued_fraction(a, b, x) / a;
    return {log_density + own::log(ratio), log_density, ratio};
  }
  const double density = own::exp(log_density);
  const double mass = 1.0 - density * continued_fraction(b, a, own::exp(log_rest_of_x)) / b;
  return {own::log(mass), log_density, mass / density};
}

BetaLaw::Side::Tail BetaLaw::Side::at_log_odds(double log_odds) const {
  // log(x) and log(1 - x), each from the side where the exponential is small
  const double small = own::log(1.0 + own::exp(-own::abs(log_odds)));
  return log_odds < 0.0 ? at(log_odds - small, -small) : at(-small, -log_odds - small);
}

double BetaLaw::Side::solve(double mass, double log_odds) const {
  // Newton on the logarithm of the mass against the log odds: that curve is concave (the density is log-concave), so
  // that from the second step on the steps all go up and cannot overshoot. Near the end, where every step squares the
  // error, one that does not even halve it has met the rounding of the mass.
  constexpr int most = 100;
  constexpr double enough = 4e-15;
  constexpr double near_the_end = 1e-6;
  const double wanted = own::log(mass);
  double last = own::infinity;
  for (int step = 0; step < most; ++step) {
    const Tail tail = at_log_odds(log_odds);
    const double off = tail.log_mass - wanted;
    log_odds -= off * tail.ratio;
    const double size = own::abs(off);
    if (size <= enough || (size < near_the_end && size > 0.5 * last)) {
      break;
    }
    last = size;
  }
  return log_odds;
}

double BetaLaw::below(double x) const {
  if (x <= 0.0) {
    return 0.0;
  }
  return x >= 1.0 ? 1.0 : own::exp(lower_.at(own::log(x), own::log(1.0 - x)).log_mass);
}

double BetaLaw::above(double x) const {
  if (x <= 0.0) {
    return 1.0;
  }
  return x >= 1.0 ? 0.0 : own::exp(upper_.at(own::log(1.0 - x), own::log(x)).log_mass);
}

BetaLaw::Knot BetaLaw::at_score(double z) const {
  Knot mean;
  mean.z = z;
  mean.log_odds = lower_.log_mean - lower_.log_rest;
  return at_score(z, mean);
}

BetaLaw::Knot BetaLaw::at_score(double z, const Knot& near) const {
  const double guess = near.log_odds + (z - near.z) * near.log_odds_slope;
  // the end that is nearer, so that a tail's mass is never the difference of two near 1
  const bool low = z <= 0.0;
  const Side& side = low ? lower_ : upper_;
  const double log_odds = side.solve(own::normal_cdf(low ? z : -z), low ? guess : -guess);
  const Side::Tail tail = side.at_log_odds(log_odds);
  const double small = own::exp(-own::abs(log_odds));
  const double near_share = small / (1.0 + small);  // of x and 1 - x the smaller
  const double far_share = 1.0 / (1.0 + small);
  const double from_end = log_odds < 0.0 ? near_share : far_share;
  Knot knot;
  knot.z = z;
  knot.x = low ? from_end : (log_odds < 0.0 ? far_share : near_share);
  knot.log_odds = low ? log_odds : -log_odds;
  knot.log_odds_slope = normal_density(z) / own::exp(tail.log_density);
  knot.slope = knot.log_odds_slope * near_share * far_share;
  return knot;
}

}  // namespace suasion::math
