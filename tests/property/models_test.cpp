// Laws that every model of the registry must obey, whatever its theory: lanes, permutation, hull, unanimity, units.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "../support/issue.hpp"
#include "rapidcheck_doctest.hpp"

namespace {

using suasion::model::lanes;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::solve_together;
using suasion::test::TileRun;

/// Every model as it is, and the options that change its rules most.
const std::vector<std::string> variants = {"combination",
                                           "challenge",
                                           "challenge:Q=0.5,outcome=mean",
                                           "nash",
                                           "nash:loss=linear,table=qualified",
                                           "nash:disagreement=common",
                                           "procedural",
                                           "procedural:joint_text=council",
                                           "legislative",
                                           "legislative:votes=power,recognition=power,loss=linear",
                                           "legislative:delay=status_quo,outcome=expected",
                                           "spatial",
                                           "spatial:pce=markov-incentive,victory=square,voting=prop-cbc,view=both",
                                           "spatial:transition=stochastic,third_party=full,outcome=drawn",
                                           "resolve",
                                           "exchange",
                                           "exchange:rate=raiffa,rounds=3",
                                           "position-exchange",
                                           "condorcet",
                                           "condorcet:loss=quadratic",
                                           "agenda-setter",
                                           "median",
                                           "weighted-median:tie=upper",
                                           "mean",
                                           "compromise",
                                           "status-quo"};

/// Two issues with everything that any model may need.
struct Case {
  std::vector<Actors> issues = {};
  std::vector<double> resolve = {};
  double status_quo = 50.0;
  suasion::model::Procedure procedure = {};
  std::vector<std::size_t> actor = {};
};

Case arbitrary_case() {
  Case made;
  const auto count = *rc::gen::inRange<std::size_t>(3, 9);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  made.issues = {random_actors(count, seed), random_actors(count, seed + 1)};
  for (const auto& actor : random_actors(count, seed + 2)) {
    made.resolve.push_back(actor.salience);
  }
  made.status_quo = random_actors(1, seed + 3)[0].position;
  made.procedure = {.threshold = 2.0 / 3.0,
                    .more_than = false,
                    .proposer = 0,
                    .parliament = 1,
                    .form = seed % 2 == 0 ? suasion::model::Form::consultation : suasion::model::Form::codecision};
  for (std::size_t i = 0; i < count; ++i) {
    made.actor.push_back(i);
  }
  return made;
}

std::vector<double> solve(const Case& said, const std::string& variant, double low = 0.0, double high = 100.0) {
  std::vector<TileRun> issues;
  for (const Actors& actors : said.issues) {
    Extras extras;
    extras.resolve = said.resolve;
    extras.procedure = said.procedure;
    extras.actor = said.actor;
    issues.emplace_back(std::vector<Actors>{actors}, low, high, std::vector<double>{said.status_quo}, extras);
  }
  solve_together(issues, *make(variant));
  return {issues[0].outcome(), issues[1].outcome()};
}

std::string arbitrary_variant() {
  return *rc::gen::elementOf(variants);
}

}  // namespace

TEST_CASE("every model of the registry is among the variants that are tested here") {
  for (const suasion::model::Model& model : suasion::model::models()) {
    const std::string name(model.info.name);
    CAPTURE(name);
    const bool tested = std::any_of(variants.begin(), variants.end(), [&](const std::string& variant) {
      return variant.substr(0, variant.find(':')) == name;
    });
    CHECK((tested || name == "expected-utility"));  // which has a file of its own
  }
}

TEST_CASE("every model: the outcome is finite and lies in the hull of positions and status quo") {
  suasion::test::check("hull", [] {
    const Case said = arbitrary_case();
    const std::string variant = arbitrary_variant();
    RC_PRE(variant != "combination");  // learnt from decisions, of which some ended where nobody stood
    RC_LOG() << variant;
    const std::vector<double> outcomes = solve(said, variant);
    for (std::size_t p = 0; p < outcomes.size(); ++p) {
      double low = said.status_quo;
      double high = said.status_quo;
      for (const auto& actor : said.issues[p]) {
        low = std::min(low, actor.position);
        high = std::max(high, actor.position);
      }
      RC_ASSERT(std::isfinite(outcomes[p]));
      RC_ASSERT(outcomes[p] >= low - 1e-9);
      RC_ASSERT(outcomes[p] <= high + 1e-9);
    }
  });
}

