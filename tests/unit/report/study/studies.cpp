// Studies as data and as words: what stands in the summary of a full run, and what the commands print.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <numeric>

#include "../../../support/studied.hpp"
#include "../example.hpp"
#include "../schema.hpp"
#include "suasion/analysis/coalitions/scenario_games.hpp"
#include "suasion/analysis/leverage/leverage.hpp"
#include "suasion/report/coalitions_part.hpp"
#include "suasion/report/leverage_part.hpp"
#include "suasion/report/study/flip_part.hpp"
#include "suasion/report/study/sensitivity_part.hpp"
#include "suasion/report/study/why_part.hpp"

namespace {

using namespace suasion;
using Json = nlohmann::ordered_json;
using suasion::test::evenly;
using suasion::test::Example;
using suasion::test::schema;
using suasion::test::violation;

/// A and B pull; C is a bystander. @param more keys of the issue.
std::string pulled_text(const std::string& more = "status_quo = 30\n") {
  return R"(suasion = 1
title = "Pulled"
[[sources]]
id = "paper"
title = "A paper"
[[actors]]
id = "A"
name = "Aland"
[[actors]]
id = "B"
name = "Bland"
[[actors]]
id = "C"
name = "Cland"
[[issues]]
id = "x"
name = "Tax"
scale = { 0 = "none", 50 = "half", 100 = "full" }
unit = "points"
because.judgement = "made up"
)" + more +
         R"([issues.stakes.A]
position = { uniform = [0, 80] }
salience = 50
capability = 2
because = "paper p. 3"
[issues.stakes.B]
position = { uniform = [60, 100] }
salience = [40, 100]
capability = 2
[issues.stakes.C]
position = 10
salience = 0
capability = 5
)";
}

/// A study of the one issue, and what words about it need.
struct Pulled {
  explicit Pulled(const std::string& more = "status_quo = 30\n")
      : world(pulled_text(more)),
        study(world.study({"x@compromise"})),
        experiment(study.spec),
        facts(analysis::input_facts(world.scenario, nullptr, experiment)) {}

  [[nodiscard]] report::StudyStory story() const {
    return {.scenario = world.scenario, .plan = world.plan, .outputs = study.outputs, .facts = facts};
  }

  [[nodiscard]] Json why() const {
    return report::why_part(story(), *analysis::parts_by_actor(world.scenario, world.plan, study, {.draws = 1024}),
                            true);
  }

  [[nodiscard]] Json drivers(analysis::GroupBy by = analysis::GroupBy::input) const {
    return report::sobol_part(
        story(), *analysis::sobol(experiment, analysis::grouped(experiment, facts, by), {.base_points = 256}, {}), by);
  }

  /// @param above what the answer is about.
  [[nodiscard]] Json flips(double above, double most = 3.0) const {
    const analysis::SampleSpec sample{.draws = 1024};
    const analysis::Proposition asked{.measure = analysis::Proposition::Measure::above, .low = above};
    const analysis::Columns points = analysis::points_at(experiment, analysis::independent_scores(experiment, sample));
    const analysis::Columns values = analysis::evaluate(experiment, points, sample);
    const analysis::Flip flip = *analysis::find_flip(experiment, 0, asked, {.sample = sample, .most = most});
    const auto curve = analysis::tipping_curve(experiment, 0, asked, {.law = facts[0].law, .steps = 9}, sample);
    return report::flip_part(
        story(), {.output = 0,
                  .proposition = asked,
                  .flip = flip,
                  .tipping = &*curve,
                  .conditions = analysis::find_conditions(experiment, 0, asked, facts, points, values[0], 1),
                  .draws = sample.draws,
                  .most = most});
  }

  test::Studied world;
  analysis::Study study;
  ensemble::ScenarioExperiment experiment;
  std::vector<analysis::InputFacts> facts;
};

Json games_part(const test::Studied& world) {
  const auto games = analysis::coalitions::scenario_games(world.plan, {0}, {.seed = 1, .draws = 256}, {});
  return {{"issues", report::coalitions_part({world.scenario, *games})}};
}

