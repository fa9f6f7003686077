#include "suasion/analysis/coalitions/game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace suasion::analysis::coalitions {

namespace {

constexpr double tie = 1e-12;           ///< of the total: what rounding may make of a tie
constexpr double largest_whole = 1e12;  ///< sums of whole numbers below are exact, and quotas to a hundredth

/// The scale, a power of ten, that makes all weights whole numbers; 0 if none does.
double decimal_scale(const std::vector<double>& weights, double total) {
  constexpr int decimals = 6;
  constexpr double nearly = 1e-9;  // 0.1 * 10 is whole but for rounding
  double scale = 1.0;
  for (int k = 0; k <= decimals; ++k) {
    const bool all = std::all_of(weights.begin(), weights.end(), [&](double w) {
      return std::abs(w * scale - std::round(w * scale)) <= nearly && (w == 0.0 || std::round(w * scale) >= 1.0);
    });
    if (all && total * scale < largest_whole) {
      return scale;
    }
    scale *= 10.0;
  }
  return 0.0;
}

/// The least whole number that meets the quota.
double whole_need(double quota, Majority majority) {
  const double nearest = std::round(quota);
  constexpr double ulps = 1e-14;  // what a product or two may be off
  const bool on_it = std::abs(quota - nearest) <= ulps * std::max(1.0, nearest);
  if (majority == Majority::at_least) {
    return on_it ? nearest : std::ceil(quota);
  }
  return on_it ? nearest + 1.0 : std::floor(quota) + 1.0;
}

Hurdle hurdle(const Criterion& criterion) {
  const double total = std::accumulate(criterion.weights.begin(), criterion.weights.end(), 0.0);
  const double quota = criterion.unit == QuotaUnit::share ? criterion.quota * total : criterion.quota;
  Hurdle result{.weights = criterion.weights};
  const double scale = decimal_scale(criterion.weights, total);
  if (scale == 0.0) {
    const double slack = tie * total;
    result.need = criterion.majority == Majority::at_least ? quota - slack : quota + slack;
    return result;
  }
  std::uint64_t divisor = 0;
  for (double& weight : result.weights) {
    weight = std::round(weight * scale);
    divisor = std::gcd(divisor, static_cast<std::uint64_t>(weight));
  }
  const double unit = divisor == 0 ? 1.0 : static_cast<double>(divisor);
  for (double& weight : result.weights) {
    weight /= unit;
  }
  result.need = whole_need(quota * scale / unit, criterion.majority);
  result.whole = true;
  return result;
}

base::Diagnostic error(const char* code, std::string message, std::string hint) {
  return {base::Severity::error, code, {}, std::move(message), std::move(hint)};
}

base::Diagnostics flaws(const Game& game, std::size_t actors) {
  base::Diagnostics found;
  for (std::size_t c = 0; c < game.criteria.size(); ++c) {
    const std::vector<double>& weights = game.criteria[c].weights;
    if (weights.empty() || weights.size() != actors) {
      found.push_back(error("A501",
                            fmt::format("criterion {} weighs {} actors, criterion 0 {}", c, weights.size(), actors),
                            "give every actor a weight"));
    }
    const auto bad =
        std::find_if(weights.begin(), weights.end(), [](double w) { return !std::isfinite(w) || w < 0.0; });
    if (bad != weights.end()) {
      found.push_back(error("A501",
                            fmt::format("the weight of actor {} in criterion {} is {}; a weight is finite and not "
                                        "negative",
                                        bad - weights.begin(), c, *bad),
                            {}));
    }
    if (!std::isfinite(game.criteria[c].quota)) {
      found.push_back(error("A502", fmt::format("the quota of criterion {} is not finite", c), {}));
    }
  }
  for (const std::size_t actor : game.consent) {
    if (actor >= actors) {
      found.push_back(error("A501", fmt::format("consent is asked of actor {} of {}", actor, actors), "count from 0"));
    }
  }
  return found;
}

}  // namespace

base::Result<Hurdles> hurdles(const Game& game) {
  if (game.criteria.empty()) {
    return base::fail("A501", "there is no criterion to win by");
  }
  Hurdles result{.actors = game.criteria[0].weights.size()};
  if (base::Diagnostics wrong = flaws(game, result.actors); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  for (const Criterion& criterion : game.criteria) {
    result.all.push_back(hurdle(criterion));
  }
  if (!game.consent.empty()) {
    Hurdle consent{.weights = std::vector<double>(result.actors, 0.0), .whole = true};
    for (const std::size_t actor : game.consent) {
      consent.weights[actor] = 1.0;
    }
    consent.need = std::accumulate(consent.weights.begin(), consent.weights.end(), 0.0);
    result.all.push_back(std::move(consent));
  }
  result.all.erase(std::remove_if(result.all.begin(), result.all.end(), [](const Hurdle& h) { return h.need <= 0.0; }),
                   result.all.end());
  if (result.all.empty()) {
    return base::fail("A502", "nobody is needed: the quota is met by no weight at all", "raise the quota");
  }
  if (!wins(result, std::vector<std::uint8_t>(result.actors, 1))) {
    return base::fail("A502", "nothing can pass: the quota is out of reach of all actors together",
                      "lower the quota; a share runs from 0 to 1");
  }
  return result;
}

bool wins(const Hurdles& game, const std::vector<std::uint8_t>& in) {
  return std::all_of(game.all.begin(), game.all.end(), [&](const Hurdle& hurdle) {
    double sum = 0.0;
    for (std::size_t i = 0; i < game.actors; ++i) {
      sum += in[i] != 0 ? hurdle.weights[i] : 0.0;
    }
    return sum >= hurdle.need;
  });
}

}  // namespace suasion::analysis::coalitions
