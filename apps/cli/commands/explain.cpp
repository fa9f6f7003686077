#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "commands.hpp"
#include "explanations.hpp"
#include "findings.hpp"
#include "library.hpp"
#include "simulate.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/scenario/language.hpp"

namespace suasion::cli {

namespace {

constexpr std::size_t widest_explanation = 100;

class Explainer {
 public:
  explicit Explainer(const Console& console) : width_(std::min(console.out().width, widest_explanation)) {}

  /// A model, or a variant of one; empty if there is none of that name.
  [[nodiscard]] std::string model(const std::string& name) const {
    for (const model::Model& model : model::models()) {
      if (model.info.name == name) {
        return heading_text(name, model.info.title, fmt::format("{} {}", model.info.summary, model.info.differs),
                            model.info.source, width_) +
               presets(model.info) + options(model.info, {});
      }
      for (const model::Preset& preset : model.info.presets) {
        if (preset.name == name) {
          return heading_text(name, preset.title, preset.summary, preset.source, width_) +
                 fmt::format("\nA variant of {}.\n", model.info.name) + options(model.info, preset.settings);
        }
      }
    }
    return {};
  }

  /// An option of any model; empty if there is none of that name.
  [[nodiscard]] std::string option(const std::string& name) const {
    std::string text;
    for (const model::Model& model : model::models()) {
      for (const model::OptionInfo& option : model.info.options) {
        if (option.name == name || fmt::format("{}.{}", model.info.name, option.name) == name) {
          text += fmt::format("{}: an option of {}\n\n", option.name, model.info.name) + one_option(option, {});
        }
      }
    }
    return text;
  }

  /// The modules, one of them, or a part of one; empty if there is none of that name.
  [[nodiscard]] std::string of_modules(const std::string& name) const {
    if (name == "modules") {
      return modules_text(width_);
    }
    const std::string module = module_text(name, width_);
    return module.empty() ? module_part_text(name, width_) : module;
  }

  /// A scenario with every number as it is understood: its law in words, where it came from, and what was filled in.
  [[nodiscard]] std::string scenario(const scenario::Scenario& scenario) const {
    std::string text = report::wrap(fmt::format("{}: {}", scenario.id, scenario.title), width_);
    std::vector<std::string> said;
    for (const auto& issue : scenario.issues) {
      text += "\n" + report::wrap(fmt::format("issues.{}: {} ({} to {}{})", issue.id, issue.name,
                                              base::shortest(issue.scale_low), base::shortest(issue.scale_high),
                                              issue.unit.empty() ? "" : " " + issue.unit),
                                  width_);
      if (issue.status_quo) {
        text += quantity(*issue.status_quo, said);
      }
      for (const auto& stake : issue.stakes) {
        for (const scenario::Quantity* one : scenario::quantities(stake)) {
          text += quantity(*one, said);
        }
      }
    }
    return text;
  }

 private:
  [[nodiscard]] std::string presets(const model::ModelInfo& info) const {
    std::string text = info.presets.empty() ? std::string() : "\nVariants:\n";
    for (const model::Preset& preset : info.presets) {
      text += report::wrap(fmt::format("  {}: {}", preset.name, preset.title), width_, 4);
    }
    return text;
  }

  using Settings = std::vector<std::pair<std::string_view, std::string_view>>;

  [[nodiscard]] std::string options(const model::ModelInfo& info, const Settings& settings) const {
    std::string text = info.options.empty() ? std::string() : fmt::format("\nOptions (--model NAME:option=value):\n\n");
    for (const model::OptionInfo& option : info.options) {
      text += one_option(option, settings);
    }
    return text;
  }

  [[nodiscard]] std::string one_option(const model::OptionInfo& option, const Settings& settings) const {
    std::string_view now = option.default_value;
    for (const auto& [name, value] : settings) {
      now = name == option.name ? value : now;
    }
    return option_text(option, now, width_);
  }

