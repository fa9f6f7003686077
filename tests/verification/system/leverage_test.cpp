// Published and analytic values of dependence, bargains, outside options and exchange.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "../published.hpp"
#include "suasion/math/law.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/leverage/exchange.hpp"
#include "suasion/system/leverage/formulas.hpp"

namespace {

using suasion::test::published;
using namespace suasion::system::leverage;           // NOLINT(google-build-using-namespace)
using namespace suasion::system::leverage::generic;  // NOLINT(google-build-using-namespace)

/// The bargain with which the design note tests the fixed price: g = .3, k = .8, price .05, even power.
constexpr Terms<double> example = {.gain = 0.3, .aversion = 0.8, .price = 0.05, .power = 0.5};
constexpr Disagreement<double> apart = {.protege = -0.05, .patron = -0.02};

/// A pie of 1 as a bargain over a price alone: the patron's gain from the efficient level (which is 1) is 1 after pain.
constexpr Terms<double> pie = {.gain = 1.0, .aversion = 1e-12, .price = 0.0, .power = 0.5};

}  // namespace

TEST_CASE("Hirschman 1945: concentration of shares .5, .3, .2 is 0.616441") {
  const double shares[] = {0.5, 0.3, 0.2};
  CHECK(concentration(shares, 3) == published(0.616441, 6));
}

TEST_CASE("dependence of Belarus and Russia on each other in 2019: 0.53 and 0.020, ratio about 26") {
  const double own = dependence(33.9, 0.0, 64.0);
  const double other = dependence(33.9, 0.0, 1690.0);
  CHECK(own == published(0.53, 2));
  CHECK(other == published(0.020, 3));
  CHECK(own / other == published(26, 0));
}

TEST_CASE("Rubinstein 1982: with discount factors of 0.9 the first mover gets 0.5263157895") {
  CHECK(first_mover_share(0.9, 0.9) == published(0.5263157895, 10));
}

TEST_CASE("Rubinstein 1982: for short delays the share goes to the ratio of the costs of delay") {
  // with discount factors e^(-r D), the share of the first mover goes to r_other / (r_own + r_other) as D goes to 0
  const double own = 0.3;
  const double other = 0.1;
  const double delay = 1e-6;
  CHECK(first_mover_share(std::exp(-own * delay), std::exp(-other * delay)) ==
        doctest::Approx(other / (own + other)).epsilon(1e-5));
}

