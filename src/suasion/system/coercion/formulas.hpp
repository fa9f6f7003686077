#pragma once
/// The equations of coercion and commitment, each once, for a pack of draws or a single double. Equation numbers are
/// those of docs/models/coercion.md.

#include "suasion/math/elementary.hpp"

namespace suasion::system::coercion::SUASION_TARGET {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// 1 / (1 + e^-z).
template <class V>
SUASION_INLINE V logistic(V z) {
  return 1.0 / (1.0 + exp(-z));
}

// ---- Will the distant patron act?

/// An observer's probability that it does: Phi((support + tie - cost) / sqrt(1 + doubt)), support and doubt being mean
/// and variance of the observer's belief, and tie what its signals and promises bind it by.
/// @source Fearon 1997 (tying hands) in the form of McManus and Nieman 2019's probit items   (11)
template <class V>
SUASION_INLINE V intervention(V support, V doubt, V tie, V cost) {
  return normal_cdf((support + tie - cost) / sqrt(1.0 + doubt));
}

/// The cost at which a patron of average support and no promise acts with probability `base`: -Phi^-1(base) sqrt(1 +
/// doubt).
template <class V>
SUASION_INLINE V cost_of_acting(V base, V doubt) {
  return -(normal_quantile(base) * sqrt(1.0 + doubt));
}

/// How far a promise that is kept with probability `kept` binds, beside one who has made none and acts with probability
/// `base`: (Phi^-1(kept) - Phi^-1(base)) sqrt(1 + doubt). Ties of 0 where the promise is kept less often than that.
template <class V>
SUASION_INLINE V tie_of_promise(V kept, V base, V doubt) {
  return max((normal_quantile(kept) - normal_quantile(base)) * sqrt(1.0 + doubt), like(kept, 0.0));
}

// ---- Reputation

/// What is thought of a promise: as if it had been kept and broken so often, beta law.
template <class V>
struct Reputation {
  V kept, broken;
};

/// Probability that it is kept: the mean of the beta law.
template <class V>
SUASION_INLINE V reliability(const Reputation<V>& reputation) {
  return reputation.kept / (reputation.kept + reputation.broken);
}

/// Share of an experience that is remembered after some months: 2^(-months / half-life).
template <class V>
SUASION_INLINE V remembered(V months, V half_life) {
  return exp2(-months / half_life);
}

// ---- Press, resist, escalate

/// Payoffs of patron and protege, in the unit in which rationality is measured.
template <class V>
struct Payoffs {
  V patron, protege;
};

/// The crisis: the patron leaves things calm or presses; the protege concedes or resists; the patron backs down or
/// escalates. In `escalation` each has counted in, with its own belief, that the rival may act.
template <class V>
struct Crisis {
  Payoffs<V> calm, concession, retreat, escalation;
};

/// Probabilities of the second action at each node, and what the whole is worth before the first.
template <class V>
struct CrisisPlay {
  V press, resist, escalate;
  Payoffs<V> value;
};

/// A payoff where the rival acts with probability q.
template <class V>
SUASION_INLINE V fold(V probability, V if_not, V if_so) {
  return if_not + probability * (if_so - if_not);
}

/// Agent quantal-response equilibrium of the crisis, from its end: each node is a logit choice between the expected
/// payoffs that follow.
/// @param rationality lambda, per unit of payoff, >= 0; 0 is a coin at every node.
/// @source McKelvey and Palfrey 1998; Signorino 1999
template <class V>
SUASION_INLINE CrisisPlay<V> play(const Crisis<V>& crisis, V rationality) {
  const V escalate = logistic(rationality * (crisis.escalation.patron - crisis.retreat.patron));
  const V resisted = fold(escalate, crisis.retreat.patron, crisis.escalation.patron);
  const V resisting = fold(escalate, crisis.retreat.protege, crisis.escalation.protege);
  const V resist = logistic(rationality * (resisting - crisis.concession.protege));
  const V pressing = fold(resist, crisis.concession.patron, resisted);
  const V pressed = fold(resist, crisis.concession.protege, resisting);
  const V press = logistic(rationality * (pressing - crisis.calm.patron));
  return {
      press, resist, escalate, {fold(press, crisis.calm.patron, pressing), fold(press, crisis.calm.protege, pressed)}};
}

/// What patron and protege have at stake when one presses the other, in shares of the protege's GDP.
template <class V>
struct Stakes {
  V gain, aversion, level;              ///< g, k and the level of the issue now, as in the bargain of `leverage`
  V demand;                             ///< how much further the patron would have the level go
  V standing;                           ///< what the patron loses by backing down, and the protege wins
  V protege_cost, patron_cost;          ///< of an open conflict
  V odds, shift;                        ///< that the patron wins it, and by how much less so if the rival acts
  V patron_believes, protege_believes;  ///< that the rival acts
};

/// The crisis that these stakes make, relative to things as they are, in units of 1 % of the protege's GDP. The winner
/// of a conflict decides whether the level goes where the patron demands.
template <class V>
SUASION_INLINE Crisis<V> crisis_over(const Stakes<V>& stakes) {
  constexpr double percent = 100.0;
  const V zero = like(stakes.level, 0.0);
  const V one = like(stakes.level, 1.0);
  const V demanded = min(stakes.level + stakes.demand, one);
  const V won = stakes.gain * (demanded - stakes.level);
  const V lost = 0.5 * stakes.aversion * (demanded * demanded - stakes.level * stakes.level);
  const V patron_odds = min(max(stakes.odds - stakes.patron_believes * stakes.shift, zero), one);
  const V protege_odds = min(max(stakes.odds - stakes.protege_believes * stakes.shift, zero), one);
  return {{zero, zero},
          {percent * won, -percent * lost},
          {-percent * stakes.standing, percent * stakes.standing},
          {percent * (patron_odds * won - stakes.patron_cost), -percent * (protege_odds * lost + stakes.protege_cost)}};
}

// ---- Take it or leave it

/// One side demands x of a pie of 1 and would win a war with known odds; the other has a cost of war anywhere between 0
/// and a ceiling.
template <class V>
struct Ultimatum {
  V demander_cost;      ///< c_A
  V greatest_cost;      ///< of the other side, > 0
  V odds;               ///< that the demander wins, where no patron acts
  V shift;              ///< by how much a patron who acts lowers them
  V target_believes;    ///< probability that the patron acts, as the target sees it
  V demander_believes;  ///< and as the demander sees it
};

/// The demand that pays best: half the sum of the odds as both see them, plus half the difference of the greatest cost
/// and the demander's own; p + (c - c_A) / 2 where they agree.
/// @source Fearon 1995; with two beliefs it is our own, from the same first-order condition   (12)
template <class V>
SUASION_INLINE V best_demand(const Ultimatum<V>& game) {
  const V seen_by_target = game.odds - game.target_believes * game.shift;
  const V seen_by_demander = game.odds - game.demander_believes * game.shift;
  return 0.5 * (seen_by_target + seen_by_demander + game.greatest_cost - game.demander_cost);
}

/// Probability of war after that demand: (1 - c_A / c) / 2 + (q_b - q_r) shift / (2 c), within 0 and 1. What both sides
/// see alike moves the terms and not the risk.   (13)
template <class V>
SUASION_INLINE V risk_of_war(const Ultimatum<V>& game) {
  const V alike = 0.5 * (1.0 - game.demander_cost / game.greatest_cost);
  const V apart = (game.target_believes - game.demander_believes) * game.shift / (2.0 * game.greatest_cost);
  return min(max(alike + apart, like(alike, 0.0)), like(alike, 1.0));
}

// ---- Sanctions

/// Mean and standard deviation of the log odds of a chance that is known as well as `cases` cases with this rate of
/// success would tell, for at least 3 successes and failures (error of the mean below 0.001): differences of digamma
/// and sums of trigamma functions of both counts.
/// @source power prior of Ibrahim and Chen 2000 on published rates; asymptotic series of the digamma function
template <class V>
struct LogOdds {
  V mean, sd;
};
template <class V>
SUASION_INLINE LogOdds<V> log_odds_of_rate(V rate, V cases) {
  const V a = rate * cases;
  const V b = (1.0 - rate) * cases;
  const auto digamma = [](V x) { return log(x) - 0.5 / x - (1.0 / 12.0) / (x * x); };
  const auto trigamma = [](V x) { return 1.0 / x + 0.5 / (x * x) + (1.0 / 6.0) / (x * x * x); };
  return {digamma(a) - digamma(b), sqrt(trigamma(a) + trigamma(b))};
}

/// The log odds that imposed sanctions get their way: those of the published record, more for what they cost the target
/// (in percent of its GDP) and for an institution behind them, less for what the issue means to the target.
template <class V>
SUASION_INLINE V imposed_log_odds(V record, V cost_effect, V salience_effect) {
  return record + cost_effect - salience_effect;
}

/// Chance that the target gives way to a threat: its log odds lie above those of imposed sanctions by `selection` > 0,
/// for who would give way at all does so before they are imposed.
/// @source Drezner 2003; Morgan, Bapat and Kobayashi 2014 for the data that show it
template <class V>
SUASION_INLINE V threat_success(V imposed, V selection) {
  return logistic(imposed + selection);
}

/// Probability that something with a rate per month happens within some months: 1 - e^(-rate months).
template <class V>
SUASION_INLINE V within(V rate, V months) {
  return 1.0 - exp(-(rate * months));
}

}  // namespace suasion::system::coercion::SUASION_TARGET
