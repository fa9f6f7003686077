#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "study_options.hpp"
#include "suasion/report/study/why_part.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t default_draws = 4096;
constexpr std::size_t least_draws = 1024;  // two orders of switches and their reverses

/// The outputs of one kind, as a study of their own.
std::optional<analysis::Study> issues_of(const PreparedStudy& study) {
  const Prepared& prepared = study.prepared;
  std::vector<std::string> names;
  for (const analysis::StudiedOutput& output : study.outputs) {
    if (output.kind == analysis::OutputKind::issue) {
      names.push_back(output.name);
    }
  }
  if (names.empty()) {
    return std::nullopt;
  }
  base::Result<analysis::Study> issues =
      analysis::plan_study(prepared.scenario, prepared.plan, *prepared.worlds, names);
  base::require(issues.has_value(), "names of outputs that were found are found again");
  return *std::move(issues);
}

Json by_module(const PreparedStudy& study, const analysis::SampleSpec& spec, const analysis::Watch& watch,
               const Console& console) {
  const Prepared& prepared = study.prepared;
  auto found = analysis::parts_by_module(prepared.scenario, prepared.plan, *prepared.worlds, spec, watch);
  if (!found) {
    refuse(found.error(), prepared.files, prepared.files.files.front().name, console);
  }
  if (!*found) {
    interrupted_study();
  }
  // only the questions that were asked for
  analysis::ForecastParts& parts = **found;
  const auto asked = [&](const std::string& name) {
    return std::any_of(study.outputs.begin(), study.outputs.end(), [&](const auto& one) { return one.name == name; });
  };
  for (std::size_t o = parts.outputs.size(); o-- > 0;) {
    if (!asked(parts.outputs[o].name)) {
      parts.outputs.erase(parts.outputs.begin() + static_cast<std::ptrdiff_t>(o));
      parts.parts.erase(parts.parts.begin() + static_cast<std::ptrdiff_t>(o));
    }
  }
  return report::why_part(study.story(), parts, false);
}

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
  std::size_t draws = whole_blocks(options.draws, default_draws, least_draws, "to tell the parts of a forecast");
  draws += draws / model::block_draws % 2 * model::block_draws;  // blocks come in pairs
  const analysis::SampleSpec spec = {.seed = options.seed, .draws = draws, .threads = options.threads};
  Json parts = Json::array();
  {
    Progress progress(console, console.err_is_terminal() && !options.quiet, "block");
    const analysis::Watch watched = watch(progress, interrupt, draws / model::block_draws);
    if (const std::optional<analysis::Study> issues = issues_of(study)) {
      const auto found = analysis::parts_by_actor(study.prepared.scenario, study.prepared.plan, *issues, spec, watched);
      if (!found) {
        interrupted_study();
      }
      parts = report::why_part(study.story(), *found, true);
    }
    const bool questions = std::any_of(study.outputs.begin(), study.outputs.end(),
                                       [](const auto& one) { return one.kind == analysis::OutputKind::question; });
    if (questions) {
      for (Json& part : by_module(study, spec, watched, console)) {
        parts.push_back(std::move(part));
      }
    }
  }
  Json json = study_head(study.prepared);
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
  add_study_options(command, *options);
  return {&command, [options, &console] { return why(*options, console); }};
}

}  // namespace suasion::cli
