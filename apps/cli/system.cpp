#include "system.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "suasion/report/system_part.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

/// A value that was planned before by check_system(), so that it must be there.
template <class T>
T sound(base::Result<T> result) {
  if (!result) {
    throw base::InternalError("a world that was checked cannot be planned: " + result.error().front().message);
  }
  return *std::move(result);
}

using Json = nlohmann::ordered_json;

std::string range(const Json& low, const Json& middle, const Json& high) {
  return fmt::format("{:>10.4g} {:>10.4g} {:>10.4g}", low.get<double>(), middle.get<double>(), high.get<double>());
}

/// What the priors say, as two tables.
std::string priors_text(const Json& part) {
  constexpr std::string_view three = "       5 %     middle       95 %";
  std::string text = fmt::format("{:<48} {}  {}\n", "prior", three, "unit");
  for (const Json& prior : part.at("priors")) {
    text += fmt::format("{:<48} {}  {}\n", prior.at("path").get<std::string>(),
                        range(prior.at("q05"), prior.at("q50"), prior.at("q95")), prior.at("unit").get<std::string>());
  }
  const Json& dates = part.at("dates");
  text += fmt::format("\n{:<48} {:^32}  {:^32}\n{:<48} {}  {}  unit\n", "", dates.front().get<std::string>(),
                      dates.back().get<std::string>(), "variable", three, three);
  for (const Json& variable : part.at("variables")) {
    if (!variable.at("event").get<bool>()) {
      const auto at = [&](const char* level, bool last) {
        return last ? variable.at(level).back() : variable.at(level).front();
      };
      text +=
          fmt::format("{:<48} {}  {}  {}\n", variable.at("name").get<std::string>(),
                      range(at("q05", false), at("q50", false), at("q95", false)),
                      range(at("q05", true), at("q50", true), at("q95", true)), variable.at("unit").get<std::string>());
    }
  }
  return text;
}

}  // namespace

void check_system(const Prepared& prepared, const std::string& path, const Console& console) {
  if (!system::has_system(prepared.scenario)) {
    return;
  }
  if (const base::Diagnostics mistakes = analysis::mistakes_of_system(prepared.scenario, *prepared.worlds);
      !mistakes.empty()) {
    refuse(mistakes, prepared.files, path, console);
  }
}

Judged judge_claims(const Prepared& prepared, std::uint64_t draws, const ensemble::Control& control) {
  Judged judged{.plan = sound(analysis::plan_claims(prepared.scenario, *prepared.worlds))};
  ensemble::RunSpec spec = prepared.spec;
  spec.draws = draws;
  judged.results = ensemble::run_worlds(judged.plan.spec, spec, control);
  judged.claims = analysis::judge(judged.plan, judged.results);
  return judged;
}

ensemble::WorldsSpec worlds_of_run(const Prepared& prepared) {
  ensemble::WorldsSpec spec = sound(analysis::counterfactual_worlds(prepared.scenario, *prepared.worlds));
  if (prepared.truth) {
    analysis::WorldMaker& maker = *prepared.worlds;
    spec.worlds.push_back(maker.worlds()[sound(maker.index({.change = analysis::all_modules_off()}))]);
  }
  return spec;
}

RanSystem run_system(const Prepared& prepared, const Watching& watching) {
  if (!system::has_system(prepared.scenario)) {
    return {};
  }
  const ensemble::WorldsSpec spec = worlds_of_run(prepared);
  ensemble::Control control = watching.control;
  control.stage = worlds_stage;
  control.draws = watching.draws_of_worlds;
  control.blocks = blocks_of_run(prepared, prepared.spec.draws);
  watching.begins("draw of the system");
  const ensemble::WorldsResults results = ensemble::run_worlds(spec, prepared.spec, control);
  const std::uint64_t draws = std::min(prepared.spec.draws, claim_draws_of_run);
  control.stage = claims_stage;
  control.draws = nullptr;
  control.blocks = blocks_of_run(prepared, draws);
  watching.begins("draw of the claims");
  const Judged judged = judge_claims(prepared, draws, control);
  if (results.draws_done < prepared.spec.draws || judged.results.draws_done < draws) {
    return {};
  }
  if (control.team != nullptr && control.team->rank() > 0) {
    return {.complete = true};
  }
  report::SystemStory story = {
      .scenario = prepared.scenario, .spec = spec, .results = results, .claims = judged.claims, .claim_draws = draws};
  analysis::Scores scores;
  if (prepared.truth) {
    scores = analysis::score(prepared.scenario, spec, results, spec.worlds.size() - 1, prepared.answers.answers);
    story.scores = &scores;
    story.answers = prepared.answers.answers;
  }
  return {.complete = true,
          .text = std::make_shared<const nlohmann::ordered_json>(report::system_part(story)),
          .questions = analysis::headlines(results.questions, results.answers.front(), results.draws_done)};
}

Status show_priors(const Prepared& prepared, bool json, Console& console) {
  if (!system::has_system(prepared.scenario)) {
    throw Failure(bad_input, "--prior-only looks at the strategic system, and the scenario has no [system] table",
                  "see `suasion explain system`");
  }
  const std::string change = "set system.history=" + base::to_text(prepared.scenario.origin);
  const base::Result<std::size_t> world = prepared.worlds->index({.change = change});
  if (!world) {
    refuse(world.error(), prepared.files, prepared.files.files.front().name, console);
  }
  ensemble::WorldsSpec spec{.worlds = {prepared.worlds->worlds()[*world]}};
  const system::Plan& plan = prepared.worlds->plan(*world);
  spec.variables = analysis::variable_names(plan);
  const ensemble::WorldsResults results = ensemble::run_worlds(spec, prepared.spec);
  const nlohmann::ordered_json part =
      report::prior_predictive_part({.scenario = prepared.scenario, .spec = spec, .results = results});
  console.print(json ? part.dump(2) + "\n" : priors_text(part));
  return done;
}

}  // namespace suasion::cli
