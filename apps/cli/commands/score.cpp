#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "library.hpp"
#include "progress.hpp"
#include "suasion/analysis/truth.hpp"
#include "suasion/report/system_part.hpp"
#include "system_options.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string table(const Json& scores, const analysis::Truths& truths, std::uint64_t draws) {
  std::string text = fmt::format("{:<22} {:>4} {:>8} {:>10} {:>12} {:>6}  {}\n", "question", "came", "suasion",
                                 "base rate", "persistence", "coin", "cluster");
  for (const Json& row : scores.at("questions")) {
    const Json& chances = row.at("chances");
    text += fmt::format("{:<22} {:>4} {:>8.2f} {:>10.2f} {:>12.2f} {:>6.2f}  {}\n", row.at("id").get<std::string>(),
                        row.at("yes").get<bool>() ? "yes" : "no", chances.at("suasion").get<double>(),
                        chances.at("base rate").get<double>(), chances.at("persistence").get<double>(),
                        chances.at("coin").get<double>(), row.at("cluster").get<std::string>());
  }
  text += fmt::format("\n{:<22} {:>8} {:>10} {:>20} {:>18}\n", "forecaster", "Brier", "log score", "Brier by cluster",
                      "log by cluster");
  for (const Json& total : scores.at("totals")) {
    text += fmt::format("{:<22} {:>8.3f} {:>10.3f} {:>20.3f} {:>18.3f}\n", total.at("forecaster").get<std::string>(),
                        total.at("brier").get<double>(), total.at("log").get<double>(),
                        total.at("brier_by_cluster").get<double>(), total.at("log_by_cluster").get<double>());
  }
  std::size_t memory = 0;
  for (const analysis::Truth& truth : truths.answers) {
    memory += truth.from_memory() ? 1 : 0;
  }
  text += fmt::format(
      "\nLower is better. {} questions in {} clusters, {} draws; {} answers from memory, unverified.\n"
      "One case whose end was known when its priors were written: no evidence of skill, whoever wins.\n",
      scores.at("questions").size(), scores.at("clusters").get<std::size_t>(), draws, memory);
  return text;
}

Status score(const SystemOptions& options, Console& console) {
  Interrupt interrupt;
  const Prepared prepared = prepare_system(options, "score", console);
  const std::string truth_file = analysis::truth_path(locate_scenario(options.scenario));
  const base::Result<analysis::Truths> truths = analysis::load_truths(truth_file, prepared.scenario);
  if (!truths) {
    refuse(truths.error(), {}, truth_file, console);
  }
  analysis::WorldMaker& maker = *prepared.worlds;
  const base::Result<std::size_t> base = maker.index({});
  const base::Result<std::size_t> off = maker.index({.change = analysis::all_modules_off()});
  if (!base || !off) {
    refuse((base ? off : base).error(), prepared.files, options.scenario, console);
  }
  const ensemble::WorldsSpec spec{.worlds = {maker.worlds()[*base], maker.worlds()[*off]}};
  Progress progress(console, !options.quiet);
  const ensemble::WorldsResults results = ensemble::run_worlds(
      spec, prepared.spec,
      {.progress = [&](std::uint64_t done, std::uint64_t all) { progress.update(done, all, interrupt.asked()); },
       .cancel = &interrupt.asked()});
  if (results.draws_done == 0) {
    throw Failure(interrupted, "interrupted before the first draws were done");
  }
  const Json part = report::scores_part(
      prepared.scenario, analysis::score(prepared.scenario, spec, results, 1, truths->answers), truths->answers);
  if (options.json) {
    console.print(Json{{"scenario", prepared.scenario.id},
                       {"hash", prepared.files.hash()},
                       {"seed", prepared.spec.seed},
                       {"draws", results.draws_done},
                       {"scores", part}}
                      .dump(2) +
                  "\n");
  } else {
    console.print(table(part, *truths, results.draws_done));
  }
  return results.draws_done < prepared.spec.draws ? interrupted : done;
}

}  // namespace

Command add_score(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "score", "Forecast",
      "Score a scenario's forecasts against what came to pass\n"
      "Forecasts the scenario's dated questions as of its origin and scores them by Brier and log score, question by "
      "question and by cluster, beside a base rate (the rates of events with all modules off), persistence (nothing "
      "happens) and a coin. Answers are read from truth/NAME.toml beside the scenario; no model is given them.",
      "# the bundled case\nsuasion score belarus-2020\n");
  const auto options = std::make_shared<SystemOptions>();
  add_system_options(command, *options);
  return {&command, [options, &console] { return score(*options, console); }};
}

}  // namespace suasion::cli
