// Settings of modules as users write them, and what is said to those who mistype.
#include "suasion/system/assume.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using namespace suasion;

std::string mistake(const std::string& text) {
  const auto parsed = system::parse_assumption(text);
  return parsed ? std::string() : base::to_text(parsed.error().front());
}

const system::Module& module(const std::string& name) {
  const auto& all = system::modules();
  return *std::find_if(all.begin(), all.end(), [&](const system::Module& one) { return one.info.name == name; });
}

std::string setting(const std::string& name, const std::string& option, const system::Assumptions& assume) {
  for (const auto& [known, value] : system::settings_of(module(name), assume)) {
    if (known == option) {
      return value;
    }
  }
  return "no such option";
}

}  // namespace

TEST_CASE("a setting names a module, an option and a value, or switches a module off") {
  const auto option = system::parse_assumption("leverage.option_rule=outside");
  REQUIRE(option);
  CHECK(option->module == "leverage");
  CHECK(option->option == "option_rule");
  CHECK(option->value == "outside");
  const auto off = system::parse_assumption("signal=off");
  REQUIRE(off);
  CHECK(off->module == "signal");
  CHECK(off->option.empty());
  REQUIRE(system::parse_assumption("clock.tick=half"));
  REQUIRE(system::parse_assumption("clock.tick=as-said"));
}

TEST_CASE("what sets nothing is told the two forms") {
  for (const std::string text : {"", "leverage", "=off", "signal=", "leverage.price"}) {
    CHECK(mistake(text) == "error M201: '" + text + "' sets nothing; write MODULE.OPTION=VALUE or MODULE=off");
  }
  CHECK(mistake("signal=on") ==
        "error M203: 'signal=on': a module can only be switched off; write signal=off, or signal.OPTION=VALUE");
}

TEST_CASE("names that do not exist are told the nearest that does") {
  CHECK(mistake("leverag.price=fixed") == "error M201: there is no module 'leverag'; did you mean 'leverage'?");
  CHECK(mistake("economy=off") ==
        "error M201: there is no module 'economy'; modules are: signal, domestic, coercion, leverage, decision, "
        "stakeholder, outcome, tension");
  CHECK(mistake("leverage.prize=fixed") ==
        "error M202: module 'leverage' has no option 'prize'; did you mean 'price'?");
  CHECK(mistake("outcome.price=fixed") == "error M202: module 'outcome' has no option 'price'; it has none");
  CHECK(mistake("decision.x=1").starts_with("error M202: module 'decision' has no option 'x'; its options are: "));
  CHECK(mistake("leverage.price=fxied") ==
        "error M203: leverage.price is 'fxied'; it must be one of negotiable, fixed, capped; did you mean 'fixed'?");
  CHECK(mistake("clock.tock=half") == "error M202: the clock has no option 'tock'; its option is: tick");
  CHECK(mistake("clock.tick=quarter") == "error M203: clock.tick is 'quarter'; it must be one of as-said, half");
}

TEST_CASE("settings are defaults unless assumed otherwise, and the last one counts") {
  const system::Assumptions assume = {*system::parse_assumption("leverage.price=capped"),
                                      *system::parse_assumption("leverage.price=negotiable"),
                                      *system::parse_assumption("signal.decay=off")};
  CHECK(setting("leverage", "price", {}) == "fixed");
  CHECK(setting("leverage", "price", assume) == "negotiable");
  CHECK(setting("leverage", "option_rule", assume) == "inside");
  CHECK(setting("signal", "decay", assume) == "off");
  for (const system::Module& one : system::modules()) {
    CHECK(system::settings_of(one, {}).size() == one.info.options.size());
  }
}

TEST_CASE("off switches off the one module, and half the one clock") {
  const system::Assumptions assume = {*system::parse_assumption("signal=off"),
                                      *system::parse_assumption("leverage.price=fixed")};
  CHECK(system::is_off(module("signal"), assume));
  CHECK_FALSE(system::is_off(module("leverage"), assume));
  CHECK_FALSE(system::halves_ticks(assume));
  CHECK(system::halves_ticks({*system::parse_assumption("clock.tick=half")}));
  CHECK_FALSE(system::halves_ticks(
      {*system::parse_assumption("clock.tick=half"), *system::parse_assumption("clock.tick=as-said")}));
}
