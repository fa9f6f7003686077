#include "suasion/report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "suasion/base/version.hpp"
#include "suasion/report/diagnostics.hpp"
#include "suasion/report/json_text.hpp"
#include "suasion/report/precision_words.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/unused.hpp"

namespace suasion::report {

namespace {

using parts::Json;

/// The word as a shell takes it back: quoted only where it must be.
std::string shell_word(const std::string& word) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!word.empty() && word.find_first_not_of(harmless) == std::string::npos) {
    return word;
  }
  std::string quoted = "'";
  for (const char c : word) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

/// Ids of the models that were asked for: all that are not baselines, else (only rules were asked for) the first.
std::vector<std::string> asked(const ensemble::Plan& plan) {
  std::vector<std::string> ids;
  for (const ensemble::PlannedModel& planned : plan.models) {
    if (!planned.choice.model->info.baseline) {
      ids.push_back(planned.choice.id);
    }
  }
  if (ids.empty() && !plan.models.empty()) {
    ids.push_back(plan.models.front().choice.id);
  }
  return ids;
}

Json scenario_part(const scenario::Scenario& scenario, const RunInfo& info) {
  return {{"id", scenario.id},
          {"title", scenario.title},
          {"question", scenario.question},
          {"summary", scenario.summary},
          {"origin", parts::date(scenario.origin)},
          {"end", parts::date(scenario.end)},
          {"hash", info.hash},
          {"edits", edits_json(info.edits)},
          {"assume", info.assume}};
}

/// How well the headlines are known, and whether that was asked for.
Json precision_part(const Story& story, const RunInfo& info) {
  return {{"asked", info.until_error ? Json(*info.until_error) : Json()},
          {"figure", info.hardest ? figure_in_words(story.scenario, *info.hardest) : std::string()},
          {"error", info.hardest ? Json(info.hardest->error) : Json()},
          {"words", precision_in_words(story.scenario, info, story.results.draws_asked)}};
}

Json run_part(const Story& story, const RunInfo& info) {
  const ensemble::Results& results = story.results;
  return {{"seed", results.seed},
          {"draws", results.draws_done},
          {"draws_asked", results.draws_asked},
          {"draws_invalid", results.draws_invalid},
          {"partial", results.draws_done < results.draws_asked || info.without_system},
          {"design", std::string(math::name(info.design))},
          {"models", asked(story.plan)},
          {"precision", precision_part(story, info)},
          {"command", command_line(story.scenario, story.plan, results, info)}};
}

/// What the system says first, as its part has it; nothing where there is none.
std::vector<std::string> words_of_system(const RunInfo& info) {
  std::vector<std::string> list;
  for (const Json& words : info.system != nullptr ? info.system->at("words") : Json::object()) {
    if (!words.get<std::string>().empty()) {
      list.push_back(words.get<std::string>());
    }
  }
  if (info.without_system) {
    list.emplace_back(
        "The run was interrupted before the strategic system was run to its end: answers to questions, what-ifs and "
        "claims are missing.");
  }
  return list;
}

std::set<std::string, std::less<>> modules_on(const RunInfo& info) {
  std::set<std::string, std::less<>> on;
  for (const Json& module : info.system != nullptr ? info.system->at("modules") : Json::array()) {
    if (module.at("on").get<bool>()) {
      on.insert(module.at("id").get<std::string>());
    }
  }
  return on;
}

/// Means that hang on a few draws.
std::vector<std::string> warnings_of(const Story& story, const RunInfo& info) {
  std::vector<std::string> list = tails_of_outcomes(story);
  for (const Json& words : info.system != nullptr ? info.system->at("diagnostics").at("warnings") : Json::array()) {
    list.push_back(words.get<std::string>());
  }
  return list;
}

/// What holds for every run, and what this one tells of itself.
std::vector<std::string> limits_of(const Story& story, const RunInfo& info, std::size_t unused,
                                   const std::vector<std::string>& warnings) {
  std::vector<std::string> list = limits(story, unused, info.system != nullptr);
  if (std::string words = precision_in_words(story.scenario, info, story.results.draws_asked); !words.empty()) {
    list.push_back(std::move(words));
  }
  list.insert(list.end(), warnings.begin(), warnings.end());
  for (const Json& words : info.system != nullptr ? info.system->at("diagnostics").at("words") : Json::array()) {
    list.push_back(words.get<std::string>());
  }
  return list;
}

Json headline_part(const Story& story, const RunInfo& info) {
  const analysis::IssueForecast& first = story.forecast.issues.front();
  const auto list = shown(first);
  const std::string lead = list.empty() ? std::string() : story.plan.models[list.front()->model].choice.id;
  return {{"issue", story.scenario.issues[first.issue].id},
          {"model", lead},
          {"words", headline_words(story, words_of_system(info))}};
}

}  // namespace

std::string command_line(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                         const ensemble::Results& results, const RunInfo& info) {
  const std::string draws = info.until_error ? fmt::format("--until-error {}", *info.until_error)
                                             : fmt::format("--draws {}", results.draws_asked);
  std::string text = fmt::format("suasion run {} --seed {} {} --design {}", shell_word(scenario.id), results.seed,
                                 draws, math::name(info.design));
  if (info.analysis != nullptr) {
    text += " --full";
  }
  for (const std::string& model : asked(plan)) {
    text += " --model " + shell_word(model);
  }
  for (const scenario::Edit& edit : info.edits) {
    text += " --set " + shell_word(edit.path + "=" + edit.value);
  }
  for (const std::string& one : info.assume) {
    text += " --assume " + shell_word(one);
  }
  return text;
}

Json edits_json(const std::vector<scenario::Edit>& edits) {
  Json list = Json::array();
  for (const scenario::Edit& edit : edits) {
    list.push_back({{"path", edit.path}, {"value", edit.value}});
  }
  return list;
}

std::string summary_json(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                         const ensemble::Results& results, const analysis::Forecast& forecast, const RunInfo& info) {
  base::require(!forecast.issues.empty(), "a summary needs at least one issue with a forecast");
  base::require(forecast.issues.size() == scenario.issues.size(), "the forecast must be of this scenario");
  const Story story = {scenario, plan, results, forecast};
  Json issues = Json::array();
  for (const analysis::IssueForecast& issue : forecast.issues) {
    issues.push_back(parts::issue(story, issue));
  }
  const std::vector<const scenario::Element*> unused = unused_elements(scenario, modules_on(info));
  const std::vector<std::string> warnings = warnings_of(story, info);
  const Json summary = {{"suasion", std::string(base::version())},
                        {"schema", summary_schema},
                        {"scenario", scenario_part(scenario, info)},
                        {"run", run_part(story, info)},
                        {"headline", headline_part(story, info)},
                        {"actors", parts::actors(scenario)},
                        {"models", parts::models(plan)},
                        {"other_models", parts::other_models(plan)},
                        {"past_scores", parts::past_scores(plan)},
                        {"issues", std::move(issues)},
                        {"exchanges", parts::exchanges(story)},
                        {"inputs", parts::inputs(scenario)},
                        {"correlations", parts::correlations(scenario)},
                        {"sources", parts::sources(scenario)},
                        {"disputes", parts::disputes(scenario)},
                        {"not_used", parts::not_used(scenario, unused)},
                        {"notes", parts::notes(scenario)},
                        {"warnings", warnings},
                        {"limits", limits_of(story, info, unused.size(), warnings)},
                        {"system", info.system != nullptr ? *info.system : Json()},
                        {"analysis", info.analysis != nullptr ? *info.analysis : Json()}};
  return json_text(summary) + "\n";
}

}  // namespace suasion::report
