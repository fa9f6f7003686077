/// What `--help` prints.

#include <fmt/format.h>

#include <algorithm>

#include "outline.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::cli {

namespace {

constexpr std::size_t text_column = 26;
constexpr std::size_t widest_help = 96;

/// "  name      text", wrapped under itself; on a line of its own where the name is long.
std::string entry(const std::string& name, const std::string& text, std::size_t width) {
  std::string line = "  " + name;
  if (line.size() + 2 > text_column) {
    line += "\n" + std::string(text_column, ' ');
  } else {
    line.resize(text_column, ' ');
  }
  // wrapped apart from the name, whose blanks must stay
  const std::string wrapped = report::wrap(std::string(text_column, '.') + text, width, text_column);
  return line + wrapped.substr(text_column);
}

std::string name_of(const OptionOutline& option) {
  if (option.positional) {
    return option.value;
  }
  const std::string dash = option.short_name.empty() ? std::string("    ") : option.short_name + ", ";
  const std::string value = option.value.empty() ? std::string() : " " + option.value;
  return dash + option.long_name + value;
}

std::string options_text(const CommandOutline& command, std::size_t width) {
  std::vector<std::string> groups;
  for (const OptionOutline& option : command.options) {
    if (std::find(groups.begin(), groups.end(), option.group) == groups.end()) {
      groups.push_back(option.group);
    }
  }
  // what every command has comes last
  std::stable_partition(groups.begin(), groups.end(),
                        [](const std::string& group) { return group != "Other options"; });
  std::string text;
  for (const std::string& group : groups) {
    text += fmt::format("\n{}:\n", group);
    for (const OptionOutline& option : command.options) {
      if (option.group == group) {
        text += entry(name_of(option), option.text, width);
      }
    }
  }
  return text;
}

std::string commands_text(const CommandOutline& command, std::size_t width) {
  std::vector<std::string> groups;
  for (const CommandOutline& one : command.commands) {
    if (std::find(groups.begin(), groups.end(), one.group) == groups.end()) {
      groups.push_back(one.group);
    }
  }
  std::string text;
  for (const std::string& group : groups) {
    text += fmt::format("\n{}:\n", group);
    for (const CommandOutline& one : command.commands) {
      if (one.group == group) {
        text += entry(one.name, one.summary, width);
      }
    }
  }
  return text;
}

std::string examples_text(const CommandOutline& command) {
  std::string text = command.examples.empty() ? std::string() : "\nExamples:\n";
  std::string said;
  for (const auto& [what, line] : command.examples) {
    text += what == said ? std::string() : fmt::format("  # {}\n", what);
    text += fmt::format("  {}\n", line);
    said = what;
  }
  return text;
}

}  // namespace

std::string help_text(const CommandOutline& command, const std::string& program, std::size_t width) {
  width = std::clamp<std::size_t>(width, 60, widest_help);
  std::string text;
  if (program.empty()) {
    text = report::wrap(fmt::format("{} {}: {}", command.name, base::version(), command.summary), width);
  } else {
    text = report::wrap(command.summary, width);
  }
  text += fmt::format("\nUsage: {}\n", command.usage(program));
  if (!command.details.empty()) {
    text += "\n" + report::wrap(command.details, width);
  }
  text += commands_text(command, width) + options_text(command, width) + examples_text(command);
  if (program.empty()) {
    text += "\nExit status:\n";
    for (const auto& [status, meaning] : exit_statuses()) {
      text += entry(status, meaning, width);
    }
    text += fmt::format("\n`{} COMMAND --help` tells more about a command; `man {}` tells it all.\n", command.name,
                        command.name);
  }
  return text;
}

}  // namespace suasion::cli
