#include "suasion/report/system_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "suasion/report/claim_words.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report {

namespace {

/// A paired difference on one day, baseline less counterfactual, and how it is shown.
struct Change {
  analysis::Estimate mean = {};
  double q05 = 0.0, q95 = 0.0;
  double with_sign = 0.0;  ///< share of draws with the sign of the mean
  bool clear = false;      ///< more than three standard errors from nothing
  Shown shown = {};
};

class WhatIf {
 public:
  WhatIf(const SystemStory& story, std::size_t index)
      : story_(story), index_(index), plan_(*story.spec.worlds.front().plan) {}

  [[nodiscard]] std::string words() const {
    const system::Roles& roles = plan_.roles;
    std::vector<std::string> parts;
    if (!roles.rival.empty()) {
      add(parts, fmt::format("signal.support.{}-{}.{}", roles.rival, roles.protege, roles.protege));
    }
    add(parts, "leverage.payoff.protege");
    add(parts, "leverage.level");
    const auto date = base::parse_date(parts::day_text(story_.scenario, story_.spec.days[day()]));
    const scenario::Element& what = *story_.scenario.section("counterfactuals")[index_];
    if (parts.empty()) {
      return fmt::format("What if it were {}? By {}, none of what leads here would differ.",
                         world_in_words(story_.scenario, what.id), base::in_words(*date));
    }
    return fmt::format("What if it were {}? By {}, {}.", world_in_words(story_.scenario, what.id),
                       base::in_words(*date), fmt::join(parts, "; "));
  }

 private:
  /// Half a year on, or the last day there is.
  [[nodiscard]] std::size_t day() const { return std::min<std::size_t>(1, story_.spec.days.size() - 1); }

  [[nodiscard]] std::optional<Change> change(const std::string& variable) const {
    const auto& names = story_.results.variables;
    const auto at = std::find(names.begin(), names.end(), variable);
    if (at == names.end()) {
      return std::nullopt;
    }
    const ensemble::Series& series = story_.results.comparisons[index_][static_cast<std::size_t>(at - names.begin())];
    if (!series.present) {
      return std::nullopt;
    }
    constexpr double errors = 3.0;
    const ensemble::Spread& spread = series.days[day()];
    const math::Moments& moments = series.ticks[spread.tick];
    const auto draws = static_cast<double>(std::max<std::uint64_t>(1, spread.below + spread.zero + spread.above));
    return Change{
        .mean = {moments.mean, moments.standard_error()},
        .q05 = spread.sketch.quantile(0.05),
        .q95 = spread.sketch.quantile(0.95),
        .with_sign = static_cast<double>(moments.mean > 0.0 ? spread.above : spread.below) / draws,
        .clear = std::abs(moments.mean) > errors * moments.standard_error(),
        .shown = shown_as(story_.scenario, plan_.roles, variable, plan_.variables[*plan_.find(variable)].unit)};
  }

  void add(std::vector<std::string>& parts, const std::string& variable) const {
    const std::optional<Change> found = change(variable);
    if (!found) {
      return;
    }
    std::string subject = variable_in_words(story_.scenario, plan_.roles, variable);
    subject += subject.find(", as ") == std::string::npos ? "" : ",";
    const double times = found->shown.times;
    const double span = times * std::max({std::abs(found->mean.value), std::abs(found->q05), std::abs(found->q95)});
    const Grain fine = grain(span > 0.0 ? span : 1.0, found->mean.error * times);
    const bool shows = found->clear && std::abs(times * found->mean.value) >= 0.5 * fine.step;
    if (found->q05 == 0.0 && found->q95 == 0.0 && !shows) {
      return;  // the same in all draws that count
    }
    const std::string mean =
        !shows ? std::string("the same")
               : fmt::format("{}{} {}", number(std::abs(times * found->mean.value), fine),
                             found->shown.difference.empty() ? std::string() : "\u00A0" + found->shown.difference,
                             found->mean.value > 0.0 ? "lower" : "higher");
    constexpr double mostly = 2.0 / 3.0;
    if (shows && found->with_sign >= mostly) {
      parts.push_back(fmt::format("{} would be {} (in {} of draws it is)", subject, mean,
                                  percent({found->with_sign, 0.0}, story_.results.draws_done)));
    } else {
      parts.push_back(fmt::format("{} would be {} on average, nine draws in ten giving between {} and {}", subject,
                                  mean, number(-times * found->q95, fine), number(-times * found->q05, fine)));
    }
  }

  const SystemStory& story_;
  std::size_t index_;
  const system::Plan& plan_;
};

/// "Does the visit take place by 3 February 2020? Very likely (95 %)."
std::string questions_in_words(const SystemStory& story) {
  constexpr std::size_t most = 4;
  const system::Plan& plan = *story.spec.worlds.front().plan;
  const auto draws = static_cast<double>(std::max<std::uint64_t>(1, story.results.draws_done));
  std::set<std::string_view> clusters;
  std::vector<std::string> answers;
  for (std::size_t q = 0; q < plan.questions.size() && answers.size() < most; ++q) {
    const scenario::Element& question = *story.scenario.element("questions", plan.questions[q].id);
    if (!clusters.insert(question.text("cluster")).second && !question.text("cluster").empty()) {
      continue;
    }
    const double chance = static_cast<double>(story.results.answers.front().yes[q]) / draws;
    const analysis::Estimate estimate = {chance, std::sqrt(chance * (1.0 - chance) / draws)};
    std::string answer = chance_in_words(estimate, story.results.draws_done);
    answer.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(answer.front())));
    answers.push_back(fmt::format("{} {}.", question.text("text"), answer));
  }
  return fmt::format("{}", fmt::join(answers, " "));
}

}  // namespace

const scenario::Element* main_counterfactual(const scenario::Scenario& scenario) {
  std::map<std::string, std::size_t> uses;
  for (const scenario::Element* claim : scenario.section("claims")) {
    std::size_t weight = 1;
    for (const std::string& world : claim->list("compare")) {
      uses[world] += weight++;
    }
  }
  const auto all = scenario.section("counterfactuals");
  const auto most =
      std::max_element(all.begin(), all.end(), [&](const auto* a, const auto* b) { return uses[a->id] < uses[b->id]; });
  return most == all.end() ? nullptr : *most;
}

SystemWords system_words(const SystemStory& story) {
  SystemWords words = {.questions = questions_in_words(story)};
  const auto all = story.scenario.section("counterfactuals");
  const auto at = std::find(all.begin(), all.end(), main_counterfactual(story.scenario));
  if (at != all.end() && !story.spec.days.empty()) {
    words.what_if = WhatIf(story, static_cast<std::size_t>(at - all.begin())).words();
  }
  return words;
}

}  // namespace suasion::report
