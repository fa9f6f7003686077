#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "commands.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::cli {

CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& group,
                      const std::string& description, const std::string& examples) {
  CLI::App* command = program.add_subcommand(name, description);
  command->group(group);
  command->footer(examples);
  command->allow_extras();
  command->set_help_flag("-h,--help", "Show this help and leave.")->group("Other options");
  command->option_defaults()->always_capture_default(false);
  return *command;
}

CLI::Option* whole_number(CLI::Option* option, std::uint64_t low, std::uint64_t high) {
  return option->check(CLI::Validator(
      [low, high](std::string& text) -> std::string {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size() && value >= low && value <= high) {
          return {};
        }
        return fmt::format("'{}' is not a whole number from {} to {}", text, low, high);
      },
      ""));
}

void need(const std::string& word, const std::string& command, const std::string& what) {
  if (word.empty()) {
    throw Failure(bad_input, fmt::format("`suasion {}` needs {}", command, what),
                  fmt::format("see `suasion {} --help`", command));
  }
}

}  // namespace suasion::cli
