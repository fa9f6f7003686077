#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "commands.hpp"
#include "library.hpp"
#include "simulate.hpp"
#include "suasion/base/text.hpp"
#include "suasion/scenario/language_table.hpp"
#include "suasion/system/module.hpp"

namespace suasion::cli {

namespace {

/// A line of a list: what it is called, and what it is.
struct Row {
  std::string name = {}, meaning = {};
  int depth = 0;  ///< variants stand under their model
};

struct Topic {
  std::string name = {}, heading = {};
  std::vector<Row> (*rows)() = nullptr;
};

std::vector<Row> scenario_rows() {
  std::vector<Row> rows;
  for (const Bundled& one : bundled_scenarios()) {
    const base::Result<scenario::Files> files = scenario::load(one.path.string());
    const base::Result<scenario::Scenario> scenario =
        files ? scenario::read(*files) : base::Result<scenario::Scenario>(tl::unexpected(files.error()));
    rows.push_back(
        {one.name, scenario ? scenario->title : fmt::format("(has errors: see `suasion check {}`)", one.name)});
  }
  return rows;
}

std::vector<Row> model_rows() {
  std::vector<Row> rows;
  for (const model::Model& model : model::models()) {
    const std::string rule = model.info.baseline ? " (simple rule)" : "";
    rows.push_back({std::string(model.info.name), std::string(model.info.title) + rule});
    for (const model::Preset& preset : model.info.presets) {
      rows.push_back({std::string(preset.name), std::string(preset.title), 1});
    }
  }
  return rows;
}

/// "Whether support fades: on (default), off".
std::string setting_meaning(const model::OptionInfo& option) {
  std::vector<std::string> values;
  for (const auto& [value, who] : option.values) {
    values.push_back(fmt::format("{}{}", value, value == option.default_value ? " (default)" : ""));
  }
  std::string meaning(option.meaning);
  if (!values.empty()) {
    meaning.erase(meaning.find_last_not_of('.') + 1);
    meaning += fmt::format(": {}", fmt::join(values, ", "));
  }
  return meaning;
}

std::vector<Row> module_rows() {
  std::vector<Row> rows;
  for (const system::Module& module : system::modules()) {
    rows.push_back({std::string(module.info.name), std::string(module.info.title)});
    for (const model::OptionInfo& option : module.info.options) {
      rows.push_back({fmt::format("{}.{}", module.info.name, option.name), setting_meaning(option), 1});
    }
  }
  return rows;
}

std::string design_meaning(math::DesignKind kind) {
  switch (kind) {
    case math::DesignKind::monte_carlo:
      return "Independent draws.";
    case math::DesignKind::latin_hypercube:
      return "One draw in each of equally likely slices of every input: less noise in means.";
    case math::DesignKind::sobol:
      return "Scrambled Sobol' points: still less noise; best with a power of two draws.";
  }
  return {};
}

std::vector<Row> design_rows() {
  std::vector<Row> rows;
  for (const math::DesignKind kind : designs()) {
    rows.push_back({std::string(math::name(kind)), design_meaning(kind)});
  }
  return rows;
}

std::vector<Row> law_rows() {
  return {{"12", "known exactly"},
          {"[10, 20]", "between 10 and 20 with 90 % probability: normal"},
          {"{ uniform = [10, 20] }", "anything between, equally likely"},
          {"{ triangular = [10, 12, 20] }", "least, most likely, greatest"},
          {"{ pert = [10, 12, 20] }", "the same, smoother and closer to the most likely value"},
          {"{ beta = [2, 5] }", "beta with these shapes, over the natural bounds or `within`"},
          {"{ normal = { mean = 12, sd = 3 } }", "normal"},
          {"{ lognormal = { median = 12, log_sd = 0.4 } }", "for sizes that spread by factors"},
          {"{ discrete = { \"5\" = 0.7, \"10\" = 0.3 } }", "single values with weights"},
          {"{ mixture = [ ... ] }", "several of these, each with `weight`"}};
}

std::vector<Row> key_rows() {
  std::vector<Row> rows;
  for (const scenario::Key& key : scenario::top_level_keys()) {
    rows.push_back({std::string(key.name), std::string(key.meaning)});
  }
  for (const scenario::Section& section : scenario::sections()) {
    rows.push_back({std::string(section.name), std::string(section.meaning)});
    for (const scenario::Key& key : section.keys) {
      rows.push_back({fmt::format("{}.{}", section.name, key.name), std::string(key.meaning), 1});
    }
  }
  return rows;
}

const std::vector<Topic>& topics() {
  static const std::vector<Topic> list = {
      {"scenarios", "Bundled scenarios (suasion run NAME)", scenario_rows},
      {"models", "Models and their variants (--model NAME)", model_rows},
      {"modules", "Modules of the strategic system and their settings (--assume SETTING)", module_rows},
      {"designs", "Designs of the draws (--design NAME)", design_rows},
      {"laws", "Laws: how sure a number is", law_rows},
      {"keys", "Keys of the scenario language (suasion explain KEY)", key_rows}};
  return list;
}

std::string rows_text(const std::vector<Row>& rows, std::size_t width) {
  constexpr std::size_t longest_name = 48;
  constexpr std::size_t widest = 100;
  std::size_t column = 0;
  for (const Row& row : rows) {
    column = std::max(column, row.name.size() + 2 * static_cast<std::size_t>(row.depth));
  }
  column = std::min(column, longest_name) + 4;
  std::string text;
  for (const Row& row : rows) {
    std::string name = std::string(2 + 2 * static_cast<std::size_t>(row.depth), ' ') + row.name;
    name.resize(std::max(column, name.size() + 2), ' ');
    const std::string wrapped =
        report::wrap(std::string(name.size(), '.') + row.meaning, std::min(width, widest), column);
    text += name + wrapped.substr(name.size());
  }
  return text;
}

Status list(const std::string& what, bool names, Console& console) {
  std::vector<std::string> known;
  std::string text;
  for (const Topic& topic : topics()) {
    known.push_back(topic.name);
    const bool all = what.empty() && topic.name != "keys";  // too many to be read at once
    if (topic.name != what && !all) {
      continue;
    }
    const std::vector<Row> rows = topic.rows();
    if (names) {
      for (const Row& row : rows) {
        text += row.name + "\n";
      }
    } else {
      text += fmt::format("{}{}:\n{}", text.empty() ? "" : "\n", topic.heading, rows_text(rows, console.out().width));
    }
  }
  if (text.empty() && std::find(known.begin(), known.end(), what) == known.end()) {
    std::string hint = base::did_you_mean(what, known);
    throw Failure(bad_input, fmt::format("there is no list of '{}'", what),
                  hint.empty() ? fmt::format("lists are: {}", fmt::join(known, ", ")) : hint);
  }
  console.print(text);
  return done;
}

}  // namespace

Command add_list(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "list", "Look around",
                                  "List scenarios, models, modules, designs, laws and keys\n"
                                  "Without WHAT everything but the keys is listed.",
                                  "# what can be run\nsuasion list scenarios\n"
                                  "# models and their variants\nsuasion list models\n");
  const auto what = std::make_shared<std::string>();
  const auto names = std::make_shared<bool>(false);
  command.add_option("[WHAT]", *what, "scenarios, models, modules, designs, laws or keys.")->group("What to list");
  command.add_flag("--names", *names, "Only the names, one a line, for scripts.")->group("Output");
  return {&command, [what, names, &console] { return list(*what, *names, console); }};
}

}  // namespace suasion::cli
