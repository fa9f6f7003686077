#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <memory>

#include "carry_through.hpp"
#include "commands.hpp"
#include "estimate.hpp"
#include "library.hpp"
#include "progress.hpp"
#include "system.hpp"
#include "until.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t most_shards = 100'000;

/// The command line of `run`, as written.
struct RunOptions {
  std::string scenario = {}, out = {}, design = {}, until_error = {}, shard = {};
  std::vector<std::string> edits = {}, models = {}, assume = {};
  std::uint64_t draws = 0, seed = 1;
  unsigned threads = 0;
  double checkpoint = 30.0;
  bool strict = false, full = false, save_draws = false, prior_only = false, json = false, quiet = false, yes = false;
};

/// "3/16". @throws Failure (bad_input).
Shard parse_shard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, shard.number);
  const bool slash = number.ec == std::errc() && number.ptr != end && *number.ptr == '/';
  const auto of = slash ? std::from_chars(number.ptr + 1, end, shard.of) : number;
  if (!slash || of.ec != std::errc() || of.ptr != end || shard.number < 1 || shard.of < shard.number ||
      shard.of > most_shards) {
    throw Failure(bad_input, fmt::format("--shard: '{}' is not a shard", text),
                  fmt::format("write NUMBER/OF, for example 3/16: the third of 16, at most of {}", most_shards));
  }
  return shard;
}

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
  request.save_draws = options.save_draws;
  if (!options.shard.empty()) {
    request.shard = parse_shard(options.shard);
    for (const auto& [given, name] : {std::pair{request.until_error.has_value(), "--until-error"},
                                      {options.json, "--json"},
                                      {options.full, "--full"}}) {
      if (given) {
        throw Failure(bad_input,
                      fmt::format("a shard has no figures of its own, so {} cannot be given with --shard", name),
                      "run the shards first; `suasion merge` writes the report");
      }
    }
  }
  return request;
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

/// Where a run goes that was not told.
fs::path default_place(const Prepared& prepared) {
  const std::string& id = prepared.scenario.id;
  return fs::path("out") /
         (prepared.shard ? fmt::format("{}-shard-{}-of-{}", id, prepared.shard->number, prepared.shard->of) : id);
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
  std::optional<OutputFolder> place;
  if (console.leads()) {
    place.emplace(options.out.empty() ? OutputFolder::claim_free(default_place(prepared))
                                      : OutputFolder::claim(options.out));
  }
  if (place) {
    const Asking asking = options.yes ? Asking::yes : options.quiet ? Asking::silent : Asking::usual;
    const unsigned processes = console.team() != nullptr ? console.team()->size() : 1;
    ask_before_long_run(estimate(prepared, place->unfinished_path(), processes), asking, console, interrupt.asked());
  }
  RunFolder folder(std::move(place), console);
  const Carry carry = {
      .checkpoint = options.checkpoint, .json = options.json, .quiet = options.quiet, .scenario = options.scenario};
  return carry_through(prepared, carry, folder, interrupt, console);
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
  command
      .add_option(
          "--shard", options.shard,
          "Make one share of the draws, in a folder of its own: 3/16 is the third of 16. `suasion merge` joins all "
          "of them into what one run would have written. For a job array on a cluster.")
      ->type_name("NUMBER/OF")
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
  command
      .add_flag(
          "--save-draws", options.save_draws,
          "Also write every draw to draws.nc in the run folder: inputs, outcomes and answers, in NetCDF-4. `suasion "
          "draws` prints it as a table.")
      ->group(group);
  command.add_flag("--json", options.json, "Print summary.json, and nothing else, on standard output.")->group(group);
  command.add_flag("-q,--quiet", options.quiet, "Say nothing but errors.")->group(group);
  command.add_flag("-y,--yes", options.yes, "Begin a long or large run without asking.")->group(group);
  checkpoint_option(command, options.checkpoint);
  threads_option(command, options.threads);
}

}  // namespace

Command add_run(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "run", "Forecast",
      "Run a scenario and write its report\n"
      "Draws the scenario's uncertain numbers many times, lets the models bargain in every draw, and writes a run "
      "folder "
      "with the report, every figure as data, and what is needed to repeat the run. Ctrl-C stops early and writes the "
      "report of what was done; a second Ctrl-C quits at once. However a run ends, `suasion resume` goes on with it.",
      "# the bundled case, with its own settings\nsuasion run belarus-2020\n"
      "# what if Russia wanted more?\nsuasion run belarus-2020 --set issues.integration.positions.RUS='[80, 95]'\n"
      "# one model with an option changed, many draws, figures for another program\n"
      "suasion run my.toml --model expected-utility:Q=0.5 --draws 100000 --json > figures.json\n");
  const auto options = std::make_shared<RunOptions>();
  add_what(command, *options);
  add_how_much(command, *options);
  add_how(command, *options);
  return {&command, [options, &console] { return run(*options, console); }, true};
}

}  // namespace suasion::cli
