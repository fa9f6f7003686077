#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "study_options.hpp"
#include "suasion/report/study/why_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t usual_draws = 4096;

Status why(const StudyOptions& options, Console& console) {
  need(options.scenario, "why", "a SCENARIO: a path, or a name of `suasion list scenarios`");
  Interrupt interrupt;
  const PreparedStudy study = prepare_study(options, "why", console);
  for (const analysis::StudiedOutput& output : study.outputs) {
    if (output.kind == analysis::OutputKind::claim || output.kind == analysis::OutputKind::variable) {
      throw Failure(bad_input, fmt::format("{} is neither an issue nor a question", output.name),
                    "`suasion why` explains issues by their actors and questions by modules; see `suasion flip` and "
                    "`suasion sensitivity` for others");
    }
  }
  std::size_t draws = whole_blocks(options.draws, usual_draws, least_why_draws, "to tell the parts of a forecast");
  draws += draws / model::block_draws % 2 * model::block_draws;  // blocks come in pairs
  const analysis::SampleSpec spec = {.seed = options.seed, .draws = draws, .threads = options.threads};
  Json parts;
  {
    Progress progress(console, !options.quiet, "block");
    parts = why_of(study, spec, watch(progress, interrupt, draws / model::block_draws), console);
  }
  Json json = study_head(*study.prepared);
  json["draws"] = draws;
  json["why"] = parts;
  deliver(options, json, report::why_text(parts, console.out()), console);
  return done;
}

}  // namespace

Command add_why(CLI::App& program, Console& console) {
  CLI::App& command = add_command(
      program, "why", "Understand",
      "Say what made a forecast\n"
      "Takes a forecast apart into parts that add up to it. For an issue: what the demand of each actor adds to the "
      "outcome, from the point where everybody is content with things as they are. For a question: what each module of "
      "the strategic system adds to its chance, from the base rate. Parts are Shapley values: what each adds, averaged "
      "over all orders.",
      "# every issue and question of the bundled case\nsuasion why belarus-2020\n"
      "# one issue, by a model that does not lead\nsuasion why belarus-2020 --output integration@scholz2011\n");
  const auto options = std::make_shared<StudyOptions>();
  add_study_options(command, *options,
                    fmt::format("How many draws to make, {} at least. Default: {}.", least_why_draws, usual_draws));
  return {&command, [options, &console] { return why(*options, console); }, true};
}

}  // namespace suasion::cli
