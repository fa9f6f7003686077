#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <limits>
#include <memory>

#include "commands.hpp"
#include "estimate.hpp"
#include "findings.hpp"
#include "folder.hpp"
#include "interrupt.hpp"
#include "library.hpp"
#include "progress.hpp"
#include "record.hpp"
#include "simulate.hpp"
#include "suasion/report/html.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/summary_table.hpp"
#include "suasion/system/plan.hpp"
#include "system.hpp"
#include "until.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_draws = 1'000'000'000'000;
constexpr unsigned most_threads = 1024;

/// The command line of `run`, as written.
struct RunOptions {
  std::string scenario = {}, out = {}, design = {}, until_error = {};
  std::vector<std::string> edits = {}, models = {}, assume = {};
  std::uint64_t draws = 0, seed = 1;
  unsigned threads = 0;
  bool strict = false, full = false, save_draws = false, prior_only = false, json = false, quiet = false, yes = false;
};

Request request_of(const RunOptions& options, const Console& console) {
  Request request;
  request.edits = parse_edits(options.edits, console);
  request.models = split_models(options.models);
  request.assume = options.assume;
  if (options.draws > 0) {
    request.draws = options.draws;
  }
  if (!options.until_error.empty()) {
    request.until_error = parse_error(options.until_error);
    for (const auto& [given, name] : {std::pair{options.draws > 0, "--draws"}, {options.prior_only, "--prior-only"}}) {
      if (given) {
        throw Failure(bad_input,
                      fmt::format("--until-error chooses the number of draws, so {} cannot be given too", name),
                      "give one of the two");
      }
    }
  }
  if (!options.design.empty()) {
    request.design = design_named(options.design);
  }
  request.seed = options.seed;
  request.threads = options.threads;
  request.strict = options.strict;
  request.full = options.full;
  return request;
}

/// Runs with progress and interruption, writing draws.csv along the way if asked.
Outcome watched(const Prepared& prepared, const RunOptions& options, const OutputFolder& folder, Interrupt& interrupt,
                const Console& console) {
  std::ofstream draws;
  if (options.save_draws) {
    const fs::path file = folder.unfinished_path() / "draws.csv";
    interrupt.remove_when_quitting(file, folder.unfinished_path());
    draws.open(file, std::ios::binary);
    if (!draws) {
      throw std::system_error(errno, std::generic_category(), "cannot write draws.csv");
    }
  } else {
    interrupt.remove_when_quitting(folder.unfinished_path() / "draws.csv", folder.unfinished_path());
  }
  Progress progress(console, !options.quiet);
  const ensemble::Control control = {
      .progress = [&](std::uint64_t done, std::uint64_t all) { progress.update(done, all, interrupt.asked()); },
      .cancel = &interrupt.asked(),
      .draws_csv = options.save_draws ? &draws : nullptr};
  std::optional<Progress> studies;  // only once draws have had theirs
  const auto studied = [&](std::size_t done, std::size_t all) {
    if (!studies) {
      studies.emplace(console, !options.quiet, "part");
    }
    studies->update(done, all, interrupt.asked());
  };
  Outcome outcome = simulate(prepared, control, studied);
  if (options.save_draws) {
    draws.close();
    if (!draws) {
      throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), "cannot write draws.csv");
    }
  }
  return outcome;
}

/// Runs once; or, where an error is to be reached, as often as it takes, after a pilot.
Outcome run_until(Prepared& prepared, const RunOptions& options, OutputFolder& folder, Interrupt& interrupt,
                  const Console& console) {
  Outcome outcome = watched(prepared, options, folder, interrupt, console);
  while (needs_more(prepared, outcome)) {
    outcome = watched(prepared, options, folder, interrupt, console);
  }
  return outcome;
}

void find_draws(Prepared& prepared, const RunOptions& options, Interrupt& interrupt, const Console& console) {
  if (!prepared.until_error) {
    return;
  }
  Progress progress(console, !options.quiet, "draw of a pilot");
  choose_draws(prepared, {.progress = [&](std::uint64_t done,
                                          std::uint64_t all) { progress.update(done, all, interrupt.asked()); },
                          .cancel = &interrupt.asked()});
}

