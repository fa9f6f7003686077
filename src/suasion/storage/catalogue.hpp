#pragma once
/// The catalogue of runs: one SQLite file with a row for every run and a table of its key figures. Many processes may
/// read and write it at once (write-ahead log), so it must lie on a disk of this machine.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace suasion::storage {

class Database;

enum class RunStatus : std::uint8_t {
  running,
  complete,
  partial,  ///< stopped early; what was done is kept
  failed,   ///< ended without results
  lost      ///< was running, and its process is gone; never stored, found out when it is read
};

/// "running", "complete", ...
[[nodiscard]] std::string_view name(RunStatus status);

/// All of them, in the order in which help lists them.
[[nodiscard]] std::span<const RunStatus> run_statuses();

/// A key figure of a run.
struct Figure {
  std::string key = {};    ///< the same for the same figure of any run, e.g. "issues.depth"
  std::string label = {};  ///< for people
  double value = 0.0;      ///< NaN where there is none
  double error = 0.0;      ///< Monte Carlo standard error, in the same unit; NaN where it is not known
  std::string unit = {};
};

/// A run as the catalogue keeps it. Lists of words are kept as text, most of them as JSON.
struct Run {
  std::int64_t id = 0;        ///< given by the catalogue; never given twice
  std::string started = {};   ///< UTC, "2026-01-31T12:00:00Z"
  std::string ended = {};     ///< empty while it is running
  std::string folder = {};    ///< absolute
  std::string scenario = {};  ///< id
  std::string title = {};     ///< of the scenario
  std::string hash = {};      ///< of the scenario's files
  std::string version = {};   ///< of suasion
  std::uint64_t seed = 0;
  std::uint64_t draws_asked = 0, draws_done = 0;
  std::string design = {};
  std::string models = {};   ///< ids, the lead first, with commas between
  std::string edits = {};    ///< JSON: [{"path": ..., "value": ...}]
  std::string assume = {};   ///< JSON: settings of modules
  std::string options = {};  ///< JSON: an object with all else that changes results
  std::string process = {};  ///< what the caller tells by whether it still runs
  RunStatus status = RunStatus::running;
  std::vector<Figure> figures = {};
};

/// How a run ended.
struct RunEnd {
  RunStatus status = RunStatus::complete;  ///< neither running nor lost
  std::string ended = {};                  ///< UTC
  std::uint64_t draws_asked = 0;           ///< may have been found out on the way
  std::uint64_t draws_done = 0;
  std::vector<Figure> figures = {};
};

/// Which runs to list; what is empty allows any.
struct RunFilter {
  std::string scenario = {};            ///< part of id or title; ASCII letters of either case
  std::string hash = {};                ///< how it begins
  std::string since = {}, before = {};  ///< start of the run: from, and to but without
  std::optional<RunStatus> status = {};
  std::size_t limit = 0;  ///< at most so many; 0: all
};

/// Says of a row that was never ended whether its process still runs.
using IsAlive = std::function<bool(const Run&)>;

/// The catalogue cannot be opened, read or written: no place, no right, damaged, of a later version, busy for too long.
class CatalogueError : public std::system_error {
 public:
  using std::system_error::system_error;
  /// What the file holds is not what SQLite wrote.
  [[nodiscard]] bool damaged() const;
  /// The file is sound, but not ours to touch: of a later version of suasion, or of another program.
  [[nodiscard]] bool foreign() const;
};

/// For one thread at a time; each thread or process opens its own. Every function throws CatalogueError.
class Catalogue {
 public:
  /// Opens it to read and write; makes file and folders, and brings a file of an older version up to date.
  [[nodiscard]] static Catalogue open(const std::filesystem::path& path);

  /// Opens it to read, and looks whether the file is sound. Changes nothing but a file of an older version.
  /// @return nothing where there is no such file yet.
  [[nodiscard]] static std::optional<Catalogue> read(const std::filesystem::path& path);

  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;
  ~Catalogue();

  /// Adds a run; its id, end, status and figures do not count. @return its id.
  std::int64_t begin(const Run& run);

  /// Says how it ended. Nothing happens where the row has been removed meanwhile.
  void finish(std::int64_t id, const RunEnd& end);

  /// The runs, newest first. @param alive without it all that were never ended count as running.
  [[nodiscard]] std::vector<Run> list(const RunFilter& filter = {}, const IsAlive& alive = {}) const;

  /// One run, if there is one of that id.
  [[nodiscard]] std::optional<Run> get(std::int64_t id, const IsAlive& alive = {}) const;

  /// Removes rows, all or none of them. Ids that are not there are no error.
  void remove(std::span<const std::int64_t> ids);

 private:
  Catalogue(std::filesystem::path path, std::unique_ptr<Database> database);
  std::filesystem::path path_;
  std::unique_ptr<Database> database_;
};

}  // namespace suasion::storage
