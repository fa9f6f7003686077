#pragma once
/// The equations of leverage, each once, for a pack of draws or a single double. Payoffs, prices and costs are shares
/// of the protege's GDP in a year; the concession is a level from 0 to 1. Equation numbers are those of
/// docs/models/leverage.md.

#include "suasion/math/elementary.hpp"
#include "suasion/math/pack.hpp"
#include "suasion/system/leverage/regime.hpp"

namespace suasion::system::leverage::SUASION_TARGET {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

// ---- Dependence and power

/// What a state has to lose with a partner, as a share of its GDP: (trade + rents) / GDP, all in one currency.
/// @source Hirschman 1945
template <class V>
SUASION_INLINE V dependence(V trade, V rents, V gdp) {
  return (trade + rents) / gdp;
}

/// Hirschman's index of concentration, sqrt(sum of squared shares); `shares` add up to 1 over all partners.
/// @source Hirschman 1945
SUASION_INLINE double concentration(const double* shares, std::size_t count) {
  double squares = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    squares += shares[i] * shares[i];
  }
  return sqrt(squares);
}

/// The share of the first mover in alternating offers over a pie of 1, with discount factors in (0, 1).
/// @source Rubinstein 1982
template <class V>
SUASION_INLINE V first_mover_share(V own_discount, V other_discount) {
  return (1.0 - other_discount) / (1.0 - own_discount * other_discount);
}

/// The protege's bargaining power, 0 to 1: D_r^w / (D_b^w + D_r^w). Costs of delay go with dependence, tempered by w.
/// @param own,other dependence of the protege on the patron and of the patron on the protege, > 0.
/// @source after the limit of Rubinstein 1982 for short delays; the exponent is a judgement.   (5)
template <class V>
SUASION_INLINE V bargaining_power(V own, V other, V exponent) {
  return 1.0 / (1.0 + pow(own / other, exponent));
}

// ---- What the rival offers

/// Share of the protege's loss in a dispute that it could make good elsewhere, were there no sanctions on it:
/// e_max Phi((support - threshold) / sqrt(noise^2 + doubt)), where support and doubt are mean and variance of the
/// protege's belief about the rival.
/// @param margin support less threshold. @param variance of noise and doubt together, > 0.
template <class V>
SUASION_INLINE V reach(V most, V margin, V variance) {
  return most * normal_cdf(margin / sqrt(variance));
}

/// What is left of it under sanctions of an intensity from 0 to 1: e = reach (1 - sanctions).   (8)
template <class V>
SUASION_INLINE V usable_alternative(V in_reach, V sanctions) {
  return in_reach * (1.0 - sanctions);
}

/// Payoffs of the two if they do not agree.
template <class V>
struct Disagreement {
  V protege, patron;
};

/// d_b = -C_b (1 - e) - H z: a year of dispute, less what the alternative makes good, and a crisis at home.   (9a)
template <class V>
SUASION_INLINE V protege_disagreement(V dispute_cost, V alternative, V crisis_cost) {
  return -(dispute_cost * (1.0 - alternative)) - crisis_cost;
}

// ---- The bargain: u_b = price - k level^2 / 2, u_r = g level - price   (6)

template <class V>
struct Terms {
  V gain;      ///< g: what full concession is worth to the patron, > 0
  V aversion;  ///< k: how fast conceding grows painful to the protege, > 0
  V price;     ///< the fixed price, or its ceiling; unused where it is negotiable
  V power;     ///< beta: the protege's bargaining power, strictly between 0 and 1
};

template <class V>
struct Deal {
  V level, price;     ///< 0 where there is none
  V protege, patron;  ///< payoffs; those of disagreement where there is no deal
  V struck;           ///< 1 where there is a deal, else 0
};

template <class V>
SUASION_INLINE V protege_payoff(const Terms<V>& terms, V level, V price) {
  return price - 0.5 * terms.aversion * level * level;
}

template <class V>
SUASION_INLINE V patron_payoff(const Terms<V>& terms, V level, V price) {
  return terms.gain * level - price;
}

