#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "advice_options.hpp"
#include "progress.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/coalitions_part.hpp"
#include "suasion/report/json_text.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t coalition_draws = 1024;

struct CoalitionsOptions {
  SystemOptions system = {};
  std::string issue = {};
};

/// Issues of the plan: the one that is named, or all. @throws Failure (bad_input).
std::vector<std::size_t> issues_of(const Prepared& prepared, const std::string& wanted) {
  std::vector<std::size_t> found;
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < prepared.plan.issues.size(); ++i) {
    ids.push_back(prepared.scenario.issues[prepared.plan.issues[i].issue].id);
    if (wanted.empty() || ids.back() == wanted) {
      found.push_back(i);
    }
  }
  if (found.empty()) {
    const std::string near = base::did_you_mean(wanted, ids);
    throw Failure(bad_input,
                  wanted.empty() ? fmt::format("'{}' has no issues", prepared.scenario.id)
                                 : fmt::format("there is no issue '{}'", wanted),
                  near.empty() ? fmt::format("issues are {}", fmt::join(ids, ", ")) : near);
  }
  return found;
}

Status coalitions(const CoalitionsOptions& options, Console& console) {
  Interrupt interrupt;
  const Prepared prepared = prepare_advice(options.system, {}, "coalitions", console);
  const std::vector<std::size_t> issues = issues_of(prepared, options.issue);
  const std::uint64_t draws = options.system.draws > 0 ? options.system.draws : coalition_draws;
  const std::uint64_t blocks = (draws + model::block_draws - 1) / model::block_draws;
  std::optional<std::vector<analysis::coalitions::IssueGame>> games;
  {
    Progress progress(console, !options.system.quiet);
    games = analysis::coalitions::scenario_games(
        prepared.plan, issues, {.seed = options.system.seed, .draws = draws, .threads = options.system.threads},
        {.progress =
             [&](std::size_t done) {
               progress.update(done * model::block_draws, blocks * model::block_draws, interrupt.asked());
             },
         .cancel = &interrupt.asked(),
         .team = console.team()});
  }
  if (!games) {
    throw Failure(interrupted, "interrupted before all draws were done", "fewer --draws take less");
  }
  const report::CoalitionsStory story = {prepared.scenario, *games};
  if (options.system.json) {
    console.print(report::json_text(Json{{"scenario", prepared.scenario.id},
                                         {"hash", prepared.files.hash()},
                                         {"seed", prepared.spec.seed},
                                         {"draws", blocks * model::block_draws},
                                         {"issues", report::coalitions_part(story)}}) +
                  "\n");
  } else {
    console.print(report::coalitions_text(story, console.out()));
  }
  return done;
}

}  // namespace

Command add_coalitions(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "coalitions", "Advise",
      "Who can decide each issue, and with whom\n"
      "Each issue as a weighted game over the scenario's draws: by its procedure and votes where the scenario states "
      "them, else by capability times salience and a bare majority. Tells the power of each actor (Shapley and Shubik, "
      "Banzhaf), who is pivotal, the coalitions that just suffice, the sets that can prevent a decision, and who does "
      "not count.",
      "# every issue of the bundled case\nsuasion coalitions belarus-2020\n"
      "# one issue, as data\nsuasion coalitions belarus-2020 --issue integration --json\n");
  const auto options = std::make_shared<CoalitionsOptions>();
  add_system_options(command, options->system);
  command.add_option("--issue", options->issue, "One issue, by its id. Default: every issue.")
      ->type_name("ISSUE")
      ->group("What to run");
  return {&command, [options, &console] { return coalitions(*options, console); }, true};
}

}  // namespace suasion::cli
