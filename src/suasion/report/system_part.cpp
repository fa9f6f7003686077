#include "suasion/report/system_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/claim_words.hpp"
#include "suasion/report/diagnostics.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/system_words.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/system/roles.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

std::string actor_name(const scenario::Scenario& scenario, const std::string& id) {
  const scenario::Actor* actor = scenario.actor(id);
  return actor != nullptr ? actor->name : id;
}

Json roles_part(const scenario::Scenario& scenario, const system::Roles& roles) {
  const auto named = [&](const std::string& id) {
    return Json{{"id", id}, {"name", actor_name(scenario, id)}, {"words", short_name(scenario, id)}};
  };
  Json neighbours = Json::array();
  for (const std::string& id : roles.neighbours) {
    neighbours.push_back(named(id));
  }
  return {{"protege", named(roles.protege)},
          {"patron", named(roles.patron)},
          {"rival", named(roles.rival)},
          {"neighbours", std::move(neighbours)},
          {"issue", roles.issue}};
}

/// The settings of a module, each with what it means and with what it might have been.
Json settings_part(const system::ModuleState& state) {
  Json list = Json::array();
  for (const auto& [option, value] : state.settings) {
    const auto& options = state.module->info.options;
    const auto found = std::find_if(options.begin(), options.end(),
                                    [name = std::string_view(option)](const auto& one) { return one.name == name; });
    Json values = Json::array();
    for (const auto& [word, meaning] : found->values) {
      values.push_back({{"value", std::string(word)}, {"meaning", std::string(meaning)}});
    }
    list.push_back({{"option", option},
                    {"value", value},
                    {"meaning", std::string(found->meaning)},
                    {"values", std::move(values)}});
  }
  return list;
}

Json modules_part(const system::Plan& plan) {
  Json list = Json::array();
  for (const system::ModuleState& state : plan.modules) {
    const system::ModuleInfo& info = state.module->info;
    list.push_back({{"id", std::string(info.name)},
                    {"title", std::string(info.title)},
                    {"summary", std::string(info.summary)},
                    {"source", std::string(info.source)},
                    {"on", state.on},
                    {"why_off", state.why_off},
                    {"settings", settings_part(state)}});
  }
  return list;
}

Json priors_part(const system::Plan& plan) {
  Json list = Json::array();
  for (const system::Prior& prior : plan.priors) {
    const math::LawSummary law = math::summarise(prior.law);
    list.push_back({{"path", prior.path},
                    {"unit", prior.unit},
                    {"meaning", prior.meaning},
                    {"law", math::describe(prior.law)},
                    {"q05", law.q05},
                    {"q50", law.q50},
                    {"q95", law.q95},
                    {"stated", prior.stated},
                    {"borrowed", prior.borrowed},
                    {"source", prior.source},
                    {"because", parts::because(prior.grounds)}});
  }
  return list;
}

/// The last day of every tick.
Json dates_part(const scenario::Scenario& scenario, const system::Plan& plan) {
  Json dates = Json::array();
  for (const system::Tick& tick : plan.ticks) {
    dates.push_back(parts::day_text(scenario, tick.end));
  }
  return dates;
}

Json when_part(const scenario::Element& event, const char* key) {
  const scenario::When* when = event.when(key);
  return when == nullptr ? Json() : Json{{"first", base::to_text(when->first)}, {"last", base::to_text(when->last)}};
}

Json calendar_part(const scenario::Scenario& scenario) {
  Json list = Json::array();
  const auto signals = scenario.section("signal_kinds");
  for (const char* section : {"events", "elections", "exercises"}) {
    for (const scenario::Element* event : scenario.section(section)) {
      Json dates = Json::object();
      for (const char* key : {"date", "announced", "planned", "postponed", "cancelled", "done", "during", "until"}) {
        if (event->when(key) != nullptr) {
          dates[key] = when_part(*event, key);
        }
      }
      const bool signal = std::any_of(signals.begin(), signals.end(),
                                      [&](const scenario::Element* kind) { return kind->id == event->kind; });
      list.push_back({{"section", section},
                      {"id", event->id},
                      {"name", event->name.empty() ? event->id : event->name},
                      {"kind", event->kind},
                      {"from", event->list("from")},
                      {"to", event->list("to")},
                      {"signal", signal},
                      {"public", event->flag("public", true)},
                      {"dates", std::move(dates)},
                      {"because", parts::because(event->grounds)},
                      {"disputed", event->grounds.disputed}});
    }
  }
  return list;
}

Json map_part(const scenario::Scenario& scenario) {
  Json places = Json::array();
  for (const scenario::Element* place : scenario.section("places")) {
    if (place->number("at.north") && place->number("at.east")) {
      places.push_back({{"id", place->id},
                        {"name", place->name.empty() ? place->id : place->name},
                        {"kind", place->kind},
                        {"in", std::string(place->text("in"))},
                        {"north", *place->number("at.north")},
                        {"east", *place->number("at.east")}});
    }
  }
  Json forces = Json::array();
  for (const char* section : {"forces", "exercises"}) {
    for (const scenario::Element* force : scenario.section(section)) {
      const scenario::Quantity* troops = force->quantity("troops");
      if (troops != nullptr && !force->text("at").empty()) {
        forces.push_back({{"id", force->id},
                          {"section", section},
                          {"name", force->name.empty() ? force->id : force->name},
                          {"of", force->list("of")},
                          {"at", std::string(force->text("at"))},
                          {"troops", math::summarise(troops->law).q50},
                          {"during", when_part(*force, "during")}});
      }
    }
  }
  Json borders = Json::array();
  for (const scenario::Element* tie : scenario.section("ties")) {
    if (tie->kind == "border") {
      borders.push_back(tie->list("between"));
    }
  }
  return {{"places", std::move(places)}, {"forces", std::move(forces)}, {"borders", std::move(borders)}};
}

