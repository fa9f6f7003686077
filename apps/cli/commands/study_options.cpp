#include "study_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "folder.hpp"
#include "suasion/base/version.hpp"

namespace suasion::cli {

void add_study_options(CLI::App& command, StudyOptions& options, const std::string& draws_help) {
  add_system_options(command, options);
  command.get_option("--draws")->description(draws_help);
  const char* what = "What to run";
  command
      .add_option("--output", options.outputs,
                  "What to look at: the id of an issue, a question or a claim, ISSUE@MODEL for a model that does not "
                  "lead, or a variable of the system, VARIABLE@DATE for a day before the end. Repeat it for more. "
                  "Default: the leading model on every issue, and every question.")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group(what);
  command
      .add_option("--model", options.models,
                  "A model, as `suasion run` takes it; the first one leads. Default: the scenario's own, else every "
                  "variant.")
      ->type_name("MODEL")
      ->allow_extra_args(false)
      ->group(what);
  command.add_option("--out", options.out, "Also write the figures as JSON to a new file.")
      ->type_name("FILE")
      ->group("What to write");
}

void deliver(const StudyOptions& options, const nlohmann::ordered_json& json, const std::string& text,
             Console& console) {
  const std::string bytes = json.dump(2) + "\n";
  if (!options.out.empty() && console.leads()) {
    create_file(options.out, bytes);
  }
  console.print(options.json ? bytes : text);
}

PreparedStudy prepare_study(const StudyOptions& options, const std::string& word, const Console& console) {
  return study_of(std::make_shared<const Prepared>(prepare_scenario(options, options.models, word, console)),
                  options.outputs, options.all ? analysis::Outputs::all : analysis::Outputs::headline, options.scenario,
                  console);
}

nlohmann::ordered_json study_head(const Prepared& prepared) {
  return {{"suasion", base::version()},
          {"scenario", prepared.scenario.id},
          {"hash", prepared.files.hash()},
          {"seed", prepared.spec.seed},
          {"edits", report::edits_json(prepared.edits)},
          {"assume", prepared.assume_words}};
}

analysis::Watch watch(Progress& progress, const Interrupt& interrupt, std::size_t all) {
  return {.progress = [&progress, &interrupt,
                       all](std::size_t done) { progress.update(std::min(done, all), all, interrupt.asked()); },
          .cancel = &interrupt.asked(),
          .team = progress.console().team()};
}

std::size_t whole_blocks(std::uint64_t asked, std::size_t otherwise, std::size_t least, std::string_view what_for) {
  const std::uint64_t wanted = asked > 0 ? asked : otherwise;
  if (wanted < least) {
    throw Failure(bad_input, fmt::format("{} draws are too few {}", wanted, what_for),
                  fmt::format("at least {} are needed", least));
  }
  return (wanted + model::block_draws - 1) / model::block_draws * model::block_draws;
}

}  // namespace suasion::cli
