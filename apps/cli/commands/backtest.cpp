#include "suasion/report/backtest.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <limits>
#include <memory>

#include "commands.hpp"
#include "findings.hpp"
#include "folder.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "simulate.hpp"
#include "suasion/base/date.hpp"
#include "suasion/model/combination_weights.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

/// The command line of `backtest`, as written.
struct BacktestOptions {
  std::string data = {}, part = {}, out = {}, fit = {}, citation = {};
  std::vector<std::string> models = {};
  std::uint64_t draws = 1000, seed = 1;
  std::size_t folds = 10, repeats = 5, replicates = 1000;
  unsigned threads = 0;
  bool json = false, quiet = false;
};

/// The CSV files of a folder, by name.
scenario::Files csv_files(const fs::path& folder) {
  std::error_code problem;
  if (!fs::is_directory(folder, problem)) {
    throw Failure(bad_input, fmt::format("there is no folder '{}'", folder.string()),
                  "DATASET is a folder with tables of decided cases: see docs/manual/backtest.md");
  }
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  scenario::Files files;
  for (const fs::path& path : paths) {
    files.files.push_back({.name = path.filename().string(), .bytes = storage::read_file(path)});
  }
  return files;
}

scenario::Dataset read_data(const BacktestOptions& options, const Console& console) {
  const fs::path folder = fs::path(options.data).lexically_normal();
  const fs::path named = folder.has_filename() ? folder : folder.parent_path();
  const scenario::Files files = csv_files(folder);
  base::Result<scenario::Dataset> set = scenario::read_dataset(named.filename().string(), files, options.part);
  if (!set) {
    show_findings(set.error(), files, (folder / "any.csv").string(), console);
    throw Stop{bad_input};
  }
  return *std::move(set);
}

/// Every model, those with presets once a preset; the combined forecast is there anyhow.
std::vector<std::string> all_models() {
  std::vector<std::string> names;
  for (const model::Model& one : model::models()) {
    if (one.info.name == analysis::combination_id) {
      continue;
    }
    for (const model::Preset& preset : one.info.presets) {
      names.emplace_back(preset.name);
    }
    if (one.info.presets.empty()) {
      names.emplace_back(one.info.name);
    }
  }
  return names;
}

std::vector<std::string> models_of(const BacktestOptions& options) {
  std::vector<std::string> names = options.models.empty() ? all_models() : split_models(options.models);
  names.erase(std::remove(names.begin(), names.end(), std::string(analysis::combination_id)), names.end());
  if (std::find(names.begin(), names.end(), analysis::yardstick) == names.end()) {
    names.emplace_back(analysis::yardstick);  // what the others are compared with
  }
  return names;
}

/// A table fitted to all cases, with what cross-validation said of fits like it.
model::CombinationTable fitted(const scenario::Dataset& set, const analysis::BacktestTable& table,
                               const analysis::Backtest& backtest, const std::string& citation) {
  const std::vector<analysis::CombinationCase> cases = analysis::combination_cases(set);
  std::vector<std::size_t> all(cases.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = i;
  }
  model::CombinationTable result{.weights = analysis::fit_combination(cases, all)};
  model::CombinationOrigin& origin = result.origin;
  origin.data = citation.empty() ? set.name : citation;
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  origin.fitted_on = base::to_text(base::Date(today));
  origin.cases = set.cases.size();
  for (const std::vector<std::size_t>& cluster : analysis::by_cluster(set)) {
    origin.trained.push_back(model::cluster_key(set.cases[cluster.front()].cluster));
  }
  origin.clusters = origin.trained.size();
  std::sort(origin.trained.begin(), origin.trained.end());
  for (std::size_t m = 0; m < backtest.models.size(); ++m) {
    const auto& figures = table.groups.front().models[m];
    if (backtest.models[m].id == analysis::combination_id) {
      origin.mae = figures->mae.value;
      origin.crps = figures->crps.value;
      origin.coverage90 = figures->covered.back().value;
    } else if (backtest.models[m].id == analysis::yardstick) {
      origin.compromise_mae = figures->mae.value;
      origin.compromise_crps = figures->crps.value;
    }
  }
  return result;
}

analysis::Backtest watched(const scenario::Dataset& set, const BacktestOptions& options, Interrupt& interrupt,
                           const Console& console) {
  const analysis::BacktestSpec spec{.models = models_of(options),
                                    .laws = {.seed = options.seed, .draws = options.draws, .threads = options.threads},
                                    .folds = options.folds,
                                    .repeats = options.repeats};
  Progress progress(console, !options.quiet, "step");
  const std::size_t pieces = analysis::pieces_of(set, spec);
  base::Result<analysis::Backtest> result =
      analysis::backtest(set, spec,
                         {.progress = [&](std::size_t done) { progress.update(done, pieces, interrupt.asked()); },
                          .cancel = &interrupt.asked(),
                          .team = console.team()});
  if (!result) {
    show_findings(result.error(), {}, options.data, console);
    throw Stop{bad_input};
  }
  if (!result->complete) {
    throw Failure(interrupted, "interrupted: a part of a backtest says nothing, so nothing was written");
  }
  return *std::move(result);
}

