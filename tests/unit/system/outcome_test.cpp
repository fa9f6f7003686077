// Hazards: exact times, windows, drivers, and independence of the length of ticks.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/signal_world.hpp"
#include "../../support/worlds.hpp"
#include "suasion/math/elementary.hpp"

namespace {

using namespace suasion;

constexpr double month = system::days_per_month;
constexpr std::uint64_t draws = 8192;

std::string hazard(const std::string& id, const std::string& rest) {
  return "[[hazards]]\nid = \"" + id + "\"\nevent = \"" + id + "\"\n" + rest + "\nbecause.judgement = \"made up\"\n";
}

std::string question(const std::string& id, const std::string& event, const std::string& days) {
  return "[[questions]]\nid = \"" + id + "\"\ntext = \"?\"\nevent = \"" + event + "\"\n" + days + "\n";
}

std::string fair(const std::string& when) {
  return "[[events]]\nid = \"fair\"\nkind = \"market\"\nfrom = \"NEX\"\n" + when + "\n";
}

/// The share of draws with yes, by question, in file order.
std::vector<double> shares(const std::string& text, const test::Changes& changes = {}) {
  const auto plan = test::planned(test::files_of(test::system_text(text)), changes);
  const ensemble::WorldsSpec spec{.worlds = {{.id = "only", .plan = plan}}};
  const auto results = ensemble::run_worlds(spec, {.seed = 5, .draws = draws});
  std::vector<double> shares;
  for (const std::uint64_t yes : results.answers.front().yes) {
    shares.push_back(static_cast<double>(yes) / static_cast<double>(draws));
  }
  return shares;
}

/// True if a share is within four standard errors of a probability.
bool near(double share, double probability) {
  return std::abs(share - probability) <
         4.0 * std::sqrt(probability * (1.0 - probability) / static_cast<double>(draws));
}

}  // namespace

TEST_CASE("the day of an event is where its summed hazard passes a number drawn once") {
  // one draw after another: -ln(u) / rate, u the uniform number of the hazard's channel
  const std::string text = hazard("deal", "per_month = 0.25");
  test::SystemWorld world(test::system_text(text), {}, 7, 1);
  double u[system::block_draws];
  system::Block block(0);
  block.seed = 7;
  block.uniforms(math::channel("hazards.deal"), 0, u);
  for (std::size_t tick = 0; tick < 24; ++tick) {
    world.advance(1);
    const std::vector<double> happened = world.values("event.deal");
    for (std::size_t row = 0; row < system::block_draws; ++row) {
      const double months = -std::log(u[row]) / 0.25;
      CHECK(happened[row] == (months <= static_cast<double>(tick + 1) ? 1.0 : 0.0));
    }
  }
}

TEST_CASE("nothing happens before the day from which it can, nor after the day until which it can") {
  const std::string text = hazard("deal", "per_month = 2\nfrom = 2020-06-11\nuntil = 2020-06-20") +
                           question("before", "deal", "by = 2020-06-10") +
                           question("within", "deal", "by = 2020-06-20") + question("ever", "deal", "by = 2021-12-31");
  const auto found = shares(text);
  CHECK(found[0] == 0.0);
  CHECK(near(found[1], 1.0 - std::exp(-2.0 * 10.0 / month)));  // ten days in the midst of a tick
  CHECK(found[2] == found[1]);
}

TEST_CASE("what must come after an event counts from that event's very day") {
  const std::string text = hazard("deal", "per_month = 0.5\nafter = [\"fair\"]") + fair("planned = 2020-06-15") +
                           question("before", "deal", "by = 2020-06-14") + question("after", "deal", "by = 2020-08-31");
  const auto found = shares(text);
  CHECK(found[0] == 0.0);
  CHECK(near(found[1], 1.0 - std::exp(-0.5 * 78.0 / month)));  // from the start of 15 June to the end of 31 August
  const auto doubtful = shares(text, {.edits = {"events.fair.reliability=0.5"}});
  CHECK(near(doubtful[1], 0.5 * (1.0 - std::exp(-0.5 * 78.0 / month))));
}

TEST_CASE("hazards follow each other, whatever the order in the file") {
  // two exponential waits in a row: Erlang
  const std::string second = hazard("second", "per_month = 0.4\nafter = [\"first\"]");
  const std::string first = hazard("first", "per_month = 0.4");
  const std::string asked = question("both", "second", "by = 2021-01-30");
  const double t = 0.4 * 366.0 / month;
  const double erlang = 1.0 - std::exp(-t) * (1.0 + t);
  CHECK(near(shares(first + second + asked)[0], erlang));
  CHECK(near(shares(second + first + asked)[0], erlang));
  CHECK(shares(first + second + asked) == shares(second + first + asked));
}

