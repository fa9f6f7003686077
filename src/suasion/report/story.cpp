#include "suasion/report/story.hpp"

#include <fmt/format.h>

#include <cmath>

#include "suasion/base/version.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"

namespace suasion::report {

namespace {

using tale::Json;

/// The outcome of a leading model that lies farthest from the middle of the draws; empty where nothing is ranked.
std::string farthest_outcome(const Json& issues) {
  std::string words;
  double farthest = 0.25;  // within the middle half nothing is far
  for (const Json& issue : issues) {
    for (const Json& model : issue.at("models")) {
      if (model.at("model") != issue.at("lead") || model.at("rank").is_null()) {
        continue;
      }
      const double away = std::abs(model.at("rank").get<double>() - 0.5);
      if (away > farthest) {
        farthest = away;
        words = fmt::format("{}: {}", issue.at("name").get<std::string>(), model.at("words").get<std::string>());
      }
    }
  }
  return words;
}

/// The answer that fewest draws give; empty where every answer is a common one.
std::string rarest_answer(const Json& system) {
  std::string words;
  double rarest = 0.5;
  for (const Json& question : system.is_null() ? Json::array() : system.at("questions")) {
    if (question.at("share_of_draws").get<double>() < rarest) {
      rarest = question.at("share_of_draws").get<double>();
      words = fmt::format("{} {}", question.at("text").get<std::string>(), question.at("words").get<std::string>());
    }
  }
  return words;
}

/// What the draw is, and what sets it apart.
Json opening(const DrawTale& tale, const Json& issues, const Json& system) {
  Json words = Json::array();
  words.push_back(fmt::format(
      "Draw {} of a run of {} ({}). One draw is one way things may go under the model, not a forecast: what usually "
      "happens is for `suasion run`.",
      tale.draw, counted(tale.spec.draws, "draw"), tale.chosen));
  if (const std::string outcome = farthest_outcome(issues); !outcome.empty()) {
    words.push_back("What lies farthest from the middle: " + outcome);
  }
  if (const std::string answer = rarest_answer(system); !answer.empty()) {
    words.push_back("The rarest answer: " + answer);
  }
  return words;
}

}  // namespace

nlohmann::ordered_json story_json(const DrawTale& tale) {
  Json issues = tale::issues(tale);
  Json system = tale.system != nullptr ? tale::system(tale) : Json();
  Json words = opening(tale, issues, system);
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
          {"system", std::move(system)}};
}

}  // namespace suasion::report
