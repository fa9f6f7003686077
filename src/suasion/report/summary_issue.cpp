/// The part of summary.json that is computed: issues, forecasts, courses of bargaining.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suasion/report/summary_parts.hpp"

namespace suasion::report::parts {

namespace {

const std::string& actor_id(const Story& story, std::size_t actor) {
  return story.scenario.actors[actor].id;
}
const std::string& model_id(const Story& story, std::size_t model) {
  return story.plan.models[model].choice.id;
}

Json law_part(const scenario::Quantity& quantity) {
  const math::LawSummary law = math::summarise(quantity.law);
  return {{"mean", law.mean}, {"q05", law.q05}, {"q50", law.q50}, {"q95", law.q95}, {"path", quantity.path}};
}

Json scale_part(const scenario::Issue& issue) {
  Json anchors = Json::array();
  for (const scenario::Anchor& anchor : issue.anchors) {
    anchors.push_back({{"at", anchor.at}, {"label", anchor.label}});
  }
  return {{"low", issue.scale_low}, {"high", issue.scale_high}, {"anchors", std::move(anchors)}};
}

Json stakes_part(const Story& story, const scenario::Issue& issue) {
  Json stakes = Json::array();
  for (const scenario::Stake& stake : issue.stakes) {
    stakes.push_back({{"actor", actor_id(story, stake.actor)},
                      {"position", law_part(stake.position)},
                      {"salience", law_part(stake.salience)},
                      {"capability", law_part(stake.capability)}});
  }
  return stakes;
}

Json status_quo_part(const scenario::Issue& issue) {
  if (!issue.status_quo) {
    return nullptr;
  }
  const math::LawSummary law = math::summarise(issue.status_quo->law);
  return {{"mean", law.mean}, {"q05", law.q05}, {"q95", law.q95}};
}

Json bands_part(const std::vector<analysis::Band>& bands) {
  Json list = Json::array();
  for (const analysis::Band& band : bands) {
    list.push_back({{"label", band.label},
                    {"at", band.at},
                    {"from", band.from},
                    {"to", band.to},
                    {"probability", estimate(band.probability)}});
  }
  return list;
}

Json forecast_part(const Story& story, const analysis::IssueForecast& issue, const analysis::ModelForecast& forecast) {
  const analysis::Distribution& outcome = forecast.outcome;
  Json quantiles = Json::array();
  for (std::size_t i = 0; i < analysis::levels.size(); ++i) {
    quantiles.push_back({{"level", analysis::levels.at(i)},
                         {"value", outcome.quantiles.at(i)},
                         {"error", outcome.quantile_errors.at(i)}});
  }
  const Json against = !forecast.has_status_quo ? Json(nullptr)
                                                : Json{{"below", estimate(forecast.below)},
                                                       {"at", estimate(forecast.at)},
                                                       {"above", estimate(forecast.above)}};
  return {{"model", model_id(story, forecast.model)},
          {"baseline", story.plan.models[forecast.model].choice.model->info.baseline},
          {"mean", estimate(outcome.mean)},
          {"sd", outcome.sd},
          {"quantiles", std::move(quantiles)},
          {"histogram",
           {{"low", outcome.histogram.low}, {"high", outcome.histogram.high}, {"counts", outcome.histogram.counts}}},
          {"bands", bands_part(forecast.bands)},
          {"against_status_quo", against},
          {"words", forecast_words(story, issue, forecast)},
          {"beside", beside_compromise(story, issue, forecast)}};
}

Json pulls_part(const Story& story, const analysis::Rounds& rounds) {
  Json list = Json::array();
  for (const analysis::Pull& pull : rounds.pulls) {
    list.push_back({{"from", actor_id(story, pull.from)},
                    {"to", actor_id(story, pull.to)},
                    {"conflict", pull.conflict},
                    {"compromise", pull.compromise},
                    {"capitulation", pull.capitulation},
                    {"shift", pull.shift}});
  }
  return list;
}

/// Rows and columns in the order in which coalitions stand side by side.
Json together_part(const Story& story, const analysis::Rounds& rounds) {
  Json order = Json::array();
  Json share = Json::array();
  for (const std::size_t row : rounds.together_order) {
    order.push_back(actor_id(story, rounds.actors[row].actor));
    Json line = Json::array();
    for (const std::size_t column : rounds.together_order) {
      line.push_back(rounds.together[row][column]);
    }
    share.push_back(std::move(line));
  }
  return {{"order", std::move(order)}, {"share", std::move(share)}};
}

}  // namespace

Json course(const Story& story, const analysis::IssueForecast& issue, const analysis::ModelForecast& forecast) {
  const analysis::Rounds& rounds = forecast.rounds;
  Json actors = Json::array();
  for (const analysis::ActorCourse& actor : rounds.actors) {
    actors.push_back({{"actor", actor_id(story, actor.actor)},
                      {"fan", actor.fan},
                      {"mean", actor.mean},
                      {"moves", estimate(actor.moves)},
                      {"shift", estimate(actor.shift)},
                      {"words", actor_words(story, issue, rounds, actor)}});
  }
  return {
      {"model", model_id(story, forecast.model)}, {"rounds", rounds.rounds},     {"settled", estimate(rounds.settled)},
      {"words", course_words(story, rounds)},     {"actors", std::move(actors)}, {"pulls", pulls_part(story, rounds)},
      {"together", together_part(story, rounds)}};
}

Json exchanges(const Story& story) {
  const auto issue_id = [&](std::size_t issue) { return story.scenario.issues[issue].id; };
  Json list = Json::array();
  for (const analysis::Exchange& exchange : story.forecast.exchanges) {
    Json swaps = Json::array();
    for (const analysis::Swap& swap : exchange.swaps) {
      swaps.push_back({{"actors", {actor_id(story, swap.actor[0]), actor_id(story, swap.actor[1])}},
                       {"issues", {issue_id(swap.issue[0]), issue_id(swap.issue[1])}},
                       {"chance", estimate(swap.chance)},
                       {"gains", swap.gain},
                       {"shifts", swap.shift},
                       {"third_parties", swap.third_parties}});
    }
    list.push_back({{"model", model_id(story, exchange.model)},
                    {"trades", exchange.trades},
                    {"partners", exchange.partners},
                    {"third_parties", exchange.third_parties},
                    {"words", exchange_words(story, exchange)},
                    {"swaps", std::move(swaps)}});
  }
  return list;
}

Json issue(const Story& story, const analysis::IssueForecast& forecast) {
  const scenario::Issue& issue = story.scenario.issues[forecast.issue];
  const auto list = shown(forecast);
  Json forecasts = Json::array();
  Json courses = Json::array();
  for (const analysis::ModelForecast* one : list) {
    forecasts.push_back(forecast_part(story, forecast, *one));
    if (one->has_rounds) {
      courses.push_back(course(story, forecast, *one));
    }
  }
  return {{"id", issue.id},
          {"name", issue.name},
          {"unit", issue.unit},
          {"scale", scale_part(issue)},
          {"status_quo", status_quo_part(issue)},
          {"because", because(issue.grounds)},
          {"disputed", issue.grounds.disputed},
          {"words", issue_words(story, forecast)},
          {"lead", list.empty() ? std::string() : model_id(story, list.front()->model)},
          {"stakes", stakes_part(story, issue)},
          {"forecasts", std::move(forecasts)},
          {"courses", std::move(courses)}};
}

}  // namespace suasion::report::parts