TEST_CASE("bargaining power under the priors: mean .20, central 90 % from .09 to .32") {
  using suasion::math::Quantile;
  const Quantile own({.form = suasion::math::LogNormal{0.55, 0.15}});
  const Quantile other({.form = suasion::math::LogNormal{0.021, 0.2}});
  const Quantile exponent({.form = suasion::math::Uniform{0.2, 0.7}});
  std::vector<double> powers;
  double sum = 0.0;
  for (std::uint64_t draw = 0; draw < 20'000; ++draw) {
    const auto u = [&](const char* name) { return suasion::math::uniform(1, suasion::math::channel(name), draw); };
    powers.push_back(bargaining_power(own(u("own")), other(u("other")), exponent(u("exponent"))));
    sum += powers.back();
  }
  std::sort(powers.begin(), powers.end());
  CHECK(sum / 20'000 == doctest::Approx(0.20).epsilon(0.02));
  CHECK(powers[1'000] == doctest::Approx(0.09).epsilon(0.06));
  CHECK(powers[19'000] == doctest::Approx(0.32).epsilon(0.03));
}

TEST_CASE(
    "Binmore, Rubinstein and Wolinsky 1986: an outside option of .4 changes nothing, .7 is met; inside it splits") {
  const Disagreement<double> nothing = {.protege = 0.0, .patron = 0.0};
  const auto outside = [&](double option) {
    return agree_with_help(Price::negotiable, OptionRule::outside, pie, nothing, option).protege;
  };
  const auto inside = [&](double option) {
    return agree_with_help(Price::negotiable, OptionRule::inside, pie, nothing, option).protege;
  };
  CHECK(outside(0.4) == doctest::Approx(0.5));
  CHECK(outside(0.7) == doctest::Approx(0.7));
  CHECK(inside(0.4) == doctest::Approx(0.7));
}

TEST_CASE("bargain at a fixed price: x* = 0.3239265962 with slope -1.43385") {
  const Deal<double> deal = agree(Price::fixed, example, apart);
  CHECK(deal.struck == 1.0);
  CHECK(deal.level == published(0.3239265962, 10));
  const auto condition = first_order_condition(example, apart, example.price);
  CHECK(level_slope(example, condition, deal.level) == published(-1.43385, 5));
  // the slope is that of the solution itself
  const double step = 1e-6;
  const auto moved = [&](double by) {
    return agree(Price::fixed, example, {.protege = apart.protege + by, .patron = apart.patron}).level;
  };
  CHECK((moved(step) - moved(-step)) / (2.0 * step) == doctest::Approx(-1.43385).epsilon(1e-5));
}

TEST_CASE("bargain at a fixed price: the level maximises Nash's product") {
  const auto product = [&](double level) {
    return std::pow(protege_payoff(example, level, example.price) - apart.protege, example.power) *
           std::pow(patron_payoff(example, level, example.price) - apart.patron, 1.0 - example.power);
  };
  const double best = agree(Price::fixed, example, apart).level;
  for (const double away : {1e-3, 1e-2, 5e-2}) {
    CHECK(product(best) > product(best + away));
    CHECK(product(best) > product(best - away));
  }
}

TEST_CASE("bargain at a fixed price: the first-order condition is negative at x_lo and positive at x_hi") {
  const auto condition = first_order_condition(example, apart, example.price);
  const double low = least_level(example, apart, example.price);
  const double high = highest_level(example, apart.protege, example.price);
  CHECK(low == doctest::Approx(0.1));
  CHECK(high == doctest::Approx(0.5));
  CHECK(value_at(condition, low) < 0.0);
  CHECK(value_at(condition, high) > 0.0);
}

TEST_CASE("bargain over the price too: half of a better alternative becomes price, none of it concession") {
  const Deal<double> before = agree(Price::negotiable, example, apart);
  const double rise = 0.01;
  const Deal<double> after = agree(Price::negotiable, example, {apart.protege + rise, apart.patron});
  CHECK((after.price - before.price) / rise == doctest::Approx(0.5));
  CHECK(after.level == before.level);
  CHECK((after.protege - before.protege) / rise == doctest::Approx(0.5));
}

TEST_CASE("a ceiling on the price binds in 23 % of draws under the priors") {
  using suasion::math::LogNormal;
  using suasion::math::Quantile;
  const auto law = [](double median, double sd) { return Quantile({.form = LogNormal{median, sd}}); };
  const Quantile gain = law(0.30, 0.25);
  const Quantile aversion = law(0.9, 0.25);
  const Quantile ceiling = law(0.05, 0.3);
  const Quantile own = law(0.55, 0.15);
  const Quantile other = law(0.021, 0.2);
  const Quantile cost_own = law(0.06, 0.35);
  const Quantile cost_other = law(0.02, 0.4);
  const int draws = 20'000;
  int binding = 0;
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const auto u = [&](const char* name) { return suasion::math::uniform(7, suasion::math::channel(name), draw); };
    const Terms<double> terms = {gain(u("g")), aversion(u("k")), ceiling(u("t")),
                                 bargaining_power(own(u("o")), other(u("r")), 0.2 + 0.5 * u("w"))};
    const Deal<double> free = negotiate(terms, {-cost_own(u("c")), -cost_other(u("d"))});
    binding += free.price > terms.price ? 1 : 0;
  }
  MESSAGE("ceiling binds in " << 100.0 * binding / draws << " % of draws");
  CHECK(std::abs(1.0 * binding / draws - 0.23) < 0.03);
}

TEST_CASE("Stokman and Van Oosten 1994: a swap of (.9, .3) against (.3, .9) moves (25, 75) to (0, 100), both gain 15") {
  const SwapIssue p = {.first = {0, 0.9, 1}, .second = {100, 0.3, 1}, .outcome = 25.0, .weight = 1.2};
  const SwapIssue q = {.first = {0, 0.3, 1}, .second = {100, 0.9, 1}, .outcome = 75.0, .weight = 1.2};
  CHECK(equal_gain_rate(p, q) == doctest::Approx(1.0));
  const Swap swap = best_swap(p, q);
  CHECK(swap.profitable);
  CHECK(swap.first_gets_p);
  CHECK(p.outcome + swap.move_p == doctest::Approx(0.0));
  CHECK(q.outcome + swap.move_q == doctest::Approx(100.0));
  CHECK(swap.gain == doctest::Approx(15.0));
}

TEST_CASE("usable alternative: full help at a belief far above the threshold, half of it on the threshold") {
  CHECK(reach(0.6, 0.0, 0.6) == doctest::Approx(0.3));
  CHECK(reach(0.6, 40.0, 0.6) == doctest::Approx(0.6));
  CHECK(usable_alternative(0.6, 0.25) == doctest::Approx(0.45));
  CHECK(usable_alternative(0.6, 1.0) == 0.0);
}

TEST_CASE("level: half the distance is left after one half-life, and two half steps spread as one whole step") {
  const double keep = 0.5;
  CHECK(drift_to(0.2, 0.6, keep, 0.1, 0.0) == doctest::Approx(0.4));
  const double half = std::sqrt(keep);
  const double variance_once = std::pow(drift_to(0.0, 0.0, keep, 0.1, 1.0), 2);
  const double variance_twice =
      std::pow(half * drift_to(0.0, 0.0, half, 0.1, 1.0), 2) + std::pow(drift_to(0.0, 0.0, half, 0.1, 1.0), 2);
  CHECK(variance_once == doctest::Approx(variance_twice));
}
