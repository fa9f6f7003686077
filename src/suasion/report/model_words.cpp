/// Models beside each other in sentences: how far each ends from the compromise, and how it has scored in the past.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/analysis/backtest_table.hpp"
#include "suasion/report/past_scores.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

// When two forecasts are said to end together (share of the scale), and two ranges to differ (ratio of their widths).
// @source judgement
constexpr double together = 0.02;
constexpr double wider = 1.5;

double width_of(const analysis::ModelForecast& forecast) {
  return forecast.outcome.quantiles.back() - forecast.outcome.quantiles.front();
}

std::string of_range(const scenario::Issue& issue, const analysis::ModelForecast& forecast,
                     const analysis::ModelForecast& other) {
  const double own = width_of(forecast);
  const double its = width_of(other);
  const double least = together * (issue.scale_high - issue.scale_low);
  if (own <= 1e-9 * (issue.scale_high - issue.scale_low) || std::max(own, its) <= wider * std::min(own, its) ||
      std::fabs(own - its) <= least) {
    return {};
  }
  return fmt::format("; nine draws in ten span {}, {} than the {} of the compromise",
                     on_scale(issue, own, forecast.outcome.mean.error), own > its ? "more" : "less",
                     on_scale(issue, its, other.outcome.mean.error));
}

}  // namespace

std::string beside_compromise(const Story& story, const analysis::IssueForecast& issue,
                              const analysis::ModelForecast& forecast) {
  const auto list = shown(issue);
  const auto found = std::find_if(list.begin(), list.end(), [&](const analysis::ModelForecast* one) {
    return story.plan.models[one->model].choice.model->info.name == analysis::yardstick;
  });
  if (found == list.end() || *found == &forecast) {
    return {};
  }
  const analysis::ModelForecast& compromise = **found;
  const scenario::Issue& on = story.scenario.issues[issue.issue];
  const double gap = forecast.outcome.mean.value - compromise.outcome.mean.value;
  const double error = std::max(forecast.outcome.mean.error, compromise.outcome.mean.error);
  const std::string place = std::fabs(gap) <= together * (on.scale_high - on.scale_low)
                                ? std::string("On average it ends about where the compromise does")
                                : fmt::format("On average it ends {} {} than the compromise",
                                              on_scale(on, std::fabs(gap), error), gap > 0.0 ? "higher" : "lower");
  return place + of_range(on, forecast, compromise) + ".";
}

std::string score_words(const PastSet& set, const PastScore& score) {
  const double off = score.mean_absolute_error[0];
  std::string text = fmt::format("On {} {} it was off by {:.0f} points of 100 on average", score.cases, set.title, off);
  if (score.minus_compromise) {
    const auto& [difference, low, high] = *score.minus_compromise;
    if (low > 0.0 || high < 0.0) {
      text += fmt::format(", {:.1f} {} than the compromise ({:.1f} to {:.1f})", std::fabs(difference),
                          difference > 0.0 ? "more" : "less", std::min(std::fabs(low), std::fabs(high)),
                          std::max(std::fabs(low), std::fabs(high)));
    } else {
      text += ", no better and no worse than the compromise as far as one can tell";
    }
  }
  return text + fmt::format("; its 90\u00A0% ranges held {:.0f}\u00A0% of the outcomes.", 100.0 * score.coverage_90);
}

std::string set_words(const PastSet& set) {
  std::string text = fmt::format(
      "{} {} in {} ({}), scored on {} with version {} by “{}”. What a model learns, be it its weights or only how wide "
      "its error is, it learnt on other {} than those that it is scored on.",
      set.cases, set.title, counted(set.clusters, "group"), set.citation, set.made_on, set.version, set.command,
      set.clusters == set.cases ? "cases" : "groups");
  return set.caveat.empty() ? text : text + " " + set.caveat;
}

}  // namespace suasion::report
