#pragma once
/// Options that the commands about the strategic system, and those that study a scenario, share.

#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "interrupt.hpp"
#include "system.hpp"

namespace suasion::cli {

struct SystemOptions {
  std::string scenario = {};
  std::vector<std::string> edits = {}, assume = {};
  std::uint64_t draws = 0, seed = 1;
  unsigned threads = 0;
  bool json = false, quiet = false;
};

/// Adds SCENARIO, --set, --assume, --draws, --seed, --threads, --json and --quiet.
void add_system_options(CLI::App& command, SystemOptions& options);

/// Reads and plans. @param models as `suasion run` takes them; empty: the scenario's own. @param word the command, for
/// messages. @throws Stop, Failure (bad_input).
[[nodiscard]] Prepared prepare_scenario(const SystemOptions& options, const std::vector<std::string>& models,
                                        const std::string& word, const Console& console);

/// The same, without a choice of models. @param word the command, for messages. @throws Stop, Failure (bad_input), also
/// where the scenario has no system.
[[nodiscard]] Prepared prepare_system(const SystemOptions& options, const std::string& word, const Console& console);

}  // namespace suasion::cli
