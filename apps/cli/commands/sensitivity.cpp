#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "draws_file.hpp"
#include "study_options.hpp"
#include "suasion/analysis/study/sample.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/study/sensitivity_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t default_base_points = 1024;
constexpr std::size_t least_base_points = 64;  // below, intervals are wider than what they are about
constexpr std::size_t default_morris_points = 256;
constexpr std::size_t default_given_draws = 8192;
constexpr std::size_t least_given_draws = 500;  // ten slices of fifty

struct SensitivityOptions : StudyOptions {
  std::string method = {};  ///< empty: the usual one
  std::string by = "input";
  std::size_t top = 10;
};

const std::vector<std::string>& methods() {
  static const std::vector<std::string> list = {"sobol", "shapley", "given-data", "morris", "local"};
  return list;
}

void check_words(const SensitivityOptions& options) {
  const auto check = [](const std::string& word, const std::vector<std::string>& known, const std::string& what) {
    if (std::find(known.begin(), known.end(), word) == known.end()) {
      const std::string near = base::did_you_mean(word, known);
      throw Failure(bad_input, fmt::format("there is no {} '{}'", what, word),
                    near.empty() ? fmt::format("there are: {}", fmt::join(known, ", ")) : near);
    }
  };
  check(options.method, methods(), "method");
  check(options.by, {"input", "actor", "part", "source"}, "way to group inputs by");
  if (options.by != "input" && options.method != "sobol" && options.method != "shapley") {
    throw Failure(bad_input, fmt::format("method '{}' looks at single inputs only", options.method),
                  "use --method sobol or --method shapley with --group-by");
  }
}

/// The draws of a run are made: what would make others is a mistake.
void refuse_what_needs_draws(const SensitivityOptions& options) {
  const std::string what = options.method != "given-data" ? "--method " + options.method
                           : options.draws > 0            ? "--draws"
                           : !options.edits.empty()       ? "--set"
                           : !options.assume.empty()      ? "--assume"
                           : !options.models.empty()      ? "--model"
                           : options.all                  ? "--all"
                                                          : "";
  if (!what.empty()) {
    throw Failure(bad_input, fmt::format("{} needs new draws, and of a run folder those it has are read", what),
                  "give the scenario itself");
  }
}

/// Base points of a design. @throws Failure (bad_input) where they are too few.
std::size_t base_points(const SensitivityOptions& options, std::size_t otherwise) {
  if (options.draws > 0 && options.draws < least_base_points) {
    throw Failure(bad_input, fmt::format("{} base points are too few for method '{}'", options.draws, options.method),
                  fmt::format("at least {} are needed, and a power of two is best", least_base_points));
  }
  return options.draws > 0 ? options.draws : otherwise;
}

/// Sobol' indices mean nothing where correlated inputs stand in different groups.
void refuse_split_links(const PreparedStudy& study, const std::vector<analysis::FactorGroup>& groups) {
  const std::vector<analysis::SplitLink> split = analysis::split_links(*study.experiment, groups);
  if (!split.empty()) {
    const auto& factors = study.experiment->factors();
    throw Failure(bad_input,
                  fmt::format("{} and {} are correlated and stand in different groups, for which Sobol' indices mean "
                              "nothing",
                              factors[split.front().inside].name, factors[split.front().outside].name),
                  "use --method shapley, or --group-by input");
  }
}

/// @throws Failure (interrupted) where the study did not come to its end.
template <class T>
T whole(std::optional<T> found) {
  if (!found) {
    interrupted_study();
  }
  return *std::move(found);
}

/// From draws in memory, made for the purpose.
Json from_fresh_draws(const SensitivityOptions& options, const PreparedStudy& study, const analysis::Watch& watch) {
  const analysis::SampleSpec spec = {
      .seed = options.seed,
      .draws = whole_blocks(options.draws, default_given_draws, least_given_draws, "for method 'given-data'"),
      .threads = options.threads};
  const analysis::Columns points =
      analysis::points_at(*study.experiment, analysis::independent_scores(*study.experiment, spec));
  const analysis::Columns values = analysis::evaluate(*study.experiment, points, spec, {}, {}, watch);
  if (values.empty()) {
    interrupted_study();
  }
  const std::vector<std::span<const double>> inputs(points.begin(), points.end());
  const std::vector<std::span<const double>> outputs(values.begin(), values.end());
  const auto found =
      whole(analysis::given_data(inputs, outputs, {.seed = options.seed, .threads = options.threads}, watch.silent()));
  std::vector<report::NamedColumn> named_inputs;
  for (std::size_t f = 0; f < points.size(); ++f) {
    named_inputs.push_back({study.facts[f].path, report::input_title(study.facts[f])});
  }
  std::vector<report::NamedColumn> named_outputs;
  for (const analysis::StudiedOutput& output : study.outputs) {
    named_outputs.push_back({output.name, report::output_title(study.story(), output)});
  }
  return report::given_data_part(named_inputs, named_outputs, found, spec.draws);
}

