#include "suasion/analysis/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

constexpr double nothing_happens = 0.02;
constexpr double coin = 0.5;

double chance_of(std::uint64_t yes, std::uint64_t draws) {
  return (static_cast<double>(yes) + 0.5) / (static_cast<double>(draws) + 1.0);
}

double brier_of(double chance, bool yes) {
  const double away = chance - (yes ? 1.0 : 0.0);
  return away * away;
}

double log_of(double chance, bool yes) {
  return -math::generic::log(yes ? chance : 1.0 - chance);
}

/// Index of a question among those of a world; worlds plan the same questions.
std::size_t index_of(const system::Plan& plan, const std::string& id) {
  const auto at = std::find_if(plan.questions.begin(), plan.questions.end(),
                               [&](const system::PlannedQuestion& one) { return one.id == id; });
  return static_cast<std::size_t>(at - plan.questions.begin());
}

}  // namespace

std::string all_modules_off() {
  std::string text;
  for (const system::Module& module : system::modules()) {
    if (module.info.name != "outcome" && module.info.name != "domestic") {
      text += std::string(text.empty() ? "" : "; ") + std::string(module.info.name) + "=off";
    }
  }
  return text;
}

Scores score(const scenario::Scenario& scenario, const ensemble::WorldsSpec& spec,
             const ensemble::WorldsResults& results, std::size_t off, std::span<const Truth> answers) {
  Scores scores;
  std::map<std::string, std::vector<std::size_t>> clusters;
  for (const Truth& answer : answers) {
    const system::Plan& base = *spec.worlds.front().plan;
    const system::Plan& rates = *spec.worlds[off].plan;
    const std::size_t q = index_of(base, answer.question);
    const std::size_t q_off = index_of(rates, answer.question);
    const scenario::Element* question = scenario.element("questions", answer.question);
    if (q == base.questions.size() || q_off == rates.questions.size() || question == nullptr) {
      continue;
    }
    ScoredQuestion row{.id = answer.question, .cluster = std::string(question->text("cluster")), .yes = answer.answer};
    const double ours = chance_of(results.answers.front().yes[q], results.draws_done);
    const bool negated = base.questions[q].kind == system::PlannedQuestion::Kind::no_event;
    row.chance = {ours, chance_of(results.answers[off].yes[q_off], results.draws_done),
                  negated ? 1.0 - nothing_happens : nothing_happens, coin};
    row.error = std::sqrt(ours * (1.0 - ours) / static_cast<double>(results.draws_done));
    clusters[row.cluster.empty() ? row.id : row.cluster].push_back(scores.questions.size());
    scores.questions.push_back(std::move(row));
  }
  scores.clusters = clusters.size();
  for (std::size_t f = 0; f < forecasters.size() && !scores.questions.empty(); ++f) {
    Score& total = scores.totals[f];
    for (const auto& [name, members] : clusters) {
      double brier = 0.0;
      double log = 0.0;
      for (const std::size_t m : members) {
        brier += brier_of(scores.questions[m].chance[f], scores.questions[m].yes);
        log += log_of(scores.questions[m].chance[f], scores.questions[m].yes);
      }
      const auto size = static_cast<double>(members.size());
      total.brier += brier / static_cast<double>(scores.questions.size());
      total.log += log / static_cast<double>(scores.questions.size());
      total.brier_by_cluster += brier / size / static_cast<double>(clusters.size());
      total.log_by_cluster += log / size / static_cast<double>(clusters.size());
    }
  }
  return scores;
}

}  // namespace suasion::analysis
