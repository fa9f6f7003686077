#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "advice_options.hpp"
#include "progress.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/json_text.hpp"
#include "suasion/report/leverage_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

struct LeverageOptions {
  SystemOptions system = {};
  std::string actor = {}, goal = {}, criterion = {}, model = {};
  double budget = 25.0;
  std::size_t moves = 3;
  std::vector<std::string> costs = {};
};

const std::vector<std::pair<std::string, analysis::Criterion>>& criteria() {
  static const std::vector<std::pair<std::string, analysis::Criterion>> list = {
      {"expected", analysis::Criterion::expected},
      {"worst-tenth", analysis::Criterion::worst_tenth},
      {"reach", analysis::Criterion::reach},
      {"regret", analysis::Criterion::regret}};
  return list;
}

std::optional<analysis::Criterion> criterion_of(const std::string& word) {
  if (word.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const auto& [name, criterion] : criteria()) {
    if (name == word) {
      return criterion;
    }
    names.push_back(name);
  }
  const std::string near = base::did_you_mean(word, names);
  throw Failure(bad_input, fmt::format("there is no criterion '{}'", word),
                near.empty() ? fmt::format("criteria are {}", fmt::join(names, ", ")) : near);
}

analysis::Costs costs_of(const std::vector<std::string>& texts, const Console& console) {
  analysis::Costs costs;
  for (const std::string& text : texts) {
    const base::Result<analysis::Costs> changed = analysis::with_cost(costs, text);
    if (!changed) {
      refuse(changed.error(), {}, {}, console);
    }
    costs = *changed;
  }
  return costs;
}

/// A guess of how many draws a search takes, for the progress line: known only once it is done.
class Guess {
 public:
  std::uint64_t all(std::uint64_t done) {
    while (done >= guess_) {
      guess_ *= 2;
    }
    return guess_;
  }

 private:
  std::uint64_t guess_ = 1'000'000;
};

Status leverage(const LeverageOptions& options, Console& console) {
  need(options.actor, "leverage", "--for ACTOR: who is to be advised");
  need(options.goal, "leverage", "--goal GOAL, for example --goal 'ISSUE down'");
  const std::optional<analysis::Criterion> criterion = criterion_of(options.criterion);
  const analysis::Costs costs = costs_of(options.costs, console);
  Interrupt interrupt;
  const Prepared prepared = prepare_advice(options.system, options.model, "leverage", console);
  const analysis::LeverageTask task = {.scenario = prepared.scenario,
                                       .files = prepared.files,
                                       .plan = prepared.plan,
                                       .maker = *prepared.worlds,
                                       .actor = options.actor,
                                       .goal = options.goal,
                                       .model = options.model,
                                       .costs = costs,
                                       .budget = options.budget,
                                       .most_moves = options.moves,
                                       .criterion = criterion,
                                       .draws = options.system.draws,
                                       .seed = options.system.seed,
                                       .threads = options.system.threads};
  base::Result<std::optional<analysis::LeverageAnswer>> answer = std::optional<analysis::LeverageAnswer>();
  {
    Progress progress(console, !options.system.quiet);
    Guess guess;
    answer = analysis::leverage(
        task, {.progress = [&](std::uint64_t done) { progress.update(done, guess.all(done), interrupt.asked()); },
               .cancel = &interrupt.asked(),
               .team = console.team()});
  }
  if (!answer) {
    refuse(answer.error(), prepared.files, prepared.files.files.front().name, console);
  }
  if (!*answer) {
    throw Failure(interrupted, "interrupted before the search was done", "fewer --draws, or fewer --moves, take less");
  }
  const report::LeverageStory story = {prepared.scenario, prepared.plan, **answer};
  if (options.system.json) {
    Json part = report::leverage_part(story);
    Json all = {{"scenario", prepared.scenario.id},
                {"hash", prepared.files.hash()},
                {"seed", prepared.spec.seed},
                {"assume", prepared.assume_words}};
    all.update(part);
    console.print(report::json_text(all) + "\n");
  } else {
    console.print(report::leverage_text(story, console.out()));
  }
  if (const std::optional<report::Shortfall> shortfall = report::leverage_shortfall(story)) {
    throw Failure(bad_input, shortfall->message, shortfall->hint);
  }
  return done;
}

}  // namespace

Command add_leverage(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "leverage", "Advise",
      "Find what an actor can do for a goal, and what it costs\n"
      "Searches the moves that are open to one actor: stated positions, attention, means, exchanges, allies, and deeds "
      "among the scenario's what-ifs, up to three together. All are tried on the same draws and the same luck. Tells "
      "the best, what it risks, what else it changes, who responds and who loses. Prices of moves are judgements, and "
      "are printed. The advice speaks of the model, not of the world.",
      "# what could Belarus do against closer integration?\n"
      "suasion leverage belarus-2020 --for BLR --goal 'integration down'\n"
      "# how could Russia get a base of some kind with a chance of 60 %?\n"
      "suasion leverage belarus-2020 --for RUS --goal 'basing >= 40 @ 0.6' --budget 40\n"
      "# what makes it likelier that the union programmes are not signed?\n"
      "suasion leverage belarus-2020 --for BLR --goal 'programmes-signed no'\n");
  const auto options = std::make_shared<LeverageOptions>();
  add_system_options(command, options->system);
  const char* what = "What to seek";
  command.add_option("--for", options->actor, "The actor to be advised, by its id.")->type_name("ACTOR")->group(what);
  command
      .add_option("--goal", options->goal,
                  "What it wants: ISSUE up or down, ISSUE <= 40, ISSUE >= 60 @ 0.8 (with that chance), QUESTION yes or "
                  "no, or the same of a variable of the system, VARIABLE@DATE.")
      ->type_name("GOAL")
      ->group(what);
  command.add_option("--budget", options->budget, "Most that moves may cost, in points. Default: 25.")
      ->type_name("POINTS")
      ->check(CLI::Range(0.0, std::numeric_limits<double>::max()))
      ->group(what);
  whole_number(command.add_option("--moves", options->moves, "Most moves together, 1 to 3. Default: 3.")
                   ->type_name("N")
                   ->group(what),
               1, 3);
  command
      .add_option(
          "--criterion", options->criterion,
          "What makes a move good: expected (mean gain), worst-tenth (gain where things go badly), reach (chance "
          "of reaching the goal), regret (least to be regretted). Default: reach where the goal names something "
          "to be reached, else expected.")
      ->type_name("CRITERION")
      ->group(what);
  command.add_option("--cost", options->costs, "Change the price of a kind of move. Repeat it for more.")
      ->type_name("KIND=POINTS")
      ->allow_extra_args(false)
      ->group(what);
  command
      .add_option("--model", options->model, "The model of bargaining whose outcomes count. Default: the leading one.")
      ->type_name("MODEL")
      ->group(what);
  return {&command, [options, &console] { return leverage(*options, console); }, true};
}

}  // namespace suasion::cli
