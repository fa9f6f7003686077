#include "suasion/report/story.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../../support/sound.hpp"
#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"

using namespace suasion;
using Json = nlohmann::ordered_json;

namespace {

const std::string visit = R"([[events]]
id = "before"
name = "What was before"
kind = "stop"
from = "FAR"
to = "MID"
date = 2020-01-10
because.judgement = "made up"
[[events]]
id = "stop"
name = "The stop"
kind = "stop"
from = "FAR"
to = "MID"
planned = 2020-03-10
because.judgement = "made up"
[[questions]]
id = "comes"
text = "Does it come by April?"
event = "stop"
by = 2020-03-31
[[questions]]
id = "early"
text = "Does it come by February?"
event = "stop"
by = 2020-02-10
)";

/// The story of a draw of the small system.
struct Told {
  explicit Told(std::uint64_t draw, bool with_system = true)
      : scenario(test::scenario_of(test::files_of(test::system_text(test::quota_text() + visit)))),
        plan(test::sound(ensemble::make_plan(scenario, {"scholz2011"}))),
        system(test::sound(system::make_plan(scenario))),
        bargain(ensemble::chronicle_of(plan, spec, draw)),
        others(ensemble::bargain_sample(plan, spec, 100)),
        course(ensemble::chronicle_of(system, spec, draw)),
        sample(ensemble::system_sample(system, spec, 100)),
        tale{system, course, sample},
        json(report::story_json({.scenario = scenario,
                                 .plan = plan,
                                 .spec = spec,
                                 .draw = draw,
                                 .chosen = "as asked",
                                 .bargain = bargain,
                                 .others = others,
                                 .system = with_system ? &tale : nullptr})) {}
  ensemble::RunSpec spec = {.seed = 3, .draws = 100};
  scenario::Scenario scenario;
  ensemble::Plan plan;
  system::Plan system;
  ensemble::BargainChronicle bargain;
  ensemble::BargainSample others;
  ensemble::SystemChronicle course;
  ensemble::SystemSample sample;
  report::SystemTale tale;
  Json json;
};

const Json& entry(const Json& story, const std::string& id) {
  const Json& all = story.at("system").at("chronicle");
  return *std::find_if(all.begin(), all.end(), [&](const Json& one) { return one.value("id", "") == id; });
}

}  // namespace

TEST_CASE("dated events stand at their day with their source, those of the past before the origin") {
  const Told told(7);
  CHECK(entry(told.json, "stop").at("date") == "2020-03-10");
  CHECK(entry(told.json, "stop").at("kind") == "dated");
  CHECK(entry(told.json, "stop").at("words") == "The stop");
  CHECK(entry(told.json, "stop").at("source") == "judgement");
  CHECK(entry(told.json, "before").at("kind") == "before");
  CHECK(entry(told.json, "before").at("day").get<double>() < 0.0);
  double last = -1e9;
  for (const Json& one : told.json.at("system").at("chronicle")) {
    CHECK(one.at("day").get<double>() >= last);
    last = one.at("day").get<double>();
  }
}

TEST_CASE("an answer says when it came, and that it came too late") {
  const Json questions = Told(7).json.at("system").at("questions");
  CHECK(questions[0].at("words").get<std::string>().starts_with("Yes, on 10 March 2020 ("));
  CHECK(questions[1].at("words").get<std::string>().starts_with("No; it comes later, on 10 March 2020 ("));
}

TEST_CASE("levels in the story are the draw's own") {
  const Told told(42);
  for (const Json& variable : told.json.at("system").at("variables")) {
    const std::size_t v = *told.system.find(variable.at("name").get<std::string>());
    for (std::size_t t = 0; t < told.system.ticks.size(); ++t) {
      CHECK(variable.at("values")[t].get<double>() == told.course.level[t][v]);
    }
  }
  CHECK(told.json.at("run").at("draw") == 42);
}

TEST_CASE("inputs come with the farthest out first, each once") {
  const Json inputs = Told(3).json.at("inputs");
  REQUIRE(inputs.size() > 10);
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    CHECK(std::abs(inputs[i - 1].at("score").get<double>()) >= std::abs(inputs[i].at("score").get<double>()));
  }
}

TEST_CASE("the text fits its width, can do without Unicode, and leaves out a system that is not there") {
  const Told told(5);
  const std::string text = report::story_text(told.json, {.width = 72, .unicode = false});
  CHECK(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  CHECK(text.find("->") != std::string::npos);
  CHECK(text.find("What happens\n") != std::string::npos);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    CHECK(end - start <= 72);
    start = end + 1;
  }
  const Told without(5, false);
  CHECK(without.json.at("system").is_null());
  CHECK(report::story_text(without.json, {}).find("What happens") == std::string::npos);
}
