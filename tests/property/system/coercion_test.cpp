// Laws of commitment and coercion that hold for any numbers.
#include <algorithm>
#include <cmath>

#include "../rapidcheck_doctest.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/coercion/formulas.hpp"

namespace {

using namespace suasion::system::coercion::generic;  // NOLINT(google-build-using-namespace)

double between(double low, double high) {
  return low + (high - low) * suasion::math::unit_interval(*rc::gen::arbitrary<std::uint64_t>());
}

Ultimatum<double> any_ultimatum() {
  const double greatest = between(0.05, 0.5);
  return {between(0.0, greatest), greatest, between(0.1, 0.9), between(0.0, 0.5), between(0.0, 1.0), between(0.0, 1.0)};
}

Payoffs<double> any_payoffs() {
  return {between(-3, 3), between(-3, 3)};
}

Crisis<double> any_crisis() {
  return {any_payoffs(), any_payoffs(), any_payoffs(), any_payoffs()};
}

Stakes<double> any_stakes() {
  return {between(0.05, 0.6), between(0.2, 2),   between(0, 1),   between(0, 0.3), between(0, 0.02), between(0, 0.1),
          between(0, 0.05),   between(0.2, 0.9), between(0, 0.5), between(0, 1),   between(0, 1)};
}

}  // namespace

TEST_CASE("ultimatum: what both sides believe alike moves the terms and not the risk of war") {
  suasion::test::check("public signals", [] {
    Ultimatum<double> game = any_ultimatum();
    game.demander_believes = game.target_believes;
    Ultimatum<double> after = game;
    const double more = between(0.0, 1.0);
    after.target_believes = after.demander_believes = more;
    RC_ASSERT(std::abs(risk_of_war(after) - risk_of_war(game)) < 1e-12);
    RC_ASSERT(std::abs(best_demand(after) - best_demand(game) + (more - game.target_believes) * game.shift) < 1e-12);
  });
}

TEST_CASE(
    "ultimatum: a signal that only the target believes never lowers the risk, one for the demander never raises it") {
  suasion::test::check("private signals", [] {
    const Ultimatum<double> game = any_ultimatum();
    Ultimatum<double> emboldened = game;
    emboldened.target_believes += between(0.0, 0.5);
    Ultimatum<double> warned = game;
    warned.demander_believes += between(0.0, 0.5);
    RC_ASSERT(risk_of_war(emboldened) >= risk_of_war(game));
    RC_ASSERT(risk_of_war(warned) <= risk_of_war(game));
  });
}

TEST_CASE("crisis: probabilities lie in [0, 1], and values between the worst and the best end") {
  suasion::test::check("probabilities", [] {
    const Crisis<double> crisis = any_crisis();
    const CrisisPlay<double> played = play(crisis, between(0.0, 20.0));
    for (const double p : {played.press, played.resist, played.escalate}) {
      RC_ASSERT(p >= 0.0);
      RC_ASSERT(p <= 1.0);
    }
    const double ends[] = {crisis.calm.patron, crisis.concession.patron, crisis.retreat.patron,
                           crisis.escalation.patron};
    RC_ASSERT(played.value.patron >= *std::min_element(ends, ends + 4) - 1e-12);
    RC_ASSERT(played.value.patron <= *std::max_element(ends, ends + 4) + 1e-12);
  });
}

TEST_CASE("crisis: only differences of a mover's payoffs count") {
  suasion::test::check("shift of payoffs", [] {
    const Crisis<double> crisis = any_crisis();
    const double lambda = between(0.0, 5.0);
    const double shift = between(-5.0, 5.0);
    Crisis<double> shifted = crisis;
    for (Payoffs<double>* end : {&shifted.calm, &shifted.concession, &shifted.retreat, &shifted.escalation}) {
      end->patron += shift;
    }
    const CrisisPlay<double> before = play(crisis, lambda);
    const CrisisPlay<double> after = play(shifted, lambda);
    RC_ASSERT(std::abs(after.press - before.press) < 1e-9);
    RC_ASSERT(std::abs(after.resist - before.resist) < 1e-9);
    RC_ASSERT(std::abs(after.escalate - before.escalate) < 1e-9);
    RC_ASSERT(std::abs(after.value.patron - before.value.patron - shift) < 1e-9);
  });
}

TEST_CASE("crisis: a rival in whom the protege alone trusts makes it resist more, a dearer conflict less") {
  suasion::test::check("emboldening", [] {
    const Stakes<double> stakes = any_stakes();
    const double lambda = between(0.0, 5.0);
    Stakes<double> trusting = stakes;
    trusting.protege_believes += between(0.0, 1.0);
    Stakes<double> dearer = stakes;
    dearer.protege_cost += between(0.0, 0.1);
    const double resist = play(crisis_over(stakes), lambda).resist;
    RC_ASSERT(play(crisis_over(trusting), lambda).resist >= resist - 1e-12);
    RC_ASSERT(play(crisis_over(dearer), lambda).resist <= resist + 1e-12);
  });
}

TEST_CASE("intervention: rises with support and ties, falls with costs") {
  suasion::test::check("intervention", [] {
    const double support = between(-2, 2);
    const double doubt = between(0, 2);
    const double tie = between(0, 2);
    const double cost = between(0, 4);
    const double q = intervention(support, doubt, tie, cost);
    RC_ASSERT(intervention(support + 0.1, doubt, tie, cost) >= q);
    RC_ASSERT(intervention(support, doubt, tie + 0.1, cost) >= q);
    RC_ASSERT(intervention(support, doubt, tie, cost + 0.1) <= q);
  });
}

TEST_CASE("reputation: two half forgettings are one whole, breaches lower it, kept promises raise it") {
  suasion::test::check("reputation", [] {
    const double months = between(0, 100);
    const double half_life = between(1, 300);
    RC_ASSERT(std::abs(remembered(months, half_life) * remembered(months, half_life) -
                       remembered(2 * months, half_life)) < 1e-12);
    const Reputation<double> now = {between(0.5, 10), between(0.5, 10)};
    RC_ASSERT(reliability(Reputation<double>{now.kept, now.broken + 0.3}) < reliability(now));
    RC_ASSERT(reliability(Reputation<double>{now.kept + 0.3, now.broken}) > reliability(now));
  });
}

TEST_CASE("sanctions: threats succeed more often than imposed sanctions, whatever the record") {
  suasion::test::check("TIES", [] {
    const LogOdds<double> record = log_odds_of_rate(between(0.05, 0.6), between(60, 300));
    const double imposed = imposed_log_odds(record.mean + record.sd * between(-3, 3), between(0, 2), between(0, 2));
    RC_ASSERT(threat_success(imposed, between(0.01, 2.0)) > logistic(imposed));
  });
}
