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

analysis::WorldMaker maker_of(const Prepared& prepared) {
  return {prepared.files, prepared.edits, prepared.assume};
}

}  // namespace

void check_system(const Prepared& prepared, const std::string& path, const Console& console) {
  if (!system::has_system(prepared.scenario)) {
    return;
  }
  analysis::WorldMaker maker = maker_of(prepared);
  if (const auto worlds = analysis::counterfactual_worlds(prepared.scenario, maker); !worlds) {
    refuse(worlds.error(), prepared.files, path, console);
  }
  if (const auto claims = analysis::plan_claims(prepared.scenario, maker); !claims) {
    refuse(claims.error(), prepared.files, path, console);
  }
}

Judged judge_claims(const Prepared& prepared, std::uint64_t draws, const ensemble::Control& control) {
  analysis::WorldMaker maker = maker_of(prepared);
  Judged judged{.plan = sound(analysis::plan_claims(prepared.scenario, maker))};
  ensemble::RunSpec spec = prepared.spec;
  spec.draws = draws;
  judged.results = ensemble::run_worlds(judged.plan.spec, spec, control);
  judged.claims = analysis::judge(judged.plan, judged.results);
  return judged;
}

report::SystemText run_system(const Prepared& prepared, const ensemble::Control& control) {
  if (!system::has_system(prepared.scenario)) {
    return nullptr;
  }
  analysis::WorldMaker maker = maker_of(prepared);
  const ensemble::WorldsSpec spec = sound(analysis::counterfactual_worlds(prepared.scenario, maker));
  const ensemble::WorldsResults results = ensemble::run_worlds(spec, prepared.spec, control);
  const std::uint64_t draws = std::min(prepared.spec.draws, claim_draws_of_run);
  const Judged judged = judge_claims(prepared, draws, control);
  if (results.draws_done < prepared.spec.draws || judged.results.draws_done < draws) {
    return nullptr;
  }
  return std::make_shared<const nlohmann::ordered_json>(report::system_part({.scenario = prepared.scenario,
                                                                             .spec = spec,
                                                                             .results = results,
                                                                             .claims = judged.claims,
                                                                             .claim_draws = draws}));
}

Status show_priors(const Prepared& prepared, bool json, Console& console) {
  if (!system::has_system(prepared.scenario)) {
    throw Failure(bad_input, "--prior-only looks at the strategic system, and the scenario has no [system] table",
                  "see `suasion explain system`");
  }
  analysis::WorldMaker maker = maker_of(prepared);
  const std::string change = "set system.history=" + base::to_text(prepared.scenario.origin);
  const base::Result<std::size_t> world = maker.index({.change = change});
  if (!world) {
    refuse(world.error(), prepared.files, prepared.files.files.front().name, console);
  }
  ensemble::WorldsSpec spec{.worlds = maker.worlds()};
  const system::Plan& plan = maker.plan(*world);
  spec.variables = analysis::variable_names(plan);
  const ensemble::WorldsResults results = ensemble::run_worlds(spec, prepared.spec);
  const std::vector<analysis::ClaimResult> none;
  const report::SystemStory story = {.scenario = prepared.scenario, .spec = spec, .results = results, .claims = none};
  const nlohmann::ordered_json priors = report::system_priors(story);
  const nlohmann::ordered_json variables = report::system_variables(story);
  if (json) {
    console.print(nlohmann::ordered_json{{"priors", priors}, {"variables", variables}}.dump(2) + "\n");
    return done;
  }
  std::string text = fmt::format("{:<48} {:>10} {:>10} {:>10}  {}\n", "prior", "5 %", "middle", "95 %", "unit");
  for (const auto& prior : priors) {
    text += fmt::format("{:<48} {:>10.4g} {:>10.4g} {:>10.4g}  {}\n", prior.at("path").get<std::string>(),
                        prior.at("q05").get<double>(), prior.at("q50").get<double>(), prior.at("q95").get<double>(),
                        prior.at("unit").get<std::string>());
  }
  text += fmt::format("\n{:<48} {:>10} {:>10} {:>10}  {:>10}\n", "variable", "5 %", "middle", "95 %", "first month");
  for (const auto& variable : variables) {
    if (!variable.at("event").get<bool>()) {
      text += fmt::format("{:<48} {:>10.4g} {:>10.4g} {:>10.4g}  {:>10.4g}\n", variable.at("name").get<std::string>(),
                          variable.at("q05").back().get<double>(), variable.at("q50").back().get<double>(),
                          variable.at("q95").back().get<double>(), variable.at("q50").front().get<double>());
    }
  }
  console.print(text);
  return done;
}

}  // namespace suasion::cli
