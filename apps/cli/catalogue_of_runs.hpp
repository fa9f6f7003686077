#pragma once
/// The catalogue of runs as the command keeps it: where it lies, what a run writes into it, what is read back.

#include <filesystem>
#include <optional>
#include <string>

#include "simulate.hpp"
#include "status.hpp"
#include "suasion/storage/catalogue.hpp"

namespace suasion::cli {

/// SUASION_CATALOGUE, else $XDG_STATE_HOME/suasion/runs.sqlite, else ~/.local/state/suasion/runs.sqlite. Nothing where
/// it is switched off, or nobody's home is known.
[[nodiscard]] std::optional<std::filesystem::path> catalogue_path();

/// This moment, or so many days before it, in UTC: "2026-01-31T12:00:00Z".
[[nodiscard]] std::string utc_now(unsigned days_ago = 0);

/// What a summary says first: the mean of the lead model on every issue, and the chance of every question in percent.
/// Empty where the text is no summary.
[[nodiscard]] std::vector<storage::Figure> key_figures(const std::string& summary_json);

/// Whether the process that makes a run is still there. Of another machine's: whether its unfinished folder is.
[[nodiscard]] bool still_runs(const storage::Run& run);

/// The catalogue, to read; nothing where no run has been recorded. @throws Failure (bad_input) where it is switched
/// off; Failure (world) where it cannot be read, with what can be done.
[[nodiscard]] std::optional<storage::Catalogue> read_catalogue();

/// What went wrong with a catalogue, and what can be done.
[[nodiscard]] Failure catalogue_failure(const storage::CatalogueError& error);

/// A run's row, from its start to its end. A catalogue that cannot be written never stops a run: that is said once on
/// standard error, unless `quiet`, and left at that.
class RunEntry {
 public:
  /// Adds the row, with the status `running`. @param folder where the run will lie when it is finished.
  RunEntry(const Prepared& prepared, const std::filesystem::path& folder, const Console& console, bool quiet);
  ~RunEntry();  ///< a run that was not finished has failed
  RunEntry(const RunEntry&) = delete;
  RunEntry& operator=(const RunEntry&) = delete;
  RunEntry(RunEntry&&) = delete;
  RunEntry& operator=(RunEntry&&) = delete;

  /// Says how it ended. @param prepared as it was run at last: --until-error chooses draws on the way.
  void finish(storage::RunStatus status, const Prepared& prepared, const Outcome& outcome);

 private:
  void end(storage::RunEnd how);
  void excuse(const std::exception& error);

  const Console& console_;
  bool quiet_;
  std::optional<std::filesystem::path> path_ = {};
  std::optional<std::int64_t> id_ = {};  ///< while there is something to say of it
  std::uint64_t draws_asked_ = 0;
};

}  // namespace suasion::cli
