#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "study_options.hpp"
#include "suasion/report/study/flip_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_draws = 4096;
constexpr std::size_t usual_runs = 65;  // of all draws, for one output; for the progress line

struct FlipOptions : StudyOptions {
  FlipHow how = {};
};

/// Everything about each output. Where the user named none, those that are the same in every draw are left out, as long
/// as one is left.
Json flips_of(const FlipOptions& options, const PreparedStudy& study, const analysis::SampleSpec& sample,
              const analysis::Watch& watch) {
  Json parts = Json::array();
  std::optional<Failure> first;
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    try {
      parts.push_back(flip_of(study, o, options.how, sample, watch));
    } catch (const Failure& failure) {
      if (!options.outputs.empty() || failure.status() != bad_input) {
        throw;
      }
      first = first ? first : failure;
    }
  }
  if (parts.empty() && first) {
    throw Failure(*first);
  }
  return parts;
}

Status flip(const FlipOptions& options, Console& console) {
  need(options.scenario, "flip", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  if (!(options.how.most > 0.0 && options.how.most <= 6.0)) {
    throw Failure(bad_input, fmt::format("--most is {}; it must be above 0 and at most 6", options.how.most));
  }
  Interrupt interrupt;
  const auto prepared = std::make_shared<const Prepared>(prepare_scenario(options, options.models, "flip", console));
  const PreparedStudy study =
      study_of(prepared, options.outputs.empty() ? lead_outputs(prepared->scenario) : options.outputs,
               analysis::Outputs::headline, options.scenario, console);
  const analysis::SampleSpec sample = {
      .seed = options.seed,
      .draws = whole_blocks(options.draws, usual_draws, least_flip_draws, "to tell when an answer flips"),
      .threads = options.threads};
  Json parts;
  {
    Progress progress(console, !options.quiet, "run");
    parts = flips_of(options, study, sample, watch(progress, interrupt, usual_runs));
  }
  Json json = study_head(*study.prepared);
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
  add_study_options(command, *options,
                    fmt::format("How many draws to make, {} at least. Default: {}.", least_flip_draws, usual_draws));
  const char* how = "How to look";
  command
      .add_option("--above", options->how.above,
                  "Ask instead whether the output lies above this value, more likely than not.")
      ->type_name("VALUE")
      ->group(how);
  command
      .add_option("--along", options->how.along,
                  "The input whose tipping point to draw. Default: the one that matters most.")
      ->type_name("INPUT")
      ->group(how);
  command
      .add_option("--most", options->how.most, "The farthest shift to look for, in standard deviations. Default: 3.")
      ->type_name("SD")
      ->group(how);
  return {&command, [options, &console] { return flip(*options, console); }, true};
}

}  // namespace suasion::cli
