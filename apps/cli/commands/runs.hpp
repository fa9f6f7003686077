#pragma once
/// What the commands below `runs` share. Private to them.

#include <string>

#include "commands.hpp"
#include "suasion/storage/catalogue.hpp"

namespace suasion::cli {

[[nodiscard]] Command add_runs_compare(CLI::App& runs, Console& console);
[[nodiscard]] Command add_runs_prune(CLI::App& runs, Console& console);

/// The run of that number. @param command "runs show", for messages. @throws Failure (bad_input) with the nearest one.
[[nodiscard]] storage::Run find_run(const std::string& number, const std::string& command);

/// The status of that name. @throws Failure (bad_input) with the nearest one.
[[nodiscard]] storage::RunStatus status_named(const std::string& word);

}  // namespace suasion::cli