TEST_CASE("every model: the order in which actors are listed does not matter") {
  suasion::test::check("permutation", [] {
    const Case said = arbitrary_case();
    const std::string variant = arbitrary_variant();
    RC_PRE(variant.find("legislative") != 0 || variant.find("expected") != std::string::npos);  // drawn by order
    RC_PRE(variant.find("drawn") == std::string::npos && variant.find("stochastic") == std::string::npos);
    RC_PRE(variant.find("challenge") !=
           0);  // chances that add up to one make ties, which the order breaks: option `ties`
    Case turned = said;
    const auto last = static_cast<std::int32_t>(said.actor.size()) - 1;
    for (Actors& actors : turned.issues) {
      std::reverse(actors.begin(), actors.end());
    }
    std::reverse(turned.resolve.begin(), turned.resolve.end());
    std::reverse(turned.actor.begin(), turned.actor.end());
    turned.procedure.proposer = last - said.procedure.proposer;
    turned.procedure.parliament = last - said.procedure.parliament;
    const std::vector<double> a = solve(said, variant);
    const std::vector<double> b = solve(turned, variant);
    RC_LOG() << variant << " " << a[0] << " " << b[0];
    constexpr double rounding = 1e-5;  // an acceptance set that shrinks to a point is known to the root of a rounding
    RC_ASSERT(std::abs(a[0] - b[0]) < rounding);
    RC_ASSERT(std::abs(a[1] - b[1]) < rounding);
  });
}

TEST_CASE("every model: the unit of capability does not matter") {
  suasion::test::check("scaling capability", [] {
    const Case said = arbitrary_case();
    const std::string variant = arbitrary_variant();
    Case scaled = said;
    for (Actors& actors : scaled.issues) {
      for (auto& actor : actors) {
        actor.capability *= 0x1p12;  // exact, so that results are equal to the bit
      }
    }
    RC_LOG() << variant;
    RC_ASSERT(solve(said, variant) == solve(scaled, variant));
  });
}

TEST_CASE("every model but the status quo: those who all want the same get it") {
  suasion::test::check("unanimity", [] {
    Case said = arbitrary_case();
    const std::string variant = arbitrary_variant();
    for (Actors& actors : said.issues) {
      for (auto& actor : actors) {
        actor.position = 37.0;
      }
    }
    const double expected = variant == "status-quo" ? said.status_quo : 37.0;
    const std::vector<double> outcomes = solve(said, variant);
    RC_LOG() << variant << " " << outcomes[0];
    // Legislators who must be bought off only by delay still get their common ideal.
    RC_ASSERT(std::abs(outcomes[0] - expected) < 1e-5);
    RC_ASSERT(std::abs(outcomes[1] - expected) < 1e-5);
  });
}

TEST_CASE("every model: shifting and stretching the scale shifts and stretches the outcome") {
  suasion::test::check("scale", [] {
    const Case said = arbitrary_case();
    const std::string variant = arbitrary_variant();
    RC_PRE(variant.find("challenge") != 0);  // ties, as above
    Case moved = said;
    moved.status_quo = 4.0 * said.status_quo - 64.0;
    for (Actors& actors : moved.issues) {
      for (auto& actor : actors) {
        actor.position = 4.0 * actor.position - 64.0;
      }
    }
    const std::vector<double> a = solve(said, variant);
    const std::vector<double> b = solve(moved, variant, -64.0, 336.0);
    RC_LOG() << variant << " " << a[0] << " " << b[0];
    RC_ASSERT(std::abs(4.0 * a[0] - 64.0 - b[0]) < 1e-5);
    RC_ASSERT(std::abs(4.0 * a[1] - 64.0 - b[1]) < 1e-5);
  });
}

TEST_CASE("every model: eight draws together give what each gives alone") {
  suasion::test::check("lanes", [] {
    const std::string variant = arbitrary_variant();
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    Extras extras;
    extras.resolve = {0.1, 0.5, 0.9, 0.3, 0.7};
    extras.procedure =
        suasion::model::Procedure{.proposer = 0, .parliament = 1, .form = suasion::model::Form::codecision};
    std::vector<Actors> draws;
    for (std::uint64_t l = 0; l < lanes; ++l) {
      draws.push_back(random_actors(5, seed + l));
    }
    std::vector<TileRun> together;
    together.emplace_back(draws, 0, 100, std::vector<double>{30.0}, extras);
    together.emplace_back(draws, 0, 100, std::vector<double>{30.0}, extras);
    solve_together(together, *make(variant));
    for (std::size_t l = 0; l < lanes; ++l) {
      Extras one = extras;
      one.first_draw = l;  // so that lane 0 is this draw
      std::vector<TileRun> alone;
      alone.emplace_back(std::vector<Actors>{draws[l]}, 0, 100, std::vector<double>{30.0}, one);
      alone.emplace_back(std::vector<Actors>{draws[l]}, 0, 100, std::vector<double>{30.0}, one);
      solve_together(alone, *make(variant));
      RC_LOG() << variant << " lane " << l;
      RC_ASSERT(together[0].outcome(l) == alone[0].outcome());
    }
  });
}
