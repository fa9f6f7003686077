#include "suasion/report/system_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "suasion/report/claim_words.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report::parts {

namespace {

/// The standard error of a share. @param all > 0
double error_of_share(double count, double all) {
  const double p = count / all;
  return std::sqrt(std::max(0.0, p * (1.0 - p)) / all);
}

Json effect(const SystemStory& story, std::size_t comparison, std::size_t v) {
  const ensemble::Series& series = story.results.comparisons[comparison][v];
  const std::string& name = story.results.variables[v];
  const bool event = name.starts_with(system::event_prefix);
  Json entry = Json::object();
  for (const char* key :
       {"mean", "error", "q05", "q50", "q95", "q05_error", "q50_error", "q95_error", "above", "below"}) {
    if (!event || key[0] != 'q') {
      entry[key] = Json::array();
    }
  }
  for (const ensemble::Spread& spread : series.days) {
    const math::Moments& moments = series.ticks[spread.tick];
    const auto draws = static_cast<double>(std::max<std::uint64_t>(1, spread.below + spread.zero + spread.above));
    entry["mean"].push_back(moments.mean);
    entry["error"].push_back(moments.standard_error());
    entry["above"].push_back(static_cast<double>(spread.above) / draws);
    entry["below"].push_back(static_cast<double>(spread.below) / draws);
    if (!event) {
      entry["q05"].push_back(spread.sketch.quantile(0.05));
      entry["q50"].push_back(spread.sketch.quantile(0.5));
      entry["q95"].push_back(spread.sketch.quantile(0.95));
      entry["q05_error"].push_back(spread.sketch.quantile_error(0.05));
      entry["q50_error"].push_back(spread.sketch.quantile_error(0.5));
      entry["q95_error"].push_back(spread.sketch.quantile_error(0.95));
    }
  }
  const std::vector<std::string>& followed = story.spec.followed;
  if (std::find(followed.begin(), followed.end(), name) != followed.end()) {
    Json course = Json::array();
    for (const math::Moments& moments : series.ticks) {
      course.push_back(moments.mean);
    }
    entry["course"] = std::move(course);
  }
  return entry;
}

/// The effects of one counterfactual. Variables that move alike in every figure (observers who saw the same) share an
/// entry.
Json effects(const SystemStory& story, std::size_t comparison) {
  Json list = Json::array();
  std::map<std::string, std::size_t> known;
  for (std::size_t v = 0; v < story.results.variables.size(); ++v) {
    const std::string& name = story.results.variables[v];
    if (!is_told(name) || !shows(story.results.comparisons[comparison][v])) {
      continue;
    }
    const Json figures = effect(story, comparison, v);
    const auto [same, first] = known.emplace(figures.dump(), list.size());
    if (first) {
      list.push_back({{"variables", Json::array()}});
      list.back().update(figures);
    }
    list[same->second]["variables"].push_back(name);
  }
  return list;
}

}  // namespace

bool shows(const ensemble::Series& series) {
  constexpr double errors = 3.0;
  return series.present && std::any_of(series.days.begin(), series.days.end(), [&](const ensemble::Spread& spread) {
           const math::Moments& moments = series.ticks[spread.tick];
           return std::abs(moments.mean) > errors * moments.standard_error();
         });
}

std::string day_text(const scenario::Scenario& scenario, double days) {
  const auto at = std::chrono::sys_days(scenario.origin) + std::chrono::days(static_cast<int>(std::lround(days)));
  return base::to_text(base::Date(at));
}

bool is_told(std::string_view variable) {
  constexpr std::array<std::string_view, 4> begins = {"claim.", "signal.truth.", "stakeholder.target.",
                                                      "decision.does."};
  return std::none_of(begins.begin(), begins.end(), [&](std::string_view one) { return variable.starts_with(one); });
}

