#include "suasion/analysis/forecast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/quantiles.hpp"

namespace suasion::analysis {

namespace {

constexpr std::size_t picture_bins = 100;
constexpr std::array<double, 5> fan_levels = {0.05, 0.25, 0.50, 0.75, 0.95};
constexpr double least_pull = 0.005;  ///< moves in fewer draws than this are left out of pictures

Estimate share(double count, double draws) {
  if (!(draws > 0.0)) {
    return {};
  }
  const double p = count / draws;
  return {p, std::sqrt(std::max(0.0, p * (1.0 - p)) / draws)};
}

Estimate share(std::uint64_t count, double draws) {
  return share(static_cast<double>(count), draws);
}

double sd_of(const math::Moments& moments) {
  return std::sqrt(moments.variance());
}

/// As Estimate mean_of(), rounded as every summary so far has it.
Estimate mean_over_draws(const math::Moments& moments) {
  return {moments.mean, moments.n > 0 ? sd_of(moments) / std::sqrt(static_cast<double>(moments.n)) : 0.0};
}

/// A quantile of what was counted; never outside the values seen, so exact where they are all the same.
double quantile(const ensemble::Histogram& histogram, double level) {
  const double value = math::histogram_quantile(histogram.counts, histogram.low, histogram.high, level);
  return std::clamp(value, histogram.least, histogram.most);
}

/// Half of what lies between the quantiles a standard error of a share to either side.
double quantile_error(const ensemble::Histogram& histogram, double level, double draws) {
  const double aside = draws > 0.0 ? std::sqrt(level * (1.0 - level) / draws) : 0.0;
  return 0.5 * (quantile(histogram, std::min(1.0, level + aside)) - quantile(histogram, std::max(0.0, level - aside)));
}

/// Draws between two points of the scale; a bin that straddles an end counts in proportion.
double count_between(const ensemble::Histogram& histogram, double from, double to) {
  const double width = (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
  double sum = 0.0;
  for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
    const double left = histogram.low + static_cast<double>(bin) * width;
    const double inside = std::min(to, left + width) - std::max(from, left);
    sum += static_cast<double>(histogram.counts[bin]) * std::clamp(inside / width, 0.0, 1.0);
  }
  return sum;
}

Distribution distribution(const ensemble::Tally& tally) {
  Distribution result{.mean = mean_over_draws(tally.moments), .sd = sd_of(tally.moments)};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    result.quantiles[i] = quantile(tally.outcome, levels[i]);
    result.quantile_errors[i] = quantile_error(tally.outcome, levels[i], static_cast<double>(tally.moments.n));
  }
  result.tail = tail_of(tally.outcome);
  result.histogram = {tally.outcome.low, tally.outcome.high, std::vector<std::uint64_t>(picture_bins),
                      tally.outcome.least, tally.outcome.most};
  const std::size_t merged = tally.outcome.counts.size() / picture_bins;
  for (std::size_t bin = 0; bin < tally.outcome.counts.size(); ++bin) {
    result.histogram.counts[bin / merged] += tally.outcome.counts[bin];
  }
  return result;
}

std::vector<Band> bands(const scenario::Issue& issue, const ensemble::Tally& tally) {
  std::vector<Band> result;
  const auto& anchors = issue.anchors;
  const auto draws = static_cast<double>(tally.moments.n);
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const double from = i == 0 ? issue.scale_low : 0.5 * (anchors[i - 1].at + anchors[i].at);
    const double to = i + 1 == anchors.size() ? issue.scale_high : 0.5 * (anchors[i].at + anchors[i + 1].at);
    result.push_back({anchors[i].label, anchors[i].at, from, to, share(count_between(tally.outcome, from, to), draws)});
  }
  return result;
}

std::vector<ActorCourse> actor_courses(const ensemble::PlannedIssue& issue, const ensemble::Tally& tally,
                                       std::size_t rounds) {
  const std::size_t n = issue.actor.size();
  const auto draws = static_cast<double>(tally.moments.n);
  std::vector<ActorCourse> result(n);
  for (std::size_t a = 0; a < n; ++a) {
    ActorCourse& course = result[a];
    course.actor = issue.actor[a];
    for (std::size_t round = 0; round <= rounds; ++round) {
      std::array<double, fan_levels.size()> fan{};
      for (std::size_t i = 0; i < fan.size(); ++i) {
        fan[i] = quantile(tally.position[round * n + a], fan_levels[i]);
      }
      course.fan.push_back(fan);
      course.mean.push_back(tally.mean_position[round * n + a]);
    }
    course.moves = share(tally.moved[a], draws);
    course.shift = mean_over_draws(tally.shift[a]);
  }
  return result;
}