/// The deal at (level, price) where `possible`, else disagreement.
template <class V, class M>
SUASION_INLINE Deal<V> deal_or_not(const Terms<V>& terms, const Disagreement<V>& d, V level, V price, M possible) {
  const V zero = like(level, 0.0);
  return {select(possible, level, zero), select(possible, price, zero),
          select(possible, protege_payoff(terms, level, price), d.protege),
          select(possible, patron_payoff(terms, level, price), d.patron), select(possible, like(level, 1.0), zero)};
}

/// The level that makes the two together best off: g / k, at most 1.
template <class V>
SUASION_INLINE V efficient_level(const Terms<V>& terms) {
  return min(terms.gain / terms.aversion, like(terms.gain, 1.0));
}

/// Nash's bargain over level and price. With the surplus S = g x - k x^2 / 2 - d_b - d_r at the efficient level x, the
/// price is k x^2 / 2 + d_b + beta S; no deal where S < 0. Help from outside moves the price only (Coase 1960).
/// @source Nash 1950, with power as in Binmore, Rubinstein and Wolinsky 1986
template <class V>
SUASION_INLINE Deal<V> negotiate(const Terms<V>& terms, const Disagreement<V>& d) {
  const V level = efficient_level(terms);
  const V pain = 0.5 * terms.aversion * level * level;
  const V surplus = terms.gain * level - pain - d.protege - d.patron;
  const V price = pain + d.protege + terms.power * surplus;
  return deal_or_not(terms, d, level, price, surplus >= like(level, 0.0));
}

/// The three numbers of a quadratic.
template <class V>
struct Quadratic {
  V a, b, c;
};

/// a x^2 + b x + c, the first-order condition of Nash's product at a fixed price, negative where more concession would
/// raise the product: a = beta k g + (1 - beta) g k / 2, b = -beta k (price + d_r), c = -(1 - beta) g (price - d_b).
/// (7)
template <class V>
SUASION_INLINE Quadratic<V> first_order_condition(const Terms<V>& terms, const Disagreement<V>& d, V price) {
  const V rest = 1.0 - terms.power;
  return {terms.aversion * terms.gain * (terms.power + 0.5 * rest),
          -(terms.power * terms.aversion * (price + d.patron)), -(rest * terms.gain * (price - d.protege))};
}

template <class V>
SUASION_INLINE V value_at(const Quadratic<V>& q, V x) {
  return (q.a * x + q.b) * x + q.c;
}

/// The positive root of a quadratic with a > 0 and c <= 0, without cancellation.
template <class V>
SUASION_INLINE V positive_root(const Quadratic<V>& q) {
  const V size = abs(q.b) + sqrt(q.b * q.b - 4.0 * q.a * q.c);
  const auto falling = q.b <= like(q.b, 0.0);
  return select(falling, size, -2.0 * q.c) / select(falling, 2.0 * q.a, max(size, like(size, 1e-300)));
}

/// How the agreed level moves with the protege's disagreement payoff, at a level inside (0, 1): -(1 - beta) g / (2 A x
/// + B).
template <class V>
SUASION_INLINE V level_slope(const Terms<V>& terms, const Quadratic<V>& q, V level) {
  return -((1.0 - terms.power) * terms.gain) / (2.0 * q.a * level + q.b);
}

/// The least level that the patron accepts at a price, (price + d_r) / g.
template <class V>
SUASION_INLINE V least_level(const Terms<V>& terms, const Disagreement<V>& d, V price) {
  return (price + d.patron) / terms.gain;
}

/// The highest level at which the protege still has `payoff` at a price: sqrt(2 (price - payoff) / k), 0 if there is
/// none.
template <class V>
SUASION_INLINE V highest_level(const Terms<V>& terms, V payoff, V price) {
  return sqrt(max(2.0 * (price - payoff) / terms.aversion, like(price, 0.0)));
}

/// True where the least level that the patron accepts lies below the highest that the protege accepts, and below 1.
/// Squares on both sides of least < highest say it without root and division; where rounding could decide, and only
/// there, the two levels themselves are compared.
template <class V>
SUASION_INLINE auto levels_meet(const Terms<V>& terms, const Disagreement<V>& d, V price) -> decltype(price < price) {
  using Truth = decltype(price < price);
  constexpr double safe = 1e-14;  // above the rounding of either side, as a share
  const V zero = like(price, 0.0);
  const V asked = price + d.patron;
  const V least = asked * asked * terms.aversion;
  const V highest = 2.0 * (price - d.protege) * (terms.gain * terms.gain);
  const Truth below = asked < zero;
  const Truth clear = below | (abs(least - highest) > safe * (least + abs(highest)));
  if (all(clear)) {
    return (below | (least < highest)) & (asked < terms.gain);
  }
  return least_level(terms, d, price) < min(highest_level(terms, d.protege, price), like(price, 1.0));
}

