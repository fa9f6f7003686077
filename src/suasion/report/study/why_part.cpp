#include "suasion/report/study/why_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/numbers.hpp"
#include "suasion/report/sheet.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/system/module.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

std::string module_title(const std::string& name) {
  if (name == analysis::history_switch) {
    return "What happened before the origin";
  }
  for (const system::Module& module : system::modules()) {
    if (module.info.name == name) {
      return std::string(module.info.title);
    }
  }
  return name;
}

/// Who says what an actor wants on an issue: the grounds of its position.
Json grounds_of_actor(const StudyStory& story, const analysis::StudiedOutput& output, const std::string& actor) {
  const scenario::Issue& issue = story.scenario.issues[story.plan.issues[output.issue].issue];
  for (const scenario::Stake& stake : issue.stakes) {
    if (story.scenario.actors[stake.actor].id == actor) {
      return parts::because(stake.position.grounds);
    }
  }
  return Json::array();
}

/// Who says what a module's parameters are, as far as the scenario states them: each source once.
Json grounds_of_module(const StudyStory& story, const std::string& module) {
  Json all = Json::array();
  if (story.system == nullptr) {
    return all;
  }
  for (const system::Prior& prior : story.system->priors) {
    if (prior.path.starts_with(module + ".") && prior.stated) {
      for (const Json& one : parts::because(prior.grounds)) {
        if (std::find(all.begin(), all.end(), one) == all.end()) {
          all.push_back(one);
        }
      }
    }
  }
  return all;
}

std::string in_unit(double value, bool chance) {
  return chance ? fmt::format("{:.0f}\u00A0%", 100.0 * value) : fmt::format("{:.1f}", value);
}

/// "+8.3"; "±0.0" where nothing is left of it once it is rounded.
std::string change(double value, bool chance) {
  const std::string size = fmt::format("{:.{}f}", std::abs(chance ? 100.0 * value : value), chance ? 0 : 1);
  const bool nothing = size.find_first_not_of("0.") == std::string::npos;
  return fmt::format("{}{}{}", nothing ? "±" : value < 0.0 ? "−" : "+", size, chance ? " points" : "");
}

/// Where the parts start from. @param status_quo the issue states one; else it is the middle of its scale.
std::string start_words(bool by_actor, bool status_quo) {
  if (!by_actor) {
    return "From rates alone, with no module that drives them,";
  }
  return status_quo ? "If everybody were content with things as they are,"
                    : "If everybody wanted the middle of the scale,";
}

bool has_status_quo(const StudyStory& story, const analysis::StudiedOutput& output) {
  return story.scenario.issues[story.plan.issues[output.issue].issue].status_quo.has_value();
}

/// "Leverage raises it most (by 29 points); ..." @param rows sorted, those told from nothing first.
std::string why_words(const Json& output, const std::string& from_words) {
  const bool chance = output.at("kind") == "question";
  std::string text = fmt::format("{} it would be {}; the forecast is {}.", from_words,
                                 in_unit(output.at("from").at("value").get<double>(), chance),
                                 in_unit(output.at("to").at("value").get<double>(), chance));
  std::string most;
  constexpr std::size_t named = 2;
  std::size_t count = 0;
  for (const Json& part : output.at("parts")) {
    const double value = part.at("value").get<double>();
    if (count == named || std::abs(value) < 2.0 * part.at("error").get<double>()) {
      continue;
    }
    most += fmt::format("{}{} ({})", count == 0 ? "" : ", then ", part.at("title").get<std::string>(),
                        change(value, chance));
    ++count;
  }
  return text + (most.empty() ? " Nothing moves it by more than the error of this run."
                              : fmt::format(" What moves it most: {}.", most));
}

}  // namespace

Json why_part(const StudyStory& story, const analysis::ForecastParts& found, bool by_actor) {
  Json list = Json::array();
  for (std::size_t o = 0; o < found.outputs.size(); ++o) {
    const analysis::StudiedOutput& output = found.outputs[o];
    const analysis::Decomposition& one = found.parts[o];
    Json part = output_head(story, output);
    part["by"] = by_actor ? "actor" : "module";
    part["from"] = estimate_part(one.none);
    part["to"] = estimate_part(one.all);
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < found.switches.size(); ++s) {
      if (one.parts[s].value != 0.0 || one.parts[s].error != 0.0) {
        order.push_back(s);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(one.parts[a].value) > std::abs(one.parts[b].value);
    });
    part["parts"] = Json::array();
    for (const std::size_t s : order) {
      const std::string& name = found.switches[s];
      part["parts"].push_back(
          {{"name", name},
           {"title", by_actor ? short_name(story.scenario, name) : module_title(name)},
           {"value", one.parts[s].value},
           {"error", one.parts[s].error},
           {"because", by_actor ? grounds_of_actor(story, output, name) : grounds_of_module(story, name)}});
    }
    const std::string from = start_words(by_actor, by_actor && has_status_quo(story, output));
    part["from_words"] = from;
    part["words"] = why_words(part, from);
    list.push_back(std::move(part));
  }
  return list;
}

std::string why_text(const Json& parts, const TextStyle& style) {
  const Sheet sheet(style);
  std::string text;
  for (const Json& part : parts) {
    const bool chance = part.at("kind") == "question";
    text += text.empty() ? "" : "\n";
    text += sheet.bold(sheet.wrapped(part.at("title").get<std::string>()));
    text += sheet.wrapped(part.at("words").get<std::string>());
    std::vector<std::vector<std::string>> rows;
    const bool content = part.at("from_words").get<std::string>() == start_words(true, true);
    rows.push_back({in_unit(part.at("from").at("value").get<double>(), chance), "",
                    part.at("by") != "actor" ? "rates alone"
                    : content                ? "everybody content"
                                             : "the middle of the scale"});
    double sum = part.at("from").at("value").get<double>();
    for (const Json& one : part.at("parts")) {
      const double value = one.at("value").get<double>();
      sum += value;
      const double error = one.at("error").get<double>();
      rows.push_back({change(value, chance),
                      fmt::format("±{}", chance ? fmt::format("{:.1f}", 100.0 * error) : fmt::format("{:.2f}", error)),
                      one.at("title").get<std::string>()});
    }
    rows.push_back({in_unit(sum, chance), "", "the forecast"});
    text += sheet.table({"moves it", "error", "by"}, rows);
  }
  return sheet.finish(text);
}

}  // namespace suasion::report
