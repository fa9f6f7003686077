#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "commands.hpp"
#include "record.hpp"
#include "simulate.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/storage/file.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

struct ReplayOptions {
  std::string folder = {};
  unsigned threads = 0;
  bool quiet = false;
};

/// Where two texts first differ, shown side by side.
std::string first_difference(const std::string& recorded, const std::string& now) {
  std::size_t line = 1;
  std::size_t from = 0;
  for (std::size_t i = 0; i < recorded.size() && i < now.size() && recorded[i] == now[i]; ++i) {
    if (recorded[i] == '\n') {
      ++line;
      from = i + 1;
    }
  }
  const auto line_of = [&](const std::string& text) {
    return from < text.size() ? text.substr(from, std::min(text.find('\n', from), text.size()) - from)
                              : std::string("(end of file)");
  };
  return fmt::format("  line {}\n    recorded: {}\n    now:      {}\n", line, line_of(recorded), line_of(now));
}

std::string recorded_summary(const fs::path& folder) {
  if (!fs::is_regular_file(folder / "summary.json")) {
    throw Failure(world,
                  fmt::format("'{}' is not a run folder that can be used: it has no summary.json", folder.string()));
  }
  return storage::read_file(folder / "summary.json");
}

Status replay(const ReplayOptions& options, Console& console) {
  need(options.folder, "replay", "a RUN: the folder that `suasion run` wrote");
  const fs::path folder = options.folder;
  Record record = read_record(folder);
  const std::string recorded = recorded_summary(folder);
  record.request.threads = options.threads;
  const bool same_version = record.version == base::version();
  const std::string versions = same_version ? std::string()
                                            : fmt::format(
                                                  "The run was made by suasion {}, this is {}: figures may "
                                                  "differ.\n",
                                                  record.version, base::version());
  if (!options.quiet) {
    console.note(versions);
  }
  record.request.full = record.with_studies;
  const Prepared prepared = prepare_again(folder, record, console);
  const Outcome outcome = record.partial || (system::has_system(prepared.scenario) && !record.with_system)
                              ? simulate_part(prepared, record.blocks)
                              : simulate(prepared, {.control = {.team = console.team()}});
  if (outcome.summary == recorded) {
    if (!options.quiet) {
      console.print(fmt::format("identical: {} from {}, seed {}\n", (folder / "summary.json").string(),
                                report::counted(record.draws_done, "draw"), record.request.seed));
    }
    return done;
  }
  console.print(fmt::format("different: {} is not what the run gives now\n{}", (folder / "summary.json").string(),
                            first_difference(recorded, outcome.summary)));
  if (same_version) {
    console.note("The version is the same, so the file was changed after the run, or this is a defect of suasion.\n");
  }
  return differs;
}

}  // namespace

Command add_replay(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "replay", "Forecast",
      "Repeat a run and compare every byte of its summary\n"
      "Reads the copies of the scenario in the run folder, makes the same run again and compares the summary with the "
      "recorded one. Says `identical`, or shows the first line that differs (exit status 1). A run that was "
      "interrupted "
      "is repeated up to the draws it had done.",
      "# is the report what the scenario gives?\nsuasion replay out/belarus-2020\n");
  const auto options = std::make_shared<ReplayOptions>();
  command.add_option("RUN", options->folder, "A folder that `suasion run` wrote.")->group("What to repeat");
  threads_option(command, options->threads);
  command.add_flag("-q,--quiet", options->quiet, "Say nothing if all is well; the exit status tells.")
      ->group("Other options");
  return {&command, [options, &console] { return replay(*options, console); }};
}

}  // namespace suasion::cli
