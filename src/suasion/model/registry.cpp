#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "suasion/base/text.hpp"
#include "suasion/model/bargaining.hpp"
#include "suasion/model/baselines.hpp"
#include "suasion/model/challenge.hpp"
#include "suasion/model/combination.hpp"
#include "suasion/model/condorcet.hpp"
#include "suasion/model/exchange.hpp"
#include "suasion/model/expected_utility.hpp"
#include "suasion/model/legislative.hpp"
#include "suasion/model/nash.hpp"
#include "suasion/model/procedural.hpp"
#include "suasion/model/resolve.hpp"
#include "suasion/model/spatial.hpp"

namespace suasion::model {

std::string_view in_words(Input input) {
  switch (input) {
    case Input::status_quo:
      return "a reference point (`status_quo`)";
    case Input::proposer:
      return "a proposer (`procedure.proposer`)";
    case Input::form:
      return "a form of decision (`procedure.form`)";
    case Input::resolve:
      return "the resolve of every actor (`resolve`)";
    case Input::other_issue:
      return "another issue in which some of the same actors have a stake";
  }
  return {};
}

void IssueByIssue::solve(const Agenda& agenda) const {
  for (std::size_t i = 0; i < agenda.issues.size(); ++i) {
    if (agenda.courses[i].outcome != nullptr) {
      solve_issue(agenda.issues[i], agenda.courses[i]);
    }
  }
}

const std::vector<Model>& models() {
  static const std::vector<Model> table = [] {
    std::vector<Model> rows;
    for (Model (*entry)() : {
             // one line a model
             combination::entry,
             expected_utility::entry,
             challenge::entry,
             nash::entry,
             procedural::entry,
             legislative::entry,
             spatial::entry,
             resolve::entry,
             exchange::entry,
             exchange::position_exchange,
             condorcet::entry,
             agenda_setter,
         }) {
      rows.push_back(entry());
    }
    for (Model& row : baselines()) {
      rows.push_back(std::move(row));
    }
    return rows;
  }();
  return table;
}

std::string flaw(const OptionInfo& option, const std::string& value) {
  if (!option.values.empty()) {
    std::vector<std::string> names;
    for (const auto& [name, user] : option.values) {
      names.emplace_back(name);
      if (name == value) {
        return {};
      }
    }
    return fmt::format("must be one of {}", fmt::join(names, ", "));
  }
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  const bool whole = !option.whole || number == std::floor(number);
  if (value.empty() || *end != '\0' || !(number >= option.low && number <= option.high) || !whole) {
    return fmt::format("must be a {} from {} to {}", option.whole ? "whole number" : "number",
                       base::shortest(option.low), base::shortest(option.high));
  }
  return {};
}

namespace {

void set(const ModelInfo& info, Settings& settings, const std::string& name, const std::string& value,
         base::Diagnostics& problems) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < info.options.size(); ++i) {
    names.emplace_back(info.options[i].name);
    if (info.options[i].name == name) {
      if (const std::string why = flaw(info.options[i], value); !why.empty()) {
        problems.push_back({base::Severity::error,
                            "M103",
                            {},
                            fmt::format("option '{}' of model '{}' is '{}'; it {}", name, info.name, value, why),
                            {}});
      }
      settings[i].second = value;
      return;
    }
  }
  const std::string what = names.empty() ? fmt::format("model '{}' has no options", info.name)
                                         : fmt::format("model '{}' has no option '{}'", info.name, name);
  problems.push_back({base::Severity::error, "M102", {}, what, base::did_you_mean(name, names)});
}

struct Named {
  const Model* model;
  const Preset* preset;
};

std::optional<Named> find(const std::string& name) {
  for (const Model& model : models()) {
    if (model.info.name == name) {
      return Named{&model, nullptr};
    }
    for (const Preset& preset : model.info.presets) {
      if (preset.name == name) {
        return Named{&model, &preset};
      }
    }
  }
  return std::nullopt;
}

std::vector<std::string> all_names() {
  std::vector<std::string> names;
  for (const Model& model : models()) {
    names.emplace_back(model.info.name);
    for (const Preset& preset : model.info.presets) {
      names.emplace_back(preset.name);
    }
  }
  return names;
}

}  // namespace

std::vector<std::string> variants(const ModelInfo& info) {
  std::vector<std::string> names;
  for (const Preset& preset : info.presets) {
    names.emplace_back(preset.name);
  }
  if (names.empty()) {
    names.emplace_back(info.name);
  }
  return names;
}

base::Result<ModelChoice> choose(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string name(text.substr(0, colon));
  const std::optional<Named> named = find(name);
  if (!named) {
    const std::vector<std::string> names = all_names();
    std::string hint = base::did_you_mean(name, names);
    if (hint.empty()) {
      hint = fmt::format("models are: {}", fmt::join(names, ", "));
    }
    return base::fail("M101", fmt::format("there is no model '{}'", name), hint);
  }
  ModelChoice choice{.id = std::string(text), .model = named->model, .preset = named->preset};
  const ModelInfo& info = named->model->info;
  for (const OptionInfo& option : info.options) {
    choice.settings.emplace_back(option.name, option.default_value);
  }
  base::Diagnostics problems;
  if (named->preset != nullptr) {
    for (const auto& [option, value] : named->preset->settings) {
      set(info, choice.settings, std::string(option), std::string(value), problems);
    }
  }
  std::string_view rest = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view part = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) {
      problems.push_back({base::Severity::error,
                          "M102",
                          {},
                          fmt::format("'{}' in '{}' is not of the form option=value", part, text),
                          {}});
      continue;
    }
    set(info, choice.settings, std::string(part.substr(0, equals)), std::string(part.substr(equals + 1)), problems);
  }
  if (!problems.empty()) {
    return tl::unexpected(problems);
  }
  return choice;
}

}  // namespace suasion::model
