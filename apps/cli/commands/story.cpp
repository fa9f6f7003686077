#include "suasion/report/story.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "commands.hpp"
#include "library.hpp"
#include "simulate.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/json_text.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

constexpr std::uint64_t compared = 2000;  ///< draws that a story is set beside

/// The command line of `story`, as written.
struct StoryOptions {
  std::string scenario = {}, draw = {}, like = {}, issue = {}, design = {};
  std::vector<std::string> edits = {}, models = {}, assume = {};
  std::uint64_t draws = 0, seed = 1;
  bool json = false;
};

Request request_of(const StoryOptions& options, const Console& console) {
  Request request;
  request.edits = parse_edits(options.edits, console);
  request.models = split_models(options.models);
  request.assume = options.assume;
  request.seed = options.seed;
  if (options.draws > 0) {
    request.draws = options.draws;
  }
  if (!options.design.empty()) {
    request.design = design_named(options.design);
  }
  return request;
}

/// @throws Failure (bad_input) where the words do not say which draw.
void check_choice(const StoryOptions& options) {
  const std::vector<std::string> likes = {"typical", "highest", "lowest"};
  if (!options.draw.empty() && !options.like.empty()) {
    throw Failure(bad_input, "--draw names the draw, --like looks for one: give one of the two");
  }
  if (!options.like.empty() && std::find(likes.begin(), likes.end(), options.like) == likes.end()) {
    throw Failure(bad_input, fmt::format("there is no draw like '{}'", options.like),
                  "--like takes typical, highest or lowest");
  }
  if (!options.issue.empty() && options.like != "highest" && options.like != "lowest") {
    throw Failure(bad_input, "--issue says whose outcome is to be the highest or the lowest",
                  "give it with --like highest or --like lowest");
  }
}

/// @throws Failure (bad_input) unless the word is a draw of the run.
std::uint64_t draw_named(const std::string& word, std::uint64_t draws) {
  std::uint64_t draw = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), draw);
  if (error != std::errc() || end != word.data() + word.size() || draw >= draws) {
    throw Failure(bad_input, fmt::format("there is no draw '{}'", word),
                  fmt::format("the run has {}, counted from 0 to {}; --draws N makes it longer",
                              report::counted(draws, "draw"), draws - 1));
  }
  return draw;
}

/// The issue whose outcome is to be extreme, as an index into the plan's issues: by its id, else the first.
std::size_t issue_named(const Prepared& prepared, const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < prepared.plan.issues.size(); ++i) {
    ids.push_back(prepared.scenario.issues[prepared.plan.issues[i].issue].id);
    if (id.empty() || ids.back() == id) {
      return i;
    }
  }
  const std::string hint = base::did_you_mean(id, ids);
  throw Failure(bad_input, fmt::format("the scenario has no issue '{}'", id),
                hint.empty() ? fmt::format("issues are: {}", fmt::join(ids, ", ")) : hint);
}

/// The draw to tell, and why it is that one.
struct Chosen {
  std::uint64_t draw = 0;
  std::string how = {};
};

Chosen choose_draw(const StoryOptions& options, const Prepared& prepared, const ensemble::BargainSample& sample,
                   const ensemble::SystemSample* system) {
  if (!options.draw.empty()) {
    return {draw_named(options.draw, prepared.spec.draws), "as asked"};
  }
  const std::string among = fmt::format("of the first {}", report::counted(sample.draws, "draw"));
  if (options.like == "highest" || options.like == "lowest") {
    const std::size_t issue = issue_named(prepared, options.issue);
    const std::size_t lead = ensemble::lead_model(prepared.plan, issue);
    const std::uint64_t draw = ensemble::extreme_draw(sample.outcome[issue][lead], options.like == "highest");
    return {draw, fmt::format("the one with the {} {} {}", options.like,
                              prepared.scenario.issues[prepared.plan.issues[issue].issue].id, among)};
  }
  return {ensemble::typical_draw(prepared.plan, sample, system), "the most typical one " + among};
}

std::shared_ptr<const system::Plan> system_of(const Prepared& prepared) {
  if (!system::has_system(prepared.scenario)) {
    return nullptr;
  }
  const base::Result<std::size_t> world = prepared.worlds->index({});
  base::require(world.has_value(), "the scenario's own world was planned before");
  return prepared.worlds->worlds()[*world].plan;
}

/// The models that the user named, as the plan counts them.
std::vector<std::size_t> asked_models(const StoryOptions& options, const ensemble::Plan& plan) {
  const std::vector<std::string> names = split_models(options.models);
  std::vector<std::size_t> models;
  for (std::size_t m = 0; m < plan.models.size(); ++m) {
    if (std::find(names.begin(), names.end(), plan.models[m].choice.id) != names.end()) {
      models.push_back(m);
    }
  }
  return models;
}

