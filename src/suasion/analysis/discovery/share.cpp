#include "suasion/analysis/discovery/share.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/base/result.hpp"
#include "suasion/math/elementary.hpp"

namespace suasion::analysis::discovery {

namespace own = math::SUASION_TARGET;

Share share(std::size_t count, std::size_t of) {
  base::require(count <= of, "a share is at most the whole");
  if (of == 0) {
    return {};
  }
  constexpr double z = 1.959963984540054;  // the normal quantile of 0.975
  const auto n = static_cast<double>(of);
  const double p = static_cast<double>(count) / n;
  const double shrink = 1.0 + z * z / n;
  const double centre = (p + z * z / (2.0 * n)) / shrink;
  const double half = z * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n)) / shrink;
  // on paper the interval ends at 0 and 1 where the share does; rounding must not move it
  return {count, of, p, count == 0 ? 0.0 : centre - half, count == of ? 1.0 : centre + half};
}

double binomial_tail(std::size_t count, std::size_t of, double chance) {
  if (count == 0 || chance >= 1.0) {
    return count <= of ? 1.0 : 0.0;
  }
  if (count > of || chance <= 0.0) {
    return 0.0;
  }
  const double log_odds = own::log(chance) - own::log(1.0 - chance);
  double log_term = static_cast<double>(of) * own::log(1.0 - chance);  // of X = 0
  double upper = 0.0;
  double lower = log_term > -700.0 ? own::exp(log_term) : 0.0;
  for (std::size_t k = 1; k <= of; ++k) {
    log_term += own::log(static_cast<double>(of - k + 1) / static_cast<double>(k)) + log_odds;
    (k < count ? lower : upper) += own::exp(log_term);
  }
  // the smaller part is the more exact one
  return std::clamp(upper < lower ? upper : 1.0 - lower, 0.0, 1.0);
}

}  // namespace suasion::analysis::discovery
