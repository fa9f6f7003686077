#include "carry_through.hpp"

#include <fmt/format.h>

#include <optional>

#include "catalogue_of_runs.hpp"
#include "commands/commands.hpp"
#include "findings.hpp"
#include "kept_draws.hpp"
#include "progress.hpp"
#include "record.hpp"
#include "suasion/report/html.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/summary_table.hpp"
#include "suasion/system/plan.hpp"
#include "until.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

/// What the first process says, for all.
std::string from_the_first(base::Team* team, const std::string& text) {
  return team == nullptr ? text : team->all_gather(text).front();
}

/// What must be there before the first draw, so that the run can be taken up again.
void write_beginning(OutputFolder& folder, const Prepared& prepared) {
  const std::vector<Record::Input> places = input_places(prepared.files);
  for (std::size_t i = 0; i < places.size(); ++i) {
    folder.write(places[i].file, prepared.files.files[i].bytes);
  }
  if (prepared.truth) {
    folder.write(truth_place(*prepared.truth), prepared.truth->bytes);
  }
  folder.write("run.json", record_json(prepared, {}));
}

/// The draws of a run on their way, where they are saved.
struct DrawsToSave {
  std::optional<FolderDraws> issues = {}, worlds = {};

  DrawsToSave(const Prepared& prepared, const fs::path& folder) {
    if (prepared.save_draws) {
      issues.emplace(folder, issues_stage);
      worlds.emplace(folder, worlds_stage);
    }
  }
};

/// Runs with progress and interruption.
Outcome watched(const Prepared& prepared, const Carry& carry, const fs::path& folder, Interrupt& interrupt,
                const Console& console) {
  FolderKeeper keeper(folder, key_of(prepared), carry.checkpoint, prepared.shard.has_value());
  DrawsToSave draws(prepared, folder);
  std::optional<Progress> progress;  // of the stage that is under way
  const auto update = [&](std::uint64_t done, std::uint64_t all) { progress->update(done, all, interrupt.asked()); };
  Watching watching;
  watching.control = {.progress = update, .cancel = &interrupt.asked(), .keeper = &keeper, .team = console.team()};
  watching.draws_of_issues = draws.issues ? &*draws.issues : nullptr;
  watching.draws_of_worlds = draws.worlds ? &*draws.worlds : nullptr;
  watching.begins = [&](const std::string& noun) { progress.emplace(console, !carry.quiet, noun); };
  watching.studied = update;
  return simulate(prepared, watching);
}

/// Runs once; or, where an error is to be reached, as often as it takes, after a pilot.
Outcome run_until(Prepared& prepared, const Carry& carry, RunFolder& folder, Interrupt& interrupt,
                  const Console& console) {
  for (;;) {
    if (console.leads()) {
      write_beginning(folder.own(), prepared);
    }
    Outcome outcome = watched(prepared, carry, folder.unfinished(), interrupt, console);
    const bool more = console.leads() && needs_more(prepared, outcome);
    const std::string draws = from_the_first(console.team(), more ? std::to_string(prepared.spec.draws) : "");
    if (draws.empty()) {
      return outcome;
    }
    prepared.spec.draws = std::stoull(draws);
    if (console.leads()) {
      fs::remove_all(folder.unfinished() / checkpoint_name);  // of fewer draws
    }
  }
}

bool is_partial(const Prepared& prepared, const Outcome& outcome) {
  return !draws_complete(prepared, outcome) ||
         (system::has_system(prepared.scenario) && !prepared.shard && !outcome.with_system) ||
         (prepared.full && !prepared.shard && !outcome.with_studies);
}

/// A run that is complete leaves its parts behind; a shard, and a run that was interrupted, takes them along.
void write_ending(OutputFolder& folder, const Prepared& prepared, const Outcome& outcome, bool partial) {
  if (!prepared.shard) {
    folder.write("summary.json", outcome.summary);
    folder.write("summary.csv", report::summary_csv(outcome.summary));
    folder.write("report.html", report::report_html(outcome.summary));
  }
  if (prepared.save_draws && !partial && !prepared.shard) {
    write_draws(prepared, folder.unfinished_path());
  }
  folder.write("run.json", record_json(prepared, outcome));
  folder.finish();
  if (!partial && !prepared.shard) {
    fs::remove_all(folder.final_path() / checkpoint_name);
  }
}