/// Nash's bargain over the level at a given price. There is a deal where the price is more than disagreement is worth
/// to the protege, and the least level that the patron accepts lies below the highest that the protege accepts, and
/// below
/// 1.   (7)
template <class V>
SUASION_INLINE Deal<V> agree_at(const Terms<V>& terms, const Disagreement<V>& d, V price) {
  const V one = like(price, 1.0);
  const V level = min(positive_root(first_order_condition(terms, d, price)), one);
  return deal_or_not(terms, d, level, price, levels_meet(terms, d, price) & (price > d.protege));
}

/// x where the mask is set, else y, for whole deals.
template <class V, class M>
SUASION_INLINE Deal<V> select_deal(M mask, const Deal<V>& x, const Deal<V>& y) {
  return {select(mask, x.level, y.level), select(mask, x.price, y.price), select(mask, x.protege, y.protege),
          select(mask, x.patron, y.patron), select(mask, x.struck, y.struck)};
}

/// The bargain under a price regime. Below its ceiling a capped price is what it would be without one; the constraint
/// of Nash's problem binds at the ceiling otherwise.
template <class V>
SUASION_INLINE Deal<V> agree(Price regime, const Terms<V>& terms, const Disagreement<V>& d) {
  if (regime == Price::negotiable) {
    return negotiate(terms, d);
  }
  const Deal<V> at_price = agree_at(terms, d, terms.price);
  if (regime == Price::fixed) {
    return at_price;
  }
  const Deal<V> free = negotiate(terms, d);
  return select_deal(free.price <= terms.price, free, at_price);
}

// ---- Help from outside

/// A level and a price.
template <class V>
struct Package {
  V level, price;
};

/// The package that gives the protege exactly `payoff`: at the efficient level where the price is free, else at the
/// level to which the price (or its ceiling) goes.
template <class V>
SUASION_INLINE Package<V> package_worth(Price regime, const Terms<V>& terms, V payoff) {
  const V level = min(highest_level(terms, payoff, terms.price), like(payoff, 1.0));
  if (regime == Price::fixed) {
    return {level, terms.price};
  }
  const V efficient = efficient_level(terms);
  const V free = payoff + 0.5 * terms.aversion * efficient * efficient;
  if (regime == Price::negotiable) {
    return {efficient, free};
  }
  const auto free_enough = free <= terms.price;
  return {select(free_enough, efficient, level), select(free_enough, free, terms.price)};
}

/// The deal that leaves the protege exactly `payoff`, where there is such a package and the patron does not lose by it;
/// else disagreement.
template <class V>
SUASION_INLINE Deal<V> concede_payoff(Price regime, const Terms<V>& terms, const Disagreement<V>& d, V payoff) {
  const Package<V> package = package_worth(regime, terms, payoff);
  const auto possible = (patron_payoff(terms, package.level, package.price) >= d.patron) & (package.price >= payoff);
  return deal_or_not(terms, d, package.level, package.price, possible);
}

/// The bargain where the rival's help is worth something. `without` is disagreement without the help; `with` is the
/// protege's payoff of disagreeing, or leaving, with it (never below without.protege).
/// Inside rule: help moves the point of disagreement (9a). Outside rule: the deal is that without help as long as it is
/// better than leaving; else the patron gives just as much as leaving is worth, or lets the protege go (9b).
/// @source Binmore, Rubinstein and Wolinsky 1986; Binmore, Shaked and Sutton 1989 for experiments
template <class V>
SUASION_INLINE Deal<V> agree_with_help(Price regime, OptionRule rule, const Terms<V>& terms,
                                       const Disagreement<V>& without, V with) {
  const Disagreement<V> d{with, without.patron};
  if (rule == OptionRule::inside) {
    return agree(regime, terms, d);
  }
  const Deal<V> plain = agree(regime, terms, without);
  return select_deal(with > plain.protege, concede_payoff(regime, terms, d, with), plain);
}

