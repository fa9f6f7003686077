// Fear, quarrels and the buffer, as the whole system plays them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../../support/system_world.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using suasion::test::system_text;
using suasion::test::SystemWorld;

constexpr double month = suasion::system::days_per_month;

std::string fixed(const std::string& parameter, double value) {
  return "[[parameters]]\npath = \"tension." + parameter + "\"\nvalue = " + std::to_string(value) +
         "\nbecause.judgement = \"made up\"\n";
}

/// Where everybody lies: MID beside NEX, an army of BIG 500 km to the east on the same parallel.
const std::string map = R"(
[[places]]
id = "nex-border"
kind = "border"
in = "NEX"
at = [0, 0]
[[places]]
id = "mid-capital"
kind = "capital"
in = "MID"
at = [0, 1]
[[places]]
id = "big-garrison"
in = "BIG"
at = [0, 4.496608]
[[ties]]
kind = "border"
between = ["MID", "NEX"]
because.judgement = "made up"
[[ties]]
kind = "border"
between = ["MID", "BIG"]
because.judgement = "made up"
[[forces]]
id = "army"
of = "BIG"
at = "big-garrison"
troops = 20_000
because.judgement = "made up"
)";

/// A system without chance in its fears: 1 of 4 that the soil is open (log odds of 1 to 3), half-life six months.
std::string still(const std::string& more = "") {
  return system_text(map + fixed("reach_km", 250.0) + fixed("half_life_months", 6.0) + fixed("exposure_weight", 0.1) +
                     fixed("grievance", 0.2) + fixed("coupling", 0.1) + fixed("access_intercept", -1.0986122886681098) +
                     fixed("access_level", 0.0) + fixed("access_base", 1.0) + fixed("base_troops", 5.0) + more);
}

const std::vector<std::string> quiet = {"decision=off", "tension.incidents=off"};

/// Messages of planning, or nothing.
std::string said(const std::string& text) {
  const auto scenario = suasion::scenario::read({.files = {{.name = "test.toml", .bytes = text}}});
  REQUIRE(scenario);
  const auto plan = suasion::system::make_plan(*scenario);
  std::string all;
  if (!plan) {
    for (const auto& diagnostic : plan.error()) {
      all += suasion::base::to_text(diagnostic) + "\n";
    }
  }
  return all;
}

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.erase(at, part.size());
}

bool holds(const std::string& text, const std::string& part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the reserve counts where it stands or, as far as the soil is open, over the border") {
  SystemWorld world(still(), quiet);
  world.advance(1);
  const double home = std::exp(-500.0 / 250.0);
  const double exposure = 20.0 * (0.75 * home + 0.25);
  CHECK(world.mean("tension.access") == doctest::Approx(0.25).epsilon(1e-6));
  CHECK(world.mean("tension.exposure.NEX") == doctest::Approx(exposure).epsilon(1e-5));
  const double base = 5.0 * std::exp(-111.195 / 250.0);
  CHECK(world.mean("tension.buffer.NEX") == doctest::Approx(1.0 - exposure / (20.0 + base)).epsilon(1e-5));
  CHECK(world.mean("tension.anxiety.NEX") == doctest::Approx(0.2 + 0.1 * exposure).epsilon(1e-5));
  CHECK(world.mean("tension.buffer_effect.NEX") == doctest::Approx(0.1 * (20.0 + base - exposure)).epsilon(1e-5));
}

TEST_CASE("a force marked as reserve is the reserve, and others stay where they are") {
  SystemWorld world(still(R"(
[[forces]]
id = "guards"
kind = "reserve"
of = "BIG"
at = "big-garrison"
troops = 8_000
because.judgement = "made up"
)"),
                    quiet);
  world.advance(1);
  const double home = std::exp(-500.0 / 250.0);
  CHECK(world.mean("tension.exposure.NEX") == doctest::Approx(20.0 * home + 8.0 * (0.75 * home + 0.25)).epsilon(1e-5));
}

TEST_CASE("a base opens the soil, brings troops and ends the buffer's effect of them") {
  const std::string agreed = R"(
[[events]]
id = "treaty"
kind = "base.agree"
from = "MID"
to = "BIG"
planned = 2020-03-01
because.judgement = "made up"
)";
  SystemWorld world(still(agreed), quiet);
  SystemWorld closed(still(), quiet);
  world.advance(3);
  closed.advance(3);
  const double odds = std::exp(1.0) / 3.0;
  CHECK(world.mean("tension.access") == doctest::Approx(odds / (1.0 + odds)).epsilon(1e-6));
  CHECK(world.mean("tension.exposure.NEX") > closed.mean("tension.exposure.NEX") + 5.0 * std::exp(-111.2 / 250.0));
  CHECK(world.mean("tension.buffer_effect.NEX") < closed.mean("tension.buffer_effect.NEX"));
  CHECK(world.mean("tension.anxiety.NEX") > closed.mean("tension.anxiety.NEX"));
  CHECK(world.mean("tension.absorption") > closed.mean("tension.absorption"));
}