  /// @param said the grounds printed last, so that they are not repeated.
  [[nodiscard]] std::string quantity(const scenario::Quantity& quantity, std::vector<std::string>& said) const {
    std::vector<std::string> why;
    for (const scenario::Because& one : quantity.grounds.because) {
      why.push_back(one.source.empty() ? "judgement: " + one.judgement : fmt::format("{} {}", one.source, one.place));
    }
    std::string origin = quantity.stated ? std::string() : " [filled in]";
    if (quantity.stated && why.empty()) {
      origin = " [no source]";
    }
    std::string text =
        report::wrap(fmt::format("  {} = {}{}", quantity.path, math::describe(quantity.law), origin), width_, 6);
    if (!why.empty() && why == said) {  // grounds of an issue or actor hold for all its numbers
      return text + "      (grounds as above)\n";
    }
    for (const std::string& reason : why) {
      text += report::wrap(fmt::format("      {}", reason), width_, 8);
    }
    said = why;
    return text;
  }

  std::size_t width_;
};

/// Names that explain knows besides those of the language, for hints.
std::vector<std::string> other_names() {
  std::vector<std::string> names = module_names();
  names.emplace_back("likelihood");
  for (const model::Model& model : model::models()) {
    names.emplace_back(model.info.name);
    for (const model::Preset& preset : model.info.presets) {
      names.emplace_back(preset.name);
    }
    for (const model::OptionInfo& option : model.info.options) {
      names.emplace_back(option.name);
    }
  }
  return names;
}

bool is_scenario(const std::string& word) {
  const std::vector<Bundled> bundled = bundled_scenarios();
  return word.ends_with(".toml") ||
         std::any_of(bundled.begin(), bundled.end(), [&](const Bundled& one) { return one.name == word; });
}

Status explain_scenario(const std::string& word, const Explainer& explainer, Console& console) {
  const std::string path = locate_scenario(word);
  const scenario::Files files = without_folders(load_files(path, console));
  const base::Result<scenario::Scenario> scenario = scenario::read(files);
  if (!scenario) {
    show_findings(scenario.error(), files, path, console);
    return bad_input;
  }
  console.print(explainer.scenario(*scenario));
  return done;
}

Status explain(const std::string& key, Console& console) {
  const Explainer explainer(console);
  if (is_scenario(key)) {
    return explain_scenario(key, explainer, console);
  }
  if (key == "likelihood") {
    console.print(report::wrap(report::likelihood_scale_in_words() + " (Mastrandrea and others 2010)",
                               std::min(console.out().width, widest_explanation)));
    return done;
  }
  // a word may mean several things: the module `outcome` is also an option of a model
  std::string all;
  for (const std::string& text : {explainer.of_modules(key), explainer.model(key), explainer.option(key)}) {
    all += (all.empty() || text.empty() ? "" : "\n") + text;
  }
  if (!all.empty()) {
    console.print(all);
    return done;
  }
  const base::Result<std::string> text = scenario::explain(key);
  if (text) {
    console.print(*text);
    return done;
  }
  const std::string& of_language = text.error().front().hint;
  const std::string of_others = base::did_you_mean(key, other_names());
  const bool guessed = of_language.starts_with("did you mean") || of_others.empty();
  throw Failure(bad_input, fmt::format("nothing is called '{}'", key), guessed ? of_language : of_others);
}

}  // namespace

Command add_explain(CLI::App& program, Console& console) {
  CLI::App& command = add_command(program, "explain", "Write a scenario",
                                  "Explain a key of the language, a model, a module, an option or a scenario\n"
                                  "Without KEY, the table of contents of the scenario language. For a scenario, every "
                                  "number as it is understood: its "
                                  "law in words, its grounds, and what was filled in.",
                                  "# what may stand there?\nsuasion explain issues.positions\n"
                                  "# what does this variant assume?\nsuasion explain scholz2011\n"
                                  "# how is the strategic system computed?\nsuasion explain modules\n"
                                  "# what is known of this parameter?\nsuasion explain signal.half_life_months\n"
                                  "# every number of a scenario\nsuasion explain belarus-2020\n");
  const auto key = std::make_shared<std::string>();
  command.add_option("[KEY]", *key, "A key (issues.positions), model, variant, module, option, parameter or scenario.")
      ->group("What to explain");
  return {&command, [key, &console] { return explain(*key, console); }};
}

}  // namespace suasion::cli
