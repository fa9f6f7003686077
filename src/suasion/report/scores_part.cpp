#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <numeric>
#include <string_view>
#include <vector>

#include "suasion/report/numbers.hpp"
#include "suasion/report/system_part.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

/// How a forecaster stands in a sentence.
std::string_view in_words(std::size_t forecaster) {
  constexpr std::array<std::string_view, analysis::forecasters.size()> words = {"this run", "the base rate",
                                                                                "persistence", "a coin"};
  return words[forecaster];
}

/// Forecasters, the one that came closest first.
std::array<std::size_t, analysis::forecasters.size()> ranked(const analysis::Scores& scores,
                                                             double analysis::Score::*brier) {
  std::array<std::size_t, analysis::forecasters.size()> order = {};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores.totals[a].*brier < scores.totals[b].*brier; });
  return order;
}

std::string listed(const analysis::Scores& scores, double analysis::Score::*brier) {
  std::vector<std::string> each;
  for (const std::size_t f : ranked(scores, brier)) {
    each.push_back(fmt::format("{} {:.2f}", in_words(f), scores.totals[f].*brier));
  }
  return fmt::format("{}", fmt::join(each, ", "));
}

/// Who comes closest, and how close the others come.
std::string words(const analysis::Scores& scores) {
  if (scores.questions.empty()) {
    return {};
  }
  const std::size_t best = ranked(scores, &analysis::Score::brier).front();
  const std::size_t best_by_cluster = ranked(scores, &analysis::Score::brier_by_cluster).front();
  std::string text =
      fmt::format("On {} whose answer is known, {} came closest: {}.", counted(scores.questions.size(), "question"),
                  in_words(best), listed(scores, &analysis::Score::brier));
  if (best_by_cluster != best) {
    text += fmt::format(" Where questions that hang on one shock count as one, {} did: {}.", in_words(best_by_cluster),
                        listed(scores, &analysis::Score::brier_by_cluster));
  }
  if (best != 0) {
    text += " Question by question, the model does worse here than a rule that knows nothing of the case.";
  }
  return text + " One case is no evidence of skill, either way: its end was known when its priors were written.";
}

}  // namespace

Json scores_part(const scenario::Scenario& scenario, const analysis::Scores& scores,
                 std::span<const analysis::Truth> answers) {
  Json questions = Json::array();
  for (const analysis::ScoredQuestion& row : scores.questions) {
    Json chances = Json::object();
    for (std::size_t f = 0; f < analysis::forecasters.size(); ++f) {
      chances[std::string(analysis::forecasters[f])] = row.chance[f];
    }
    const auto answer = std::find_if(answers.begin(), answers.end(),
                                     [&](const analysis::Truth& truth) { return truth.question == row.id; });
    base::require(answer != answers.end(), "a scored question has an answer");
    questions.push_back({{"id", row.id},
                         {"text", std::string(scenario.element("questions", row.id)->text("text"))},
                         {"cluster", row.cluster},
                         {"yes", row.yes},
                         {"date", answer->date ? Json(base::to_text(*answer->date)) : Json()},
                         {"sources", answer->sources},
                         {"note", answer->note},
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
  return {{"words", words(scores)},
          {"questions", std::move(questions)},
          {"clusters", scores.clusters},
          {"totals", std::move(totals)}};
}

}  // namespace suasion::report
