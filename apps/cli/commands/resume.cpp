#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "carry_through.hpp"
#include "commands.hpp"
#include "kept_draws.hpp"
#include "record.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

struct ResumeOptions {
  std::string folder = {};
  unsigned threads = 0;
  double checkpoint = 30.0;
  bool json = false, quiet = false;
};

std::string draws_in_words(const Kept& kept, const std::string& stage) {
  return report::counted(ensemble::count(blocks_of_stage(kept, stage)) * model::block_draws, "draw");
}

/// Ends where a folder holds parts of another version or run. Nothing was touched.
[[noreturn]] void refuse_foreign(const fs::path& folder, const Kept& kept, const Record& record) {
  std::string saved = "of this run and version it holds nothing";
  if (!kept.sound.empty()) {
    saved = fmt::format("sound are {} of its issues and {} of its system", draws_in_words(kept, issues_stage),
                        draws_in_words(kept, worlds_stage));
  }
  const bool same_version = record.version == base::version();
  throw Failure(
      world,
      fmt::format("cannot go on with '{}': '{}' {}; {}", folder.string(), kept.foreign.front().file,
                  kept.foreign.front().why, saved),
      same_version
          ? "if run.json was changed, put it back as it was; if the file was copied here, move it away"
          : fmt::format("suasion {} goes on with it; or run the scenario in its inputs/ anew", record.version));
}

/// What can be taken up of a folder, and what is wrong with the rest. @throws Failure (world), before anything is
/// changed.
Kept examine(const fs::path& folder, const Record& record, const Prepared& prepared) {
  Kept kept = look_through(folder, key_of(prepared));
  if (!kept.foreign.empty()) {
    refuse_foreign(folder, kept, record);
  }
  return kept;
}

/// Deletes what cannot be used, so that it is done again, and says so.
void clear_useless(const fs::path& folder, const Kept& kept, const Prepared& prepared, bool quiet,
                   const Console& console) {
  for (const Kept::Useless& one : kept.damaged) {
    fs::remove(folder / checkpoint_name / one.file);
    if (!quiet) {
      console.note(fmt::format("'{}' {}; what it held is done again\n", one.file, one.why));
    }
  }
  if (!prepared.save_draws) {
    return;
  }
  for (const std::string& stage : trim_draws(folder, kept, prepared.spec.draws)) {
    for (const KeptPart& part : kept.sound) {
      if (part.stage == stage) {
        fs::remove(folder / checkpoint_name / part.file);
      }
    }
    if (!quiet) {
      console.note(fmt::format("saved draws of the {} are damaged or missing; they are made again\n", stage));
    }
  }
}

/// Whether the record tells of everything that was asked for, or of the whole share of a shard.
bool has_all(const Record& record, const Prepared& prepared) {
  const ensemble::Ranges left = ensemble::missing(blocks_of_run(prepared, prepared.spec.draws), record.blocks);
  return is_complete(record, prepared) || (prepared.shard && left.empty());
}

Status say_complete(const fs::path& folder, const Prepared& prepared, const ResumeOptions& options, Console& console) {
  if (console.leads() && !prepared.shard) {    // a shard is what it keeps
    fs::remove_all(folder / checkpoint_name);  // left where the run was killed at the last moment
  }
  if (!options.quiet) {
    console.print(fmt::format("{} is complete; there is nothing left to do.\n", folder.string()));
  }
  return done;
}

Status resume(const ResumeOptions& options, Console& console) {
  need(options.folder, "resume", "a RUN: the folder that `suasion run` was writing");
  Interrupt interrupt;
  const fs::path place = OutputFolder::unfinished_of(options.folder);
  if (place.empty()) {
    static_cast<void>(OutputFolder::take_up(options.folder));  // says what is wrong
  }
  Record record = read_record(place);
  record.request.threads = options.threads;
  Prepared prepared = prepare_again(place, record, console);
  if (!OutputFolder::is_unfinished(place) && has_all(record, prepared)) {
    return say_complete(place, prepared, options, console);
  }
  const Kept kept = examine(place, record, prepared);
  wait_for_all(console);  // to have read what the first one now changes
  std::optional<OutputFolder> own;
  if (console.leads()) {
    own.emplace(OutputFolder::take_up(options.folder));
    clear_useless(own->unfinished_path(), kept, prepared, options.quiet, console);
  }
  RunFolder folder(std::move(own), console);
  if (!options.quiet && console.err_is_terminal() && !kept.sound.empty()) {
    console.note(fmt::format("Going on from {}.\n", draws_in_words(kept, issues_stage)));
  }
  const Carry carry = {.checkpoint = options.checkpoint,
                       .json = options.json,
                       .quiet = options.quiet,
                       .scenario = scenario_path(place, record)};
  return carry_through(prepared, carry, folder, interrupt, console);
}

}  // namespace

Command add_resume(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "resume", "Forecast",
      "Go on with a run that was broken off\n"
      "Takes up what the run kept (see --checkpoint) and ends with the same bytes as if nothing had happened: after "
      "Ctrl-C, a crash, a power cut, a full disk. What was being written when it ended is checked, and done again "
      "where "
      "it is damaged. The scenario is the copy in the run folder, so that changes made since do not count.",
      "# the machine went down during the night\nsuasion resume out/belarus-2020\n");
  const auto options = std::make_shared<ResumeOptions>();
  command.add_option("RUN", options->folder, "The folder that `suasion run` was writing, or wrote in part.")
      ->group("What to go on with");
  command.add_flag("--json", options->json, "Print summary.json, and nothing else, on standard output.")
      ->group("What to write");
  command.add_flag("-q,--quiet", options->quiet, "Say nothing but errors.")->group("What to write");
  checkpoint_option(command, options->checkpoint);
  threads_option(command, options->threads);
  return {&command, [options, &console] { return resume(*options, console); }, true};
}

}  // namespace suasion::cli
