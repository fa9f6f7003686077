#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <variant>

#include "helpers.hpp"
#include "suasion/scenario/language.hpp"

using namespace suasion;
using scenario_test::read;
using scenario_test::said;
using scenario_test::scenario_text;

namespace {

/// The law of Russia's position when it is written so; the scenario must be sound.
math::Law law_of(const std::string& position) {
  const auto result = read(scenario_text(position));
  INFO(said(result));
  REQUIRE(result.has_value());
  return result->issues.at(0).stakes.at(0).position.law;
}

template <class Form>
Form form_of(const std::string& position) {
  const math::Law law = law_of(position);
  REQUIRE(std::holds_alternative<Form>(law.form));
  return std::get<Form>(law.form);
}

}  // namespace

TEST_CASE("scenario: a number is a fixed law, whole or not") {
  CHECK(form_of<math::Fixed>("70").value == 70.0);
  CHECK(form_of<math::Fixed>("70.5").value == 70.5);
  CHECK(form_of<math::Fixed>("{ value = 70 }").value == 70.0);
}

TEST_CASE("scenario: every law can be written") {
  const auto interval = form_of<math::Interval>("[65, 90]");
  CHECK(interval.low == 65.0);
  CHECK(interval.high == 90.0);
  CHECK(form_of<math::Interval>("{ interval = [65, 90] }").high == 90.0);
  CHECK(form_of<math::Interval>("{ value = [65, 90], because = \"paper p. 3\" }").low == 65.0);
  CHECK(form_of<math::Uniform>("{ uniform = [60, 80] }").high == 80.0);
  CHECK(form_of<math::Triangular>("{ triangular = [60, 70, 80] }").mode == 70.0);
  CHECK(form_of<math::Pert>("{ pert = [60, 70, 80] }").mode == 70.0);
  const auto beta = form_of<math::Beta>("{ beta = [2, 3], on = [10, 90] }");
  CHECK(beta.a == 2.0);
  CHECK(beta.b == 3.0);
  CHECK(beta.low == 10.0);
  CHECK(beta.high == 90.0);
  CHECK(form_of<math::Beta>("{ beta = [2, 3] }").high == 1.0);
  CHECK(form_of<math::Normal>("{ normal = { mean = 70, sd = 5 } }").sd == 5.0);
  CHECK(form_of<math::LogNormal>("{ lognormal = { median = 40, log_sd = 0.4 } }").median == 40.0);
  const auto discrete = form_of<math::Discrete>("{ discrete = { \"62.5\" = 0.3, 40 = 0.7 } }");
  CHECK(discrete.points == std::vector<std::pair<double, double>>{{40.0, 0.7}, {62.5, 0.3}});
  const auto mixture = form_of<math::Mixture>(
      "{ mixture = [{ weight = 0.8, law = [60, 80] }, { weight = 0.2, law = { uniform = [0, 10] } }] }");
  REQUIRE(mixture.components.size() == 2);
  CHECK(std::holds_alternative<math::Interval>(mixture.components[0].second.form));
  CHECK(std::holds_alternative<math::Uniform>(mixture.components[1].second.form));
}

TEST_CASE("scenario: every law is cut to the natural bounds of its quantity, and further by 'within'") {
  const math::Law normal = law_of("{ normal = { mean = 95, sd = 20 } }");
  CHECK(normal.low == 0.0);
  CHECK(normal.high == 100.0);
  const math::Law cut = law_of("{ normal = { mean = 80, sd = 20 }, within = [60, 90] }");
  CHECK(cut.low == 60.0);
  CHECK(cut.high == 90.0);
  const auto result = read(scenario_text());
  REQUIRE(result.has_value());
  const math::Law& capability = result->issues[0].stakes[0].capability.law;
  CHECK(capability.low == 0.0);
  CHECK(capability.high == std::numeric_limits<double>::infinity());
}

