// How the system of a scenario is planned: the clock, names, priors, and every mistake at once.
#include "suasion/system/plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "../../support/signal_world.hpp"
#include "../../support/worlds.hpp"

namespace {

using namespace suasion;

constexpr double month = system::days_per_month;

std::shared_ptr<const system::Plan> plan_of(const std::string& more = {}, const test::Changes& changes = {}) {
  return test::planned(test::files_of(test::system_text(more)), changes);
}

std::vector<system::Tick> ticks_of(const std::string& tick, const std::vector<std::string>& assume = {}) {
  return plan_of({}, {.edits = {"clock.tick=\"" + tick + "\""}, .assume = assume})->ticks;
}

/// The one line that a mistake gives, without its place.
std::string said(const std::string& more) {
  const std::string text = test::mistakes(test::system_text(more));
  const std::size_t error = text.find("error ");
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  return error == std::string::npos ? text : text.substr(error + 6, text.size() - error - 7);
}

std::string question(const std::string& rest) {
  return "[[questions]]\nid = \"q\"\ntext = \"?\"\n" + rest + "\n";
}

const system::ModuleState& module(const system::Plan& plan, const std::string& name) {
  return *std::find_if(plan.modules.begin(), plan.modules.end(),
                       [&](const system::ModuleState& one) { return one.module->info.name == name; });
}

}  // namespace

TEST_CASE("ticks are of equal length, one after the other, and reach to the end of the clock") {
  for (const char* tick : {"month", "half-month", "week"}) {
    CAPTURE(tick);
    const std::vector<system::Tick> ticks = ticks_of(tick);
    const double length = tick == std::string("week") ? 7.0 : tick == std::string("month") ? month : 0.5 * month;
    REQUIRE(ticks.size() == static_cast<std::size_t>(std::ceil(731.0 / length)));
    CHECK(ticks.front().start == 0.0);
    CHECK(ticks.back().end >= 731.0);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
      CHECK(ticks[i].number == i);
      CHECK(ticks[i].end - ticks[i].start == doctest::Approx(length).epsilon(1e-12));
      CHECK(ticks[i].months == doctest::Approx(length / month).epsilon(1e-12));
      CHECK((i == 0 || ticks[i].start == ticks[i - 1].end));
    }
  }
}

TEST_CASE("actors decide once a month, whatever the tick, and each decision has its number") {
  for (const char* tick : {"month", "half-month", "week"}) {
    CAPTURE(tick);
    std::uint64_t decisions = 0;
    for (const system::Tick& one : ticks_of(tick)) {
      if (one.decisions) {
        CHECK(one.decision_number == decisions);
        ++decisions;
        const double due = static_cast<double>(decisions) * month;
        CHECK(one.start < due - 1e-9);
        CHECK(one.end >= due - 1e-9);
      }
    }
    CHECK(decisions >= 24);
  }
}

TEST_CASE("half of a tick is half as long, and both clocks end alike") {
  const std::vector<system::Tick> whole = ticks_of("month");
  const std::vector<system::Tick> half = ticks_of("month", {"clock.tick=half"});
  REQUIRE(half.size() == 2 * whole.size());
  CHECK(half.back().end == doctest::Approx(whole.back().end));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    CHECK(half[2 * i + 1].end == doctest::Approx(whole[i].end).epsilon(1e-12));
    CHECK(half[2 * i + 1].decisions == whole[i].decisions);
    CHECK_FALSE(half[2 * i].decisions);
  }
}

TEST_CASE("a day is looked at in the tick that ends nearest to it") {
  const auto plan = plan_of();
  CHECK(plan->tick_at(-5.0) == 0);
  CHECK(plan->tick_at(29.0) == 0);  // 29 February, of a month that ends on day 30.4
  CHECK(plan->tick_at(60.0) == 1);
  CHECK(plan->tick_at(335.0) == 10);  // 31 December: the eleventh month ends a quarter of a day before
  CHECK(plan->tick_at(1e9) == plan->ticks.size() - 1);
}

TEST_CASE("a system without a clock is told to have one") {
  std::string text = test::system_text();
  const std::string clock = "clock = { origin = 2020-01-31, end = 2022-01-31, tick = \"month\" }\n";
  text.erase(text.find(clock), clock.size());
  CHECK(test::mistakes(text) ==
        "test.toml:3:1: error S601: the strategic system runs in calendar time, and the scenario has no clock; add for "
        "example clock = { origin = 2020-01-31, end = 2022-06-30 }\n");
}

TEST_CASE("parameters that no module has are told the nearest") {
  CHECK(said("[[parameters]]\npath = \"leverage.gian\"\nvalue = 1\n") ==
        "S602: no module has a parameter 'leverage.gian'; did you mean 'leverage.gain'?");
}

