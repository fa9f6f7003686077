#include "suasion/math/law_mass.hpp"

#include <algorithm>

#include "suasion/math/elementary.hpp"
#include "suasion/math/score_table.hpp"

namespace suasion::math {

namespace {

namespace own = SUASION_TARGET;

double overlap(double low, double high, double from, double to) {
  return std::max(0.0, std::min(high, to) - std::max(low, from));
}

/// The form's mass in [low, high], one overload per form.
struct MassBetween {
  double low, high;

  double operator()(const Fixed& law) const { return low <= law.value && law.value <= high ? 1.0 : 0.0; }
  double operator()(const Uniform& law) const { return overlap(low, high, law.low, law.high) / (law.high - law.low); }
  double operator()(const Triangular& law) const { return stretch_of(law, low, high).mass; }
  double operator()(const Pert& law) const { return (*this)(as_beta(law)); }
  double operator()(const Beta& law) const {
    return stretch_of(scores_of(BetaLaw(law.a, law.b), law.low, law.high, low, high)).mass;
  }
  double operator()(const Normal& law) const { return stretch_of(scores_of(law, low, high)).mass; }
  double operator()(const LogNormal& law) const { return stretch_of(scores_of(law, low, high)).mass; }
  double operator()(const Interval& law) const { return (*this)(as_normal(law)); }
  double operator()(const Discrete& law) const {
    double all = 0.0;
    double inside = 0.0;
    for (const auto& [value, weight] : law.points) {
      all += weight;
      inside += low <= value && value <= high ? weight : 0.0;
    }
    return inside / all;
  }
  double operator()(const Mixture& law) const {
    double all = 0.0;
    double inside = 0.0;
    for (const auto& [weight, component] : law.components) {
      all += weight;
      inside += weight * mass_of(component, low, high);
    }
    return inside / all;
  }
};

}  // namespace

Stretch stretch_of(const Scores& scores) {
  const double low = own::normal_cdf(scores.low);
  const double above = own::normal_cdf(-scores.high);
  const bool in_upper_tail = scores.low > 0.0;
  const double mass = in_upper_tail ? own::normal_cdf(-scores.low) - above : own::normal_cdf(scores.high) - low;
  return {low, above, scores.low < scores.high ? mass : 0.0};
}

Scores scores_of(const Normal& law, double low, double high) {
  return {(low - law.mean) / law.sd, (high - law.mean) / law.sd};
}

Scores scores_of(const LogNormal& law, double low, double high) {
  const auto score = [&law](double value) {
    return value > 0.0 ? own::log(value / law.median) / law.log_sd : -own::infinity;
  };
  return {score(low), score(high)};
}

Scores scores_of(const BetaLaw& law, double from, double to, double low, double high) {
  const auto score = [&](double value) {
    const double x = (value - from) / (to - from);
    const double below = law.below(x);
    const double z = below <= 0.5 ? own::normal_quantile(below) : -own::normal_quantile(law.above(x));
    return std::clamp(z, -ScoreTable::most_score, ScoreTable::most_score);
  };
  return {score(low), score(high)};
}

Stretch stretch_of(const Triangular& law, double low, double high) {
  const double width = law.high - law.low;
  const double from = std::clamp(low, law.low, law.high);
  const double to = std::clamp(high, law.low, law.high);
  // each from the end where it is a square; the other side only where that is not small
  const auto below = [&](double x) {
    const double q = law.high - x;
    return x < law.mode ? (x - law.low) / width * ((x - law.low) / (law.mode - law.low))
                        : (q > 0.0 ? 1.0 - q / width * (q / (law.high - law.mode)) : 1.0);
  };
  const auto above = [&](double x) {
    const double p = x - law.low;
    return x > law.mode ? (law.high - x) / width * ((law.high - x) / (law.high - law.mode))
                        : (p > 0.0 ? 1.0 - p / width * (p / (law.mode - law.low)) : 1.0);
  };
  const double mass = from >= law.mode ? above(from) - above(to) : below(to) - below(from);
  return {below(from), above(to), from < to ? mass : 0.0};
}

Normal as_normal(const Interval& interval) {
  return {0.5 * interval.low + 0.5 * interval.high, (interval.high - interval.low) / (2.0 * central_90)};
}

Beta as_beta(const Pert& pert) {
  const double width = pert.high - pert.low;
  return {1.0 + 4.0 * ((pert.mode - pert.low) / width), 1.0 + 4.0 * ((pert.high - pert.mode) / width), pert.low,
          pert.high};
}

double mass_of(const Form& form, double low, double high) {
  return std::visit(MassBetween{low, high}, form);
}

double mass_of(const Law& law, double low, double high) {
  const double kept = mass_of(law.form, law.low, law.high);
  return kept > 0.0 ? mass_of(law.form, std::max(low, law.low), std::min(high, law.high)) / kept : 0.0;
}

}  // namespace suasion::math
