#pragma once
/// The commands and options as plain data, read off the parser itself, so that help, manual page and completions are
/// made from what the command really takes.

#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace suasion::cli {

struct OptionOutline {
  std::string short_name = {}, long_name = {};  ///< "-h", "--help"; the name of a positional is in `value`
  std::string value = {};                       ///< "N", "FOLDER"; empty for flags
  std::string text = {};
  std::string group = {};
  bool positional = false, required = false, repeatable = false;
};

struct CommandOutline {
  std::string name = {};
  std::string summary = {};  ///< the first line of the description
  std::string details = {};  ///< the rest of it
  std::string group = {};
  std::vector<OptionOutline> options = {};  ///< positionals first, then by group in the order of adding
  std::vector<std::pair<std::string, std::string>> examples = {};  ///< (what it does, command)
  std::vector<CommandOutline> commands = {};
  /// "suasion run SCENARIO [OPTIONS]", "suasion merge SHARD... [OPTIONS]". @param program what stands before its name,
  /// e.g. "suasion", "suasion runs".
  [[nodiscard]] std::string usage(const std::string& program) const;
};

/// The outline of a parser and its subcommands. Its description gives summary and details; its footer the examples: a
/// line `# what it does`, then a line with the command.
[[nodiscard]] CommandOutline outline(const CLI::App& app);

/// One line for each exit status: (status, meaning).
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& exit_statuses();

/// Environment variables: (name, meaning).
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& environment_variables();

/// Files of a run folder and beside: (name, meaning).
[[nodiscard]] const std::vector<std::pair<std::string, std::string>>& file_list();

/// What `--help` prints. @param program empty for the whole program, else what stands before the command's name.
[[nodiscard]] std::string help_text(const CommandOutline& command, const std::string& program, std::size_t width);

/// The manual page, in troff with the man macros.
[[nodiscard]] std::string manual_page(const CommandOutline& program);

/// Completion scripts.
[[nodiscard]] std::string bash_completion(const CommandOutline& program);
[[nodiscard]] std::string zsh_completion(const CommandOutline& program);

}  // namespace suasion::cli
