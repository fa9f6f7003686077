// Elections, crackdowns, crises and leaders, as the whole system plays them.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/system_world.hpp"

namespace {

using suasion::test::system_text;
using suasion::test::SystemWorld;

/// An election of the protege half a year on, with a crackdown for sure, and a crisis of known height and half-life.
std::string election() {
  return system_text(R"(
[[elections]]
id = "vote"
in = "MID"
planned = 2020-07-31
crackdown = 1
because.judgement = "made up"
[[parameters]]
path = "domestic.severity"
value = 0.8
because.judgement = "made up"
[[parameters]]
path = "domestic.half_life_months"
value = 6
because.judgement = "made up"
)");
}

const std::string lost_election = R"(
[[elections]]
id = "far-vote"
in = "FAR"
planned = 2020-11-03
turnover = 0.4
numbers = { handover_days = 78 }
because.judgement = "made up"
)";

}  // namespace

TEST_CASE("a crackdown leaves a crisis that fades from its exact day") {
  SystemWorld world(election());
  world.advance(5);
  CHECK(world.mean("domestic.crisis.MID") == 0.0);
  world.advance(1);  // the tick ends 182.625 days after the origin, the election is on day 182
  const double after = 0.8 * std::exp2(-0.625 / (6.0 * suasion::system::days_per_month));
  CHECK(world.mean("domestic.crisis.MID") == doctest::Approx(after).epsilon(1e-12));
  CHECK(world.mean("event.election.crackdown") == 1.0);
  world.advance(6);
  CHECK(world.mean("domestic.crisis.MID") == doctest::Approx(0.5 * after).epsilon(1e-12));
}

TEST_CASE("without crackdowns there is no crisis") {
  SystemWorld world(election(), {"domestic.crackdown=none"});
  world.advance();
  CHECK(world.mean("domestic.crisis.MID") == 0.0);
  CHECK(world.mean("event.election.crackdown") == 0.0);
  CHECK(world.mean("event.vote") == 1.0);
}

TEST_CASE("a past crackdown smoulders at the origin") {
  SystemWorld world(system_text(R"(
[[elections]]
in = "MID"
id = "old"
date = 2019-07-31
crackdown = 1
because.judgement = "made up"
[[parameters]]
path = "domestic.severity"
value = 1
because.judgement = "made up"
[[parameters]]
path = "domestic.half_life_months"
value = 12
because.judgement = "made up"
)"));
  world.advance(1);
  const double months = (184.0 + suasion::system::days_per_month) / suasion::system::days_per_month;
  CHECK(world.mean("domestic.crisis.MID") == doctest::Approx(std::exp2(-months / 12.0)).epsilon(1e-12));
  // what is past is no event of this run: a question about a crackdown ahead must not count it
  CHECK_FALSE(world.plan().find("event.election.crackdown").has_value());
}

TEST_CASE("an election lost hands over after the days stated, with the chance stated") {
  SystemWorld world(system_text(lost_election), {}, 1, 64);
  world.advance(11);  // to 30 December 2020
  CHECK(world.mean("domestic.change.FAR") == 0.0);
  world.advance(1);
  CHECK(world.mean("domestic.change.FAR") == doctest::Approx(0.4).epsilon(0.03));
  CHECK(world.mean("event.leader.leaves.FAR") == world.mean("domestic.change.FAR"));
}

TEST_CASE("crackdown and turnover never come together") {
  SystemWorld world(system_text(R"(
[[elections]]
id = "vote"
in = "MID"
planned = 2020-07-31
crackdown = 0.7
turnover = 0.5
because.judgement = "made up"
)"),
                    {}, 1, 64);
  world.advance();
  const std::vector<double> crackdown = world.values("event.election.crackdown");
  const std::vector<double> leaves = world.values("event.leader.leaves");
  double both = 0.0;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    both += crackdown[i] * leaves[i];
  }
  CHECK(both == 0.0);
  CHECK(world.mean("event.election.crackdown") == doctest::Approx(0.7).epsilon(0.02));
  CHECK(world.mean("event.leader.leaves") == doctest::Approx(0.3).epsilon(0.04));  // the crackdown goes first
}

TEST_CASE("leaders go at their hazard, sooner in a crisis, and not by visits unless assumed") {
  const std::string text = system_text(R"(
[[actors]]
id = "RULED"
name = "Ruled"
leader = { name = "Somebody", since = 2010-01-31 }
because.judgement = "made up"
[[elections]]
id = "vote"
in = "RULED"
planned = 2020-07-31
crackdown = 1
because.judgement = "made up"
[[events]]
id = "call"
kind = "visit.secretary"
from = "FAR"
to = "RULED"
planned = 2020-02-10
because.judgement = "made up"
[[parameters]]
path = "domestic.leave_per_month"
value = 0.01
because.judgement = "made up"
[[parameters]]
path = "domestic.entrenchment"
value = 0.3
because.judgement = "made up"
[[parameters]]
path = "domestic.crisis_slope"
value = 1
because.judgement = "made up"
[[parameters]]
path = "domestic.shelter"
value = 0.5
because.judgement = "made up"
)");
  SystemWorld calm(text, {"domestic.crackdown=none"}, 1, 64);
  calm.advance(1);
  CHECK(calm.mean("domestic.hazard.RULED") == doctest::Approx(0.01 * (1.0 - calm.mean("domestic.change.RULED"))));
  calm.advance();
  CHECK(calm.mean("domestic.change.RULED") == doctest::Approx(1.0 - std::exp(-0.24)).epsilon(0.03));
  SystemWorld crisis(text, {}, 1, 64);
  crisis.advance();
  CHECK(crisis.mean("domestic.change.RULED") > calm.mean("domestic.change.RULED") + 0.03);
  SystemWorld sheltered(text, {"domestic.crackdown=none", "domestic.visits=any"}, 1, 64);
  sheltered.advance(1);
  CHECK(sheltered.mean("domestic.hazard.RULED") < 0.007);
  sheltered.advance();
  CHECK(sheltered.mean("domestic.change.RULED") < calm.mean("domestic.change.RULED") - 0.02);
}

TEST_CASE("a scenario without elections and leaders switches the module off and says why") {
  const SystemWorld world(system_text());
  for (const auto& state : world.plan().modules) {
    if (state.module->info.name == "domestic") {
      CHECK_FALSE(state.on);
      CHECK(state.why_off == "the scenario has neither elections nor leaders with a day of coming to office");
    }
  }
}
