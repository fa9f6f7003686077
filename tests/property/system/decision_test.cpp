// Laws of choices that hold for any numbers.
#include <cmath>

#include "../rapidcheck_doctest.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/decision/formulas.hpp"

namespace {

using namespace suasion::system;                     // NOLINT(google-build-using-namespace)
using namespace suasion::system::decision;           // NOLINT(google-build-using-namespace)
using namespace suasion::system::decision::generic;  // NOLINT(google-build-using-namespace)

double between(double low, double high) {
  return low + (high - low) * suasion::math::unit_interval(*rc::gen::arbitrary<std::uint64_t>());
}

State<double> any_state() {
  return {between(-2, 2), between(0, 1), between(0, 1), between(0, 1), between(0, 2), between(0, 1)};
}

Outlook<double> any_outlook() {
  Outlook<double> at{};
  at.price_regime = *rc::gen::element(leverage::Price::negotiable, leverage::Price::fixed, leverage::Price::capped);
  at.option_rule = *rc::gen::element(leverage::OptionRule::inside, leverage::OptionRule::outside);
  at.setting = {.terms = {between(0.1, 0.6), between(0.4, 1.5), between(0.01, 0.1), between(0.05, 0.5)},
                .most = between(0, 1),
                .threshold = between(-1, 1),
                .noise = between(0.1, 1),
                .tilt_effect = between(0, 1),
                .protege_cost = between(0.01, 0.2),
                .patron_cost = between(0, 0.05),
                .crisis_cost = between(0, 0.3)};
  at.effects = {.press = between(0, 0.3),
                .squeeze = between(0, 1),
                .deal = between(0, 1),
                .tilt = between(0, 1),
                .statement = between(0, 0.3),
                .visit = between(0, 1),
                .ambassador = between(0, 1),
                .severity = between(0, 1),
                .eased_share = between(0, 1)};
  at.rationality = between(0, 8);
  at.discount = between(0, 1);
  for (double& cost : at.patron_cost) {
    cost = between(0, 3);
  }
  for (double& cost : at.protege_cost) {
    cost = between(0, 3);
  }
  for (double& cost : at.rival_cost) {
    cost = between(0, 3);
  }
  at.stakes = {.gain = at.setting.terms.gain,
               .aversion = at.setting.terms.aversion,
               .level = between(0, 1),
               .demand = between(0, 0.1),
               .standing = between(0, 0.02),
               .protege_cost = between(0, 0.1),
               .patron_cost = between(0, 0.05),
               .odds = between(0, 1),
               .shift = between(0, 0.5),
               .patron_believes = between(0, 1),
               .protege_believes = between(0, 1)};
  at.base_value = between(0, 3);
  at.base_reward = between(0, 3);
  at.base_pain = between(0, 5);
  at.base_need = between(0, 3);
  at.strategy = between(0, 1);
  at.rights = between(0, 3);
  return at;
}

template <std::size_t n>
double sum(const double (&chance)[n]) {
  double total = 0.0;
  for (const double one : chance) {
    RC_ASSERT(one >= 0.0);
    RC_ASSERT(one <= 1.0);
    total += one;
  }
  return total;
}

constexpr double rounding = 1e-12;

}  // namespace

TEST_CASE("decision: chances of all actors add up to 1, and what cannot be done has none") {
  suasion::test::check("sums", [] {
    const Outlook<double> at = any_outlook();
    State<double> state = any_state();
    double patron_chance[patron::actions];
    double protege_chance[protege::actions];
    double rival_chance[rival::actions];
    patron_chances<1>(at, state, 0.0, patron_chance);
    RC_ASSERT(std::abs(sum(patron_chance) - 1.0) < rounding);
    RC_ASSERT(patron_chance[patron::base] == 0.0);
    protege_chances<2>(at, state, 1.0, 0.0, protege_chance);
    RC_ASSERT(std::abs(sum(protege_chance) - 1.0) < rounding);
    RC_ASSERT(protege_chance[protege::host] == 0.0);
    state.sanctions = 0.0;
    rival_chances<2>(at, state, 0.0, rival_chance);
    RC_ASSERT(std::abs(sum(rival_chance) - 1.0) < rounding);
    RC_ASSERT(rival_chance[rival::ease] == 0.0);
    RC_ASSERT(rival_chance[rival::ambassador] == 0.0);
  });
}

TEST_CASE("decision: exactly one action is picked, and never one that cannot be done") {
  suasion::test::check("pick", [] {
    const Outlook<double> at = any_outlook();
    double chance[protege::actions];
    double does[protege::actions];
    protege_chances<1>(at, any_state(), 0.0, 0.0, chance);
    pick(chance, between(0.0, 1.0), does);
    double count = 0.0;
    for (std::size_t k = 0; k < protege::actions; ++k) {
      RC_ASSERT(does[k] == 0.0 || (does[k] == 1.0 && chance[k] > 0.0));
      count += does[k];
    }
    RC_ASSERT(count == 1.0);
  });
}

TEST_CASE("decision: without rationality every possible action is as likely as the others") {
  suasion::test::check("coin", [] {
    Outlook<double> at = any_outlook();
    at.rationality = 0.0;
    State<double> state = any_state();
    state.sanctions = 0.5;
    double chance[rival::actions];
    rival_chances<1>(at, state, 1.0, chance);
    for (const double one : chance) {
      RC_ASSERT(std::abs(one - 1.0 / rival::actions) < rounding);
    }
  });
}

TEST_CASE("decision: a dearer action is never more likely, a heavier crisis never makes the rival engage more") {
  suasion::test::check("costs", [] {
    const Outlook<double> at = any_outlook();
    const State<double> state = any_state();
    Outlook<double> dearer = at;
    dearer.rival_cost[rival::visit] += between(0, 2);
    Outlook<double> righteous = at;
    righteous.rights += between(0, 2);
    double before[rival::actions];
    double after_cost[rival::actions];
    double after_rights[rival::actions];
    rival_chances<1>(at, state, 1.0, before);
    rival_chances<1>(dearer, state, 1.0, after_cost);
    rival_chances<1>(righteous, state, 1.0, after_rights);
    RC_ASSERT(after_cost[rival::visit] <= before[rival::visit] + rounding);
    const auto engages = [](const double(&chance)[rival::actions]) {
      return chance[rival::visit] + chance[rival::ambassador] + chance[rival::ease];
    };
    RC_ASSERT(engages(after_rights) <= engages(before) + rounding);
    RC_ASSERT(after_rights[rival::sanction] >= before[rival::sanction] - rounding);
  });
}

TEST_CASE("decision: a neighbour reacts the more, the greater its anxiety") {
  suasion::test::check("neighbours", [] {
    const double anxiety = between(0, 3);
    const double relief = between(0, 1);
    const double exercise = between(0, 2);
    const double reinforce = between(0, 3);
    const double rationality = between(0, 8);
    double calm[neighbour::actions];
    double worried[neighbour::actions];
    neighbour_chances(anxiety, relief, exercise, reinforce, rationality, calm);
    neighbour_chances(anxiety + between(0, 2), relief, exercise, reinforce, rationality, worried);
    RC_ASSERT(std::abs(sum(calm) - 1.0) < rounding);
    RC_ASSERT(worried[neighbour::none] <= calm[neighbour::none] + rounding);
  });
}
