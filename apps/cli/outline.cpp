#include "outline.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

namespace suasion::cli {

namespace {

OptionOutline outline_of(const CLI::Option& option) {
  OptionOutline made;
  const auto& shorts = option.get_snames();
  const auto& longs = option.get_lnames();
  made.positional = option.get_positional();
  made.short_name = shorts.empty() ? std::string() : "-" + shorts.front();
  made.long_name = longs.empty() ? std::string() : "--" + longs.front();
  if (made.positional) {
    made.value = option.get_name(true);
  } else if (option.get_type_size() != 0) {
    made.value = option.get_type_name();
  }
  made.text = option.get_description();
  made.group = option.get_group();
  made.required = option.get_type_size() != 0 && made.positional && made.text.find("default") == std::string::npos &&
                  made.value.find('[') == std::string::npos;
  made.repeatable =
      option.get_expected_max() > 1 || option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  return made;
}

std::vector<std::pair<std::string, std::string>> examples_of(const std::string& footer) {
  std::vector<std::pair<std::string, std::string>> list;
  std::istringstream lines(footer);
  std::string what;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ")) {
      what = line.substr(2);
    } else if (!line.empty()) {
      list.emplace_back(what, line);
    }
  }
  return list;
}

}  // namespace

std::string CommandOutline::usage(const std::string& program) const {
  std::string text = program.empty() ? name : program + " " + name;
  for (const OptionOutline& option : options) {
    if (option.positional) {
      const std::string value = option.value + (option.repeatable ? "..." : "");
      text += option.required || option.value.starts_with("[") ? " " + value : " [" + value + "]";
    }
  }
  if (commands.empty()) {
    return text + " [OPTIONS]";
  }
  return text + (program.empty() ? " COMMAND [OPTIONS]" : " [COMMAND] [OPTIONS]");  // `runs` alone lists them
}

CommandOutline outline(const CLI::App& app) {
  CommandOutline made;
  made.name = app.get_name();
  const std::string description = app.get_description();
  const std::size_t line = description.find('\n');
  made.summary = description.substr(0, line);
  made.details = line == std::string::npos ? std::string() : description.substr(line + 1);
  made.group = app.get_group();
  made.examples = examples_of(app.get_footer());
  std::vector<OptionOutline> named;
  for (const CLI::Option* option : app.get_options()) {
    OptionOutline one = outline_of(*option);
    (one.positional ? made.options : named).push_back(std::move(one));
  }
  made.options.insert(made.options.end(), named.begin(), named.end());
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    made.commands.push_back(outline(*command));
  }
  return made;
}

const std::vector<std::pair<std::string, std::string>>& exit_statuses() {
  static const std::vector<std::pair<std::string, std::string>> list = {
      {"0", "All is well."},
      {"1", "replay: the summary differs from the recorded one."},
      {"2", "A mistake in a scenario or on the command line; nothing was written."},
      {"3", "The world failed: a full disk, an unreadable folder; nothing half-written is left behind."},
      {"70", "A defect of suasion itself; please report it."},
      {"130", "Stopped by Ctrl-C: what was done is written and marked partial."}};
  return list;
}

const std::vector<std::pair<std::string, std::string>>& environment_variables() {
  static const std::vector<std::pair<std::string, std::string>> list = {
      {"SUASION_SCENARIOS",
       "Folders with scenarios of your own, separated by colons; searched before the bundled ones."},
      {"SUASION_CATALOGUE",
       "The file that keeps the catalogue of runs, or `off` to keep none. Default: runs.sqlite in "
       "$XDG_STATE_HOME/suasion, or in ~/.local/state/suasion."},
      {"NO_COLOR", "If set to anything, no colour is used."},
      {"COLUMNS", "Width of text where the output is no terminal."}};
  return list;
}

const std::vector<std::pair<std::string, std::string>>& file_list() {
  static const std::vector<std::pair<std::string, std::string>> list = {
      {"report.html", "The report: one file that needs nothing else, for any browser."},
      {"summary.json", "Every figure and every word of the report, as data."},
      {"run.json", "What is needed to repeat the run: version, seed, models with all options, edits."},
      {"inputs/", "Copies of the scenario and its tables."},
      {"summary.csv", "The figures of the summary as one long table."},
      {"draws.nc", "With --save-draws: every draw, inputs, outcomes and answers, in NetCDF-4."}};
  return list;
}

}  // namespace suasion::cli