Status story(const StoryOptions& options, Console& console) {
  need(options.scenario, "story", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  check_choice(options);
  const std::string path = locate_scenario(options.scenario);
  const Prepared prepared = prepare(load_files(path, console), path, request_of(options, console), console);
  if (!options.draw.empty()) {
    static_cast<void>(draw_named(options.draw, prepared.spec.draws));  // before anything takes time
  }
  const std::shared_ptr<const system::Plan> plan = system_of(prepared);
  const ensemble::BargainSample sample = ensemble::bargain_sample(prepared.plan, prepared.spec, compared);
  std::optional<ensemble::SystemSample> others;
  if (plan != nullptr) {
    others = ensemble::system_sample(*plan, prepared.spec, compared);
  }
  const Chosen chosen = choose_draw(options, prepared, sample, others ? &*others : nullptr);
  const ensemble::BargainChronicle bargain = ensemble::chronicle_of(prepared.plan, prepared.spec, chosen.draw);
  std::optional<ensemble::SystemChronicle> course;
  std::optional<report::SystemTale> system;
  if (plan != nullptr) {
    course = ensemble::chronicle_of(*plan, prepared.spec, chosen.draw);
    system.emplace(report::SystemTale{*plan, *course, *others});
  }
  const nlohmann::ordered_json data = report::story_json({.scenario = prepared.scenario,
                                                          .plan = prepared.plan,
                                                          .spec = prepared.spec,
                                                          .draw = chosen.draw,
                                                          .chosen = chosen.how,
                                                          .models = asked_models(options, prepared.plan),
                                                          .bargain = bargain,
                                                          .others = sample,
                                                          .system = system ? &*system : nullptr});
  console.print(options.json ? report::json_text(data) + "\n" : report::story_text(data, console.out()));
  return done;
}

void add_which(CLI::App& command, StoryOptions& options) {
  const char* group = "Which draw";
  command.add_option("SCENARIO", options.scenario, "A scenario file, or the name of a bundled scenario.")->group(group);
  command
      .add_option("--draw", options.draw, "The number of the draw, counted from 0, as in draws.nc of `suasion run`.")
      ->type_name("N")
      ->group(group);
  command
      .add_option("--like", options.like,
                  "Look for a draw: typical (outcomes near their medians, common answers), highest or lowest (outcome "
                  "of the leading model). Default: typical.")
      ->type_name("KIND")
      ->group(group);
  command
      .add_option("--issue", options.issue,
                  "The issue whose outcome is to be the highest or lowest. Default: the first.")
      ->type_name("ID")
      ->group(group);
}

void add_run_options(CLI::App& command, StoryOptions& options) {
  const char* group = "Of which run";
  command
      .add_option("--model", options.models,
                  "The models whose course is told. Default: those that lead; where they know no rounds, also the "
                  "first that does.")
      ->type_name("MODEL")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--set", options.edits, "Change a value of the scenario, as in `suasion run`. Repeat it for more.")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option("--assume", options.assume,
                  "Change how a module works, or switch it off, as in `suasion run`. Repeat it for more.")
      ->type_name("SETTING")
      ->allow_extra_args(false)
      ->group(group);
  whole_number(command
                   .add_option("--draws", options.draws,
                               "How many draws the run has. Default: the scenario's own number, else 10000.")
                   ->type_name("N")
                   ->group(group),
               1, most_draws);
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
  command.add_flag("--json", options.json, "Print everything as JSON, and nothing else, on standard output.")
      ->group("What to write");
}

}  // namespace

Command add_story(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "story", "Understand",
      "Tell one draw of a run from beginning to end\n"
      "Takes one of the many draws and tells what was unusual in the numbers it drew, how the bargaining went round by "
      "round, what happened in the strategic system and when, and how the draw stands among the others. With the same "
      "scenario, seed, design and number of draws it is the very draw that `suasion run` counted.",
      "# a draw near the middle of all\nsuasion story belarus-2020\n"
      "# draw 17, as `suasion draws` prints it\nsuasion story belarus-2020 --draw 17\n"
      "# how did integration ever go so far?\nsuasion story belarus-2020 --like highest --issue integration\n");
  const auto options = std::make_shared<StoryOptions>();
  add_which(command, *options);
  add_run_options(command, *options);
  return {&command, [options, &console] { return story(*options, console); }};
}

}  // namespace suasion::cli
