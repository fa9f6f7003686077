// Laws of the bargain that hold for any numbers.
#include <cmath>

#include "../rapidcheck_doctest.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/leverage/exchange.hpp"
#include "suasion/system/leverage/formulas.hpp"

namespace {

using namespace suasion::system::leverage;           // NOLINT(google-build-using-namespace)
using namespace suasion::system::leverage::generic;  // NOLINT(google-build-using-namespace)

double between(double low, double high) {
  return low + (high - low) * suasion::math::unit_interval(*rc::gen::arbitrary<std::uint64_t>());
}

/// Some of these bargains have no room for a deal, in some full concession is efficient.
Terms<double> any_terms() {
  return {between(0.02, 1.0), between(0.1, 2.0), between(0.0, 0.2), between(0.01, 0.99)};
}

/// Disagreement, from dire to (for the protege) so good that there is nothing to bargain over.
double any_disagreement() {
  return between(-0.3, 0.1);
}

Price any_price() {
  return *rc::gen::element(Price::negotiable, Price::fixed, Price::capped);
}

constexpr double rounding = 1e-12;

}  // namespace

TEST_CASE("bargain: a better disagreement never raises the concession and never lowers the protege's payoff") {
  suasion::test::check("monotone in d_b", [] {
    const Terms<double> terms = any_terms();
    const Price price = any_price();
    const double patron = -between(0.0, 0.1);
    const double low = any_disagreement();
    const double high = low + between(0.0, 0.3);
    const Deal<double> worse = agree(price, terms, {low, patron});
    const Deal<double> better = agree(price, terms, {high, patron});
    RC_ASSERT(better.protege >= worse.protege - rounding);
    if (worse.struck == 1.0 && better.struck == 1.0) {
      RC_ASSERT(better.level <= worse.level + rounding);
    }
    RC_ASSERT(better.struck <= worse.struck);
  });
}

TEST_CASE("bargain: nobody gets less than by disagreeing, and levels lie between 0 and 1") {
  suasion::test::check("individual rationality", [] {
    const Disagreement<double> d = {any_disagreement(), -between(0.0, 0.1)};
    const Deal<double> deal = agree(any_price(), any_terms(), d);
    RC_ASSERT(deal.protege >= d.protege - rounding);
    RC_ASSERT(deal.patron >= d.patron - rounding);
    RC_ASSERT(deal.level >= 0.0);
    RC_ASSERT(deal.level <= 1.0);
  });
}

TEST_CASE("bargain: help from outside never shortens the leash, and its parts add up") {
  suasion::test::check("leash", [] {
    const Terms<double> terms = any_terms();
    const Price price = any_price();
    const OptionRule rule = *rc::gen::element(OptionRule::inside, OptionRule::outside);
    const Disagreement<double> without = {any_disagreement(), -between(0.0, 0.1)};
    const double with = without.protege + between(0.0, 0.3);
    const Deal<double> helped = agree_with_help(price, rule, terms, without, with);
    const Deal<double> alone = agree(price, terms, without);
    const Leash<double> longer = leash(terms, helped, alone);
    RC_ASSERT(longer.length >= -rounding);
    RC_ASSERT(helped.protege >= with - rounding);
    if (helped.struck * alone.struck == 1.0) {
      RC_ASSERT(std::abs(longer.price + longer.concession - longer.length) < rounding);
    }
    if (rule == OptionRule::outside && with <= alone.protege) {
      RC_ASSERT(longer.length == 0.0);  // leaving that does not beat the deal is worth nothing
    }
  });
}

TEST_CASE("bargain: what leaving is worth never counts for more than help that flows while they bargain") {
  suasion::test::check("outside <= inside", [] {
    const Terms<double> terms = any_terms();
    const Price price = any_price();
    const Disagreement<double> without = {any_disagreement(), -between(0.0, 0.1)};
    const double with = without.protege + between(0.0, 0.3);
    const double outside = agree_with_help(price, OptionRule::outside, terms, without, with).protege;
    const double inside = agree_with_help(price, OptionRule::inside, terms, without, with).protege;
    RC_ASSERT(outside <= inside + rounding);
  });
}

TEST_CASE("bargain: a ceiling never helps the protege, and one above the free price changes nothing") {
  suasion::test::check("ceiling", [] {
    Terms<double> terms = any_terms();
    const Disagreement<double> d = {any_disagreement(), -between(0.0, 0.1)};
    const Deal<double> free = negotiate(terms, d);
    RC_ASSERT(agree(Price::capped, terms, d).protege <= free.protege + rounding);
    terms.price = free.price + 0.01;
    RC_ASSERT(agree(Price::capped, terms, d).protege == free.protege);
  });
}

TEST_CASE("dependence: the unit of money does not matter") {
  suasion::test::check("doubling GDP units", [] {
    const double trade = between(0.0, 1e11);
    const double rents = between(0.0, 1e10);
    const double gdp = between(1e9, 1e12);
    const double factor = std::ldexp(1.0, *rc::gen::inRange(-20, 21));  // exact, so equal to the bit
    RC_ASSERT(dependence(trade * factor, rents * factor, gdp * factor) == dependence(trade, rents, gdp));
  });
}

TEST_CASE("bargaining power: between 0 and 1, a half for equals, falling in own dependence, sides swap") {
  suasion::test::check("power", [] {
    const double own = between(0.001, 1.0);
    const double other = between(0.001, 1.0);
    const double exponent = between(0.0, 1.0);
    const double power = bargaining_power(own, other, exponent);
    RC_ASSERT(power > 0.0);
    RC_ASSERT(power < 1.0);
    RC_ASSERT(std::abs(power + bargaining_power(other, own, exponent) - 1.0) < rounding);
    RC_ASSERT(bargaining_power(own * 1.5, other, exponent) <= power + rounding);
  });
}

TEST_CASE("exchange: both gain the same, no outcome runs past its gainer, and swapping names swaps nothing") {
  suasion::test::check("swap", [] {
    const auto stake = [] { return SwapStake{between(0, 100), between(0, 1), between(0, 1)}; };
    const auto issue = [&] {
      SwapIssue one = {.first = stake(), .second = stake()};
      const SwapStake third = stake();
      const SwapStake stakes[] = {one.first, one.second, third};
      for (const SwapStake& each : stakes) {
        one.weight += each.capability * each.salience;
        one.outcome += each.capability * each.salience * each.position;
      }
      one.outcome /= one.weight;
      return one;
    };
    const SwapIssue p = issue();
    const SwapIssue q = issue();
    const Swap swap = best_swap(p, q);
    const double first = externality(swap, p, q, p.first, q.first);
    const double second = externality(swap, p, q, p.second, q.second);
    RC_ASSERT(std::abs(first - swap.gain) < 1e-9);
    RC_ASSERT(std::abs(second - swap.gain) < 1e-9);
    RC_ASSERT(swap.gain >= -1e-12);
    const Swap turned = best_swap({p.second, p.first, p.outcome, p.weight}, {q.second, q.first, q.outcome, q.weight});
    RC_ASSERT(std::abs(turned.move_p - swap.move_p) < 1e-9);
    const Swap mirrored = best_swap(q, p);
    RC_ASSERT(std::abs(mirrored.move_q - swap.move_p) < 1e-9);
  });
}