Json finding_part(const analysis::Finding& finding) {
  return {{"change", finding.change}, {"value", parts::estimate(finding.value)},
          {"q05", finding.q05},       {"q50", finding.q50},
          {"q95", finding.q95},       {"share", finding.share},
          {"holds", finding.holds},   {"why_not", finding.why_not}};
}

}  // namespace

std::string verdict_in_words(const analysis::ClaimResult& claim) {
  if (claim.verdict == analysis::Verdict::untestable) {
    return "cannot be tested: " + claim.reason;
  }
  const int percent = static_cast<int>(std::lround(100.0 * claim.finding.share));
  std::string text = claim.test == "tilt"
                         ? fmt::format("{} times what it is without", fmt::format("{:.2f}", claim.finding.value.value))
                     : claim.expect == "small" ? fmt::format("nine of ten draws between {:.3g} and {:.3g}",
                                                             claim.finding.q05, claim.finding.q95)
                                               : fmt::format("the sign holds in {} % of draws", percent);
  std::string undone;
  for (const analysis::Finding& one : claim.ablations) {
    if (!one.holds) {
      undone += (undone.empty() ? "" : ", ") + one.change;
    }
  }
  if (!undone.empty() && claim.finding.holds) {
    text += "; undone by " + undone;
  }
  return text;
}

Json claims_part(const scenario::Scenario& scenario, std::span<const analysis::ClaimResult> claims) {
  const system::Roles roles = system::roles_of(scenario);
  Json list = Json::array();
  for (const analysis::ClaimResult& claim : claims) {
    const scenario::Element& said = *scenario.element("claims", claim.id);
    Json ablations = Json::array();
    for (const analysis::Finding& one : claim.ablations) {
      ablations.push_back(finding_part(one));
    }
    Json beside = Json::array();
    for (const analysis::Beside& one : claim.beside) {
      beside.push_back({{"variable", one.variable},
                        {"words", variable_in_words(scenario, roles, one.variable)},
                        {"unit", one.unit},
                        {"value", parts::estimate(one.value)},
                        {"q05", one.q05},
                        {"q95", one.q95}});
    }
    list.push_back({{"id", claim.id},
                    {"text", std::string(said.text("text"))},
                    {"because", parts::because(said.grounds)},
                    {"disputed", said.grounds.disputed},
                    {"statistic", std::string(said.text("statistic"))},
                    {"test", claim.test},
                    {"measure", claim.measure},
                    {"unit", claim.unit},
                    {"day", claim.day},
                    {"compare", said.list("compare")},
                    {"against", said.list("against")},
                    {"expect", claim.expect},
                    {"bound", claim.bound ? Json(*claim.bound) : Json()},
                    {"verdict", std::string(analysis::name(claim.verdict))},
                    {"words", verdict_in_words(claim)},
                    {"sentence", finding_in_words(scenario, claim)},
                    {"finding", finding_part(claim.finding)},
                    {"ablations", std::move(ablations)},
                    {"beside", std::move(beside)}});
  }
  return list;
}

Json prior_predictive_part(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  Json variables = Json::array();
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    variables.push_back(parts::variable(story, v));
  }
  return {{"draws", story.results.draws_done},
          {"dates", dates_part(story.scenario, plan)},
          {"priors", priors_part(plan)},
          {"variables", std::move(variables)}};
}

Json system_part(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  Json days = Json::array();
  for (const double day : story.spec.days) {
    days.push_back(parts::day_text(story.scenario, day));
  }
  Json variables = Json::array();
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    if (parts::is_told(plan.variables[v].name)) {
      variables.push_back(parts::variable(story, v));
    }
  }
  const scenario::Element* main = main_counterfactual(story.scenario);
  const SystemWords words = system_words(story);
  return {{"words", {{"what_if", words.what_if}, {"questions", words.questions}}},
          {"main_counterfactual", main != nullptr ? main->id : std::string()},
          {"draws", story.results.draws_done},
          {"draws_invalid", story.results.draws_invalid},
          {"roles", roles_part(story.scenario, plan.roles)},
          {"modules", modules_part(plan)},
          {"priors", priors_part(plan)},
          {"calendar", calendar_part(story.scenario)},
          {"dates", dates_part(story.scenario, plan)},
          {"variables", std::move(variables)},
          {"questions", parts::questions(story)},
          {"days", std::move(days)},
          {"counterfactuals", parts::counterfactuals(story)},
          {"claims", claims_part(story.scenario, story.claims)},
          {"claim_draws", story.claim_draws},
          {"scores", story.scores != nullptr ? scores_part(story.scenario, *story.scores, story.answers) : Json()},
          {"diagnostics", diagnostics_part(story)},
          {"map", map_part(story.scenario)}};
}

}  // namespace suasion::report
