/// `suasion runs`: what has been run, by looking into the catalogue.

#include "runs.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

#include "catalogue_of_runs.hpp"
#include "runs_text.hpp"
#include "suasion/base/date.hpp"
#include "suasion/base/text.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;
using storage::Catalogue;
using storage::Run;

constexpr std::uint64_t usual_limit = 20;
constexpr std::uint64_t most_runs = 1'000'000;

/// The command line of `runs`, as written.
struct RunsOptions {
  std::string scenario = {}, status = {}, since = {}, until = {}, hash = {};
  std::uint64_t limit = 0;
  bool json = false;
};

/// The date that a word names. @throws Failure (bad_input).
base::Date date_of(const std::string& word, std::string_view option) {
  constexpr std::size_t to_month = 8;
  if (const std::optional<base::Date> date = base::parse_date(word)) {
    return *date;
  }
  std::string hint = fmt::format("write year, month and day, e.g. {}", utc_now().substr(0, to_month + 2));
  if (const auto first = base::parse_date(word.substr(0, to_month) + "01"); first && word.size() == to_month + 2) {
    const base::Date last =
        std::chrono::year_month_day_last(first->year(), std::chrono::month_day_last(first->month()));
    hint = fmt::format("did you mean '{}'?", base::to_text(last));  // the month has no such day
  }
  throw Failure(bad_input, fmt::format("{}: '{}' is not a date", option, word), hint);
}

storage::RunFilter filter_of(const RunsOptions& options) {
  storage::RunFilter filter = {.scenario = options.scenario, .hash = options.hash};
  if (!options.status.empty()) {
    filter.status = status_named(options.status);
  }
  if (!options.since.empty()) {
    filter.since = base::to_text(date_of(options.since, "--since"));
  }
  if (!options.until.empty()) {
    filter.before = base::to_text(std::chrono::sys_days(date_of(options.until, "--until")) + std::chrono::days(1));
  }
  return filter;
}

bool filters(const RunsOptions& options) {
  return !(options.scenario + options.status + options.since + options.until + options.hash).empty();
}

Status list_runs(const RunsOptions& options, Console& console) {
  storage::RunFilter filter = filter_of(options);
  const std::uint64_t limit = options.limit > 0 || options.json ? options.limit : usual_limit;
  filter.limit = limit > 0 ? limit + 1 : 0;  // one more, to know whether there are more
  const std::optional<Catalogue> catalogue = read_catalogue();
  std::vector<Run> runs = catalogue ? catalogue->list(filter, still_runs) : std::vector<Run>();
  const bool more = limit > 0 && runs.size() > limit;
  runs.resize(more ? limit : runs.size());
  if (options.json) {
    Json list = Json::array();
    for (const Run& run : runs) {
      list.push_back(run_json(run));
    }
    console.print(list.dump(2) + "\n");
    return done;
  }
  if (runs.empty()) {
    console.print(filters(options) ? "No run is like that; `suasion runs` lists all.\n"
                                   : "No run has been recorded yet; `suasion run` does so.\n");
    return done;
  }
  std::string text = runs_table(runs, console);
  if (more) {
    text += fmt::format("\nThere are older ones; `--limit {}` shows more.\n", 5 * limit);
  }
  console.print(text);
  return done;
}

Status show_run(const std::string& number, bool json, Console& console) {
  const Run run = find_run(number, "runs show");
  console.print(json ? run_json(run).dump(2) + "\n" : run_text(run, console.out()));
  return done;
}

Command add_runs_show(CLI::App& runs, Console& console) {
  CLI::App& command = add_command(runs, "show", "More about runs", "Show all that is known of one run",
                                  "# what was run, with which options, and what came out\nsuasion runs show 12\n");
  const auto number = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  command.add_option("NUMBER", *number, "The run's number in the list.")->group("What to show");
  command.add_flag("--json", *json, "Print it as JSON.")->group("Output");
  return {&command, [number, json, &console] { return show_run(*number, *json, console); }};
}

