// Issues with many stakeholders: where they head, how fast, and who is moved by the state of the system.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/signal_world.hpp"

namespace {

using suasion::test::mistakes;
using suasion::test::system_text;
using suasion::test::SystemWorld;

std::string quota(const std::string& more = {}) {
  return system_text(suasion::test::quota_text() + more);
}

const std::string fair = "[[events]]\nid = \"fair\"\nkind = \"market\"\nfrom = \"NEX\"\nplanned = 2020-06-15\n";

std::string shift(const std::string& actor, const std::string& by) {
  return "[[shifts]]\nid = \"pull\"\nissue = \"quota\"\nactor = \"" + actor +
         "\"\nvariable = \"event.fair\"\nby = " + by + "\nbecause.judgement = \"made up\"\n";
}

double level(double from, double target, double months) {
  return target + std::exp(-0.1 * months) * (from - target);
}

}  // namespace

TEST_CASE("an issue moves exponentially from its status quo towards what is bargained") {
  SystemWorld world(quota());
  for (int month = 1; month <= 24; ++month) {
    world.advance(1);
    CHECK(world.mean("stakeholder.target.quota") == doctest::Approx(60.0).epsilon(1e-12));
    CHECK(world.mean("stakeholder.quota") == doctest::Approx(level(30.0, 60.0, month)).epsilon(1e-12));
  }
}

TEST_CASE("ticks of half the length lead to the same level on the same day") {
  SystemWorld whole(quota(fair + shift("MID", "30")));
  SystemWorld half(quota(fair + shift("MID", "30")), {"clock.tick=half"});
  for (int month = 1; month <= 24; ++month) {
    whole.advance(1);
    half.advance(2);
    CHECK(half.mean("stakeholder.quota") == doctest::Approx(whole.mean("stakeholder.quota")).epsilon(1e-12));
    CHECK(half.mean("stakeholder.target.quota") == whole.mean("stakeholder.target.quota"));
  }
}

TEST_CASE("a shift moves a position by so much for each unit of its variable, from the next bargain on") {
  SystemWorld world(quota(fair + shift("MID", "30")));
  world.advance(4);
  CHECK(world.mean("stakeholder.target.quota") == doctest::Approx(60.0).epsilon(1e-12));
  world.advance(1);  // the fair is in the fifth month; at its end MID wants 50
  CHECK(world.mean("stakeholder.target.quota") == doctest::Approx(70.0).epsilon(1e-12));
  const double then = level(30.0, 60.0, 5.0);
  CHECK(world.mean("stakeholder.quota") == doctest::Approx(then).epsilon(1e-12));
  world.advance(5);
  CHECK(world.mean("stakeholder.quota") == doctest::Approx(level(then, 70.0, 5.0)).epsilon(1e-12));
}

TEST_CASE("no shift drives a position off the scale") {
  SystemWorld up(quota(fair + shift("BIG", "500")));
  SystemWorld down(quota(fair + shift("BIG", "-500")));
  up.advance(12);
  down.advance(12);
  CHECK(up.mean("stakeholder.target.quota") == doctest::Approx((2.0 * 100.0 + 20.0) / 3.0).epsilon(1e-12));
  CHECK(down.mean("stakeholder.target.quota") == doctest::Approx(20.0 / 3.0).epsilon(1e-12));
}

TEST_CASE("the solver is a model of choice") {
  SystemWorld mean(quota(), {"stakeholder.solver=mean"});
  SystemWorld heaviest(quota(), {"stakeholder.solver=weighted-median"});
  mean.advance(1);
  heaviest.advance(1);
  CHECK(mean.mean("stakeholder.target.quota") == doctest::Approx(50.0).epsilon(1e-12));
  CHECK(heaviest.mean("stakeholder.target.quota") == doctest::Approx(80.0).epsilon(1e-12));
}

TEST_CASE("the issue of patron and protege is left to their bargain, and one without a status quo stays where it is") {
  const SystemWorld world(
      quota("[[issues]]\nid = \"fleet\"\nname = \"Fleet\"\nscale = { 0 = \"no\", 100 = \"yes\" }\n"
            "because.judgement = \"made up\"\n[issues.positions]\nBIG = 80\nMID = 20\n"
            "[issues.salience]\nBIG = 50\nMID = 50\n[issues.capability]\nBIG = 1\nMID = 1\n"));
  CHECK(world.plan().find("stakeholder.quota").has_value());
  CHECK_FALSE(world.plan().find("stakeholder.union").has_value());
  CHECK_FALSE(world.plan().find("stakeholder.fleet").has_value());
  const SystemWorld alone(system_text());
  for (const auto& state : alone.plan().modules) {
    if (state.module->info.name == "stakeholder") {
      CHECK_FALSE(state.on);
      CHECK(state.why_off == "no issue beside the one between patron and protege has a status quo to move from");
    }
  }
}

TEST_CASE("a shift of an actor without a position, or by a variable that nothing keeps, is a mistake") {
  CHECK(mistakes(quota(fair + shift("NEX", "5")))
            .find("S606: shift 'pull': NEX has no position on issue 'quota'; give it one, or name another actor") !=
        std::string::npos);
  CHECK(
      mistakes(quota(shift("BIG", "5"))).find("S604: shift 'pull': nothing in this scenario can bring about 'fair'") !=
      std::string::npos);
}