TEST_CASE("an attack frightens from its exact day on, and what it leaves halves in the half-life") {
  const std::string attack = R"(
[[events]]
id = "raid"
kind = "attack"
from = "BIG"
to = "NEX"
planned = 2020-03-20
because.judgement = "made up"
)";
  SystemWorld world(still(attack), quiet);
  SystemWorld calm(still(), quiet);
  SystemWorld doubled(still(attack), {"decision=off", "tension.incidents=off", "tension.weights=double"});
  for (SystemWorld* one : {&world, &calm, &doubled}) {
    one->advance(3);
  }
  const double left = std::exp2(-(3.0 * month - 49.0) / (6.0 * month));
  const double added = world.mean("tension.anxiety.NEX") - calm.mean("tension.anxiety.NEX");
  CHECK(added == doctest::Approx(left).epsilon(1e-9));
  CHECK(doubled.mean("tension.anxiety.NEX") - calm.mean("tension.anxiety.NEX") ==
        doctest::Approx(2.0 * left).epsilon(1e-9));
  CHECK(world.mean("tension.quarrel") == calm.mean("tension.quarrel"));
}

TEST_CASE("a refusal heats the quarrel and raises its rank; older events are left to the priors") {
  const std::string refusal = R"(
[[events]]
id = "no"
kind = "reject"
from = "MID"
to = "BIG"
date = 2020-01-21
because.judgement = "made up"
)";
  SystemWorld world(still(refusal), quiet);
  SystemWorld calm(still(), quiet);
  world.advance(1);
  calm.advance(1);
  const double left = 0.4 * std::exp2(-(month + 10.0) / (6.0 * month));
  CHECK(world.mean("tension.quarrel") - calm.mean("tension.quarrel") == doctest::Approx(left).epsilon(1e-9));
  CHECK(calm.mean("tension.quarrel_rank") == doctest::Approx(0.5).epsilon(1e-9));
  CHECK(world.mean("tension.quarrel_rank") > 0.55);
  std::string later = still(refusal);
  later.replace(later.find("issue = \"union\"\n"), 16, "issue = \"union\"\nhistory = 2020-01-25\n");
  SystemWorld forgotten(later, quiet);
  forgotten.advance(1);
  CHECK(forgotten.mean("tension.quarrel") == calm.mean("tension.quarrel"));
}

TEST_CASE("an exercise counts while it lasts, and is a show of force besides") {
  const std::string exercise = R"(
[[exercises]]
id = "shield"
of = ["BIG", "MID"]
at = "mid-capital"
troops = 10_000
planned = 2020-04-25
every_months = 12
because.judgement = "made up"
)";
  SystemWorld world(still(exercise), quiet);
  SystemWorld calm(still(), quiet);
  world.advance(2);
  calm.advance(2);
  CHECK(world.mean("tension.exposure.NEX") == calm.mean("tension.exposure.NEX"));
  world.advance(1);
  calm.advance(1);  // the tick ends on day 91.3; the exercise runs from day 85 to 92
  const double there = 10.0 * std::exp(-111.195 / 250.0);
  CHECK(world.mean("tension.exposure.NEX") - calm.mean("tension.exposure.NEX") == doctest::Approx(there).epsilon(1e-4));
  CHECK(world.mean("tension.anxiety.NEX") > calm.mean("tension.anxiety.NEX"));
  world.advance(1);
  calm.advance(1);
  CHECK(world.mean("tension.exposure.NEX") == doctest::Approx(calm.mean("tension.exposure.NEX")).epsilon(1e-12));
  world.advance(11);
  calm.advance(11);  // day 456.6: the next one runs from day 450.25 to 457.25
  CHECK(world.mean("tension.exposure.NEX") - calm.mean("tension.exposure.NEX") == doctest::Approx(there).epsilon(1e-4));
}

