#pragma once
/// The subcommands, a file each. Each adds itself to the parser and says what to do when it was chosen.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "console.hpp"
#include "status.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace suasion::cli {

struct Command {
  CLI::App* parser = nullptr;
  std::function<Status()> run = {};
  bool shares_work = false;            ///< of several processes all run it together; else process 0 does it alone
  std::vector<Command> commands = {};  ///< commands below this one, as `show` of `runs`
};

[[nodiscard]] Command add_run(CLI::App& program, Console& console);
[[nodiscard]] Command add_resume(CLI::App& program, Console& console);
[[nodiscard]] Command add_merge(CLI::App& program, Console& console);
[[nodiscard]] Command add_backtest(CLI::App& program, Console& console);
[[nodiscard]] Command add_replay(CLI::App& program, Console& console);
[[nodiscard]] Command add_report(CLI::App& program, Console& console);
[[nodiscard]] Command add_draws(CLI::App& program, Console& console);
[[nodiscard]] Command add_new(CLI::App& program, Console& console);
[[nodiscard]] Command add_export(CLI::App& program, Console& console);
[[nodiscard]] Command add_claims(CLI::App& program, Console& console);
[[nodiscard]] Command add_story(CLI::App& program, Console& console);
[[nodiscard]] Command add_score(CLI::App& program, Console& console);
[[nodiscard]] Command add_sensitivity(CLI::App& program, Console& console);
[[nodiscard]] Command add_why(CLI::App& program, Console& console);
[[nodiscard]] Command add_flip(CLI::App& program, Console& console);
[[nodiscard]] Command add_leverage(CLI::App& program, Console& console);
[[nodiscard]] Command add_coalitions(CLI::App& program, Console& console);
[[nodiscard]] Command add_check(CLI::App& program, Console& console);
[[nodiscard]] Command add_explain(CLI::App& program, Console& console);
[[nodiscard]] Command add_list(CLI::App& program, Console& console);
[[nodiscard]] Command add_runs(CLI::App& program, Console& console);
[[nodiscard]] Command add_schema(CLI::App& program, Console& console);
[[nodiscard]] Command add_completion(CLI::App& program, Console& console);
[[nodiscard]] Command add_man(CLI::App& program, Console& console);

/// A new subcommand with the project's habits: own help text, unknown words left for the caller to report.
/// @param description first line the summary, the rest details. @param examples as outline() reads them.
[[nodiscard]] CLI::App& add_command(CLI::App& program, const std::string& name, const std::string& group,
                                    const std::string& description, const std::string& examples);

inline constexpr std::uint64_t most_draws = 1'000'000'000'000;  ///< of one run

/// Only whole numbers from `low` to `high` are accepted.
CLI::Option* whole_number(CLI::Option* option, std::uint64_t low, std::uint64_t high);

/// Adds `--threads N`.
void threads_option(CLI::App& command, unsigned& threads);

/// Adds `--checkpoint SECONDS`.
void checkpoint_option(CLI::App& command, double& seconds);

/// @throws Failure (bad_input) "`suasion check` needs SCENARIO" if the word is empty.
void need(const std::string& word, const std::string& command, const std::string& what);

/// Splits "scholz2011,expected-utility:Q=0.5,T=1" at the commas that begin another model: after one, `option=value`
/// without a colon still belongs to the model before.
[[nodiscard]] std::vector<std::string> split_models(const std::vector<std::string>& words);

/// The folder as its user would write it.
[[nodiscard]] std::string shown(const std::filesystem::path& folder);

}  // namespace suasion::cli