TEST_CASE("scenario: stakes stand in the order of the actors, whatever the order of the table") {
  const auto result = read(scenario_text());
  REQUIRE(result.has_value());
  REQUIRE(result->issues[0].stakes.size() == 2);
  CHECK(result->issues[0].stakes[0].actor == 0);
  CHECK(result->issues[0].stakes[0].position.path == "issues.union.positions.RUS");
  CHECK(result->issues[0].stakes[0].position.what == "position of Russia on Union");
  CHECK(result->issues[0].stakes[0].salience.path == "issues.union.salience.RUS");
  CHECK(result->issues[0].stakes[0].capability.path == "actors.RUS.capability");
  CHECK(result->issues[0].stakes[0].position.where.line == 23);
  CHECK(result->issues[0].stakes[0].position.where.column == 7);
}

TEST_CASE("scenario: a quantity takes its own grounds, then its actor's, then its element's") {
  const auto result = read(scenario_text("{ value = 70, because = \"paper p. 9\" }",
                                         "[issues.grounds]\nBLR = { because = \"paper p. 5\", disputed = \"no\" }\n"));
  INFO(said(result));
  REQUIRE(result.has_value());
  const auto& stakes = result->issues[0].stakes;
  CHECK(stakes[0].position.grounds.because.at(0).place == "p. 9");
  CHECK(stakes[0].salience.grounds.because.at(0).place == "p. 2");
  CHECK(stakes[1].position.grounds.because.at(0).place == "p. 5");
  CHECK(stakes[1].position.grounds.disputed == "no");
  CHECK(stakes[1].capability.grounds.because.at(0).judgement == "small");
}

TEST_CASE("scenario: stakes and tables are two ways to write the same") {
  std::string text = scenario_text();
  const auto tables = read(text);
  const std::size_t at = text.find("[issues.positions]");
  text = text.substr(0, at) +
         "[issues.stakes]\nRUS = { position = [65, 90], salience = [50, 80] }\n"
         "BLR = { position = [15, 40], salience = 90 }\n";
  const auto stakes = read(text);
  INFO(said(stakes));
  REQUIRE(tables.has_value());
  REQUIRE(stakes.has_value());
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(stakes->issues[0].stakes[i].position.path == tables->issues[0].stakes[i].position.path);
    CHECK(math::describe(stakes->issues[0].stakes[i].salience.law) ==
          math::describe(tables->issues[0].stakes[i].salience.law));
  }
}

TEST_CASE("scenario: an issue's capability goes before the actor's own") {
  const auto result = read(scenario_text("70", "[issues.capability]\nRUS = 7\n"));
  REQUIRE(result.has_value());
  CHECK(result->issues[0].stakes[0].capability.path == "issues.union.capability.RUS");
  CHECK(result->issues[0].stakes[1].capability.path == "actors.BLR.capability");
}

TEST_CASE("scenario: numbers without grounds warn once for each element, and are errors if strict") {
  const std::string more = "[[ties]]\nkind = \"trade\"\nfrom = \"BLR\"\nto = \"RUS\"\nshare = [0.4, 0.6]\nlevel = 2\n";
  const auto lenient = read(scenario_text("70", more));
  REQUIRE(lenient.has_value());
  REQUIRE(lenient->notes.size() == 1);
  CHECK(lenient->notes[0].code == "S501");
  CHECK(lenient->notes[0].message ==
        "2 numbers of tie 'trade-BLR-RUS' without a 'because': ties.trade-BLR-RUS.share and "
        "ties.trade-BLR-RUS.level");
  const auto strict = read(scenario_text("70", more), {}, true);
  REQUIRE_FALSE(strict.has_value());
  CHECK(strict.error().size() == 1);
}

TEST_CASE("scenario: groups resolve through groups, each actor once") {
  const auto result = read(scenario_text("70",
                                         "[[groups]]\nid = \"all\"\nname = \"All\"\nmembers = [\"east\", \"RUS\"]\n"
                                         "[[groups]]\nid = \"east\"\nname = \"East\"\nmembers = [\"BLR\", \"RUS\"]\n"));
  INFO(said(result));
  REQUIRE(result.has_value());
  CHECK(result->groups[0].members == std::vector<std::string>{"BLR", "RUS"});
}

