/// The forecast of one issue in sentences: where, how sure, what simple rules say, whether the models agree.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/report/words.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::report {

namespace {

using analysis::Band;
using analysis::ModelForecast;

// How far apart two forecasts may lie, as shares of the scale, to be said to agree or to differ a little.
// @source judgement: a twentieth is also the distance at which two actors count as standing together
constexpr double agreeing = 0.05;
constexpr double near_enough = 0.15;
// A forecast whose central nine draws in ten take up more of the scale than this has no place to name, unless so many
// draws are near one of two places. @source judgement
constexpr double wide = 0.6;
constexpr double mostly = 0.75;

/// One issue of a story, with what all its sentences share.
struct Telling {
  const Story& story;
  const scenario::Issue& issue;
  std::vector<const ModelForecast*> models;     ///< without baselines; never empty
  std::vector<const ModelForecast*> baselines;  ///< without the status quo, which is no forecast but a reference
  [[nodiscard]] const ModelForecast& lead() const { return *models.front(); }
  [[nodiscard]] double range() const { return issue.scale_high - issue.scale_low; }
  [[nodiscard]] std::uint64_t draws() const { return story.results.draws_done; }
  [[nodiscard]] const model::ModelChoice& choice(const ModelForecast& forecast) const {
    return story.plan.models[forecast.model].choice;
  }
  [[nodiscard]] std::string place(double value, double error) const { return on_scale(issue, value, error); }
};

std::string in_quotes(const std::string& label) {
  return fmt::format("“{}”", label);
}

/// "between “a” (35) and “b” (50)", "about where “b” (50) stands", or empty for a scale without anchors.
std::string among_anchors(const scenario::Issue& issue, double value) {
  if (issue.anchors.empty()) {
    return {};
  }
  constexpr double beside = 0.02;  // of the scale
  const auto words = [&](const scenario::Anchor& anchor) {
    return fmt::format("{} ({})", in_quotes(anchor.label), on_scale(issue, anchor.at, 0.0));
  };
  const scenario::Anchor* below = nullptr;
  for (const scenario::Anchor& anchor : issue.anchors) {
    if (std::fabs(anchor.at - value) <= beside * (issue.scale_high - issue.scale_low)) {
      return fmt::format("about where {} stands", words(anchor));
    }
    if (anchor.at > value) {
      return below == nullptr ? fmt::format("below {}", words(anchor))
                              : fmt::format("between {} and {}", words(*below), words(anchor));
    }
    below = &anchor;
  }
  return fmt::format("above {}", words(*below));
}

bool never_varies(const Telling& telling, const ModelForecast& forecast) {
  return forecast.outcome.sd <= 1e-9 * telling.range();
}

/// True if nine draws in ten take up most of the scale.
bool is_wide(const Telling& telling) {
  const auto& q = telling.lead().outcome.quantiles;
  return q.back() - q.front() > wide * telling.range();
}

/// Where the draws lie in two heaps that hold most of them; empty where they do not.
std::string in_two_places(const Telling& telling) {
  const analysis::Distribution& outcome = telling.lead().outcome;
  const TwoPlaces two = two_places(outcome.histogram);
  if (!two.found || share_near(outcome.histogram, {two.first, two.second}) < mostly) {
    return {};
  }
  const double error = outcome.mean.error;
  const analysis::Estimate first = {
      two.first_share, std::sqrt(two.first_share * (1.0 - two.first_share) / static_cast<double>(telling.draws()))};
  const analysis::Estimate second = {1.0 - two.first_share, first.error};
  return fmt::format("{} ends in one of two places: near {} ({} of draws), or near {} ({} of draws).",
                     telling.issue.name, telling.place(two.first, error), percent(first, telling.draws()),
                     on_scale(telling.issue, two.second, error, Unit::always), percent(second, telling.draws()));
}

std::string where(const Telling& telling) {
  const analysis::Distribution& outcome = telling.lead().outcome;
  const std::string& name = telling.issue.name;
  const bool fixed = never_varies(telling, telling.lead());
  const double middle = fixed ? outcome.mean.value : outcome.quantiles[outcome.quantiles.size() / 2];
  const double error = fixed ? 0.0 : outcome.mean.error;
  const std::string among = among_anchors(telling.issue, middle);
  const std::string placed =
      fmt::format("{}{}{}", on_scale(telling.issue, middle, error, Unit::always), among.empty() ? "" : ", ", among);
  if (fixed) {
    return fmt::format("{} ends at {}.", name, placed);
  }
  if (std::string two = in_two_places(telling); !two.empty()) {
    return two;
  }
  if (is_wide(telling)) {
    return fmt::format(
        "{} is hard to call: the middle of the draws is near {}, but they spread over most of the scale.", name,
        placed);
  }
  if (const std::optional<double> peak = peak_beside(outcome.histogram, middle)) {
    return fmt::format(
        "{} is hard to call: the middle of the draws is near {}, but more end near {} than near any other place.", name,
        placed, telling.place(*peak, error));
  }
  return fmt::format("{} most likely ends near {}.", name, placed);
}

std::string which_anchor(const Telling& telling) {
  std::vector<Band> bands = telling.lead().bands;
  std::stable_sort(bands.begin(), bands.end(),
                   [](const Band& a, const Band& b) { return a.probability.value > b.probability.value; });
  if (bands.empty()) {
    return {};
  }
  const Band& top = bands.front();
  if (top.probability.value >= 0.5 || bands.size() < 2) {
    return fmt::format(" It is {} to end closer to {} than to any other landmark.",
                       chance_in_words(top.probability, telling.draws()), in_quotes(top.label));
  }
  return fmt::format(" No single landmark stands out: it ends closest to {} in {} of draws, to {} in {}.",
                     in_quotes(top.label), percent(top.probability, telling.draws()), in_quotes(bands[1].label),
                     percent(bands[1].probability, telling.draws()));
}

std::string against_status_quo(const Telling& telling) {
  const ModelForecast& lead = telling.lead();
  if (!lead.has_status_quo || !telling.issue.status_quo) {
    return {};
  }
  const std::string today = telling.place(math::summarise(telling.issue.status_quo->law).mean, 0.0);
  const bool above = lead.above.value >= lead.below.value;
  const analysis::Estimate& side = above ? lead.above : lead.below;
  if (lead.at.value > side.value) {
    return fmt::format(" It is {} to stay at the status quo ({}).", chance_in_words(lead.at, telling.draws()), today);
  }
  return fmt::format(" It is {} to end {} the status quo ({}).", chance_in_words(side, telling.draws()),
                     above ? "above" : "below", today);
}

std::string how_sure(const Telling& telling) {
  const ModelForecast& lead = telling.lead();
  const std::string title = title_in_words(telling.choice(lead));
  if (never_varies(telling, lead)) {
    return fmt::format("Every draw of {} ends there: nothing in it varies.{}", title, against_status_quo(telling));
  }
  const auto& q = lead.outcome.quantiles;
  const double error = lead.outcome.mean.error;
  return fmt::format("In {}, half of the draws end between {}, nine in ten between {}.{}{}", title,
                     span_on_scale(telling.issue, q[2], q[4], error, "and"),
                     span_on_scale(telling.issue, q[0], q[6], error, "and"), which_anchor(telling),
                     against_status_quo(telling));
}

/// A warning, only where many draws of the lead model never come to rest.
std::string whether_it_settles(const Telling& telling) {
  constexpr double often = 0.9;
  const ModelForecast& lead = telling.lead();
  return lead.has_rounds && lead.rounds.settled.value < often ? course_words(telling.story, lead.rounds)
                                                              : std::string();
}

struct Spread {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
};

Spread spread(const std::vector<const ModelForecast*>& forecasts) {
  Spread found;
  for (const ModelForecast* forecast : forecasts) {
    found.low = std::min(found.low, forecast->outcome.mean.value);
    found.high = std::max(found.high, forecast->outcome.mean.value);
  }
  return found;
}

std::string rule_name(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string what_rules_say(const Telling& telling) {
  if (telling.baselines.empty()) {
    return {};
  }
  std::vector<std::string> list;
  for (const ModelForecast* rule : telling.baselines) {
    list.push_back(fmt::format("{} {}", rule_name(telling.choice(*rule).model->info.name),
                               telling.place(rule->outcome.mean.value, rule->outcome.mean.error)));
  }
  std::string text = fmt::format("Simple rules say, on average: {}.", fmt::join(list, ", "));
  if (telling.choice(telling.lead()).model->info.baseline) {
    return text;
  }
  const double model = telling.lead().outcome.mean.value;
  const Spread rules = spread(telling.baselines);
  const double gap = model > rules.high ? model - rules.high : std::min(0.0, model - rules.low);
  const double share = std::fabs(gap) / telling.range();
  const std::string distance = telling.place(std::fabs(gap), telling.lead().outcome.mean.error);
  const std::string_view side = gap > 0.0 ? "higher" : "lower";
  if (share <= agreeing && rules.high - rules.low <= near_enough * telling.range()) {
    return text + " They agree with the model.";
  }
  if (share <= agreeing) {
    return text + " They differ among themselves; the model lies " +
           (gap == 0.0 ? "within their range." : "near them.");
  }
  if (share <= near_enough) {
    return text + fmt::format(" The model ends {} {} than any of them.", distance, side);
  }
  return text + fmt::format(" The model ends {} {} than any of them: read it with care.", distance, side);
}

std::string one_other_model(const Telling& telling, const ModelForecast& other) {
  const ModelForecast& lead = telling.lead();
  const double error = std::max(lead.outcome.mean.error, other.outcome.mean.error);
  const double gap = other.outcome.mean.value - lead.outcome.mean.value;
  const std::string title = title_in_words(telling.choice(other));
  const std::string place = telling.place(other.outcome.mean.value, error);
  const std::string lead_place = telling.place(lead.outcome.mean.value, error);
  if (std::fabs(gap) <= agreeing * telling.range()) {
    return fmt::format("The models agree: on average {} ends at {}, {} at {}.", title_in_words(telling.choice(lead)),
                       lead_place, title, place);
  }
  const auto& a = lead.outcome.quantiles;
  const auto& b = other.outcome.quantiles;
  const bool apart = a.back() < b.front() || b.back() < a.front();
  return fmt::format("The models disagree: on average {} ends at {}, {} {} than the lead model ({}){}.", title, place,
                     telling.place(std::fabs(gap), error), gap > 0.0 ? "higher" : "lower", lead_place,
                     apart ? "; their central nine draws in ten do not overlap" : "");
}

std::string what_models_say(const Telling& telling) {
  if (telling.models.size() < 2) {
    return {};
  }
  if (telling.models.size() == 2) {
    return one_other_model(telling, *telling.models.back());
  }
  const Spread all = spread(telling.models);
  const double error = telling.lead().outcome.mean.error;
  const std::string span = span_on_scale(telling.issue, all.low, all.high, error);
  if (all.high - all.low <= agreeing * telling.range()) {
    return fmt::format("All {} models agree: on average they end at {}.", count_in_words(telling.models.size()), span);
  }
  return fmt::format("The {} models disagree: on average they end anywhere from {}.",
                     count_in_words(telling.models.size()), span);
}

Telling telling_of(const Story& story, const analysis::IssueForecast& issue) {
  Telling telling = {story, story.scenario.issues[issue.issue], {}, {}};
  for (const ModelForecast* forecast : shown(issue)) {
    const model::ModelInfo& info = telling.choice(*forecast).model->info;
    if (!info.baseline) {
      telling.models.push_back(forecast);
    } else if (info.name != "status-quo") {
      telling.baselines.push_back(forecast);
    }
  }
  if (telling.models.empty() && !telling.baselines.empty()) {  // only simple rules were asked for: the first one leads
    telling.models.push_back(telling.baselines.front());
    telling.baselines.erase(telling.baselines.begin());
  }
  return telling;
}

/// Models that were asked for and have nothing to say here, and why.
std::vector<std::string> silent_words(const Story& story, const analysis::IssueForecast& issue) {
  std::vector<std::string> words;
  for (const ensemble::PlannedIssue& planned : story.plan.issues) {
    for (const ensemble::PlannedModel& model : story.plan.models) {
      if (planned.issue != issue.issue || model.choice.model->info.baseline) {
        continue;
      }
      if (const std::string why = ensemble::silent_because(model, planned); !why.empty()) {
        words.push_back(fmt::format("{} says nothing here: {}.", title_in_words(model.choice), why));
      }
    }
  }
  return words;
}

}  // namespace

std::vector<std::string> issue_words(const Story& story, const analysis::IssueForecast& issue) {
  const Telling telling = telling_of(story, issue);
  if (telling.models.empty()) {
    return {fmt::format("{}: no draw gave a finite number, so there is no forecast.", telling.issue.name)};
  }
  std::vector<std::string> words = {where(telling), how_sure(telling)};
  for (std::string more : {whether_it_settles(telling), what_rules_say(telling), what_models_say(telling)}) {
    if (!more.empty()) {
      words.push_back(std::move(more));
    }
  }
  for (const analysis::Exchange& exchange : story.forecast.exchanges) {
    if (issue.issue == 0) {  // said once, with the first issue
      words.push_back(exchange_words(story, exchange));
    }
  }
  for (std::string& silent : silent_words(story, issue)) {
    words.push_back(std::move(silent));
  }
  return words;
}

namespace {

/// A question about a what-if must not seem answered where counterfactuals were read but not run.
std::string what_is_left_open(const scenario::Scenario& scenario) {
  const std::size_t count = scenario.section("counterfactuals").size();
  if (count == 0) {
    return {};
  }
  return fmt::format("What the scenario’s {} would change is not in this run: {}.",
                     count == 1 ? "counterfactual" : fmt::format("{} counterfactuals", count_in_words(count)),
                     system::has_system(scenario) ? "it was stopped before" : "it states no strategic system");
}

}  // namespace

std::vector<std::string> headline_words(const Story& story, const std::vector<std::string>& of_system) {
  std::vector<std::string> words = issue_words(story, story.forecast.issues.front());
  words.insert(words.end(), of_system.begin(), of_system.end());
  if (std::string open = of_system.empty() ? what_is_left_open(story.scenario) : std::string(); !open.empty()) {
    words.push_back(std::move(open));
  }
  if (story.results.draws_done < story.results.draws_asked) {
    words.push_back(fmt::format("The run was interrupted: these figures rest on {} of {} draws.",
                                count_in_words(story.results.draws_done), count_in_words(story.results.draws_asked)));
  }
  return words;
}

}  // namespace suasion::report