Json advice_part(test::Studied& world) {
  const scenario::Files files = test::files_of(pulled_text());
  const auto answer = test::sound(analysis::leverage({.scenario = world.scenario,
                                                      .files = files,
                                                      .plan = world.plan,
                                                      .maker = world.maker,
                                                      .actor = "A",
                                                      .goal = "x down",
                                                      .draws = 512},
                                                     {}));
  return report::leverage_part({world.scenario, world.plan, *answer});
}

Json summary_of(const Json& studies) {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 1000));
  example.info.analysis = std::make_shared<const Json>(studies);
  return Json::parse(
      report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info));
}

}  // namespace

TEST_CASE("report/studies: a summary with every study follows the published schema") {
  Pulled pulled;
  const Json rules = schema();
  Json studies = {{"draws", 1024},
                  {"base_points", 256},
                  {"why", pulled.why()},
                  {"sensitivity", pulled.drivers()},
                  {"flips", {pulled.flips(60.0), pulled.flips(99.0)}}};
  CHECK(violation(rules, rules, summary_of(studies), "") == "");
  studies["leverage"] = advice_part(pulled.world);
  studies["coalitions"] = games_part(pulled.world);
  CHECK(violation(rules, rules, summary_of(studies), "") == "");
  for (const char* const part : {"why", "sensitivity", "flips", "leverage", "coalitions"}) {
    Json without = studies;
    without[part] = nullptr;
    CHECK(violation(rules, rules, summary_of(without), "") == "");
    without[part] = "none";
    CHECK(violation(rules, rules, summary_of(without), "") != "");
  }
  CHECK(summary_of(studies)["run"]["command"].get<std::string>().find(" --full ") != std::string::npos);
}

TEST_CASE("report/studies: the schema notices what is missing, unknown or out of bounds in a study") {
  const Pulled pulled;
  const Json rules = schema();
  const auto flaw = [&](const std::string& part, const Json& value) {
    const Json definition = rules.at("definitions").at(part);
    return violation(rules, definition, value, "");
  };
  const Json why = pulled.why().front();
  CHECK(flaw("why", why) == "");
  Json bad = why;
  bad["parts"][0].erase("because");
  CHECK(flaw("why", bad) == "/parts/0 lacks because");
  bad = why;
  bad["surprise"] = 1;
  CHECK(flaw("why", bad) == " has the unknown key surprise");
  Json flip = pulled.flips(60.0);
  CHECK(flaw("flip", flip) == "");
  flip["joint"]["length"] = -1.0;
  CHECK(flaw("flip", flip) == "/joint/length is out of bounds");
}

TEST_CASE("report/studies: parts of a forecast come with who says so, the largest first, those without any left out") {
  const Json part = Pulled().why().front();
  CHECK(part["name"] == "issues.x@compromise");
  CHECK(part["by"] == "actor");
  CHECK(part["unit"] == "points");
  REQUIRE(part["parts"].size() == 2);
  CHECK(part["parts"][0]["name"] == "B");
  CHECK(part["parts"][0]["title"] == "Bland");
  CHECK(part["parts"][1]["because"][0]["source"] == "paper");
  CHECK(
      part["words"].get<std::string>().starts_with("If everybody were content with things as they are, it would be "
                                                   "30.0; the forecast is "));
}

TEST_CASE("report/studies: where no status quo is stated, nobody is said to be content with it") {
  const Json part = Pulled("").why();
  CHECK(part.front()["from"]["value"] == 50.0);
  const std::string text = report::why_text(part, {.width = 80});
  CHECK(text.find("If everybody wanted the middle of the scale,") != std::string::npos);
  CHECK(text.find("the middle of the scale\n") != std::string::npos);
  CHECK(text.find("content") == std::string::npos);
}