TEST_CASE("halving the ticks changes fear and quarrel by nothing while nothing happens by chance") {
  const std::string events = R"(
[[events]]
id = "raid"
kind = "attack"
from = "BIG"
to = "NEX"
planned = { between = [2020-03-01, 2020-05-31] }
because.judgement = "made up"
[[events]]
id = "no"
kind = "reject"
from = "MID"
to = "BIG"
planned = 2020-03-20
because.judgement = "made up"
)";
  SystemWorld whole(still(events), {"decision=off", "tension.incidents=off"});
  SystemWorld halves(still(events), {"decision=off", "tension.incidents=off", "clock.tick=half"});
  whole.advance(6);
  halves.advance(12);
  const std::vector<double> a = whole.values("tension.anxiety.NEX");
  const std::vector<double> b = halves.values("tension.anxiety.NEX");
  for (std::size_t row = 0; row < a.size(); ++row) {
    REQUIRE(a[row] == doctest::Approx(b[row]).epsilon(1e-4));
  }
  CHECK(whole.mean("tension.quarrel") == doctest::Approx(halves.mean("tension.quarrel")).epsilon(1e-9));
}

TEST_CASE("incidents come at the same weeks whatever the ticks") {
  SystemWorld whole(still(), {"decision=off"});
  SystemWorld halves(still(), {"decision=off", "clock.tick=half"});
  whole.advance(24);
  halves.advance(48);
  const std::vector<double> a = whole.values("tension.quarrel");
  const std::vector<double> b = halves.values("tension.quarrel");
  double spread = 0.0;
  for (std::size_t row = 0; row < a.size(); ++row) {
    REQUIRE(a[row] == doctest::Approx(b[row]).epsilon(1e-9));
    spread = std::max(spread, std::abs(a[row] - a[0]));
  }
  CHECK(spread > 0.1);
  CHECK(whole.mean("tension.anxiety.NEX") == doctest::Approx(halves.mean("tension.anxiety.NEX")).epsilon(2e-3));
}

TEST_CASE("an enclave lowers the buffer, and can be left out") {
  const std::string enclave = R"(
[[places]]
id = "islet"
kind = "exclave"
in = "BIG"
at = [0, -0.5]
[[forces]]
id = "islanders"
of = "BIG"
at = "islet"
troops = 12_000
because.judgement = "made up"
)";
  SystemWorld with(still(enclave), quiet);
  SystemWorld left_out(still(enclave), {"decision=off", "tension.incidents=off", "tension.enclave=off"});
  SystemWorld none(still(), quiet);
  for (SystemWorld* one : {&with, &left_out, &none}) {
    one->advance(1);
  }
  CHECK(with.mean("tension.buffer.NEX") < none.mean("tension.buffer.NEX") - 0.05);
  CHECK(left_out.mean("tension.buffer.NEX") == none.mean("tension.buffer.NEX"));
  CHECK(with.mean("tension.buffer_effect.NEX") == doctest::Approx(none.mean("tension.buffer_effect.NEX")));
}

TEST_CASE("without geography all forces weigh alike") {
  SystemWorld world(still(), {"decision=off", "tension.incidents=off", "tension.geography=off"});
  world.advance(1);
  CHECK(world.mean("tension.exposure.NEX") == doctest::Approx(20.0).epsilon(1e-9));
}

TEST_CASE("centrality is the share of the way that leads over the protege and no other") {
  SystemWorld only(still(), quiet);
  only.advance(1);
  CHECK(only.mean("tension.centrality") == 1.0);
  SystemWorld direct(
      still("[[ties]]\nkind = \"border\"\nbetween = [\"BIG\", \"NEX\"]\nbecause.judgement = \"made up\"\n"), quiet);
  direct.advance(1);
  CHECK(direct.mean("tension.centrality") == doctest::Approx(0.0).epsilon(1e-6));
}

TEST_CASE("the risk to the buffer itself is told beside what it does for others") {
  const std::string pact = R"(
[[commitments]]
id = "pact"
from = "FAR"
to = "NEX"
clauses = ["defence"]
because.judgement = "made up"
)";
  SystemWorld between(still(pact + fixed("buffer_ratio", 2.0)), quiet);
  SystemWorld alone(still(), quiet);
  between.advance();
  alone.advance();
  CHECK(alone.mean("tension.self_risk") == 1.0);
  CHECK(between.mean("tension.self_risk") > 1.9);
  CHECK(between.mean("tension.self_risk") < 2.0);
  CHECK(between.mean("tension.buffer_effect.allies") == between.mean("tension.buffer_effect.NEX"));
  CHECK_FALSE(alone.plan().find("tension.buffer_effect.allies").has_value());
}