TEST_CASE("a driver raises the logarithm of the rate for each unit of its variable") {
  // dependence is the share of trade in GDP, 0.55, all the time
  const std::string text = hazard("deal", "per_month = 0.1\ndrivers = { \"leverage.dependence.protege\" = 2 }") +
                           question("year", "deal", "by = 2021-01-30");
  CHECK(near(shares(text)[0], 1.0 - std::exp(-0.1 * std::exp(2.0 * 0.55) * 366.0 / month)));
}

TEST_CASE("an event that drives a hazard does so from its very day") {
  const std::string text = hazard("deal", "per_month = 0.05\ndrivers = { \"event.fair\" = 2 }") +
                           fair("planned = 2020-06-15") + question("before", "deal", "by = 2020-06-14") +
                           question("year", "deal", "by = 2021-01-30");
  const double quiet = 0.05 * 136.0 / month;
  const double busy = 0.05 * std::exp(2.0) * 230.0 / month;
  const auto found = shares(text);
  CHECK(near(found[0], 1.0 - std::exp(-quiet)));
  CHECK(near(found[1], 1.0 - std::exp(-quiet - busy)));
}

TEST_CASE("two events that drive a hazard multiply its rate") {
  const std::string text =
      hazard("deal", "per_month = 0.05\ndrivers = { \"event.fair\" = 1, \"event.feast\" = -0.5 }") +
      fair("planned = 2020-03-01") +
      "[[events]]\nid = \"feast\"\nkind = \"market\"\nfrom = \"NEX\"\nplanned = 2020-07-01\n" +
      question("year", "deal", "by = 2021-01-30");
  const double sum = 30.0 + std::exp(1.0) * 122.0 + std::exp(0.5) * 214.0;
  CHECK(near(shares(text)[0], 1.0 - std::exp(-0.05 * sum / month)));
}

TEST_CASE("halving the ticks moves no answer where rates are constant between events") {
  const std::string text =
      hazard("first", "per_month = 0.2") + hazard("second", "per_month = 0.1\nafter = [\"first\"]\nfrom = 2020-04-04") +
      hazard("third", "per_month = 0.1\ndrivers = { \"event.fair\" = 1.5 }") +
      fair("planned = { between = [2020-05-01, 2020-09-30] }") + question("first", "first", "by = 2020-12-31") +
      question("second", "second", "by = 2020-12-31") + question("third", "third", "by = 2020-12-31");
  const auto whole = shares(text);
  const auto half = shares(text, {.assume = {"clock.tick=half"}});
  CHECK(whole[0] == half[0]);
  CHECK(whole[1] == half[1]);
  CHECK(std::abs(whole[2] - half[2]) < 0.002);  // the day within a tick follows by proportion
}

TEST_CASE("several hazards may bring about the same kind of event") {
  const std::string other =
      "[[hazards]]\nid = \"other\"\nevent = \"deal\"\nper_month = 0.1\nbecause.judgement = \"x\"\n";
  const std::string text = hazard("deal", "per_month = 0.2") + other + question("year", "deal", "by = 2021-01-30");
  CHECK(near(shares(text)[0], 1.0 - std::exp(-0.3 * 366.0 / month)));
}

TEST_CASE("without hazards the module says that it is off, and why") {
  const auto plan = test::planned(test::files_of(test::system_text()));
  for (const system::ModuleState& state : plan->modules) {
    if (state.module->info.name == "outcome") {
      CHECK_FALSE(state.on);
      CHECK(state.why_off == "the scenario names no hazards");
    }
  }
}

TEST_CASE("hazards that wait for, or hang on, what nothing brings about are mistakes") {
  CHECK(test::mistakes(
            test::system_text(hazard("deal", "per_month = 0.1\nafter = [\"faer\"]") + fair("planned = 2020-06-15")))
            .find("S604: 'after' of hazard 'deal': nothing in this scenario can bring about 'faer'; did you mean "
                  "'fair'?") != std::string::npos);
  CHECK(test::mistakes(test::system_text(hazard("deal", "per_month = 0.1\ndrivers = { \"event.markt\" = 1 }") +
                                         fair("planned = 2020-06-15")))
            .find("S604: 'drivers' of hazard 'deal': nothing in this scenario can bring about 'markt'; did you mean "
                  "'market'?") != std::string::npos);
}