void write_all(OutputFolder& folder, const Prepared& prepared, const Outcome& outcome) {
  const std::vector<Record::Input> places = input_places(prepared.files);
  for (std::size_t i = 0; i < places.size(); ++i) {
    folder.write(places[i].file, prepared.files.files[i].bytes);
  }
  if (prepared.truth) {
    folder.write(truth_place(*prepared.truth), prepared.truth->bytes);
  }
  folder.write("summary.json", outcome.summary);
  folder.write("summary.csv", report::summary_csv(outcome.summary));
  folder.write("report.html", report::report_html(outcome.summary));
  folder.write("run.json", record_json(prepared, outcome));
  folder.finish();
}

/// What is said at the end, on standard error beside JSON and on standard output otherwise.
std::string closing(const Prepared& prepared, const Outcome& outcome, const OutputFolder& folder) {
  const std::string place = shown(folder.final_path());
  std::string text;
  if (outcome.results.draws_done < prepared.spec.draws) {
    text += fmt::format("Interrupted: {} of {} were done; the results are marked partial.\n",
                        report::counted(outcome.results.draws_done, "draw"), prepared.spec.draws);
  } else if (system::has_system(prepared.scenario) && !outcome.with_system) {
    text += "Interrupted before the strategic system was run to its end; the report is without it.\n";
  } else if (prepared.full && !outcome.with_studies) {
    text += "Interrupted before the studies were complete; the report is without them.\n";
  }
  return text + fmt::format("Report: {}/report.html\n", place);
}

Status run(const RunOptions& options, Console& console) {
  need(options.scenario, "run", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  Interrupt interrupt;
  Request request = request_of(options, console);
  const std::string path = locate_scenario(options.scenario);
  request.truth = load_truth(path);
  Prepared prepared = prepare(load_files(path, console), path, request, console);
  if (options.prior_only) {
    return show_priors(prepared, options.json, console);
  }
  find_draws(prepared, options, interrupt, console);
  OutputFolder folder = options.out.empty() ? OutputFolder::claim_free(fs::path("out") / prepared.scenario.id)
                                            : OutputFolder::claim(options.out);
  const Asking asking = options.yes ? Asking::yes : options.quiet ? Asking::silent : Asking::usual;
  ask_before_long_run(estimate(prepared, folder.unfinished_path(), options.save_draws ? bytes_in_csv : 0), asking,
                      console);
  const Outcome outcome = run_until(prepared, options, folder, interrupt, console);
  const bool partial = outcome.results.draws_done < prepared.spec.draws ||
                       (system::has_system(prepared.scenario) && !outcome.with_system) ||
                       (prepared.full && !outcome.with_studies);
  if (outcome.results.draws_done == 0) {
    throw Failure(interrupted, "interrupted before the first draws were done; nothing was written");
  }
  Interrupt::hold();
  write_all(folder, prepared, outcome);
  if (const std::size_t warnings = how_many(prepared.scenario.notes, base::Severity::warning);
      warnings > 0 && !options.quiet) {
    if (prepared.edits.empty()) {
      console.note(fmt::format("{} about the scenario: see `suasion check {}`\n", report::counted(warnings, "warning"),
                               options.scenario));
    } else {  // `check` does not know the edits
      show_findings(prepared.scenario.notes, prepared.files, path, console);
    }
  }
  if (options.json) {
    console.print(outcome.summary);
    if (!options.quiet) {
      console.note(closing(prepared, outcome, folder));
    }
  } else if (!options.quiet) {
    console.print(report::terminal_text(outcome.summary, console.out()) + "\n" + closing(prepared, outcome, folder));
  }
  return partial ? interrupted : done;
}

void add_what(CLI::App& command, RunOptions& options) {
  const char* group = "What to run";
  command.add_option("SCENARIO", options.scenario, "A scenario file, or the name of a bundled scenario.")->group(group);
  command
      .add_option("--model", options.models,
                  "A model, with options of its own if need be (expected-utility:Q=0.5,rounds=20). Repeat it, or list "
                  "several with commas; the first one leads. Default: the scenario's own, else every variant. Simple "
                  "rules always stand beside.")
      ->type_name("MODEL")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--set", options.edits,
                  "Change a value of the scenario for this run, e.g. issues.integration.positions.RUS='[70, 90]'. "
                  "Repeat it for more.")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--assume", options.assume,
                  "Change how a module of the strategic system works, or switch it off, for this run: "
                  "leverage.option_rule=outside, signal=off. Repeat it for more; `suasion explain modules` lists them.")
      ->type_name("SETTING")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_flag("--prior-only", options.prior_only,
                "Leave out the dated history and print what the priors alone say: the range of every parameter, and of "
                "every variable at the first and the last month. Writes nothing.")
      ->group(group);
}