TEST_CASE("report/studies: a change that rounds to nothing has no side") {
  Json part = Pulled().why();
  part.front()["parts"][0]["value"] = -0.04;
  part.front()["parts"][1]["value"] = -12.34;
  const std::string text = report::why_text(part, {.width = 80});
  CHECK(text.find("±0.0") != std::string::npos);
  CHECK(text.find("−12.3") != std::string::npos);
  CHECK(text.find("−0.0") == std::string::npos);
}

TEST_CASE("report/studies: groups of inputs have titles, and their inputs where they are few") {
  const Pulled pulled;
  const Json by_input = pulled.drivers();
  CHECK(by_input["groups"][0]["title"] == "position of Aland on Tax (points)");
  CHECK(by_input["groups"][0]["inputs"][0]["path"] == "issues.x.positions.A");
  CHECK(pulled.drivers(analysis::GroupBy::actor)["groups"][0]["title"] == "Aland");
  CHECK(pulled.drivers(analysis::GroupBy::source)["groups"][0]["title"] == "A paper");
  CHECK(by_input["groups"].back()["chance"] == true);
}

TEST_CASE("report/studies: a flip says how far it looked, in words and in the text") {
  const Pulled pulled;
  const Json far = pulled.flips(99.0, 2.0);
  CHECK(far["most"] == 2.0);
  CHECK(far["holds"] == false);
  const std::string text = report::flip_text(Json::array({far}), {.width = 80});
  CHECK(text.find("three") == std::string::npos);
  const Json near = pulled.flips(64.0);
  CHECK(near["joint"]["flips"] == true);
  CHECK(near["words"][0].get<std::string>().starts_with("No: "));
  const std::string side = near["conditions"]["leaves"][0]["sides"][0]["words"];
  CHECK((side.find(" at least ") != std::string::npos || side.find(" between ") != std::string::npos ||
         side.find(" at most ") != std::string::npos));
}

TEST_CASE("report/studies: values are written as finely as their own range needs, and titles without long units") {
  const analysis::InputFacts wide{.what = "Weight of A.", .unit = "points", .law = {math::Uniform{0.0, 1000.0}}};
  const analysis::InputFacts narrow{
      .what = "USA's share", .unit = "a unit that takes far too many words", .law = {math::Uniform{0.0, 0.01}}};
  CHECK(report::value_words(wide, 123.456) == "120");
  CHECK(report::value_words(narrow, 0.00123).starts_with("0.001"));
  CHECK(report::input_title(wide) == "weight of A (points)");
  CHECK(report::input_title(narrow) == "USA's share");
}

TEST_CASE("report/studies: the question put to an output is the user's where the user asked one") {
  using analysis::OutputKind;
  using Measure = analysis::Proposition::Measure;
  const analysis::Proposition above{.measure = Measure::above, .low = 40.0};
  const auto asked = [](OutputKind kind, const analysis::Proposition& proposition) {
    return report::proposition_words({.kind = kind}, proposition);
  };
  CHECK(asked(OutputKind::issue, {.measure = Measure::band, .label = "none", .other = "full"}) ==
        "Is “none” likelier than “full”?");
  CHECK(asked(OutputKind::issue, above) == "Does it end above 40.0 more likely than not?");
  CHECK(asked(OutputKind::question, above) == "Is it more likely than not?");
  CHECK(asked(OutputKind::claim, {.measure = Measure::above, .threshold = 0.95}) == "Does the model support it?");
  CHECK(asked(OutputKind::claim, {.measure = Measure::within, .low = -2.0, .high = 2.0, .threshold = 0.9}) ==
        "Does it lie between -2 and 2 in at least 90 % of draws?");
  CHECK(asked(OutputKind::claim, {.measure = Measure::within, .low = -1e-12, .high = 1e-12, .threshold = 0.95}) ==
        "Is there no difference in at least 95 % of draws?");
  CHECK(asked(OutputKind::claim, {.measure = Measure::minus_value}) ==
        "Is the mean difference on the side that it claims?");
  CHECK(asked(OutputKind::claim, above) == "Does it lie above 40 in at least 50 % of draws?");
  CHECK(asked(OutputKind::variable, above) == "Does it lie above 40 in at least 50 % of draws?");
}