/// The run whose number is nearest; nothing where there is none.
std::optional<std::int64_t> nearest_number(const Catalogue& catalogue, std::int64_t number) {
  std::optional<std::int64_t> nearest;
  for (const Run& run : catalogue.list()) {
    if (!nearest || std::abs(run.id - number) < std::abs(*nearest - number)) {
      nearest = run.id;
    }
  }
  return nearest;
}

void add_filters(CLI::App& command, RunsOptions& options) {
  const char* group = "Which runs";
  command.add_option("--scenario", options.scenario, "Only runs whose scenario has this text in its name or title.")
      ->type_name("TEXT")
      ->group(group);
  command
      .add_option("--status", options.status,
                  "Only runs with this status: running, complete, partial (stopped by Ctrl-C), failed, or lost (its "
                  "process is gone without a word).")
      ->type_name("STATUS")
      ->group(group);
  command.add_option("--since", options.since, "Only runs started on this day (UTC) or later, e.g. 2026-01-31.")
      ->type_name("DATE")
      ->group(group);
  command.add_option("--until", options.until, "Only runs started on this day (UTC) or before.")
      ->type_name("DATE")
      ->group(group);
  command.add_option("--hash", options.hash, "Only runs of the scenario whose hash begins like this.")
      ->type_name("PREFIX")
      ->group(group);
  whole_number(
      command.add_option("--limit", options.limit, "At most so many, the newest ones. Default: 20; with --json, all.")
          ->type_name("N")
          ->group(group),
      1, most_runs);
  command.add_flag("--json", options.json, "Print all that is known of them as JSON.")->group("Output");
}

}  // namespace

Run find_run(const std::string& number, const std::string& command) {
  need(number, command, "the NUMBER of a run; `suasion runs` lists them");
  std::int64_t id = 0;
  const char* end = number.data() + number.size();
  const auto [last, error] = std::from_chars(number.data(), end, id);
  if (error != std::errc() || last != end || id < 0) {
    throw Failure(bad_input, fmt::format("'{}' is not the number of a run", number), "`suasion runs` lists them");
  }
  const std::optional<Catalogue> catalogue = read_catalogue();
  if (const std::optional<Run> run = catalogue ? catalogue->get(id, still_runs) : std::nullopt) {
    return *run;
  }
  const std::optional<std::int64_t> near = catalogue ? nearest_number(*catalogue, id) : std::nullopt;
  throw Failure(bad_input, fmt::format("there is no run {}", id),
                near ? fmt::format("the nearest is {}; `suasion runs` lists them", *near)
                     : std::string("no run has been recorded yet"));
}

storage::RunStatus status_named(const std::string& word) {
  std::vector<std::string> names;
  for (const storage::RunStatus status : storage::run_statuses()) {
    names.emplace_back(name(status));
    if (names.back() == word) {
      return status;
    }
  }
  const std::string hint = base::did_you_mean(word, names);
  throw Failure(bad_input, fmt::format("there is no status '{}'", word),
                hint.empty() ? fmt::format("a run is {}", fmt::join(names, ", ")) : hint);
}

Command add_runs(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "runs", "Look around",
      "List, compare and prune the runs that were made\n"
      "Every run is entered into a catalogue, a file of its own: when, with what, how it ended, and its key figures. "
      "Without COMMAND the newest runs are listed; the first figure is the mean of the scenario's first issue, with "
      "its "
      "Monte Carlo standard error.",
      "# the newest runs\nsuasion runs\n"
      "# what was run of a scenario this year\nsuasion runs --scenario belarus --since 2026-01-01\n"
      "# all figures of all runs, for another program\nsuasion runs --json\n");
  command.require_subcommand(0, 1);
  const auto options = std::make_shared<RunsOptions>();
  add_filters(command, *options);
  Command made = {&command, [options, &console] { return list_runs(*options, console); }};
  for (const auto& add : {add_runs_show, add_runs_compare, add_runs_prune}) {
    made.commands.push_back(add(command, console));
  }
  return made;
}

}  // namespace suasion::cli
