#include "studies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "status.hpp"
#include "suasion/analysis/coalitions/scenario_games.hpp"
#include "suasion/analysis/leverage/leverage.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/base/text.hpp"
#include "suasion/report/coalitions_part.hpp"
#include "suasion/report/leverage_part.hpp"
#include "suasion/report/study/flip_part.hpp"
#include "suasion/report/study/sensitivity_part.hpp"
#include "suasion/report/study/why_part.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t condition_draws = 8192;  // at least, to search boxes and trees in
constexpr std::size_t tipping_steps = 15;

/// The outputs of one kind, as a study of their own.
std::optional<analysis::Study> issues_of(const PreparedStudy& study) {
  const Prepared& prepared = *study.prepared;
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

/// A switch for each actor must not be more switches than a decomposition can take.
void check_actors(const ensemble::Plan& plan, const analysis::Study& issues) {
  std::set<std::size_t> actors;
  for (const analysis::StudiedOutput& output : issues.outputs) {
    const std::vector<std::size_t>& own = plan.issues[output.issue].actor;
    actors.insert(own.begin(), own.end());
  }
  if (actors.size() > analysis::most_switches) {
    throw Failure(bad_input, fmt::format("{} actors are too many to take a forecast apart by them", actors.size()),
                  fmt::format("at most {} can be told apart; --output names one issue", analysis::most_switches));
  }
}

Json by_module(const PreparedStudy& study, const analysis::SampleSpec& spec, const analysis::Watch& watch,
               const Console& console) {
  const Prepared& prepared = *study.prepared;
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

/// An answer of yes or no lies above nothing, and an issue ends on its scale.
void check_above(const PreparedStudy& study, const analysis::StudiedOutput& what, double above) {
  if (std::isnan(above)) {
    return;
  }
  if (what.kind == analysis::OutputKind::question) {
    throw Failure(bad_input,
                  fmt::format("{} is a question, whose answer is yes or no: it has no value to lie above", what.name),
                  "--above is for issues, claims and variables; name one with --output");
  }
  if (what.kind == analysis::OutputKind::issue) {
    const Prepared& prepared = *study.prepared;
    const scenario::Issue& issue = prepared.scenario.issues[prepared.plan.issues[what.issue].issue];
    if (!(above >= issue.scale_low && above <= issue.scale_high)) {
      throw Failure(bad_input, fmt::format("--above {:g} is not on the scale of issue '{}'", above, issue.id),
                    fmt::format("it runs from {:g} to {:g}", issue.scale_low, issue.scale_high));
    }
  }
}

/// The factor of that name; nothing where none is asked for. @throws Failure (bad_input) where there is no such factor.
std::optional<std::size_t> factor_named(const PreparedStudy& study, const std::string& name) {
  if (name.empty()) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const ensemble::Factor& factor : study.experiment->factors()) {
    if (factor.name == name) {
      return names.size();
    }
    names.push_back(factor.name);
  }
  const std::string near = base::did_you_mean(name, names);
  throw Failure(bad_input, fmt::format("there is no uncertain input '{}' behind these outputs", name),
                near.empty() ? "`suasion sensitivity --json` lists them" : near);
}

}  // namespace

report::StudyStory PreparedStudy::story() const {
  const bool with_system = system::has_system(prepared->scenario);
  return {.scenario = prepared->scenario,
          .plan = prepared->plan,
          .system = with_system ? &prepared->worlds->plan(0) : nullptr,
          .outputs = outputs,
          .facts = facts};
}

PreparedStudy study_of(std::shared_ptr<const Prepared> prepared, const std::vector<std::string>& names,
                       analysis::Outputs otherwise, const std::string& path, const Console& console) {
  PreparedStudy study{.prepared = std::move(prepared)};
  const Prepared& all = *study.prepared;
  base::Result<analysis::Study> planned = analysis::plan_study(all.scenario, all.plan, *all.worlds, names, otherwise);
  if (!planned) {
    refuse(planned.error(), all.files, path, console);
  }
  study.outputs = std::move(planned->outputs);
  study.experiment = std::make_shared<const ensemble::ScenarioExperiment>(std::move(planned->spec));
  const bool with_system = system::has_system(all.scenario);
  study.facts = analysis::input_facts(all.scenario, with_system ? &all.worlds->plan(0) : nullptr, *study.experiment);
  return study;
}

void interrupted_study() {
  throw Failure(interrupted, "interrupted before the study was complete; nothing was written");
}

