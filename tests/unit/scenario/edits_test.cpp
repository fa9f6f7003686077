#include <doctest/doctest.h>

#include "helpers.hpp"

using namespace suasion;
using scenario_test::read;
using scenario_test::said;
using scenario_test::scenario_text;

TEST_CASE("scenario: an edit is PATH=VALUE, and its value is TOML") {
  const auto edit = scenario::parse_edit(" issues.union.positions.RUS = [10, 20] ");
  REQUIRE(edit.has_value());
  CHECK(edit->path == "issues.union.positions.RUS");
  CHECK(edit->value == "[10, 20]");
  CHECK(scenario::parse_edit("issues.union").error().at(0).code == "S301");
  CHECK(scenario::parse_edit("=4").error().at(0).code == "S301");
  CHECK(scenario::parse_edit("a.b=").error().at(0).code == "S302");
  CHECK(scenario::parse_edit("a.b=high").error().at(0).code == "S302");
  CHECK(scenario::parse_edit("a.b=1\nc=2").error().at(0).code == "S302");
}

TEST_CASE("scenario: an edit changes a value, and keeps its path and the grounds around it") {
  const auto result =
      read(scenario_text(), {{.path = "issues.union.positions.RUS", .value = "{ uniform = [10, 20] }"}});
  INFO(said(result));
  REQUIRE(result.has_value());
  const scenario::Quantity& position = result->issues[0].stakes[0].position;
  CHECK(std::get<math::Uniform>(position.law.form).high == 20.0);
  CHECK(position.path == "issues.union.positions.RUS");
  CHECK(position.grounds.because.at(0).place == "p. 2");
  CHECK(position.where.file == "--set issues.union.positions.RUS={ uniform = [10, 20] }");
}

TEST_CASE("scenario: an edited value is checked like any other") {
  const auto result = read(scenario_text(), {{.path = "issues.union.positions.RUS", .value = "140"}});
  REQUIRE_FALSE(result.has_value());
  CHECK(said(result) ==
        "--set issues.union.positions.RUS=140: error S104: position of Russia on Union is 140; it must lie between 0 "
        "and 100\n");
}

TEST_CASE("scenario: an edit of nothing names the nearest path") {
  const auto result = read(scenario_text(), {{.path = "issues.union.positions.RSU", .value = "40"}});
  REQUIRE_FALSE(result.has_value());
  CHECK(said(result) ==
        "--set issues.union.positions.RSU=40: error S303: nothing is at 'issues.union.positions.RSU'; did you mean "
        "'issues.union.positions.RUS'?\n");
}

TEST_CASE("scenario: an edit may give a key that the element could have") {
  const auto result = read(scenario_text(), {{.path = "issues.union.status_quo", .value = "35"},
                                             {.path = "question", .value = "\"How far?\""},
                                             {.path = "clock.tick", .value = "\"week\""}});
  INFO(said(result));
  REQUIRE(result.has_value());
  CHECK(result->issues[0].status_quo.has_value());
  CHECK(result->question == "How far?");
  CHECK(result->tick == "week");
}

TEST_CASE("scenario: elements without an id can be reached by the one that is made for them") {
  const std::string tie =
      "[[ties]]\nkind = \"trade\"\nfrom = \"BLR\"\nto = \"RUS\"\nshare = 0.4\nbecause = \"paper\"\n";
  const auto result = read(scenario_text("70", tie + tie), {{.path = "ties.trade-BLR-RUS-2.share", .value = "0.5"}});
  INFO(said(result));
  REQUIRE(result.has_value());
  CHECK(std::get<math::Fixed>(result->elements[0].quantities[0].law.form).value == 0.4);
  CHECK(std::get<math::Fixed>(result->elements[1].quantities[0].law.form).value == 0.5);
}

TEST_CASE("scenario: counterfactuals are read as edited") {
  const std::string sound = R"([[counterfactuals]]
id = "a"
text = "Everything at once"
edits = [
  { remove = "events.visit" },
  { set = "issues.union.positions.RUS", to = [0, 10] },
  { add = "events", element = { id = "other", kind = "talks", planned = 2020-03-01 } },
  { move = "events.summit", to = 2020-04-01 },
  { cancel = "events.summit", on = 2020-01-30 },
]
[[events]]
id = "visit"
kind = "visit"
planned = 2020-02-01
[[events]]
id = "summit"
kind = "summit"
planned = 2020-02-07
[[claims]]
id = "K1"
text = "x"
about = ["events.visit"]
)";
  const auto result = read(scenario_text("70", sound));
  INFO(said(result));
  REQUIRE(result.has_value());
  CHECK(result->elements.at(2).fields.at("edits").find("remove events.visit; set issues.union") == 0);
  std::string spoilt = sound;
  spoilt.replace(spoilt.find("to = 2020-04-01"), 15, "to = { between = [2020-04-02, 2020-04-01] }");
  CHECK(read(scenario_text("70", spoilt)).has_value() == false);
}

TEST_CASE("scenario: a cancellation is from the day of the origin unless it says otherwise") {
  const std::string text = R"([[counterfactuals]]
id = "a"
text = "Off"
edits = [{ cancel = "events.visit" }]
[[events]]
id = "visit"
kind = "visit"
planned = 2020-02-01
)";
  const scenario::Files files{.files = {{.name = "test.toml", .bytes = scenario_text("70", text)}}};
  const auto result = scenario::read(files, {}, false, "a");
  INFO(said(result));
  REQUIRE(result.has_value());
  const auto* cancelled = result->element("events", "visit")->when("cancelled");
  REQUIRE(cancelled != nullptr);
  CHECK(cancelled->first == result->origin);
  std::string timeless = files.files.front().bytes;
  const std::size_t clock = timeless.find("clock");
  REQUIRE(clock != std::string::npos);
  timeless.erase(clock, timeless.find('\n', clock) - clock);
  const auto refused = read(timeless);
  REQUIRE_FALSE(refused.has_value());
  CHECK(
      said(refused).find("S304: 'edits' of counterfactual 'a': 'cancel' needs 'on' beside it, for there is no clock") !=
      std::string::npos);
}
