#include "suasion/report/story.hpp"

#include <fmt/format.h>

#include "suasion/base/version.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"

namespace suasion::report {

namespace {

using tale::Json;

/// What the draw is, and how the most unusual of its outcomes stands.
Json opening(const DrawTale& tale, const Json& issues) {
  Json words = Json::array();
  words.push_back(fmt::format(
      "Draw {} of {} ({}), told in full. One draw is one way things may go under the model, not a forecast: what "
      "usually happens is for `suasion run`.",
      tale.draw, tale.spec.draws, tale.chosen));
  for (const Json& issue : issues) {
    for (const Json& model : issue.at("models")) {
      if (model.at("model") == issue.at("lead")) {
        words.push_back(
            fmt::format("{}: {}", issue.at("name").get<std::string>(), model.at("words").get<std::string>()));
      }
    }
  }
  return words;
}

}  // namespace

nlohmann::ordered_json story_json(const DrawTale& tale) {
  Json issues = tale::issues(tale);
  Json words = opening(tale, issues);
  return {{"suasion", std::string(base::version())},
          {"story", 1},
          {"scenario", {{"id", tale.scenario.id}, {"title", tale.scenario.title}}},
          {"run",
           {{"draw", tale.draw},
            {"draws", tale.spec.draws},
            {"seed", tale.spec.seed},
            {"design", std::string(math::name(tale.spec.design))},
            {"chosen", tale.chosen},
            {"compared_with", tale.others.draws}}},
          {"words", std::move(words)},
          {"inputs", tale::inputs(tale)},
          {"issues", std::move(issues)},
          {"system", tale.system != nullptr ? tale::system(tale) : Json()}};
}

}  // namespace suasion::report
