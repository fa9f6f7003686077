#include "suasion/report/summary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "example.hpp"
#include "schema.hpp"
#include "suasion/base/result.hpp"

using namespace suasion;
using suasion::test::evenly;
using suasion::test::Example;
using suasion::test::schema;
using suasion::test::violation;
using Json = nlohmann::ordered_json;

namespace {

std::string text_of(const Example& example) {
  return report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info);
}

/// An example with rounds, edits, a note, an element that is not used, and a dispute.
void fill(Example& example) {
  example.add("game", false, evenly(40.0, 54.0, 1000), 2);
  example.add("compromise", true, evenly(44.0, 46.0, 1000));
  analysis::ModelForecast& game = example.forecast.issues[0].models[0];
  game.has_rounds = true;
  game.rounds.rounds = 2;
  for (std::size_t a = 0; a < 3; ++a) {
    analysis::ActorCourse course;
    course.actor = a;
    course.fan.assign(3, {10, 20, 30, 40, 50});
    course.mean.assign(3, 30.0);
    game.rounds.actors.push_back(course);
  }
  game.rounds.pulls = {{.from = 0, .to = 2, .compromise = 0.4, .shift = 8.0}};
  game.rounds.together = {{1.0, 0.1, 0.2}, {0.1, 1.0, 0.3}, {0.2, 0.3, 1.0}};
  game.rounds.together_order = {2, 0, 1};
  example.info.edits = {{"issues.depth.positions.Rus", "[70, 90]"}};
  example.scenario.notes.push_back(
      {base::Severity::warning, "S501", {"some/folder/example.toml", 41, 3, 41, 9}, "no source", "add because"});
  scenario::Element visit;
  visit.section = "events";
  visit.id = "visit";
  visit.name = "The visit";
  visit.kind = "visit.secretary";
  visit.actors = {"Uni", "Bel"};
  visit.fields = {{"from", "Uni"}, {"to", "Bel"}, {"planned", "2020-02-01"}, {"share_of_gdp", "0.5"}};
  visit.grounds = {{{"paper", "p. 3", ""}}, "Not the first."};
  example.scenario.elements.push_back(visit);
}

}  // namespace

TEST_CASE("report/summary: what is written follows the published schema") {
  Example example;
  fill(example);
  const Json rules = schema();
  const Json summary = Json::parse(text_of(example));
  CHECK(violation(rules, rules, summary, "") == "");
}

TEST_CASE("report/summary: the schema notices what is missing, unknown or of the wrong type") {
  Example example;
  fill(example);
  const Json rules = schema();
  const Json good = Json::parse(text_of(example));
  Json bad = good;
  bad["run"].erase("seed");
  CHECK(violation(rules, rules, bad, "") == "/run lacks seed");
  bad = good;
  bad["issues"][0]["forecasts"][0]["surprise"] = 1;
  CHECK(violation(rules, rules, bad, "") == "/issues/0/forecasts/0 has the unknown key surprise");
  bad = good;
  bad["issues"][0]["status_quo"] = "today";
  CHECK(violation(rules, rules, bad, "") != "");
  bad = good;
  bad["issues"][0]["forecasts"][0]["bands"][0]["probability"]["value"] = 1.5;
  CHECK(violation(rules, rules, bad, "") == "/issues/0/forecasts/0/bands/0/probability/value is out of bounds");
}

TEST_CASE("report/summary: keys stand in the published order, and the text ends with one line break") {
  Example example;
  fill(example);
  const std::string text = text_of(example);
  const Json summary = Json::parse(text);
  std::vector<std::string> keys;
  for (const auto& [key, value] : summary.items()) {
    keys.push_back(key);
  }
  CHECK(keys == std::vector<std::string>{
                    "suasion",      "schema",      "scenario", "run",       "headline", "actors",       "models",
                    "other_models", "past_scores", "issues",   "exchanges", "inputs",   "correlations", "sources",
                    "disputes",     "not_used",    "notes",    "warnings",  "limits",   "system",       "analysis"});
  CHECK(summary["analysis"].is_null());  // the run was no full one
  CHECK(text.ends_with("\n}\n"));
  CHECK(text == text_of(example));
}

TEST_CASE("report/summary: the command repeats the run, quoted for a shell") {
  Example example;
  fill(example);
  const Json summary = Json::parse(text_of(example));
  CHECK(summary["run"]["command"] ==
        "suasion run example --seed 7 --draws 1000 --design monte-carlo --model game --set "
        "'issues.depth.positions.Rus=[70, 90]'");
  CHECK(summary["run"]["models"] == Json::array({"game"}));
  CHECK(summary["run"]["partial"] == false);
}

