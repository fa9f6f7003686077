/// `suasion runs prune`: rows that are not wanted any more, and their folders where that is asked for.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "catalogue_of_runs.hpp"
#include "runs.hpp"
#include "runs_text.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using storage::Catalogue;
using storage::Run;
using storage::RunStatus;

/// The command line of `runs prune`, as written.
struct PruneOptions {
  std::string older_than = {}, status = {};
  bool missing = false, with_folders = false, yes = false;
};

/// Days of "30d" or "8w". @throws Failure (bad_input).
unsigned days_of(const std::string& age) {
  constexpr unsigned most = 36'500;
  constexpr unsigned week = 7;
  unsigned count = 0;
  const char* end = age.data() + age.size();
  const auto [last, error] = std::from_chars(age.data(), end, count);
  const bool sound = error == std::errc() && end - last == 1 && (*last == 'd' || *last == 'w') && count <= most;
  if (!sound) {
    throw Failure(bad_input, fmt::format("--older-than: '{}' is not an age", age),
                  "write a number of days or of weeks: 30d, 8w");
  }
  return *last == 'w' ? week * count : count;
}

bool is_missing(const Run& run) {
  std::error_code unreadable;
  return !fs::exists(run.folder, unreadable) && !unreadable;
}

/// Runs that the options mean. What still runs stays.
std::vector<Run> meant(const std::vector<Run>& all, const PruneOptions& options) {
  const std::string before = options.older_than.empty() ? std::string() : utc_now(days_of(options.older_than));
  const std::optional<RunStatus> status =
      options.status.empty() ? std::nullopt : std::optional(status_named(options.status));
  if (status == RunStatus::running) {
    throw Failure(bad_input, "a run that is still running cannot be pruned", "stop it first, with Ctrl-C");
  }
  std::vector<Run> runs;
  std::copy_if(all.begin(), all.end(), std::back_inserter(runs), [&](const Run& run) {
    return run.status != RunStatus::running && (before.empty() || run.started < before) &&
           (!status || run.status == *status) && (!options.missing || is_missing(run));
  });
  return runs;
}

/// True if the folder holds a run.json of this very run: that of its scenario's hash and its seed.
bool is_of(const fs::path& folder, const Run& run) {
  std::error_code unreadable;
  if (!fs::is_directory(fs::symlink_status(folder, unreadable)) ||
      !fs::is_regular_file(fs::symlink_status(folder / "run.json", unreadable))) {
    return false;
  }
  try {
    const Json record = Json::parse(storage::read_file(folder / "run.json"));
    return !run.hash.empty() && record.at("scenario").at("hash") == run.hash && record.at("seed") == run.seed;
  } catch (const Json::exception&) {
    return false;
  }
}

/// The folders of runs that may go: those that hold their run, and no other run of the catalogue names.
std::vector<fs::path> doomed_folders(const std::vector<Run>& runs, const std::vector<Run>& all) {
  std::vector<fs::path> folders;
  for (const Run& run : runs) {
    const bool wanted = std::any_of(all.begin(), all.end(), [&](const Run& other) {
      return other.folder == run.folder &&
             std::none_of(runs.begin(), runs.end(), [&](const Run& goes) { return goes.id == other.id; });
    });
    if (!wanted && is_of(run.folder, run) && std::find(folders.begin(), folders.end(), run.folder) == folders.end()) {
      folders.emplace_back(run.folder);
    }
  }
  return folders;
}

std::string plan_text(const std::vector<Run>& runs, const std::vector<fs::path>& folders, bool with_folders,
                      const Console& console) {
  std::string text = runs_table(runs, console);
  text += fmt::format("\n{} of the catalogue.\n", report::counted(runs.size(), "row"));
  if (!with_folders) {
    return text + "Run folders stay; --with-folders deletes them too.\n";
  }
  text += folders.empty() ? "No folder holds one of these runs, and no other.\n"
                          : "With all that is in them, the folders\n";
  for (const fs::path& folder : folders) {
    text += fmt::format("  {}\n", folder.string());
  }
  return text;
}

/// Asks at the terminal. @throws Failure (bad_input) where there is none.
bool agreed(const Console& console) {
  if (isatty(STDIN_FILENO) == 0) {
    throw Failure(bad_input, "nothing was removed: there is no terminal to ask at", "say --yes to remove them unasked");
  }
  console.note("Remove all this? [y/N] ");
  std::string answer;
  std::getline(std::cin, answer);
  return answer.starts_with('y') || answer.starts_with('Y');
}

Status prune(const PruneOptions& options, Console& console) {
  if (options.older_than.empty() && options.status.empty() && !options.missing) {
    throw Failure(bad_input, "`suasion runs prune` needs to know which runs are to go",
                  "say --older-than 30d, --status failed, or --missing; several narrow it down");
  }
  const std::optional<Catalogue> catalogue = read_catalogue();
  const std::vector<Run> all = catalogue ? catalogue->list({}, still_runs) : std::vector<Run>();
  const std::vector<Run> runs = meant(all, options);
  if (runs.empty()) {
    console.print("No run is like that; nothing was removed.\n");
    return done;
  }
  const std::vector<fs::path> folders = options.with_folders ? doomed_folders(runs, all) : std::vector<fs::path>();
  console.print("To be removed:\n" + plan_text(runs, folders, options.with_folders, console));
  if (!options.yes && !agreed(console)) {
    console.print("Nothing was removed.\n");
    return done;
  }
  for (const fs::path& folder : folders) {  // before the rows, so that one that cannot be deleted is still found
    fs::remove_all(folder);
  }
  std::vector<std::int64_t> ids;
  ids.reserve(runs.size());
  for (const Run& run : runs) {
    ids.push_back(run.id);
  }
  try {
    Catalogue::open(*catalogue_path()).remove(ids);
  } catch (const storage::CatalogueError& error) {
    throw catalogue_failure(error);
  }
  console.print("Removed.\n");
  return done;
}

}  // namespace

Command add_runs_prune(CLI::App& runs, Console& console) {
  CLI::App& command = add_command(
      runs, "prune", "More about runs",
      "Remove runs from the catalogue\n"
      "Shows what would go, and asks. Only rows of the catalogue are removed; run folders stay unless --with-folders "
      "is "
      "given. What is still running stays.",
      "# rows whose folder has been deleted\nsuasion runs prune --missing\n"
      "# old runs that came to nothing, unasked\nsuasion runs prune --status failed --older-than 30d --yes\n");
  const auto options = std::make_shared<PruneOptions>();
  const char* group = "Which runs";
  command
      .add_option("--older-than", options->older_than, "Runs started more than so many days (30d) or weeks (8w) ago.")
      ->type_name("AGE")
      ->group(group);
  command.add_option("--status", options->status, "Runs with this status: complete, partial, failed or lost.")
      ->type_name("STATUS")
      ->group(group);
  command.add_flag("--missing", options->missing, "Runs whose folder is gone.")->group(group);
  command
      .add_flag(
          "--with-folders", options->with_folders,
          "Delete their folders too: those whose run.json has the hash and the seed of the run, unless another run "
          "of the catalogue has the same folder.")
      ->group("What to remove");
  command.add_flag("--yes", options->yes, "Do not ask.")->group("What to remove");
  return {&command, [options, &console] { return prune(*options, console); }};
}

}  // namespace suasion::cli