/// How much longer the leash is with the rival's help: the protege's payoff with it less that without, and how much of
/// it comes as price and how much as smaller concession. Where help makes or unmakes a deal both parts are 0 and the
/// length is the whole difference.
template <class V>
struct Leash {
  V length, price, concession;
};

template <class V>
SUASION_INLINE Leash<V> leash(const Terms<V>& terms, const Deal<V>& with, const Deal<V>& without) {
  const V both = with.struck * without.struck;
  const V eased = 0.5 * terms.aversion * (without.level * without.level - with.level * with.level);
  return {with.protege - without.protege, both * (with.price - without.price), both * eased};
}

// ---- All of it at one state

/// What stays as it is during a run.
template <class V>
struct Setting {
  Terms<V> terms;
  V most;                       ///< e_max: share of the loss that the rival could make good at best, 0 to 1
  V threshold;                  ///< c_alt: support at which half of that is counted on
  V noise;                      ///< variance of what else decides about it
  V tilt_effect;                ///< by how much a full tilt to the rival lowers the threshold
  V protege_cost, patron_cost;  ///< C_b, C_r: of a year of dispute at its usual intensity
  V crisis_cost;                ///< H: of a full crisis at home in a year of dispute
};

/// What moves.
template <class V>
struct State {
  V support, doubt;  ///< mean and variance of what the protege believes of the rival's support
  V sanctions;       ///< intensity of all sanctions on the protege, 0 to 1
  V crisis;          ///< legitimacy crisis of the protege, 0 to 1
  V dispute;         ///< intensity of the dispute, 1 is usual
  V tilt;            ///< 0 to 1
};

template <class V>
struct Settlement {
  V alternative;
  Disagreement<V> disagreement;  ///< with the rival's help
  Deal<V> deal, alone;           ///< with the rival's help, and without
};

/// What is in reach at a state; it does not hang on dispute and sanctions.
template <class V>
SUASION_INLINE V reach_at(const Setting<V>& setting, const State<V>& state) {
  return reach(setting.most, state.support - setting.threshold + setting.tilt_effect * state.tilt,
               setting.noise + state.doubt);
}

/// Payoffs of disagreement at a state, given how much of the loss can be made good. Costs go with the intensity of the
/// dispute.
template <class V>
SUASION_INLINE Disagreement<V> disagree(const Setting<V>& setting, const State<V>& state, V alternative) {
  return {protege_disagreement(setting.protege_cost * state.dispute, alternative, setting.crisis_cost * state.crisis),
          -(setting.patron_cost * state.dispute)};
}

/// Disagreement and bargain at a state, given what is in reach.
template <class V>
SUASION_INLINE Settlement<V> settle_given(Price regime, OptionRule rule, const Setting<V>& setting,
                                          const State<V>& state, V in_reach) {
  const V alternative = usable_alternative(in_reach, state.sanctions);
  const Disagreement<V> with = disagree(setting, state, alternative);
  const Disagreement<V> without = disagree(setting, state, like(alternative, 0.0));
  return {alternative, with, agree_with_help(regime, rule, setting.terms, without, with.protege),
          agree(regime, setting.terms, without)};
}

/// All of it at a state.
template <class V>
SUASION_INLINE Settlement<V> settle(Price regime, OptionRule rule, const Setting<V>& setting, const State<V>& state) {
  return settle_given(regime, rule, setting, state, reach_at(setting, state));
}

// ---- What becomes of it

/// By how much such a step spreads: its standard deviation.
template <class V>
SUASION_INLINE V spread_of(V keep, V sd) {
  return sd * sqrt(1.0 - keep * keep);
}

/// Exact step of an Ornstein-Uhlenbeck process towards a target that stays for the step: `keep` is the share of the
/// distance that is left, `sd` the standard deviation in the long run, `normal` a standard normal number.
template <class V>
SUASION_INLINE V drift_to(V value, V target, V keep, V sd, V normal) {
  return target + keep * (value - target) + spread_of(keep, sd) * normal;
}

}  // namespace suasion::system::leverage::SUASION_TARGET
