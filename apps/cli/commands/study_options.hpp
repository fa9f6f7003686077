#pragma once
/// What the commands that study outputs of a scenario share: sensitivity, flip, why.

#include <nlohmann/json_fwd.hpp>

#include "progress.hpp"
#include "studies.hpp"
#include "system_options.hpp"

namespace suasion::cli {

struct StudyOptions : SystemOptions {
  std::vector<std::string> outputs = {}, models = {};
  std::string out = {};
  bool all = false;
};

/// Adds --output, --model and --out to the options of a command about a scenario. @param draws_help of --draws.
void add_study_options(CLI::App& command, StudyOptions& options, const std::string& draws_help);

/// Reads and plans first. @throws as prepare_scenario() and study_of().
[[nodiscard]] PreparedStudy prepare_study(const StudyOptions& options, const std::string& word, const Console& console);

/// What every JSON of a study begins with: version, scenario, hash, seed, edits, assumptions.
[[nodiscard]] nlohmann::ordered_json study_head(const Prepared& prepared);

/// Writes JSON to a new file where one was asked for, and prints it, or else the text. @throws Failure where the file
/// is there already.
void deliver(const StudyOptions& options, const nlohmann::ordered_json& json, const std::string& text,
             Console& console);

/// Watches a study on a terminal. Refers to all it is given.
[[nodiscard]] analysis::Watch watch(Progress& progress, const Interrupt& interrupt, std::size_t all);

/// A number of draws in whole blocks: at least `least`, rounded up. @throws Failure (bad_input) where too few were
/// asked for, saying how many are needed and what for. @param asked 0: `otherwise`.
[[nodiscard]] std::size_t whole_blocks(std::uint64_t asked, std::size_t otherwise, std::size_t least,
                                       std::string_view what_for);

}  // namespace suasion::cli
