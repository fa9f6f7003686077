#include "system_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <limits>

#include "library.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

constexpr std::uint64_t most_study_draws = 1'000'000'000;

}  // namespace

void add_system_options(CLI::App& command, SystemOptions& options) {
  const char* what = "What to run";
  command.add_option("SCENARIO", options.scenario, "A scenario file, or the name of a bundled scenario.")->group(what);
  command.add_option("--set", options.edits, "Change a value of the scenario for this run. Repeat it for more.")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->group(what);
  command
      .add_option(
          "--assume", options.assume,
          "Change how a module works, or switch it off: leverage.option_rule=outside, signal=off. Repeat it for "
          "more; `suasion explain modules` lists them.")
      ->type_name("SETTING")
      ->allow_extra_args(false)
      ->group(what);
  whole_number(command
                   .add_option("--draws", options.draws,
                               "How many draws to make. Default: the scenario's own number, else 10000.")
                   ->type_name("N")
                   ->group(what),
               1, most_study_draws);
  whole_number(command.add_option("--seed", options.seed, "Seed of the random numbers. Default: 1.")
                   ->type_name("N")
                   ->group(what),
               0, std::numeric_limits<std::uint64_t>::max());
  command.add_flag("--json", options.json, "Print the figures as JSON, and nothing else, on standard output.")
      ->group("What to write");
  command.add_flag("-q,--quiet", options.quiet, "Show no progress.")->group("What to write");
  threads_option(command, options.threads);
}

Prepared prepare_scenario(const SystemOptions& options, const std::vector<std::string>& models, const std::string& word,
                          const Console& console) {
  need(options.scenario, word, "a SCENARIO: a path, or a name of `suasion list scenarios`");
  Request request;
  request.edits = parse_edits(options.edits, console);
  request.models = split_models(models);
  request.assume = options.assume;
  request.seed = options.seed;
  request.threads = options.threads;
  if (options.draws > 0) {
    request.draws = options.draws;
  }
  const std::string path = locate_scenario(options.scenario);
  return prepare(load_files(path, console), path, request, console);
}

Prepared prepare_system(const SystemOptions& options, const std::string& word, const Console& console) {
  Prepared prepared = prepare_scenario(options, {}, word, console);
  if (!system::has_system(prepared.scenario)) {
    throw Failure(bad_input,
                  fmt::format("`suasion {}` needs a strategic system, and '{}' has no [system] table", word,
                              prepared.scenario.id),
                  "see `suasion explain system`");
  }
  return prepared;
}

}  // namespace suasion::cli