/// How much is to be run: these stand in one group with what is to be run.
void add_how_much(CLI::App& command, RunOptions& options) {
  const char* group = "What to run";
  whole_number(command
                   .add_option("--draws", options.draws,
                               "How many draws to make. Default: the scenario's own number, else 10000.")
                   ->type_name("N")
                   ->group(group),
               1, most_draws);
  command
      .add_option(
          "--until-error", options.until_error,
          "Instead of --draws: as many draws as it takes until the standard error of every headline figure is at "
          "most E. Mean outcomes count in percent of their issue's scale, chances in percentage points. At most "
          "10000000 draws are made.")
      ->type_name("E")
      ->group(group);
  whole_number(command.add_option("--seed", options.seed, "Seed of the random numbers. Default: 1.")
                   ->type_name("N")
                   ->group(group),
               0, std::numeric_limits<std::uint64_t>::max());
  command
      .add_option("--design", options.design,
                  "How draws are spread: monte-carlo, latin-hypercube or sobol. Default: the scenario's own, else "
                  "monte-carlo.")
      ->type_name("DESIGN")
      ->group(group);
  command
      .add_flag(
          "--full", options.full,
          "Study as well what made the forecasts, what they hang on and what would flip them, and put it into the "
          "report, with what could be done and who decides. Takes longer; `why`, `sensitivity`, `flip`, `leverage` and "
          "`coalitions` do the same one by one.")
      ->group(group);
  command.add_flag("--strict", options.strict, "Treat numbers without a source or judgement as errors.")->group(group);
}

void add_how(CLI::App& command, RunOptions& options) {
  const char* group = "What to write";
  command
      .add_option("--out", options.out,
                  "The run folder to write. It must not exist, or be empty. Default: out/SCENARIO, numbered if taken.")
      ->type_name("FOLDER")
      ->group(group);
  command.add_flag("--save-draws", options.save_draws, "Also write every draw to draws.csv in the run folder.")
      ->group(group);
  command.add_flag("--json", options.json, "Print summary.json, and nothing else, on standard output.")->group(group);
  command.add_flag("-q,--quiet", options.quiet, "Say nothing but errors.")->group(group);
  command.add_flag("-y,--yes", options.yes, "Begin a long or large run without asking.")->group(group);
  whole_number(command
                   .add_option("--threads", options.threads,
                               "Threads to use; 0 for one per processor. Never changes a result. Default: 0.")
                   ->type_name("N")
                   ->group("Other options"),
               0, most_threads);
}

}  // namespace

Command add_run(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "run", "Forecast",
      "Run a scenario and write its report\n"
      "Draws the scenario's uncertain numbers many times, lets the models bargain in every draw, and writes a run "
      "folder "
      "with the report, every figure as data, and what is needed to repeat the run. Ctrl-C stops early and keeps what "
      "was done; a second Ctrl-C quits at once and keeps nothing.",
      "# the bundled case, with its own settings\nsuasion run belarus-2020\n"
      "# what if Russia wanted more?\nsuasion run belarus-2020 --set issues.integration.positions.RUS='[80, 95]'\n"
      "# one model with an option changed, many draws, figures for another program\n"
      "suasion run my.toml --model expected-utility:Q=0.5 --draws 100000 --json > figures.json\n");
  const auto options = std::make_shared<RunOptions>();
  add_what(command, *options);
  add_how_much(command, *options);
  add_how(command, *options);
  return {&command, [options, &console] { return run(*options, console); }};
}

}  // namespace suasion::cli