TEST_CASE(
    "questions about days beyond the clock, events that nothing brings about and unknown variables are mistakes") {
  CHECK(said("[[hazards]]\nid = \"h\"\nevent = \"deal\"\nper_month = 0.1\n" +
             question("event = \"deal\"\nby = 2023-01-01")) ==
        "S603: question 'q' looks to 2023-01-01, beyond the end of the clock, 2022-01-31; let the clock end later, or "
        "the question earlier");
  CHECK(said(question("event = \"base.agre\"\nby = 2021-01-01")) ==
        "S604: question 'q': nothing in this scenario can bring about 'base.agre'; did you mean 'base.agree'?");
  CHECK(said(question("by = 2021-01-01\nthreshold = { of = \"leverage.agreeed\", at_least = 0.5 }")) ==
        "S605: question 'q': the system has no variable 'leverage.agreeed'; did you mean 'leverage.agreed'?");
  CHECK(said(question("by = 2021-01-01\nthreshold = { of = \"event.base.agre\", at_least = 1 }")) ==
        "S604: question 'q': nothing in this scenario can bring about 'base.agre'; did you mean 'base.agree'?");
}

TEST_CASE("all mistakes come at once, in the order of the file") {
  const std::string text = test::mistakes(test::system_text("[[parameters]]\npath = \"leverage.gian\"\nvalue = 1\n" +
                                                            question("event = \"nothing\"\nby = 2021-01-01")));
  const std::size_t first = text.find("S602");
  const std::size_t second = text.find("S604");
  REQUIRE(first != std::string::npos);
  REQUIRE(second != std::string::npos);
  CHECK(first < second);
}

TEST_CASE("a variable of a module that is off counts as nought") {
  const std::string more = question("by = 2021-01-01\nthreshold = { of = \"leverage.agreed\", at_least = 0.001 }");
  const auto yes = [&](const test::Changes& changes) {
    const ensemble::WorldsSpec spec{.worlds = {{.id = "only", .plan = plan_of(more, changes)}}};
    return ensemble::run_worlds(spec, {.seed = 1, .draws = 256}).answers.front().yes.front();
  };
  CHECK(yes({}) == 256);
  CHECK(yes({.assume = {"leverage=off"}}) == 0);
}

TEST_CASE("a module that is switched off says so, and so does one without its inputs") {
  const auto plan = plan_of({}, {.assume = {"leverage=off"}});
  CHECK_FALSE(module(*plan, "leverage").on);
  CHECK(module(*plan, "leverage").why_off == "switched off for this run");
  CHECK_FALSE(module(*plan, "signal").on);
  CHECK(module(*plan, "signal").why_off.find("no signal kinds") != std::string::npos);
  CHECK(module(*plan, "coercion").on);
  CHECK(module(*plan, "coercion").why_off.empty());
}

TEST_CASE("priors are those of the scenario where it states them, else the module's own") {
  const auto plan =
      plan_of("[[parameters]]\npath = \"leverage.gain\"\nvalue = 0.5\nbecause.judgement = \"half a year\"\n");
  const auto prior = [&](const std::string& path) {
    return *std::find_if(plan->priors.begin(), plan->priors.end(),
                         [&](const system::Prior& one) { return one.path == path; });
  };
  CHECK(prior("leverage.gain").stated);
  CHECK(math::summarise(prior("leverage.gain").law).q50 == 0.5);
  CHECK(prior("leverage.gain").grounds.because.front().judgement == "half a year");
  CHECK_FALSE(prior("leverage.aversion").stated);
  CHECK_FALSE(prior("leverage.aversion").source.empty());
}

TEST_CASE("groups among the neighbours stand for their members, and nobody with another part is one") {
  const std::string more =
      "[[actors]]\nid = \"OUT\"\nname = \"Outer\"\nbecause.judgement = \"made up\"\n"
      "[[groups]]\nid = \"ALL\"\nname = \"All\"\nmembers = [\"MID\", \"BIG\", \"NEX\", \"OUT\"]\n";
  const auto plan = plan_of(more, {.edits = {"system.neighbours=[\"ALL\"]"}});
  CHECK(plan->roles.neighbours == std::vector<std::string>{"NEX", "OUT"});
  CHECK(plan->roles.protege == "MID");
  CHECK(plan->roles.issue == "union");
}

TEST_CASE("settings of the scenario hold, and those of the command line win over them") {
  const auto price = [](const test::Changes& changes) {
    const auto plan = plan_of({}, changes);
    const auto& settings = module(*plan, "leverage").settings;
    return std::find_if(settings.begin(), settings.end(), [](const auto& one) { return one.first == "price"; })->second;
  };
  CHECK(price({}) == "fixed");
  CHECK(price({.edits = {"system.assume=[\"leverage.price=capped\"]"}}) == "capped");
  CHECK(price({.edits = {"system.assume=[\"leverage.price=capped\"]"}, .assume = {"leverage.price=negotiable"}}) ==
        "negotiable");
  std::string text = test::system_text();
  const std::string issue = "issue = \"union\"\n";
  text.insert(text.find(issue), "assume = [\"leverage.prize=fixed\", \"signl=off\"]\n");
  CHECK(test::mistakes(text) ==
        "test.toml:4:1: error M202: module 'leverage' has no option 'prize'; did you mean 'price'?\n"
        "test.toml:4:1: error M201: there is no module 'signl'; did you mean 'signal'?\n");
}
