#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
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

void threads_option(CLI::App& command, unsigned& threads) {
  constexpr unsigned most = 1024;
  whole_number(command
                   .add_option("--threads", threads,
                               "Threads to use; 0 for one per processor. Never changes a result. Default: 0.")
                   ->type_name("N")
                   ->group("Other options"),
               0, most);
}

void checkpoint_option(CLI::App& command, double& seconds) {
  static constexpr double least = 0.001;
  static constexpr double most = 86'400.0;
  command
      .add_option("--checkpoint", seconds,
                  "Seconds between what is kept of the run under way and what is kept next, for `suasion resume`. "
                  "Default: 30.")
      ->type_name("SECONDS")
      ->check(CLI::Validator(
          [](std::string& text) -> std::string {
            double value = 0.0;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
            const bool number = error == std::errc() && end == text.data() + text.size();
            return number && value >= least && value <= most
                       ? std::string()
                       : fmt::format("'{}' is not a number of seconds from {} to {}", text, least, most);
          },
          ""))
      ->group("Other options");
}

void need(const std::string& word, const std::string& command, const std::string& what) {
  if (word.empty()) {
    throw Failure(bad_input, fmt::format("`suasion {}` needs {}", command, what),
                  fmt::format("see `suasion {} --help`", command));
  }
}

std::vector<std::string> split_models(const std::vector<std::string>& words) {
  std::vector<std::string> models;
  for (const std::string& word : words) {
    bool first = true;
    for (std::size_t from = 0; from <= word.size();) {
      const std::size_t comma = std::min(word.find(',', from), word.size());
      const std::string part = word.substr(from, comma - from);
      const bool option = part.find('=') != std::string::npos && part.find(':') == std::string::npos;
      if (option && !first) {
        models.back() += "," + part;
      } else {
        models.push_back(part);
      }
      first = false;
      from = comma + 1;
    }
  }
  return models;
}

std::string shown(const std::filesystem::path& folder) {
  const std::filesystem::path near = folder.lexically_proximate(std::filesystem::current_path());
  return near.empty() || *near.begin() == ".." ? folder.string() : near.string();
}

}  // namespace suasion::cli
