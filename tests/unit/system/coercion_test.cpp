// The module `coercion` in a small system: promises and breaches, what observers expect, sanctions from threat to
// lifting.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../../support/system_world.hpp"

namespace {

using suasion::test::system_text;
using suasion::test::SystemWorld;

std::string parameter(const std::string& path, const std::string& value) {
  return "[[parameters]]\npath = \"" + path + "\"\nvalue = " + value + "\nbecause.judgement = \"test\"\n";
}

/// A promise of FAR and BIG to MID, with a clause on economic pressure.
const std::string memorandum = R"(
[[commitments]]
id = "memo"
from = ["FAR", "BIG"]
to = "MID"
clauses = ["restraint", "no_econ_coercion"]
reliability = { beta = [3.7, 6.3] }
since = 1994-12-05
because.judgement = "made up"
)";

/// BIG breaks it six years before the origin.
const std::string breach = R"(
[[breaches]]
commitment = "memo"
clause = "restraint"
by = "BIG"
date = 2014-01-31
weight = 1
because.judgement = "made up"
)";

/// Sanctions of FAR on MID of severity 0.2 since 2008, eased in 2015.
const std::string eased = R"(
[[sanctions]]
id = "old"
from = "FAR"
to = "MID"
since = 2008-03-06
eased = 2015-10-30
severity = 0.2
because.judgement = "made up"
)";

const std::string planned = R"(
[[events]]
id = "new-sanctions"
kind = "sanction.impose"
from = "FAR"
to = "MID"
planned = 2020-10-02
because.judgement = "made up"
)";

double share(const std::vector<double>& values, double wanted) {
  return static_cast<double>(std::count(values.begin(), values.end(), wanted)) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("coercion: a breach six years ago is remembered by two thirds, and forgotten further") {
  const std::string text = system_text(memorandum + breach + parameter("coercion.memory_half_life_months", "120"));
  SystemWorld world(text);
  CHECK(world.mean("coercion.reliability.BIG.memo.restraint") == doctest::Approx(0.347100).epsilon(1e-4));
  for (const char* tick : {"clock.tick=as-said", "clock.tick=half"}) {
    SystemWorld later(text, {tick, "domestic=off"});
    later.advance();
    const double months = later.plan().ticks.back().end / suasion::system::days_per_month + 2191 / 30.4375;
    CHECK(later.mean("coercion.reliability.BIG.memo.restraint") ==
          doctest::Approx(3.7 / (10.0 + std::exp2(-months / 120.0))).epsilon(1e-9));
  }
  SystemWorld off(text, {"coercion.reputation=off"});
  CHECK(off.plan().find("coercion.reliability.BIG.memo.restraint") == std::nullopt);  // it never moves
}

TEST_CASE("coercion: without signals and promises the rival acts at the base rate; a pact binds it as pacts do") {
  const std::string base = parameter("coercion.base_rate", "0.1") + parameter("coercion.assurance_weight", "0.25");
  CHECK(SystemWorld(system_text(base)).mean("coercion.intervention.MID") == doctest::Approx(0.10));
  const std::string pact = R"(
[[commitments]]
id = "pact"
from = "FAR"
to = "MID"
clauses = ["defence"]
since = 1994-12-05
because.judgement = "made up"
)";
  SystemWorld bound(system_text(base + pact));
  CHECK(bound.mean("coercion.intervention.MID") == doctest::Approx(0.41));
  CHECK(bound.mean("coercion.intervention.BIG") == doctest::Approx(0.41));
  CHECK(bound.mean("coercion.intervention.NEX") == doctest::Approx(0.41));
  const double assured = SystemWorld(system_text(base + memorandum)).mean("coercion.intervention.MID");
  CHECK(assured > 0.10);
  CHECK(assured < 0.41);
}

TEST_CASE("coercion: sanctions of the rival are a breach of its promise not to coerce, and make it less believed") {
  const std::string text = system_text(memorandum + planned + parameter("coercion.sanction_breach", "0.5"));
  SystemWorld world(text, {});
  const double before = world.mean("coercion.intervention.MID");
  world.advance();
  CHECK(world.mean("coercion.reliability.FAR.memo.no_econ_coercion") < 0.37);
  CHECK(world.mean("coercion.intervention.MID") < before);
  SystemWorld off(text, {"coercion.reputation=off"});
  off.advance();
  CHECK(off.mean("coercion.intervention.MID") == doctest::Approx(before));
}

TEST_CASE("coercion: eased sanctions weigh less, and a planned decision brings them back for the part not exempt") {
  const std::string text = system_text(
      eased + planned + parameter("coercion.eased_share", "0.5") + parameter("coercion.threat_rate", "1e-9") +
      parameter("coercion.lift_rate", "1e-9") + parameter("coercion.review_rate", "1e-9"));
  SystemWorld world(text, {"decision=off"});
  CHECK(world.mean("coercion.stage.FAR-MID") == 3.0);
  CHECK(world.mean("coercion.sanctions.on_protege") == doctest::Approx(0.1));
  world.advance(8);  // to the end of September
  CHECK(world.mean("coercion.stage.FAR-MID") == 3.0);
  world.advance(1);
  CHECK(world.mean("coercion.stage.FAR-MID") == 2.0);
  CHECK(world.mean("coercion.sanctions.FAR-MID") == doctest::Approx(0.15));  // the licence still holds
}

TEST_CASE("coercion: about half of all threats are never carried out") {
  SystemWorld world(
      system_text(parameter("coercion.threat_rate", "1000") + parameter("coercion.crisis_effect", "0") +
                  parameter("coercion.resolution_rate", "0.05") + parameter("coercion.review_rate", "1e-9")),
      {"decision=off"}, 1, 40);
  world.advance(1);
  const double resolved = 1.0 - std::exp(-0.05);  // nearly all are threatened from the first day
  const double carried_out = share(world.values("coercion.stage.FAR-MID"), 2.0) / resolved;
  CHECK(carried_out > 0.4);
  CHECK(carried_out < 0.6);
}

TEST_CASE("coercion: halving the tick leaves the chance of new sanctions as it is") {
  std::vector<double> chances;
  for (const auto& [tick, ticks] : {std::pair{"clock.tick=as-said", 24U}, {"clock.tick=half", 48U}}) {
    SystemWorld world(system_text(parameter("coercion.threat_rate", "0.05")), {tick, "decision=off"}, 1, 40);
    world.advance(ticks);
    chances.push_back(world.mean("event.sanction.impose"));
  }
  CHECK(chances[0] > 0.2);
  CHECK(chances[0] < 0.8);
  CHECK(std::abs(chances[0] - chances[1]) < 1e-9);  // the same numbers decide, so it is the same draws
}

TEST_CASE("coercion: the crisis game is played every month, and a dearer conflict makes the protege resist less") {
  SystemWorld cheap(system_text(parameter("leverage.dispute_cost_protege", "0.01")), {});
  SystemWorld dear(system_text(parameter("leverage.dispute_cost_protege", "0.10")), {});
  cheap.advance(1);
  dear.advance(1);
  CHECK(cheap.mean("coercion.press") > 0.0);
  CHECK(cheap.mean("coercion.press") < 1.0);
  CHECK(dear.mean("coercion.resist") < cheap.mean("coercion.resist"));
}