Json study_of(const SensitivityOptions& options, const PreparedStudy& study, const Console& console,
              const Interrupt& interrupt) {
  Progress progress(console, !options.quiet, "batch");
  const report::StudyStory story = study.story();
  const std::size_t blocks_of_points = (base_points(options, default_base_points) + 255) / 256;
  const std::size_t factors = study.experiment->factors().size();
  if (options.method == "given-data") {
    const std::size_t draws = options.draws > 0 ? options.draws : default_given_draws;
    return from_fresh_draws(options, study, watch(progress, interrupt, (draws + 255) / 256));
  }
  if (options.method == "morris") {
    const std::size_t points = base_points(options, default_morris_points);
    return report::morris_part(
        story,
        whole(analysis::morris(*study.experiment,
                               {.base_points = points, .seed = options.seed, .threads = options.threads},
                               watch(progress, interrupt, (points + 255) / 256 * (1 + factors)))),
        points);
  }
  if (options.method == "local") {
    return report::tornado_part(
        story, whole(analysis::tornado(*study.experiment, {.seed = options.seed, .threads = options.threads},
                                       watch(progress, interrupt, 1 + 2 * factors))));
  }
  const analysis::GroupBy by = *analysis::group_by(options.by);
  const std::vector<analysis::FactorGroup> groups = analysis::grouped(*study.experiment, study.facts, by);
  const std::size_t points = base_points(options, default_base_points);
  if (options.method == "shapley") {
    return report::shapley_part(
        story, groups,
        whole(analysis::shapley(*study.experiment, groups,
                                {.base_points = points, .seed = options.seed, .threads = options.threads},
                                watch(progress, interrupt, blocks_of_points))),
        by, points);
  }
  refuse_split_links(study, groups);
  const analysis::SobolOptions how = {.base_points = points, .seed = options.seed, .threads = options.threads};
  return report::sobol_part(
      story,
      whole(analysis::sobol(*study.experiment, groups, how,
                            watch(progress, interrupt, analysis::sobol_batches(groups.size(), how)))),
      by);
}

Status sensitivity(SensitivityOptions options, Console& console) {
  need(options.scenario, "sensitivity", "a SCENARIO: a path, or a name of `suasion list scenarios`; or a run folder");
  const bool of_run = is_run_folder(options.scenario);
  if (options.method.empty()) {
    options.method = of_run ? "given-data" : "sobol";
  }
  check_words(options);
  Interrupt interrupt;
  if (of_run) {
    refuse_what_needs_draws(options);
    const Json part = importance_of_run(options.scenario, options.outputs, options.seed, options.threads);
    deliver(options, part, report::sensitivity_text(part, options.top, console.out()), console);
    return done;
  }
  const PreparedStudy study = prepare_study(options, "sensitivity", console);
  Json json = study_head(*study.prepared);
  json.update(study_of(options, study, console, interrupt));
  deliver(options, json, report::sensitivity_text(json, options.top, console.out()), console);
  return done;
}

}  // namespace

Command add_sensitivity(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "sensitivity", "Understand",
      "Say which inputs drive a forecast\n"
      "Tells how much of the spread of each output is due to each uncertain input, and how much to chance, for all "
      "outputs in one pass, with intervals. For a run folder that was made with --save-draws it reads the draws and "
      "makes none.",
      "# what drives every issue and every question of the bundled case\nsuasion sensitivity belarus-2020\n"
      "# one question, by actor\nsuasion sensitivity belarus-2020 --output crackdown --group-by actor\n"
      "# correlated inputs told apart\nsuasion sensitivity belarus-2020 --output integration --method shapley\n"
      "# from the draws of a run, without new ones\nsuasion sensitivity out/belarus-2020\n");
  const auto options = std::make_shared<SensitivityOptions>();
  add_study_options(command, *options,
                    fmt::format("How many draws to make, or base points of a design. Default: {}; {} for method "
                                "'given-data', {} for 'morris'.",
                                default_base_points, default_given_draws, default_morris_points));
  const char* how = "How to look";
  command
      .add_option("--method", options->method,
                  "sobol (shares of variance, the default), shapley (shares that add up, also for correlated inputs), "
                  "given-data (PAWN, from plain draws), morris (screening) or local (one at a time).")
      ->type_name("METHOD")
      ->group(how);
  command
      .add_option("--group-by", options->by,
                  "Put inputs together by actor, part of the scenario or source. Default: input.")
      ->type_name("WHAT")
      ->group(how);
  command
      .add_flag("--all", options->all, "Without --output: also every other forecasting model, and what claims measure.")
      ->group("What to run");
  whole_number(command.add_option("--top", options->top, "How many inputs to list for each output. Default: 10.")
                   ->type_name("N")
                   ->group("What to write"),
               1, 100000);
  return {&command, [options, &console] { return sensitivity(*options, console); }, true};
}

}  // namespace suasion::cli
