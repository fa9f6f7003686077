#include "suasion/report/system_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "suasion/report/numbers.hpp"
#include "suasion/report/summary_parts.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

double error_of(const math::Moments& moments) {
  return moments.n > 1 ? std::sqrt(moments.variance() / static_cast<double>(moments.n)) : 0.0;
}

std::string day_text(const scenario::Scenario& scenario, double days) {
  const auto at = std::chrono::sys_days(scenario.origin) + std::chrono::days(static_cast<int>(std::lround(days)));
  return base::to_text(base::Date(at));
}

std::string actor_name(const scenario::Scenario& scenario, const std::string& id) {
  const scenario::Actor* actor = scenario.actor(id);
  return actor != nullptr ? actor->name : id;
}

Json roles_part(const scenario::Scenario& scenario, const system::Roles& roles) {
  const auto named = [&](const std::string& id) { return Json{{"id", id}, {"name", actor_name(scenario, id)}}; };
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

Json modules_part(const system::Plan& plan) {
  Json list = Json::array();
  for (const system::ModuleState& state : plan.modules) {
    Json settings = Json::object();
    for (const auto& [option, value] : state.settings) {
      settings[option] = value;
    }
    const system::ModuleInfo& info = state.module->info;
    list.push_back({{"id", std::string(info.name)},
                    {"title", std::string(info.title)},
                    {"summary", std::string(info.summary)},
                    {"source", std::string(info.source)},
                    {"on", state.on},
                    {"why_off", state.why_off},
                    {"settings", std::move(settings)}});
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

/// Names of ids in a variable's name put into its meaning are left to the page; here only where it belongs.
Json variables_part(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  constexpr std::array<double, 5> levels = {0.05, 0.25, 0.5, 0.75, 0.95};
  constexpr std::array<const char*, 5> names = {"q05", "q25", "q50", "q75", "q95"};
  Json list = Json::array();
  for (std::size_t v = 0; v < plan.variables.size(); ++v) {
    const system::Variable& variable = plan.variables[v];
    if (variable.name.starts_with("claim.")) {
      continue;
    }
    const ensemble::Series& series = story.results.worlds.front()[v];
    Json entry = {
        {"name", variable.name}, {"unit", variable.unit}, {"meaning", variable.meaning}, {"event", variable.is_event}};
    Json mean = Json::array();
    Json error = Json::array();
    for (const math::Moments& moments : series.ticks) {
      mean.push_back(moments.mean);
      error.push_back(error_of(moments));
    }
    entry["mean"] = std::move(mean);
    entry["error"] = std::move(error);
    for (std::size_t l = 0; l < levels.size() && !variable.is_event; ++l) {
      Json line = Json::array();
      for (const ensemble::Sketch& sketch : series.spread) {
        line.push_back(sketch.quantile(levels[l]));
      }
      entry[names[l]] = std::move(line);
    }
    list.push_back(std::move(entry));
  }
  return list;
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

Json questions_part(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  const ensemble::Answers& answers = story.results.answers.front();
  const auto draws = static_cast<double>(std::max<std::uint64_t>(1, story.results.draws_done));
  Json list = Json::array();
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    const scenario::Element& question = *story.scenario.element("questions", plan.questions[q].id);
    const double chance = static_cast<double>(answers.yes[q]) / draws;
    const analysis::Estimate estimate{chance, std::sqrt(chance * (1.0 - chance) / draws)};
    Json given = Json::array();
    for (std::size_t g = 0; g < plan.questions.size(); ++g) {
      const auto both = static_cast<double>(answers.both[g][q]);
      const auto yes = static_cast<double>(answers.yes[g]);
      if (g != q && yes > 0.0 && yes < draws) {
        given.push_back({{"question", plan.questions[g].id},
                         {"yes", both / yes},
                         {"no", (static_cast<double>(answers.yes[q]) - both) / (draws - yes)}});
      }
    }
    list.push_back({{"id", question.id},
                    {"text", std::string(question.text("text"))},
                    {"cluster", std::string(question.text("cluster"))},
                    {"by", question.when("by") != nullptr ? base::to_text(question.when("by")->last) : ""},
                    {"chance", parts::estimate(estimate)},
                    {"words", chance_in_words(estimate, story.results.draws_done)},
                    {"given", std::move(given)}});
  }
  return list;
}

Json effect(const SystemStory& story, std::size_t comparison, std::size_t v) {
  const ensemble::Series& series = story.results.comparisons[comparison][v];
  Json days = Json::array();
  for (std::size_t d = 0; d < series.days.size(); ++d) {
    const ensemble::Spread& spread = series.days[d];
    const math::Moments& moments = series.ticks[spread.tick];
    const auto draws = static_cast<double>(std::max<std::uint64_t>(1, spread.below + spread.zero + spread.above));
    days.push_back({{"day", day_text(story.scenario, story.spec.days[d])},
                    {"mean", moments.mean},
                    {"error", error_of(moments)},
                    {"q05", spread.sketch.quantile(0.05)},
                    {"q50", spread.sketch.quantile(0.5)},
                    {"q95", spread.sketch.quantile(0.95)},
                    {"above", static_cast<double>(spread.above) / draws},
                    {"below", static_cast<double>(spread.below) / draws}});
  }
  return {{"variable", story.results.variables[v]}, {"days", std::move(days)}};
}

/// True if on one of the days the mean difference is more than the draws would show by chance.
bool shows(const ensemble::Series& series) {
  constexpr double errors = 3.0;
  return series.present && std::any_of(series.days.begin(), series.days.end(), [&](const ensemble::Spread& spread) {
           const math::Moments& moments = series.ticks[spread.tick];
           return std::abs(moments.mean) > errors * error_of(moments);
         });
}

/// Effects are those of what the counterfactual takes away: baseline less counterfactual. Those that are lost in the
/// noise of the draws are left out.
Json counterfactuals_part(const SystemStory& story) {
  Json list = Json::array();
  const auto all = story.scenario.section("counterfactuals");
  for (std::size_t c = 0; c < all.size(); ++c) {
    Json effects = Json::array();
    for (std::size_t v = 0; v < story.results.variables.size(); ++v) {
      const ensemble::Series& series = story.results.comparisons[c][v];
      if (shows(series) && !story.results.variables[v].starts_with("claim.")) {
        effects.push_back(effect(story, c, v));
      }
    }
    const auto edits = all[c]->fields.find("edits");
    list.push_back({{"id", all[c]->id},
                    {"text", std::string(all[c]->text("text"))},
                    {"edits", edits == all[c]->fields.end() ? std::string() : edits->second},
                    {"effects", std::move(effects)}});
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

Json claims_part(const scenario::Scenario& scenario, const std::vector<analysis::ClaimResult>& claims) {
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
                    {"finding", finding_part(claim.finding)},
                    {"ablations", std::move(ablations)},
                    {"beside", std::move(beside)}});
  }
  return list;
}

Json scores_part(const scenario::Scenario& scenario, const analysis::Scores& scores) {
  Json questions = Json::array();
  for (const analysis::ScoredQuestion& row : scores.questions) {
    Json chances = Json::object();
    for (std::size_t f = 0; f < analysis::forecasters.size(); ++f) {
      chances[std::string(analysis::forecasters[f])] = row.chance[f];
    }
    questions.push_back({{"id", row.id},
                         {"text", std::string(scenario.element("questions", row.id)->text("text"))},
                         {"cluster", row.cluster},
                         {"yes", row.yes},
                         {"chances", std::move(chances)},
                         {"error", row.error}});
  }
  Json totals = Json::array();
  for (std::size_t f = 0; f < analysis::forecasters.size(); ++f) {
    const analysis::Score& total = scores.totals[f];
    totals.push_back({{"forecaster", std::string(analysis::forecasters[f])},
                      {"brier", total.brier},
                      {"log", total.log},
                      {"brier_by_cluster", total.brier_by_cluster},
                      {"log_by_cluster", total.log_by_cluster}});
  }
  return {{"questions", std::move(questions)}, {"clusters", scores.clusters}, {"totals", std::move(totals)}};
}

Json system_part(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  Json dates = Json::array();
  for (const system::Tick& tick : plan.ticks) {
    dates.push_back(day_text(story.scenario, tick.end));
  }
  return {{"draws", story.results.draws_done},
          {"draws_invalid", story.results.draws_invalid},
          {"roles", roles_part(story.scenario, plan.roles)},
          {"modules", modules_part(plan)},
          {"priors", priors_part(plan)},
          {"calendar", calendar_part(story.scenario)},
          {"dates", std::move(dates)},
          {"variables", variables_part(story)},
          {"questions", questions_part(story)},
          {"counterfactuals", counterfactuals_part(story)},
          {"claims", claims_part(story.scenario, story.claims)},
          {"claim_draws", story.claim_draws},
          {"map", map_part(story.scenario)}};
}

}  // namespace suasion::report