Status run(const BacktestOptions& options, Console& console) {
  need(options.data, "backtest", "a DATASET: a folder with tables of decided cases");
  Interrupt interrupt;
  const scenario::Dataset set = read_data(options, console);
  if (!console.leads()) {
    static_cast<void>(watched(set, options, interrupt, console));
    return done;
  }
  OutputFolder folder = options.out.empty() ? OutputFolder::claim_free(fs::path("out") / ("backtest-" + set.name))
                                            : OutputFolder::claim(options.out);
  const analysis::Backtest backtest = watched(set, options, interrupt, console);
  const analysis::BacktestTable table = analysis::backtest_table(set, backtest, options.replicates, options.seed);
  const std::string json = report::backtest_json(set, backtest, table,
                                                 {.part = options.part,
                                                  .folds = options.folds,
                                                  .repeats = options.repeats,
                                                  .replicates = options.replicates,
                                                  .draws = options.draws,
                                                  .seed = options.seed});
  Interrupt::hold();
  folder.write("backtest.json", json);
  folder.write("figures.csv", report::backtest_figures_csv(json));
  folder.write("cases.csv", report::backtest_cases_csv(set, backtest));
  folder.write("backtest.html", report::backtest_html(json));
  folder.finish();
  if (!options.fit.empty()) {
    storage::replace_file(options.fit, model::to_json(fitted(set, table, backtest, options.citation)));
  }
  const std::string closing = fmt::format("Page: {}/backtest.html\n", shown(folder.final_path()));
  if (options.json) {
    console.print(json);
    console.note(options.quiet ? std::string() : closing);
  } else if (!options.quiet) {
    console.print(report::backtest_text(json, console.out()) + "\n" + closing);
  }
  return done;
}

void add_what(CLI::App& command, BacktestOptions& options) {
  const char* group = "What to score";
  command.add_option("DATASET", options.data, "A folder with tables of decided cases.")->group(group);
  command.add_option("--part", options.part, "Only the tables whose names end in _PART, e.g. train. Default: all.")
      ->type_name("PART")
      ->group(group);
  command
      .add_option("--model", options.models,
                  "A model, with options of its own if need be. Repeat it, or list several with commas. Default: all. "
                  "The compromise model and the combined forecast are always there.")
      ->type_name("MODEL")
      ->allow_extra_args(false)
      ->group(group);
}

void add_how(CLI::App& command, BacktestOptions& options) {
  const char* group = "How to score";
  const auto number = [&](const std::string& name, auto& value, const std::string& text, std::uint64_t low,
                          std::uint64_t high) {
    whole_number(command.add_option(name, value, text)->type_name("N")->group(group), low, high);
  };
  number("--folds", options.folds, "Folds of the cross-validation, by cluster. Default: 10.", 2, 1000);
  number("--repeats", options.repeats, "How often to repeat it with other folds. Default: 5.", 1, 1000);
  number("--replicates", options.replicates, "Replicates of the bootstrap. Default: 1000.", 100, 1'000'000);
  number("--draws", options.draws, "Draws of models that take chances. Default: 1000.", 8, 1'000'000'000);
  number("--seed", options.seed, "Seed of the random numbers. Default: 1.", 0,
         std::numeric_limits<std::uint64_t>::max());
}

void add_where(CLI::App& command, BacktestOptions& options) {
  const char* group = "What to write";
  command
      .add_option("--out", options.out,
                  "The folder to write. It must not exist, or be empty. Default: out/backtest-DATASET, numbered if "
                  "taken.")
      ->type_name("FOLDER")
      ->group(group);
  command
      .add_option("--fit", options.fit,
                  "Also fit the combined forecast to all cases and write its table of weights here; the one that "
                  "suasion ships is src/suasion/model/combination.json.")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--citation", options.citation, "What the table of weights says of the data it was fitted to.")
      ->type_name("TEXT")
      ->group(group);
  command.add_flag("--json", options.json, "Print backtest.json, and nothing else, on standard output.")->group(group);
  command.add_flag("-q,--quiet", options.quiet, "Say nothing but errors.")->group(group);
  threads_option(command, options.threads);
}

}  // namespace

Command add_backtest(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "backtest", "Forecast",
      "Score models on decisions whose outcome is known\n"
      "Runs models on every case of a data set, and compares what they say with what happened: errors, "
      "probabilistic scores, coverage of intervals, each with a bootstrap interval by cluster, and paired differences "
      "to the compromise model. Whatever is learnt from outcomes is learnt on other clusters than the one it is scored "
      "on.",
      "# every model on the training part of a data set\nsuasion backtest data/deu3 --part train\n"
      "# two models, figures for another program\nsuasion backtest data/deu3 --model scholz2011,median --json\n"
      "# the table of weights of the combined forecast anew\nsuasion backtest data/deu3 --part train --fit "
      "weights.json\n");
  const auto options = std::make_shared<BacktestOptions>();
  add_what(command, *options);
  add_how(command, *options);
  add_where(command, *options);
  return {&command, [options, &console] { return run(*options, console); }, true};
}

}  // namespace suasion::cli