TEST_CASE("scenario: what nothing computes with yet is handed over whole") {
  const auto result = read(scenario_text("70", R"([[events]]
id = "visit"
kind = "visit.secretary"
from = "BLR"
to = ["RUS"]
announced = 2019-12-30
planned = { between = [2020-02-01, 2020-02-03] }
reliability = [0.5, 0.9]
because = "paper p. 4"
disputed = "not the first"
)"));
  INFO(said(result));
  REQUIRE(result.has_value());
  REQUIRE(result->elements.size() == 1);
  const scenario::Element& event = result->elements[0];
  CHECK(event.section == "events");
  CHECK(event.id == "visit");
  CHECK(event.kind == "visit.secretary");
  CHECK(event.actors == std::vector<std::string>{"BLR", "RUS"});
  CHECK(event.dates.size() == 3);
  CHECK(event.fields.at("planned") == "2020-02-01 to 2020-02-03");
  REQUIRE(event.quantities.size() == 1);
  CHECK(event.quantities[0].path == "events.visit.reliability");
  CHECK(event.quantities[0].law.high == 1.0);
  CHECK(event.grounds.disputed == "not the first");
}

TEST_CASE("scenario: a source from after the origin warns unless it only looks back") {
  const std::string source = "[[sources]]\nid = \"late\"\ntitle = \"Later\"\ndate = 2022-05-01\n";
  const auto late = read(scenario_text("70", source));
  REQUIRE(late.has_value());
  REQUIRE(late->notes.size() == 1);
  CHECK(late->notes[0].code == "S502");
  CHECK(read(scenario_text("70", source + "retrospective = true\n"))->notes.empty());
}

TEST_CASE("scenario: reading is a function of the bytes") {
  const auto once = read(scenario_text("\"x\"", "[[ties]]\nkind = 3\n"));
  const auto twice = read(scenario_text("\"x\"", "[[ties]]\nkind = 3\n"));
  REQUIRE_FALSE(once.has_value());
  CHECK(said(once) == said(twice));
}

TEST_CASE("scenario: salience that is written as a share draws a warning") {
  const std::string rest =
      "suasion = 1\ntitle = \"T\"\n[[actors]]\nid = \"A\"\nname = \"A\"\ncapability = 1\n[[actors]]\nid = \"B\"\nname "
      "= "
      "\"B\"\ncapability = 1\n[[issues]]\nid = \"i\"\nname = \"I\"\nscale = { 0 = \"a\", 100 = \"b\" }\npositions = { "
      "A = "
      "0, B = 90 }\nsalience = ";
  const auto warned = [&](const std::string& salience) {
    const auto result = read(rest + salience);
    REQUIRE(result.has_value());
    return std::any_of(result->notes.begin(), result->notes.end(), [](const auto& one) { return one.code == "S504"; });
  };
  CHECK(warned("{ A = [0.4, 0.8], B = 1 }"));
  CHECK(warned("{ A = 0.5, B = { pert = [0, 0.2, 0.9] } }"));
  CHECK_FALSE(warned("{ A = [0.4, 0.8], B = 2 }"));
  CHECK_FALSE(warned("{ A = 40, B = 80 }"));
}

TEST_CASE("scenario: letters of any script outside quotes are refused where they stand") {
  for (const std::string letter : {"\u00a1", "\u00e9", "\u0416", "\u0499", "\u2fff", "\u3001", "\u33f0", "\ufefe"}) {
    CAPTURE(letter);
    for (const std::string& text : {"title = " + letter, "title = \"a\" " + letter, "[" + letter, letter + " = 1"}) {
      const auto result = read("suasion = 1\n" + text);
      REQUIRE_FALSE(result.has_value());
      CHECK(result.error().front().code == "S003");
      CHECK(result.error().front().where.line == 2);
    }
  }
}

TEST_CASE("scenario: ten thousand actors on one issue are refused with the reason") {
  std::string text = "suasion = 1\ntitle = \"Many\"\n";
  std::string stakes;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = "a" + std::to_string(i);
    text += "[[actors]]\nid = \"" + id + "\"\nname = \"" + id + "\"\n";
    stakes += id + " = { position = 40, salience = 50, capability = 1 }\n";
  }
  text += "[[issues]]\nid = \"x\"\nname = \"X\"\nscale = { 0 = \"no\", 100 = \"yes\" }\n[issues.stakes]\n" + stakes;
  const auto result = read(text);
  REQUIRE_FALSE(result.has_value());
  const base::Diagnostic& error = result.error().at(0);
  CHECK(error.code == "S411");
  CHECK(error.message.find("memory grows with the square") != std::string::npos);
}
