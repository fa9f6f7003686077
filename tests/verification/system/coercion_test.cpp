// Published and analytic values of intervention, reputation, crisis bargaining and sanctions.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "../published.hpp"
#include "suasion/math/beta_law.hpp"
#include "suasion/math/law.hpp"
#include "suasion/math/random.hpp"
#include "suasion/system/coercion/formulas.hpp"

namespace {

using suasion::test::published;
using namespace suasion::system::coercion::generic;  // NOLINT(google-build-using-namespace)

constexpr Crisis<double> example = {
    .calm = {0.0, 0.0}, .concession = {1.0, -1.0}, .retreat = {-0.5, 0.5}, .escalation = {-0.2, -1.2}};

/// c_A = .1, costs of the target up to .3, odds .6, a patron who acts shifts them by .3.
Ultimatum<double> ultimatum(double target_believes, double demander_believes) {
  return {0.1, 0.3, 0.6, 0.3, target_believes, demander_believes};
}

/// Plays the ultimatum many times: the demander picks the demand on a grid that does best against the true odds as it
/// sees them; the target accepts whenever that is better than war as *it* sees it.
struct Played {
  double demand = 0.0, war = 0.0;
};
Played simulate(const Ultimatum<double>& game) {
  const int draws = 200'000;
  std::vector<double> acceptable;  // the highest demand that each target accepts
  for (std::uint64_t draw = 0; draw < draws; ++draw) {
    const double cost = game.greatest_cost * suasion::math::uniform(3, suasion::math::channel("cost"), draw);
    acceptable.push_back(game.odds - game.target_believes * game.shift + cost);
  }
  std::sort(acceptable.begin(), acceptable.end());
  const double war_payoff = game.odds - game.demander_believes * game.shift - game.demander_cost;
  Played best;
  double best_payoff = -1.0;
  for (double demand = 0.3; demand <= 0.95; demand += 0.001) {
    const auto refuse = std::lower_bound(acceptable.begin(), acceptable.end(), demand) - acceptable.begin();
    const double war = static_cast<double>(refuse) / draws;
    const double payoff = war * war_payoff + (1.0 - war) * demand;
    if (payoff > best_payoff) {
      best_payoff = payoff;
      best = {demand, war};
    }
  }
  return best;
}

}  // namespace

TEST_CASE("McKelvey and Palfrey 1998: the crisis game at rationality 0, 1, 5 and without bound") {
  const CrisisPlay<double> coin = play(example, 0.0);
  CHECK(coin.press == 0.5);
  CHECK(coin.resist == 0.5);
  CHECK(coin.escalate == 0.5);
  const CrisisPlay<double> one = play(example, 1.0);
  CHECK(one.press == published(0.5414761, 7));
  CHECK(one.resist == published(0.6279536, 7));
  CHECK(one.escalate == published(0.5744425, 7));
  const CrisisPlay<double> five = play(example, 5.0);
  CHECK(five.press == published(0.7351215, 7));
  CHECK(five.resist == published(0.6342787, 7));
  CHECK(five.escalate == published(0.8175745, 7));
  const CrisisPlay<double> sharp = play(example, 1e4);
  CHECK(sharp.press == doctest::Approx(1.0));
  CHECK(sharp.resist == doctest::Approx(0.0));
  CHECK(sharp.escalate == doctest::Approx(1.0));
  CHECK(sharp.value.patron == doctest::Approx(1.0));
  CHECK(sharp.value.protege == doctest::Approx(-1.0));
}

TEST_CASE("Fearon 1995: with costs .1 and up to .3 and odds .6 the demand is .70 and the risk of war 1/3") {
  CHECK(best_demand(ultimatum(0.0, 0.0)) == doctest::Approx(0.70));
  CHECK(risk_of_war(ultimatum(0.0, 0.0)) == doctest::Approx(1.0 / 3.0));
}

