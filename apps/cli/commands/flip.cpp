#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "study_options.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/study/flip_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t default_draws = 4096;
constexpr std::size_t least_draws = 512;
constexpr std::size_t condition_draws = 8192;  // at least, to search boxes and trees in
constexpr std::size_t tipping_steps = 15;
constexpr std::size_t usual_runs = 50;  // of all draws, for one output; for the progress line

struct FlipOptions : StudyOptions {
  std::string along = {};
  double above = std::numeric_limits<double>::quiet_NaN();
  double most = 3.0;
};

/// The outputs that a reader asks about first: the lead issue, the first question of each cluster, the first claims.
std::vector<std::string> lead_outputs(const scenario::Scenario& scenario) {
  constexpr std::size_t questions = 3;
  constexpr std::size_t claims = 3;
  std::vector<std::string> names;
  if (!scenario.issues.empty()) {
    names.push_back("issues." + scenario.issues.front().id);
  }
  std::vector<std::string_view> clusters;
  for (const scenario::Element* question : scenario.section("questions")) {
    const std::string_view cluster = question->text("cluster");
    if (clusters.size() < questions && std::find(clusters.begin(), clusters.end(), cluster) == clusters.end()) {
      clusters.push_back(cluster);
      names.push_back("questions." + question->id);
    }
  }
  std::size_t taken = 0;
  for (const scenario::Element* claim : scenario.section("claims")) {
    if (taken < claims && claim->text("test") == "contrast" && claim->text("untestable").empty()) {
      names.push_back("claims." + claim->id);
      ++taken;
    }
  }
  return names;
}

/// The factor that a curve goes along: the one named, else the one that flips the answer first or brings it nearest.
std::optional<std::size_t> along(const FlipOptions& options, const PreparedStudy& study, const analysis::Flip& flip) {
  const std::vector<ensemble::Factor>& factors = study.experiment->factors();
  if (options.along.empty()) {
    return flip.singles.empty() ? std::nullopt : std::optional(flip.singles.front().factor);
  }
  std::vector<std::string> names;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    if (factors[f].name == options.along) {
      return f;
    }
    names.push_back(factors[f].name);
  }
  const std::string near = base::did_you_mean(options.along, names);
  throw Failure(bad_input, fmt::format("there is no uncertain input '{}' behind these outputs", options.along),
                near.empty() ? "`suasion sensitivity --json` lists them" : near);
}

/// One output, all that can be said about it.
Json look_at(const FlipOptions& options, const PreparedStudy& study, std::size_t output, Progress& progress,
             const Interrupt& interrupt) {
  const analysis::SampleSpec sample = {
      .seed = options.seed,
      .draws = whole_blocks(options.draws, default_draws, least_draws, "to tell when an answer flips"),
      .threads = options.threads};
  analysis::SampleSpec wide = sample;
  wide.draws = std::max(wide.draws, condition_draws);
  const ensemble::ScenarioExperiment& experiment = *study.experiment;
  std::vector<char> wanted(experiment.outputs().size(), 0);
  wanted[output] = 1;
  const std::size_t all = usual_runs + tipping_steps;
  const analysis::Watch watched = watch(progress, interrupt, all);
  const analysis::Columns points = analysis::points_at(experiment, analysis::independent_scores(experiment, wide));
  const analysis::Columns values = analysis::evaluate(experiment, points, wide, wanted, {}, {.cancel = watched.cancel});
  if (values.empty()) {
    interrupted_study();
  }
  const auto [least, most] = std::minmax_element(values[output].begin(), values[output].end());
  if (*least == *most) {
    throw Failure(bad_input,
                  fmt::format("{} is {:.6g} in every draw: nothing can flip it", experiment.outputs()[output], *least),
                  "name another output");
  }
  const analysis::StudiedOutput& what = study.outputs[output];
  const analysis::Proposition proposition =
      std::isnan(options.above)
          ? analysis::answer_of(study.prepared.scenario, what, values[output])
          : analysis::Proposition{.measure = analysis::Proposition::Measure::above, .low = options.above};
  const auto flip =
      analysis::find_flip(experiment, output, proposition, {.sample = sample, .most = options.most}, watched);
  if (!flip) {
    interrupted_study();
  }
  std::optional<analysis::TippingCurve> curve;
  if (const std::optional<std::size_t> factor = along(options, study, *flip)) {
    curve = analysis::tipping_curve(experiment, output, proposition, *factor, study.facts[*factor].law, tipping_steps,
                                    sample, {.cancel = watched.cancel});
    if (!curve) {
      interrupted_study();
    }
  }
  const analysis::Conditions conditions =
      analysis::find_conditions(experiment, output, proposition, study.facts, points, values[output], options.seed);
  return report::flip_part(study.story(), {.output = output,
                                           .proposition = proposition,
                                           .flip = *flip,
                                           .tipping = curve ? &*curve : nullptr,
                                           .conditions = conditions,
                                           .draws = sample.draws});
}

Status flip(FlipOptions options, Console& console) {
  need(options.scenario, "flip", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  if (!(options.most > 0.0 && options.most <= 6.0)) {
    throw Failure(bad_input, fmt::format("--most is {}; it must be above 0 and at most 6", options.most));
  }
  Interrupt interrupt;
  if (options.outputs.empty()) {
    const Prepared prepared = prepare_scenario(options, options.models, "flip", console);
    options.outputs = lead_outputs(prepared.scenario);
  }
  const PreparedStudy study = prepare_study(options, "flip", console);
  Json parts = Json::array();
  {
    Progress progress(console, console.err_is_terminal() && !options.quiet, "run");
    for (std::size_t o = 0; o < study.outputs.size(); ++o) {
      parts.push_back(look_at(options, study, o, progress, interrupt));
    }
  }
  Json json = study_head(study.prepared);
  json["flips"] = parts;
  deliver(options, json, report::flip_text(parts, console.out()), console);
  return done;
}

}  // namespace

Command add_flip(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "flip", "Understand",
      "Say what would flip an answer\n"
      "For a question (more likely than not?), an issue (which anchor is likeliest?), a claim (does the model support "
      "it?) or a variable: the smallest shift of the priors that changes the answer, of one input alone and of all "
      "together; the tipping point of the input that matters most; and the conditions under which the answer is so.",
      "# the lead issue, questions and claims of the bundled case\nsuasion flip belarus-2020\n"
      "# one claim\nsuasion flip belarus-2020 --output K01\n"
      "# does integration end above 50?\nsuasion flip belarus-2020 --output integration@scholz2011 --above 50\n");
  const auto options = std::make_shared<FlipOptions>();
  add_study_options(command, *options);
  const char* how = "How to look";
  command
      .add_option("--above", options->above,
                  "Ask instead whether the output lies above this value, more likely than not.")
      ->type_name("VALUE")
      ->group(how);
  command
      .add_option("--along", options->along,
                  "The input whose tipping point to draw. Default: the one that matters most.")
      ->type_name("INPUT")
      ->group(how);
  command.add_option("--most", options->most, "The farthest shift to look for, in standard deviations. Default: 3.")
      ->type_name("SD")
      ->group(how);
  return {&command, [options, &console] { return flip(*options, console); }};
}

}  // namespace suasion::cli
