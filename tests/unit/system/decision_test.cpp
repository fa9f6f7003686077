// The module `decision` in a small system: one choice a month each, what comes of it, and what its options change.
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

const std::vector<std::string> rival_actions = {"none", "statement", "visit", "ambassador", "ease", "sanction"};
const std::vector<std::string> patron_actions = {"calm", "press", "squeeze", "deal", "base"};
const std::vector<std::string> protege_actions = {"hold", "concede", "tilt", "host"};

std::vector<double> sum(const SystemWorld& world, const std::string& prefix, const std::vector<std::string>& actions) {
  std::vector<double> total;
  for (const std::string& action : actions) {
    const std::vector<double> one = world.values(prefix + action);
    total.resize(one.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      total[i] += one[i];
    }
  }
  return total;
}

bool all_near(const std::vector<double>& values, double wanted) {
  return std::all_of(values.begin(), values.end(), [&](double one) { return std::abs(one - wanted) < 1e-12; });
}

const std::string visit = R"(
[[events]]
id = "trip"
kind = "visit.secretary"
from = "FAR"
to = "MID"
planned = 2020-03-15
because.judgement = "made up"
)";

}  // namespace

TEST_CASE("decision: every month each of the three does one thing, by chances that add up to 1") {
  SystemWorld world(system_text());
  for (int month = 0; month < 6; ++month) {
    world.advance(1);
    CHECK(all_near(sum(world, "decision.rival.", rival_actions), 1.0));
    CHECK(all_near(sum(world, "decision.patron.", patron_actions), 1.0));
    CHECK(all_near(sum(world, "decision.protege.", protege_actions), 1.0));
    CHECK(all_near(sum(world, "decision.does.rival.", rival_actions), 1.0));
    CHECK(all_near(sum(world, "decision.does.patron.", patron_actions), 1.0));
    CHECK(all_near(sum(world, "decision.does.protege.", protege_actions), 1.0));
  }
}

TEST_CASE("decision: what is done is done as often as its chance says") {
  SystemWorld world(system_text(), {}, 1, 40);
  world.advance(3);
  for (const std::string& action : patron_actions) {
    CAPTURE(action);
    const double chance = world.mean("decision.patron." + action);
    const double error = std::sqrt(chance * (1.0 - chance) / (40 * 256.0));
    CHECK(std::abs(world.mean("decision.does.patron." + action) - chance) < 4.0 * error + 1e-12);
  }
}

TEST_CASE("decision: a planned visit takes the place of the rival's choice in its month, and of nobody else's") {
  for (const auto& [tick, month] : {std::pair{"clock.tick=as-said", 1U}, {"clock.tick=half", 2U}}) {
    SystemWorld world(system_text(visit), {tick});
    world.advance(month);
    CHECK(all_near(sum(world, "decision.does.rival.", rival_actions), 1.0));
    world.advance(month);  // to the end of March
    CHECK(all_near(sum(world, "decision.does.rival.", rival_actions), 0.0));
    CHECK(all_near(sum(world, "decision.does.patron.", patron_actions), 1.0));
    world.advance(month);
    CHECK(all_near(sum(world, "decision.does.rival.", rival_actions), 1.0));
  }
}

TEST_CASE("decision: a base that costs nothing is asked for and agreed, and then no longer asked for") {
  SystemWorld world(system_text(parameter("decision.base_pain", "0.01") + parameter("decision.ask_cost", "0.01") +
                                parameter("decision.base_value", "5")));
  world.advance(24);
  CHECK(world.mean("decision.base") > 0.99);
  CHECK(world.mean("event.base.agree") == world.mean("decision.base"));
  CHECK(world.mean("decision.patron.base") < 0.01);
  SystemWorld dear(system_text(parameter("decision.base_pain", "50") + parameter("decision.ask_cost", "0.01")));
  dear.advance(24);
  CHECK(dear.mean("decision.base") == 0.0);
  CHECK(dear.mean("event.base.refuse") > 0.5);
}

TEST_CASE("decision: where pressing is cheap the dispute is hotter; where conceding is cheap the level is higher") {
  SystemWorld plain(system_text());
  SystemWorld pressing(system_text(parameter("decision.press_cost", "0.01")));
  SystemWorld conceding(
      system_text(parameter("decision.concede_cost", "0.01") + parameter("leverage.aversion", "0.2")));
  SystemWorld stubborn(system_text(parameter("decision.concede_cost", "50") + parameter("leverage.aversion", "0.2")));
  for (SystemWorld* world : {&plain, &pressing, &conceding, &stubborn}) {
    world->advance(12);
  }
  CHECK(pressing.mean("leverage.dispute") > plain.mean("leverage.dispute"));
  CHECK(conceding.mean("leverage.level") > stubborn.mean("leverage.level"));
}

TEST_CASE("decision: rationality makes choices sharper, depth and order change them a little") {
  const auto calm = [](const std::string& assume) {
    SystemWorld world(system_text(), {assume});
    world.advance(6);
    return world.mean("decision.rival.none");
  };
  const double as_said = calm("decision.rationality=as-said");
  CHECK(calm("decision.rationality=half") < as_said);
  CHECK(calm("decision.rationality=double") > as_said);
  for (const char* other :
       {"decision.depth=2", "decision.order=patron-rival-protege", "decision.order=protege-patron-rival"}) {
    CAPTURE(other);
    const double value = calm(other);
    CHECK(value != as_said);
    CHECK(std::abs(value - as_said) < 0.1);
  }
}

TEST_CASE("decision: halving the tick leaves tilt, dispute and level as they are") {
  const auto run = [](const char* tick, std::size_t ticks) {
    SystemWorld world(system_text(), {tick}, 1, 40);
    world.advance(ticks);
    return world;
  };
  const SystemWorld whole = run("clock.tick=as-said", 18);
  const SystemWorld half = run("clock.tick=half", 36);
  for (const char* name : {"decision.tilt", "leverage.dispute", "leverage.level"}) {
    CAPTURE(name);
    const double mean = whole.mean(name);
    double square = 0.0;
    const std::vector<double> values = whole.values(name);
    for (const double value : values) {
      square += (value - mean) * (value - mean);
    }
    const double error = std::sqrt(square) / static_cast<double>(values.size());
    CHECK(std::abs(half.mean(name) - mean) < 4.0 * error);
  }
}

TEST_CASE("decision: without the bargain it is off, and says so") {
  const SystemWorld world(system_text(), {"leverage=off"});
  for (const auto& state : world.plan().modules) {
    if (state.module->info.name == "decision") {
      CHECK_FALSE(state.on);
      CHECK(state.why_off.find("leverage") != std::string::npos);
    }
  }
}