std::vector<Pull> pulls(const ensemble::PlannedIssue& issue, const ensemble::Tally& tally) {
  const std::size_t n = issue.actor.size();
  const auto draws = static_cast<double>(tally.moments.n);
  std::vector<Pull> result;
  for (std::size_t mover = 0; mover < n; ++mover) {
    for (std::size_t proposer = 0; proposer < n; ++proposer) {
      const std::size_t pair = mover * n + proposer;
      const auto kind = [&](std::size_t k) { return share(tally.moves[pair * 3 + k], draws).value; };
      const Pull pull{issue.actor[proposer], issue.actor[mover], kind(0), kind(1), kind(2), tally.mean_shift[pair]};
      if (std::max({pull.conflict, pull.compromise, pull.capitulation}) >= least_pull) {
        result.push_back(pull);
      }
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Pull& a, const Pull& b) { return std::abs(a.shift) > std::abs(b.shift); });
  return result;
}

Rounds rounds_of(const ensemble::PlannedIssue& issue, const ensemble::Tally& tally, std::size_t rounds) {
  const std::size_t n = issue.actor.size();
  const auto draws = static_cast<double>(tally.moments.n);
  Rounds result{.rounds = rounds, .actors = actor_courses(issue, tally, rounds), .pulls = pulls(issue, tally)};
  result.together.assign(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      result.together[i][j] = share(tally.together[i * n + j], draws).value;
    }
  }
  // Side by side along the scale where they end on average: coalitions are then blocks of the picture.
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return result.actors[a].mean.back() < result.actors[b].mean.back();
  });
  result.together_order = order;
  result.settled = share(tally.moments.n - tally.settled_after.back(), draws);
  return result;
}

ModelForecast model_forecast(const scenario::Issue& said, const ensemble::PlannedIssue& issue, std::size_t model,
                             const ensemble::Tally& tally, std::size_t rounds) {
  ModelForecast result{.model = model, .outcome = distribution(tally), .bands = bands(said, tally)};
  const auto draws = static_cast<double>(tally.moments.n);
  result.has_status_quo = issue.has_status_quo;
  if (issue.has_status_quo) {
    result.below = share(tally.below, draws);
    result.at = share(tally.at, draws);
    result.above = share(tally.above, draws);
  }
  result.has_rounds = rounds > 0;
  if (result.has_rounds) {
    result.rounds = rounds_of(issue, tally, rounds);
  }
  return result;
}

Exchange exchange_of(const ensemble::Plan& plan, std::size_t model, const ensemble::Swaps& swaps, double draws) {
  Exchange result{.model = model};
  for (const auto& [key, sums] : swaps) {
    const auto struck = static_cast<double>(sums.draws);
    result.trades += struck / draws;
    result.partners += (sums.gain[0] + sums.gain[1]) / draws;
    result.third_parties += sums.third_parties / draws;
    const Swap swap{.actor = key.actor,
                    .issue = {plan.issues[key.issue[0]].issue, plan.issues[key.issue[1]].issue},
                    .chance = share(sums.draws, draws),
                    .gain = {sums.gain[0] / struck, sums.gain[1] / struck},
                    .shift = {sums.shift[0] / struck, sums.shift[1] / struck},
                    .third_parties = sums.third_parties / struck};
    if (swap.chance.value >= least_pull) {
      result.swaps.push_back(swap);
    }
  }
  std::stable_sort(result.swaps.begin(), result.swaps.end(),
                   [](const Swap& a, const Swap& b) { return a.chance.value > b.chance.value; });
  return result;
}

}  // namespace

Forecast forecast(const scenario::Scenario& scenario, const ensemble::Plan& plan, const ensemble::Results& results) {
  Forecast forecast;
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    const ensemble::PlannedIssue& issue = plan.issues[i];
    IssueForecast& to = forecast.issues.emplace_back();
    to.issue = issue.issue;
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      const ensemble::Tally& tally = results.issues[i].by_model[m];
      if (tally.moments.n > 0) {
        to.models.push_back(
            model_forecast(scenario.issues[issue.issue], issue, m, tally, plan.models[m].solver->rounds()));
      }
    }
  }
  const auto draws = static_cast<double>(results.draws_done - results.draws_invalid);
  for (std::size_t m = 0; m < results.swaps.size(); ++m) {
    if (!results.swaps[m].empty()) {
      forecast.exchanges.push_back(exchange_of(plan, m, results.swaps[m], draws));
    }
  }
  return forecast;
}

}  // namespace suasion::analysis