TEST_CASE("sanctions that were followed by recalls speak for excitation, and bring more recalls") {
  const std::string past = R"(
[[events]]
id = "measures"
kind = "sanction.impose"
from = "FAR"
to = "MID"
date = 2015-03-06
because.judgement = "made up"
[[events]]
id = "recall"
kind = "relations.reduce"
from = "MID"
to = "FAR"
date = 2015-03-07
because.judgement = "made up"
[[events]]
id = "more-measures"
kind = "sanction.impose"
from = "FAR"
to = "MID"
planned = 2020-03-06
because.judgement = "made up"
)" + fixed("cross_branching", 0.5) +
                           fixed("reductions_per_week", 0.002) + fixed("memory_weeks", 4.0);
  SystemWorld world(still(past), quiet, 1, 32);
  SystemWorld none(still(past), {"decision=off", "tension.incidents=off", "tension.cross=none"}, 1, 32);
  world.advance();
  none.advance();
  // one sanction, one recall a day later: log(1 + n (1 - rho) / m) - n
  const double expected = std::log(1.0 + 0.5 * (1.0 - std::exp2(-0.25)) / 0.002) - 0.5;
  CHECK(world.mean("tension.excitation") == doctest::Approx(expected).epsilon(1e-6));
  CHECK(none.mean("tension.excitation") == 0.0);
  const double base = 0.002 * 24.0 * month / 7.0;
  CHECK(none.mean("event.relations.reduce") == doctest::Approx(1.0 - std::exp(-base)).epsilon(0.06));
  CHECK(world.mean("event.relations.reduce") == doctest::Approx(1.0 - std::exp(-base - 0.5)).epsilon(0.03));
}

TEST_CASE("with balance the protege's army follows its relations") {
  std::string text = still(fixed("access_alignment", 2.0) + R"(
[[ties]]
id = "officers"
kind = "alignment"
from = "MID"
to = "BIG"
share = 0.5
because.judgement = "made up"
)");
  text.replace(text.find("name = \"Middle\"\n"), 16, "name = \"Middle\"\nalignment = { BIG = 0.3, FAR = -0.3 }\n");
  text.replace(text.find("name = \"Far\"\n"), 13, "name = \"Far\"\nalignment = { BIG = -0.8, NEX = 0.8 }\n");
  SystemWorld fixed_relations(text, quiet);
  SystemWorld drifting(text, {"decision=off", "tension.incidents=off", "tension.balance=on"});
  SystemWorld indifferent(text, {"decision=off", "tension.incidents=off", "tension.access_alignment=off"});
  for (SystemWorld* one : {&fixed_relations, &drifting, &indifferent}) {
    one->advance();
  }
  CHECK(drifting.mean("tension.access") > fixed_relations.mean("tension.access") + 0.005);
  CHECK(indifferent.mean("tension.access") == doctest::Approx(0.25).epsilon(1e-6));
}

TEST_CASE("a scenario that does not say where neighbours lie switches the module off") {
  const SystemWorld world(system_text());
  const auto& modules = world.plan().modules;
  const auto at = std::find_if(modules.begin(), modules.end(),
                               [](const auto& state) { return state.module->info.name == "tension"; });
  REQUIRE(at != modules.end());
  CHECK_FALSE(at->on);
  CHECK(at->why_off == "the scenario says of no neighbour where it lies");
}

TEST_CASE("fear that feeds on itself is refused, with the actors named and the place") {
  std::string text = still(R"(
[[actors]]
id = "ALSO"
name = "Also"
because.judgement = "made up"
[[places]]
id = "also-border"
in = "ALSO"
at = [1, 0]
[[ties]]
kind = "coupling"
from = "NEX"
to = "ALSO"
level = 1.25
because.judgement = "made up"
[[ties]]
kind = "coupling"
from = "ALSO"
to = "NEX"
level = 1
because.judgement = "made up"
)");
  text.replace(text.find("neighbours = [\"NEX\"]"), 20, "neighbours = [\"NEX\", \"ALSO\"]");
  CHECK(holds(said(text), "S663"));
  CHECK(holds(said(text),
              "fear among NEX, ALSO can grow without end: what comes back round their graph can be 1.12 times"));
  CHECK(holds(said(text), "test.toml:"));
  CHECK(said(still()).empty());
}

TEST_CASE("a branching ratio of one or more is refused, with the actors named") {
  const std::string message = said(still(fixed("branching", 1.0)));
  CHECK(holds(message, "S665"));
  CHECK(holds(message, "incidents between BIG and MID"));
  CHECK(said(still(fixed("branching", 0.9))).empty());
}

TEST_CASE("neighbours and forces without coordinates are named") {
  std::string text = still("[[actors]]\nid = \"ALSO\"\nname = \"Also\"\nbecause.judgement = \"made up\"\n");
  text.replace(text.find("neighbours = [\"NEX\"]"), 20, "neighbours = [\"NEX\", \"ALSO\"]");
  CHECK(holds(said(text), "neighbour 'ALSO' has no place with coordinates"));
  CHECK(holds(said(without(still(), "at = [0, 4.496608]\n")),
              "force 'army' stands at 'big-garrison', which has no coordinates"));
}
