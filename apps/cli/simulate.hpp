#pragma once
/// From files and options to a summary: what `run` and `replay` share, so that a replay is the same computation.

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console.hpp"
#include "suasion/analysis/precision.hpp"
#include "suasion/analysis/system_worlds.hpp"
#include "suasion/analysis/truth.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/scenario/read.hpp"
#include "suasion/system/assume.hpp"

namespace suasion::cli {

/// One of several runs that share the draws of one, without knowing of each other; `suasion merge` joins them.
struct Shard {
  std::uint64_t number = 1, of = 1;  ///< counted from 1
};

/// What a run is asked to do. Fields that are not set follow the scenario's own [run] section, then the defaults.
struct Request {
  std::vector<scenario::Edit> edits = {};
  std::vector<std::string> models = {};  ///< empty: those of the scenario, else every preset there is
  std::optional<std::uint64_t> draws = {};
  std::optional<double> until_error = {};  ///< points: `draws` was, or will be, chosen for it
  std::optional<math::DesignKind> design = {};
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool strict = false;                       ///< uncited numbers are errors
  std::vector<std::string> assume = {};      ///< settings of the system's modules
  std::optional<scenario::File> truth = {};  ///< answers to the scenario's questions, where there are any
  bool full = false;                         ///< studies of what the forecasts hang on as well
  bool save_draws = false;                   ///< every draw is written as well
  std::optional<Shard> shard = {};
};

inline constexpr std::uint64_t default_draws = 10'000;

/// A scenario read and planned, ready to run.
struct Prepared {
  scenario::Files files = {};  ///< names without folders, so that nothing depends on where they lay
  scenario::Scenario scenario = {};
  ensemble::Plan plan = {};
  ensemble::RunSpec spec = {};
  std::optional<double> until_error = {};  ///< as in Request
  std::vector<scenario::Edit> edits = {};
  std::vector<std::string> assume_words = {};  ///< as the user wrote them
  system::Assumptions assume = {};
  std::shared_ptr<analysis::WorldMaker> worlds = {};  ///< of the strategic system; plans each world once
  std::optional<scenario::File> truth = {};           ///< of a scenario with a system; the name is without folders
  analysis::Truths answers = {};                      ///< what it says; nothing that runs sees it
  bool full = false, save_draws = false;              ///< as in Request
  std::optional<Shard> shard = {};                    ///< as in Request
};

/// How a run is watched, and what takes what it brings.
struct Watching {
  ensemble::Control control = {};  ///< of every stage; the stages' own names, sinks and blocks are filled in
  ensemble::DrawsSink* draws_of_issues = nullptr;
  ensemble::DrawsSink* draws_of_worlds = nullptr;
  /// Told what is counted from here on: draws of issues, then of the system and of its claims, then parts of the
  /// studies.
  std::function<void(const std::string& noun)> begins = [](const std::string& /*noun*/) {};
  /// Told how many of how many parts of the studies are done, where they were asked for.
  std::function<void(std::size_t done, std::size_t all)> studied = {};
};

/// Names of the stages of a run, for its keeper.
inline constexpr const char* issues_stage = "issues";
inline constexpr const char* worlds_stage = "worlds";
inline constexpr const char* claims_stage = "claims";

/// A run that has been made.
struct Outcome {
  ensemble::Results results = {};
  bool with_system = false;   ///< the strategic system was run to its end, and stands in the summary
  bool with_studies = false;  ///< so do the studies
  std::string summary = {};   ///< summary.json; empty for a shard, and for all but the first of several processes
  std::optional<analysis::Headline> hardest = {};  ///< the figure of the headlines that is known least well
};

/// Loads a scenario from a path. Diagnostics go to standard error, all at once.
/// @throws Stop (bad_input) where there are errors.
[[nodiscard]] scenario::Files load_files(const std::string& path, const Console& console);

/// The answers to the questions of the scenario at a path, if there are any beside it. @throws std::system_error.
[[nodiscard]] std::optional<scenario::File> load_truth(const std::string& path);

/// Files as if they lay in the current folder.
[[nodiscard]] scenario::Files without_folders(scenario::Files files);

/// Reads and plans. @param path how the user named the file, for messages. @throws Stop (bad_input).
[[nodiscard]] Prepared prepare(const scenario::Files& files, const std::string& path, const Request& request,
                               const Console& console);

/// Runs and summarises; a shard is run alone. @throws std::system_error from ensemble::run.
[[nodiscard]] Outcome simulate(const Prepared& prepared, const Watching& watching = {});

/// Repeats a run that was interrupted after these blocks, before its system was run.
[[nodiscard]] Outcome simulate_part(const Prepared& prepared, const ensemble::Ranges& blocks);

/// Which blocks of so many draws a run is to do: all, or those of its shard.
[[nodiscard]] ensemble::Ranges blocks_of_run(const Prepared& prepared, std::uint64_t draws);

/// True where every draw that the run was to make is done.
[[nodiscard]] bool draws_complete(const Prepared& prepared, const Outcome& outcome);

/// Changes PATH=VALUE from the command line. @throws Stop (bad_input) with all mistakes.
[[nodiscard]] std::vector<scenario::Edit> parse_edits(const std::vector<std::string>& texts, const Console& console);

/// Settings of modules from the command line. @throws Stop (bad_input) with all mistakes.
[[nodiscard]] system::Assumptions parse_assumptions(const std::vector<std::string>& texts, const Console& console);

/// Shows what is wrong with a scenario and ends. @throws Stop (bad_input), always.
[[noreturn]] void refuse(const base::Diagnostics& diagnostics, const scenario::Files& files, const std::string& path,
                         const Console& console);

/// The design of that name. @throws Failure (bad_input) with the nearest name.
[[nodiscard]] math::DesignKind design_named(const std::string& name);

/// All designs, in the order in which help lists them.
[[nodiscard]] const std::vector<math::DesignKind>& designs();

/// The models that a run uses where neither the user nor the scenario names any: every preset of every model, and the
/// models without presets. Simple rules are always added by the plan.
[[nodiscard]] std::vector<std::string> default_models();

/// Prints diagnostics of a scenario on standard error with the user's path in front, and their count.
void show_findings(const base::Diagnostics& diagnostics, const scenario::Files& files, const std::string& path,
                   const Console& console);

}  // namespace suasion::cli
