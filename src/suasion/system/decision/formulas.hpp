#pragma once
/// How patron, protege, rival and neighbours choose, each equation once, for a pack of draws or a single double. All
/// utilities are in percent of the protege's GDP. See docs/models/decision.md.

#include "suasion/system/coercion/formulas.hpp"
#include "suasion/system/decision/actions.hpp"
#include "suasion/system/leverage/formulas.hpp"

namespace suasion::system::decision::SUASION_TARGET {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions
using leverage::SUASION_TARGET::Setting;
using leverage::SUASION_TARGET::State;

/// Utility of what cannot be done: its probability is 0.
inline constexpr double impossible = -1e300;

// ---- Choice

/// Probabilities of a logit choice, e^(lambda u_k) / sum, which add up to 1. At least one action must be possible.
/// @source Luce 1959; McKelvey and Palfrey 1998
template <class V, std::size_t n>
SUASION_INLINE void logit(const V (&utility)[n], V rationality, V (&probability)[n]) {
  V best = utility[0];
  for (std::size_t k = 1; k < n; ++k) {
    best = max(best, utility[k]);
  }
  V sum = like(best, 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    const auto possible = utility[k] > like(best, 0.5 * impossible);
    probability[k] = select(possible, exp(rationality * (utility[k] - best)), like(best, 0.0));
    sum = sum + probability[k];
  }
  for (std::size_t k = 0; k < n; ++k) {
    probability[k] = probability[k] / sum;
  }
}

/// 1 for the action that a uniform number picks, 0 for the others.
template <class V, std::size_t n>
SUASION_INLINE void pick(const V (&probability)[n], V chance, V (&does)[n]) {
  const V zero = like(chance, 0.0);
  const V one = like(chance, 1.0);
  V below = zero;
  V left = one;
  for (std::size_t k = 0; k + 1 < n; ++k) {
    below = below + probability[k];
    does[k] = select(chance < below, left, zero);
    left = left - does[k];
  }
  // rounding must not pick what is impossible
  does[n - 1] = select(probability[n - 1] > zero, left, zero);
  does[0] = does[0] + (left - does[n - 1]);
}

// ---- What actions do

/// Effects of actions on the state, from the parameters of the modules that own it.
template <class V>
struct Effects {
  V press, squeeze, deal;          ///< on the dispute: added, added, share taken away
  V tilt;                          ///< added to the tilt, up to 1
  V statement, visit, ambassador;  ///< on the protege's belief in the rival's support
  V severity, eased_share;         ///< of new sanctions; what easing leaves
};

template <class V>
SUASION_INLINE State<V> after(patron::Action action, State<V> state, const Effects<V>& effects) {
  if (action == patron::press) {
    state.dispute = state.dispute + effects.press;
  } else if (action == patron::squeeze) {
    state.dispute = state.dispute + effects.squeeze;
  } else if (action == patron::deal) {
    state.dispute = state.dispute * (1.0 - effects.deal);
  }
  return state;
}

template <class V>
SUASION_INLINE State<V> after(protege::Action action, State<V> state, const Effects<V>& effects) {
  if (action == protege::tilt) {
    state.tilt = min(state.tilt + effects.tilt, like(state.tilt, 1.0));
  }
  return state;
}

template <class V>
SUASION_INLINE State<V> after(rival::Action action, State<V> state, const Effects<V>& effects) {
  if (action == rival::statement) {
    state.support = state.support + effects.statement;
  } else if (action == rival::visit) {
    state.support = state.support + effects.visit;
  } else if (action == rival::ambassador) {
    state.support = state.support + effects.ambassador;
  } else if (action == rival::ease) {
    state.sanctions = state.sanctions * effects.eased_share;
  } else if (action == rival::sanction) {
    state.sanctions = 1.0 - (1.0 - state.sanctions) * (1.0 - effects.severity);
  }
  return state;
}

// ---- What it is worth

/// All that choices of the three hang on, beside the state.
template <class V>
struct Outlook {
  leverage::Price price_regime;
  leverage::OptionRule option_rule;
  Setting<V> setting;
  Effects<V> effects;
  V rationality, discount;
  V patron_cost[patron::actions], protege_cost[protege::actions], rival_cost[rival::actions];
  coercion::SUASION_TARGET::Stakes<V> stakes;  ///< of the crisis when pressed; the demand is one concession
  V base_value, base_reward, base_pain, base_need;
  V strategy, rights;  ///< the rival's weights
};

template <class V>
struct Worth {
  V patron, protege;
};

/// Payoffs of the bargain at a state, given what help is in reach there.
template <class V>
SUASION_INLINE Worth<V> bargain_worth(const Outlook<V>& at, const State<V>& state, V in_reach) {
  constexpr double percent = 100.0;
  const auto settled = settle_given(at.price_regime, at.option_rule, at.setting, state, in_reach);
  return {percent * settled.deal.patron, percent * settled.deal.protege};
}

/// What a month of dispute costs, the protege's less what it can make good.
template <class V>
SUASION_INLINE Worth<V> dispute_flow(const Outlook<V>& at, const State<V>& state) {
  constexpr double percent_a_month = 100.0 / 12.0;
  return {-percent_a_month * at.setting.patron_cost * state.dispute,
          -percent_a_month * at.setting.protege_cost * state.dispute};
}

/// What hosting a base is worth to the protege beside refusing: reward less pain, and help that it needs in a crisis.
template <class V>
SUASION_INLINE V hosting(const Outlook<V>& at, const State<V>& state) {
  return at.base_reward - at.base_pain + at.base_need * state.crisis;
}

/// How a crisis ends for the protege that does not concede: the patron backs down or escalates.
template <class V>
SUASION_INLINE V resisting(const Outlook<V>& at, const coercion::SUASION_TARGET::Crisis<V>& crisis) {
  const V escalate =
      coercion::SUASION_TARGET::logistic(at.rationality * (crisis.escalation.patron - crisis.retreat.patron));
  return coercion::SUASION_TARGET::fold(escalate, crisis.retreat.protege, crisis.escalation.protege);
}

/// The protege's utilities where `value(state, action)` is what the state after an action is worth to it. `pressed` and
/// `asked` are 1 or 0: by pressure or squeeze, for a base.
template <class V, class Value>
SUASION_INLINE void protege_utilities(const Outlook<V>& at, const State<V>& state, V pressed, V asked,
                                      const Value& value, V (&utility)[protege::actions]) {
  const auto crisis = crisis_over(at.stakes);
  const V crisis_cost = pressed * resisting(at, crisis);
  const V ahead = at.discount * value(state, protege::hold) + dispute_flow(at, state).protege;
  const State<V> tilted = after(protege::tilt, state, at.effects);
  utility[protege::hold] = crisis_cost + ahead - at.protege_cost[protege::hold];
  utility[protege::concede] = crisis.concession.protege + ahead - at.protege_cost[protege::concede];
  utility[protege::tilt] = crisis_cost + at.discount * value(tilted, protege::tilt) + dispute_flow(at, tilted).protege -
                           at.protege_cost[protege::tilt];
  utility[protege::host] =
      select(asked > like(asked, 0.0), crisis_cost + ahead + hosting(at, state) - at.protege_cost[protege::host],
             like(asked, impossible));
}

/// The patron's utilities. To ask for a base leaves the state as it is; what it is worth goes with the chance that the
/// protege would agree.
template <class V, class Value>
SUASION_INLINE void patron_utilities(const Outlook<V>& at, const State<V>& state, V base_open, const Value& value,
                                     V (&utility)[patron::actions]) {
  for (const patron::Action action : {patron::calm, patron::press, patron::squeeze, patron::deal}) {
    const State<V> then = after(action, state, at.effects);
    utility[action] = dispute_flow(at, then).patron + at.discount * value(then, action) - at.patron_cost[action];
  }
  const V agrees = coercion::SUASION_TARGET::logistic(at.rationality * hosting(at, state));
  const V asking = utility[patron::calm] + at.patron_cost[patron::calm] - at.patron_cost[patron::base];
  utility[patron::base] =
      select(base_open > like(base_open, 0.0), asking + agrees * at.base_value, like(base_open, impossible));
}

/// What the protege's doing well is worth to the rival, by its strategic weight.
template <class V>
SUASION_INLINE V autonomy(const Outlook<V>& at, V protege_worth) {
  return at.strategy * protege_worth;
}

/// How far an action of the rival engages with the protege, -1 for sanctions: what its weight on rights takes from it,
/// or gives, in a crisis.
SUASION_INLINE double engagement(rival::Action action) {
  switch (action) {
    case rival::statement:
      return 0.5;
    case rival::visit:
    case rival::ambassador:
    case rival::ease:
      return 1.0;
    case rival::sanction:
      return -1.0;
    case rival::none:
      break;
  }
  return 0.0;
}

/// The rival's utilities. It does not receive an ambassador twice, nor ease what is not there.
template <class V, class Value>
SUASION_INLINE void rival_utilities(const Outlook<V>& at, const State<V>& state, V ambassador_open, const Value& value,
                                    V (&utility)[rival::actions]) {
  for (std::size_t k = 0; k < rival::actions; ++k) {
    const auto action = static_cast<rival::Action>(k);
    utility[k] = autonomy(at, at.discount * value(after(action, state, at.effects), action)) -
                 engagement(action) * (at.rights * state.crisis) - at.rival_cost[k];
  }
  const V zero = like(ambassador_open, 0.0);
  const V never = like(ambassador_open, impossible);
  utility[rival::ambassador] = select(ambassador_open > zero, utility[rival::ambassador], never);
  utility[rival::ease] = select(state.sanctions > zero, utility[rival::ease], never);
}

// ---- One step, or two: `depth` 1 is what the state after one's own action is worth, 2 after the other's answer as
// well

/// What a state is worth to both after the protege's answer, by its logit choice over what it can do then.
template <class V>
SUASION_INLINE Worth<V> after_protege(const Outlook<V>& at, const State<V>& state, V pressed) {
  const Worth<V> still = bargain_worth(at, state, reach_at(at.setting, state));
  const State<V> leaning = after(protege::tilt, state, at.effects);
  const Worth<V> tilted = bargain_worth(at, leaning, reach_at(at.setting, leaning));
  V utility[protege::actions];
  V chance[protege::actions];
  const auto own = [&](const State<V>& /*then*/, protege::Action action) {
    return action == protege::tilt ? tilted.protege : still.protege;
  };
  protege_utilities(at, state, pressed, like(pressed, 0.0), own, utility);
  logit(utility, at.rationality, chance);
  return {still.patron + chance[protege::tilt] * (tilted.patron - still.patron),
          still.protege + chance[protege::tilt] * (tilted.protege - still.protege)};
}

/// The same after the patron's answer.
template <class V>
SUASION_INLINE Worth<V> after_patron(const Outlook<V>& at, const State<V>& state) {
  const V in_reach = reach_at(at.setting, state);
  Worth<V> worth[patron::actions];
  for (std::size_t k = 0; k < patron::actions; ++k) {
    worth[k] = bargain_worth(at, after(static_cast<patron::Action>(k), state, at.effects), in_reach);
  }
  V utility[patron::actions];
  V chance[patron::actions];
  const auto own = [&](const State<V>& /*then*/, patron::Action action) { return worth[action].patron; };
  patron_utilities(at, state, like(state.tilt, 0.0), own, utility);
  logit(utility, at.rationality, chance);
  Worth<V> sum = {like(state.tilt, 0.0), like(state.tilt, 0.0)};
  for (std::size_t k = 0; k < patron::actions; ++k) {
    sum.patron = sum.patron + chance[k] * worth[k].patron;
    sum.protege = sum.protege + chance[k] * worth[k].protege;
  }
  return sum;
}

template <int depth, class V>
SUASION_INLINE void patron_chances(const Outlook<V>& at, const State<V>& state, V base_open,
                                   V (&chance)[patron::actions]) {
  const V in_reach = reach_at(at.setting, state);  // the patron does nothing about it
  V utility[patron::actions];
  patron_utilities(
      at, state, base_open,
      [&](const State<V>& then, patron::Action action) {
        const bool presses = action == patron::press || action == patron::squeeze;
        return depth == 1 ? bargain_worth(at, then, in_reach).patron
                          : after_protege(at, then, like(base_open, presses ? 1.0 : 0.0)).patron;
      },
      utility);
  logit(utility, at.rationality, chance);
}

template <int depth, class V>
SUASION_INLINE void protege_chances(const Outlook<V>& at, const State<V>& state, V pressed, V asked,
                                    V (&chance)[protege::actions]) {
  V utility[protege::actions];
  protege_utilities(
      at, state, pressed, asked,
      [&](const State<V>& then, protege::Action /*action*/) {
        return depth == 1 ? bargain_worth(at, then, reach_at(at.setting, then)).protege
                          : after_patron(at, then).protege;
      },
      utility);
  logit(utility, at.rationality, chance);
}

template <int depth, class V>
SUASION_INLINE void rival_chances(const Outlook<V>& at, const State<V>& state, V ambassador_open,
                                  V (&chance)[rival::actions]) {
  const V in_reach = reach_at(at.setting, state);
  V utility[rival::actions];
  rival_utilities(
      at, state, ambassador_open,
      [&](const State<V>& then, rival::Action action) {
        const bool moves_belief = action == rival::statement || action == rival::visit || action == rival::ambassador;
        return depth == 1 ? bargain_worth(at, then, moves_belief ? reach_at(at.setting, then) : in_reach).protege
                          : after_patron(at, then).protege;
      },
      utility);
  logit(utility, at.rationality, chance);
}

// ---- Neighbours

/// A neighbour's chances of doing nothing, exercising, reinforcing: what its anxiety is relieved by less what it costs.
template <class V>
SUASION_INLINE void neighbour_chances(V anxiety, V relief, V exercise_cost, V reinforce_cost, V rationality,
                                      V (&chance)[neighbour::actions]) {
  const V eased = anxiety * relief;
  const V utility[neighbour::actions] = {like(anxiety, 0.0), eased - exercise_cost, 2.0 * eased - reinforce_cost};
  logit(utility, rationality, chance);
}

}  // namespace suasion::system::decision::SUASION_TARGET