TEST_CASE("a patron whom only the target believes in raises the risk to .483333, at a demand of .655") {
  CHECK(risk_of_war(ultimatum(0.3, 0.0)) == published(0.483333, 6));
  CHECK(best_demand(ultimatum(0.3, 0.0)) == published(0.655, 3));
  CHECK(risk_of_war(ultimatum(0.0, 0.3)) == published(0.183333, 6));
}

TEST_CASE("the formula of risk and demand is what players who do their best arrive at") {
  for (const auto& beliefs : {std::pair{0.0, 0.0}, {0.3, 0.0}, {0.0, 0.3}, {0.2, 0.2}, {0.1, 0.25}}) {
    const Ultimatum<double> game = ultimatum(beliefs.first, beliefs.second);
    const Played played = simulate(game);
    CAPTURE(beliefs.first);
    CAPTURE(beliefs.second);
    CHECK(std::abs(played.demand - best_demand(game)) < 0.01);
    CHECK(std::abs(played.war - risk_of_war(game)) < 0.04);
    // at the demand of the formula the share that refuses is the risk of the formula, but for sampling
    const double accept_below = game.odds - game.target_believes * game.shift;
    const double refuse = (best_demand(game) - accept_below) / game.greatest_cost;
    CHECK(refuse == doctest::Approx(risk_of_war(game)));
  }
}

TEST_CASE("Berkemeier and Fuhrmann 2018: a defence pact binds by 1.054007 at no doubt and 1.490590 at doubt 1") {
  CHECK(tie_of_promise(0.41, 0.10, 0.0) == published(1.054007, 6));
  CHECK(tie_of_promise(0.41, 0.10, 1.0) == published(1.490590, 6));
  CHECK(tie_of_promise(0.05, 0.10, 1.0) == 0.0);
}

TEST_CASE("intervention: the calibrated cost and tie give back the rates they were taken from") {
  for (const double doubt : {0.0, 0.36, 1.0}) {
    const double cost = cost_of_acting(0.10, doubt);
    CHECK(intervention(0.0, doubt, 0.0, cost) == doctest::Approx(0.10));
    CHECK(intervention(0.0, doubt, tie_of_promise(0.41, 0.10, doubt), cost) == doctest::Approx(0.41));
  }
}

TEST_CASE("reputation: Beta(3.7, 6.3) after a full breach has reliability .336364, six years later .347100") {
  CHECK(reliability(Reputation<double>{3.7, 6.3}) == doctest::Approx(0.37));
  CHECK(reliability(Reputation<double>{3.7, 6.3 + 1.0}) == published(0.336364, 6));
  const double surplus = remembered(72.0, 120.0);
  CHECK(surplus == published(0.659754, 6));
  CHECK(reliability(Reputation<double>{3.7, 6.3 + surplus}) == published(0.347100, 6));
}

TEST_CASE("sanctions: 34 % of 204 episodes at a tenth of their weight are known like Beta(6.94, 13.46)") {
  const LogOdds<double> odds = log_odds_of_rate(0.34, 20.4);
  // the beta law itself, by its quantiles: mean and sd of the log odds, by the midpoint rule over normal scores
  const suasion::math::BetaLaw law(0.34 * 20.4, 0.66 * 20.4);
  double mass = 0.0;
  double mean = 0.0;
  double square = 0.0;
  for (double z = -6.0; z <= 6.0; z += 0.01) {
    const double density = std::exp(-0.5 * z * z);
    const double value = law.at_score(z).log_odds;
    mass += density;
    mean += density * value;
    square += density * value * value;
  }
  mean /= mass;
  CHECK(0.34 * 20.4 == published(6.94, 2));
  CHECK(0.66 * 20.4 == published(13.46, 2));
  CHECK(std::abs(odds.mean - mean) < 0.001);
  CHECK(std::abs(odds.sd - std::sqrt(square / mass - mean * mean)) < 0.001);
}