/// What is said at the end, on standard error beside JSON and on standard output otherwise.
std::string closing(const Prepared& prepared, const Outcome& outcome, const std::string& folder) {
  std::string text;
  if (prepared.shard) {
    return fmt::format("Shard {} of {} is in {}. `suasion merge` joins it with the others.\n", prepared.shard->number,
                       prepared.shard->of, folder);
  }
  const std::string on = fmt::format("`suasion resume {}` goes on.", folder);
  if (!draws_complete(prepared, outcome)) {
    text = fmt::format("Interrupted: {} of {} were done; the results are marked partial. {}\n",
                       report::counted(outcome.results.draws_done, "draw"), prepared.spec.draws, on);
  } else if (system::has_system(prepared.scenario) && !outcome.with_system) {
    text = "Interrupted before the strategic system was run to its end; the report is without it. " + on + "\n";
  } else if (prepared.full && !outcome.with_studies) {
    text = "Interrupted before the studies were complete; the report is without them. " + on + "\n";
  }
  return text + fmt::format("Report: {}/report.html\n", folder);
}

void show_warnings(const Prepared& prepared, const Carry& carry, const Console& console) {
  const std::size_t warnings = how_many(prepared.scenario.notes, base::Severity::warning);
  if (warnings == 0 || carry.quiet) {
    return;
  }
  if (prepared.edits.empty()) {
    console.note(fmt::format("{} about the scenario: see `suasion check {}`\n", report::counted(warnings, "warning"),
                             carry.scenario));
  } else {  // `check` does not know the edits
    show_findings(prepared.scenario.notes, prepared.files, carry.scenario, console);
  }
}

void show(const Prepared& prepared, const Outcome& outcome, const Carry& carry, const std::string& folder,
          Console& console) {
  show_warnings(prepared, carry, console);
  const std::string end = closing(prepared, outcome, folder);
  if (carry.json) {
    console.print(outcome.summary);
    if (!carry.quiet) {
      console.note(end);
    }
  } else if (!carry.quiet) {
    console.print(prepared.shard ? end : report::terminal_text(outcome.summary, console.out()) + "\n" + end);
  }
}

Status run_and_write(Prepared& prepared, const Carry& carry, RunFolder& folder, Interrupt& interrupt,
                     Console& console) {
  std::optional<RunEntry> entry;
  if (console.leads()) {
    entry.emplace(prepared, folder.own().final_path(), console, carry.quiet);
  }
  const Outcome outcome = run_until(prepared, carry, folder, interrupt, console);
  if (outcome.results.draws_done == 0 && !draws_complete(prepared, outcome)) {
    throw Failure(interrupted, "interrupted before the first draws were done; nothing was written");
  }
  const bool partial = is_partial(prepared, outcome);
  if (console.leads()) {
    Interrupt::hold();
    write_ending(folder.own(), prepared, outcome, partial);
    entry->finish(partial ? storage::RunStatus::partial : storage::RunStatus::complete, prepared, outcome);
    show(prepared, outcome, carry, folder.name(), console);
  }
  return partial ? interrupted : done;
}

}  // namespace

void wait_for_all(const Console& console) {
  static_cast<void>(from_the_first(console.team(), ""));
}

RunFolder::RunFolder(std::optional<OutputFolder> own, const Console& console) : own_(std::move(own)) {
  unfinished_ = from_the_first(console.team(), own_ ? own_->unfinished_path().string() : "");
  name_ = from_the_first(console.team(), own_ ? shown(own_->final_path()) : "");
}

Status carry_through(Prepared& prepared, const Carry& carry, RunFolder& folder, Interrupt& interrupt,
                     Console& console) {
  interrupt.say_when_quitting(fmt::format("\nQuit. `suasion resume {}` goes on.\n", folder.name()));
  try {
    return run_and_write(prepared, carry, folder, interrupt, console);
  } catch (const std::system_error& error) {
    if (keeps_parts(folder.unfinished())) {
      throw Failure(
          world, error.what(),
          fmt::format("what was done is kept; once this is mended, `suasion resume {}` goes on", folder.name()));
    }
    throw;
  }
}

}  // namespace suasion::cli