Json why_of(const PreparedStudy& study, const analysis::SampleSpec& spec, const analysis::Watch& watch,
            const Console& console) {
  Json parts = Json::array();
  if (const std::optional<analysis::Study> issues = issues_of(study)) {
    const Prepared& prepared = *study.prepared;
    check_actors(prepared.plan, *issues);
    const auto found = analysis::parts_by_actor(prepared.scenario, prepared.plan, *issues, spec, watch);
    if (!found) {
      interrupted_study();
    }
    parts = report::why_part(study.story(), *found, true);
  }
  const bool questions = std::any_of(study.outputs.begin(), study.outputs.end(),
                                     [](const auto& one) { return one.kind == analysis::OutputKind::question; });
  if (questions) {
    for (Json& part : by_module(study, spec, watch, console)) {
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

Json flip_of(const PreparedStudy& study, std::size_t output, const FlipHow& how, const analysis::SampleSpec& sample,
             const analysis::Watch& watched) {
  const analysis::StudiedOutput& what = study.outputs[output];
  check_above(study, what, how.above);
  std::optional<std::size_t> along = factor_named(study, how.along);
  analysis::SampleSpec wide = sample;
  wide.draws = std::max(wide.draws, condition_draws);
  const ensemble::ScenarioExperiment& experiment = *study.experiment;
  std::vector<char> wanted(experiment.outputs().size(), 0);
  wanted[output] = 1;
  const analysis::Columns points = analysis::points_at(experiment, analysis::independent_scores(experiment, wide));
  const analysis::Columns values = analysis::evaluate(experiment, points, wide, wanted, {}, watched.silent());
  if (values.empty()) {
    interrupted_study();
  }
  const auto [least, most] = std::minmax_element(values[output].begin(), values[output].end());
  if (*least == *most) {
    throw Failure(bad_input,
                  fmt::format("{} is {:.6g} in every draw: nothing can flip it", experiment.outputs()[output], *least),
                  "name another output");
  }
  const analysis::Proposition proposition =
      std::isnan(how.above) ? analysis::answer_of(study.prepared->scenario, what, values[output])
                            : analysis::Proposition{.measure = analysis::Proposition::Measure::above, .low = how.above};
  const auto flip = analysis::find_flip(experiment, output, proposition, {.sample = sample, .most = how.most}, watched);
  if (!flip) {
    interrupted_study();
  }
  if (!along && !flip->singles.empty()) {
    along = flip->singles.front().factor;  // flips the answer first, or brings it nearest
  }
  std::optional<analysis::TippingCurve> curve;
  if (along) {
    curve = analysis::tipping_curve(experiment, output, proposition, {*along, study.facts[*along].law, tipping_steps},
                                    sample, watched.silent());
    if (!curve) {
      interrupted_study();
    }
  }
  const analysis::Conditions conditions =
      analysis::find_conditions(experiment, output, proposition, study.facts, points, values[output], sample.seed);
  return report::flip_part(study.story(), {.output = output,
                                           .proposition = proposition,
                                           .flip = *flip,
                                           .tipping = curve ? &*curve : nullptr,
                                           .conditions = conditions,
                                           .draws = sample.draws,
                                           .most = how.most});
}

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

namespace {

constexpr std::size_t full_draws = 2048;
constexpr std::size_t full_base_points = 512;
constexpr std::size_t full_rows = 12;  // of each output's drivers; the command `sensitivity` tells them all

/// A study of a report, or an empty list where it has nothing to say: an output is the same in every draw, actors are
/// too many to be told apart.
template <class Study>
Json or_none(const Study& study) {
  try {
    return study();
  } catch (const Failure& failure) {
    if (failure.status() != bad_input) {
      throw;
    }
    return Json::array();
  }
}

Json drivers_of(const PreparedStudy& study, const analysis::SampleSpec& spec, const analysis::Watch& watch) {
  const auto groups = analysis::grouped(*study.experiment, study.facts, analysis::GroupBy::input);
  const auto found = analysis::sobol(
      *study.experiment, groups, {.base_points = full_base_points, .seed = spec.seed, .threads = spec.threads}, watch);
  if (!found) {
    interrupted_study();
  }
  Json part = report::sobol_part(study.story(), *found, analysis::GroupBy::input);
  for (Json& output : part.at("outputs")) {
    Json& rows = output.at("rows");
    while (rows.size() > full_rows) {
      rows.erase(rows.size() - 1);
    }
  }
  return part;
}

/// Whom the report advises where nobody asks: the state between the patrons, else whoever has most weight on the lead
/// issue.
std::size_t advised(const Prepared& prepared, const ensemble::PlannedIssue& issue) {
  if (system::has_system(prepared.scenario)) {
    const std::string& protege = prepared.worlds->plan(0).roles.protege;
    for (const std::size_t actor : issue.actor) {
      if (prepared.scenario.actors[actor].id == protege) {
        return actor;
      }
    }
  }
  const auto weight = [](const scenario::Stake& stake) {
    return math::summarise(stake.capability.law).q50 * math::summarise(stake.salience.law).q50;
  };
  const std::vector<scenario::Stake>& stakes = prepared.scenario.issues[issue.issue].stakes;
  return std::max_element(stakes.begin(), stakes.end(),
                          [&](const auto& a, const auto& b) { return weight(a) < weight(b); })
      ->actor;
}

/// What that actor can do for its own position on the lead issue; null where it has no move.
/// @param forecast of the issue, as things stand.
Json advice_of(const Prepared& prepared, double forecast, const analysis::Watch& watch) {
  const ensemble::PlannedIssue& lead = prepared.plan.issues.front();
  const scenario::Issue& issue = prepared.scenario.issues[lead.issue];
  const std::size_t actor = advised(prepared, lead);
  const auto stake = std::find_if(issue.stakes.begin(), issue.stakes.end(),
                                  [&](const scenario::Stake& one) { return one.actor == actor; });
  const bool up = math::summarise(stake->position.law).q50 > forecast;
  const analysis::LeverageTask task = {.scenario = prepared.scenario,
                                       .files = prepared.files,
                                       .plan = prepared.plan,
                                       .maker = *prepared.worlds,
                                       .actor = prepared.scenario.actors[actor].id,
                                       .goal = fmt::format("{} {}", issue.id, up ? "up" : "down"),
                                       .seed = prepared.spec.seed,
                                       .threads = prepared.spec.threads};
  const auto answer = analysis::leverage(task, {.cancel = watch.cancel, .team = watch.team});
  if (!answer) {
    return {};
  }
  if (!*answer) {
    interrupted_study();
  }
  return report::leverage_part({prepared.scenario, prepared.plan, **answer});
}

Json games_of(const Prepared& prepared, const analysis::Watch& watch) {
  constexpr std::uint64_t draws = 1024;
  std::vector<std::size_t> issues(prepared.plan.issues.size());
  std::iota(issues.begin(), issues.end(), 0);
  const auto games = analysis::coalitions::scenario_games(
      prepared.plan, issues, {.seed = prepared.spec.seed, .draws = draws, .threads = prepared.spec.threads}, watch);
  if (!games) {
    interrupted_study();
  }
  return {{"issues", report::coalitions_part({prepared.scenario, *games})}};
}

}  // namespace

report::PartText all_studies(const Prepared& prepared, const std::function<void(std::size_t, std::size_t)>& studied,
                             const std::atomic<bool>* cancel, base::Team* team) try {
  Console console;
  console.join(team);
  const std::shared_ptr<const Prepared> shared(&prepared, [](const Prepared*) {});  // outlives the study
  const std::string path = prepared.files.files.front().name;
  const PreparedStudy headline = study_of(shared, {}, analysis::Outputs::headline, path, console);
  const PreparedStudy lead =
      study_of(shared, lead_outputs(prepared.scenario), analysis::Outputs::headline, path, console);
  const analysis::SampleSpec spec = {.seed = prepared.spec.seed, .draws = full_draws, .threads = prepared.spec.threads};
  const std::size_t all = 4 + lead.outputs.size();
  std::size_t done = 0;
  const auto tell = [&](std::size_t /*of_this_study*/) {
    if (studied) {
      studied(done, all);
    }
  };
  const analysis::Watch watch = {.progress = tell, .cancel = cancel, .team = team};
  Json studies = {{"draws", full_draws}, {"base_points", full_base_points}};
  studies["why"] = or_none([&] { return why_of(headline, spec, watch, console); });
  ++done;
  studies["sensitivity"] = drivers_of(headline, spec, watch);
  ++done;
  studies["flips"] = Json::array();
  for (std::size_t o = 0; o < lead.outputs.size(); ++o, ++done) {
    if (Json flip = or_none([&] { return flip_of(lead, o, {}, spec, watch); }); !flip.empty()) {
      studies["flips"].push_back(std::move(flip));
    }
  }
  const Json& why = studies["why"];
  studies["leverage"] =
      why.empty() ? Json() : advice_of(prepared, why.front().at("to").at("value").get<double>(), watch);
  ++done;
  studies["coalitions"] = games_of(prepared, watch);
  return std::make_shared<const Json>(std::move(studies));
} catch (const Failure& failure) {
  if (failure.status() != interrupted) {
    throw;
  }
  return nullptr;
}

}  // namespace suasion::cli