TEST_CASE("report/summary: an interrupted run is marked partial and keeps the draws that were asked for") {
  Example example;
  fill(example);
  example.results.draws_done = 512;
  const Json run = Json::parse(text_of(example))["run"];
  CHECK(run["partial"] == true);
  CHECK(run["draws"] == 512);
  CHECK(run["draws_asked"] == 1000);
}

TEST_CASE("report/summary: a model that says nothing on an issue is left out") {
  Example example;
  fill(example);
  example.add("status-quo", true, std::vector<double>(1000, 35.0));
  example.forecast.issues[0].models.back().outcome.histogram.counts.assign(100, 0);
  const Json issue = Json::parse(text_of(example))["issues"][0];
  CHECK(issue["forecasts"].size() == 2);
  CHECK(issue["lead"] == "game");
}

TEST_CASE("report/summary: a capability that actors share over issues is one input without an issue") {
  Example example;
  fill(example);
  const Json inputs = Json::parse(text_of(example))["inputs"];
  REQUIRE(inputs.size() == 10);
  CHECK(inputs[0]["path"] == "issues.depth.status_quo");
  CHECK(inputs[0]["actor"] == "");
  CHECK(inputs[3]["path"] == "actors.Rus.capability");
  CHECK(inputs[3]["issue"] == "");
  CHECK(inputs[3]["actor"] == "Rus");
  CHECK(inputs[1]["line"] == 7);
}

TEST_CASE("report/summary: coalitions are listed in the order of the picture") {
  Example example;
  fill(example);
  const Json together = Json::parse(text_of(example))["issues"][0]["courses"][0]["together"];
  CHECK(together["order"] == Json::array({"Bel", "Rus", "Uni"}));
  CHECK(together["share"] == Json::parse("[[1.0,0.2,0.3],[0.2,1.0,0.1],[0.3,0.1,1.0]]"));
}

TEST_CASE("report/summary: sources count their users, disputes are listed once, and folders stay out") {
  Example example;
  fill(example);
  const Json summary = Json::parse(text_of(example));
  CHECK(summary["sources"][0]["used_by"] == 4);  // three positions and the visit
  REQUIRE(summary["disputes"].size() == 1);
  CHECK(summary["disputes"][0]["where"] == "events.visit");
  CHECK(summary["notes"][0]["where"] == "example.toml:41:3");
  CHECK(summary["not_used"][0]["section"] == "events");
  CHECK(summary["not_used"][0]["items"][0]["words"] ==
        "visit.secretary, United States to Belarus, planned 2020-02-01, share of gdp 0.5");
}

TEST_CASE("report/summary: an undated scenario has empty dates, an issue without a status quo has null") {
  Example example;
  example.scenario.issues[0].status_quo.reset();
  example.scenario.origin = {};
  example.add("game", false, evenly(40.0, 54.0, 1000));
  const Json summary = Json::parse(text_of(example));
  CHECK(summary["scenario"]["origin"] == "");
  CHECK(summary["issues"][0]["status_quo"].is_null());
  CHECK(summary["issues"][0]["forecasts"][0]["against_status_quo"].is_null());
}

TEST_CASE("report/summary: a forecast of another scenario is a defect, not a wrong report") {
  Example example;
  fill(example);
  example.forecast.issues.clear();
  CHECK_THROWS_AS(static_cast<void>(text_of(example)), base::InternalError);
}

TEST_CASE("report/summary: models that were left out are told, each variant once, and those of the run are not") {
  Example example;
  fill(example);
  const auto chosen = model::choose("exchange");
  REQUIRE(chosen.has_value());
  example.plan.models[0].choice.model = chosen->model;
  example.plan.models[0].choice.settings = chosen->settings;
  const Json others = Json::parse(text_of(example))["other_models"];
  const auto left_out = [&](const std::string& id) {
    return std::count_if(others.begin(), others.end(), [&](const Json& one) { return one["id"] == id; });
  };
  CHECK(left_out("exchange") == 0);
  CHECK(left_out("scholz2011") == 1);
  CHECK(left_out("expected-utility") == 0);  // told by its variants
  CHECK(left_out("nash") == 1);
}

TEST_CASE("report/summary: a model has a past score only where its settings are those that were scored") {
  Example example;
  fill(example);
  const auto scores_of = [&](const std::string& choice) {
    const auto chosen = model::choose(choice);
    REQUIRE(chosen.has_value());
    example.plan.models[0].choice = *chosen;
    std::size_t count = 0;
    const Json summary = Json::parse(text_of(example));
    for (const Json& set : summary["past_scores"]) {
      for (const Json& score : set["scores"]) {
        count += score["model"] == choice ? 1 : 0;
      }
    }
    return count;
  };
  CHECK(scores_of("exchange") > 0);
  CHECK(scores_of("exchange:rate=equal_gain") > 0);  // its default
  CHECK(scores_of("exchange:rate=raiffa") == 0);
}