Json variable(const SystemStory& story, std::size_t v) {
  constexpr std::array<double, 5> levels = {0.05, 0.25, 0.5, 0.75, 0.95};
  constexpr std::array<const char*, 5> names = {"q05", "q25", "q50", "q75", "q95"};
  const system::Plan& plan = *story.spec.worlds.front().plan;
  const system::Variable& known = plan.variables[v];
  const ensemble::Series& series = story.results.worlds.front()[v];
  Json mean = Json::array();
  Json error = Json::array();
  for (const math::Moments& moments : series.ticks) {
    mean.push_back(moments.mean);
    error.push_back(moments.standard_error());
  }
  const Shown shown = shown_as(story.scenario, plan.roles, known.name, known.unit);
  Json entry = {
      {"name", known.name},
      {"words", variable_in_words(story.scenario, plan.roles, known.name)},
      {"unit", known.unit},
      {"shown", {{"times", shown.times}, {"plus", shown.plus}, {"unit", shown.unit}, {"difference", shown.difference}}},
      {"meaning", known.meaning},
      {"event", known.is_event},
      {"mean", std::move(mean)},
      {"error", std::move(error)}};
  for (std::size_t l = 0; l < levels.size() && !known.is_event; ++l) {
    Json line = Json::array();
    for (const ensemble::Sketch& sketch : series.spread) {
      line.push_back(sketch.quantile(levels[l]));
    }
    entry[names[l]] = std::move(line);
  }
  if (!known.is_event) {
    entry["quantile_errors"] = Json::object();
    for (std::size_t l = 0; l < levels.size(); ++l) {
      double most = 0.0;
      for (const ensemble::Sketch& sketch : series.spread) {
        most = std::max(most, sketch.quantile_error(levels[l]));
      }
      entry["quantile_errors"][names[l]] = most;
    }
  }
  return entry;
}

Json questions(const SystemStory& story) {
  const system::Plan& plan = *story.spec.worlds.front().plan;
  const ensemble::Answers& answers = story.results.answers.front();
  const auto draws = static_cast<double>(std::max<std::uint64_t>(1, story.results.draws_done));
  Json list = Json::array();
  for (std::size_t q = 0; q < plan.questions.size(); ++q) {
    const scenario::Element& question = *story.scenario.element("questions", plan.questions[q].id);
    const double chance = static_cast<double>(answers.yes[q]) / draws;
    const analysis::Estimate estimated{chance, std::sqrt(chance * (1.0 - chance) / draws)};
    Json given = Json::array();
    for (std::size_t g = 0; g < plan.questions.size(); ++g) {
      const auto both = static_cast<double>(answers.both[g][q]);
      const auto yes = static_cast<double>(answers.yes[g]);
      if (g != q && yes > 0.0 && yes < draws) {
        given.push_back({{"question", plan.questions[g].id},
                         {"yes", both / yes},
                         {"no", (static_cast<double>(answers.yes[q]) - both) / (draws - yes)},
                         {"yes_error", error_of_share(both, yes)},
                         {"no_error", error_of_share(static_cast<double>(answers.yes[q]) - both, draws - yes)}});
      }
    }
    list.push_back({{"id", question.id},
                    {"text", std::string(question.text("text"))},
                    {"cluster", std::string(question.text("cluster"))},
                    {"by", question.when("by") != nullptr ? base::to_text(question.when("by")->last) : ""},
                    {"chance", estimate(estimated)},
                    {"words", chance_in_words(estimated, story.results.draws_done)},
                    {"given", std::move(given)}});
  }
  return list;
}

Json counterfactuals(const SystemStory& story) {
  Json list = Json::array();
  const auto all = story.scenario.section("counterfactuals");
  for (std::size_t c = 0; c < all.size(); ++c) {
    const auto edits = all[c]->fields.find("edits");
    list.push_back({{"id", all[c]->id},
                    {"text", std::string(all[c]->text("text"))},
                    {"words", clause_of(*all[c])},
                    {"edits", edits == all[c]->fields.end() ? std::string() : edits->second},
                    {"effects", effects(story, c)}});
  }
  return list;
}

}  // namespace suasion::report::parts
