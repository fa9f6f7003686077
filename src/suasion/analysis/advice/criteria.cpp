#include "suasion/analysis/advice/criteria.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

namespace {

constexpr double nothing_known = std::numeric_limits<double>::quiet_NaN();

/// Place in n sorted numbers of the smallest that at least `level` of them do not exceed.
std::size_t place_of(double level, std::size_t n) {
  constexpr double touch = 1e-9;  // level * n that rounding put just above a whole number
  const double place = std::ceil(level * static_cast<double>(n) - touch) - 1.0;
  return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(n - 1)));
}

double nth(std::vector<double>& x, std::size_t place) {
  std::nth_element(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(place), x.end());
  return x[place];
}

}  // namespace

Estimate mean_of(std::span<const double> x) {
  if (x.empty()) {
    return {nothing_known, nothing_known};
  }
  const auto n = static_cast<double>(x.size());
  const double mean = std::accumulate(x.begin(), x.end(), 0.0) / n;
  double squares = 0.0;
  for (const double value : x) {
    squares += (value - mean) * (value - mean);
  }
  return {mean, n > 1.0 ? std::sqrt(squares / (n - 1.0) / n) : nothing_known};
}

Estimate lowest_mean(std::span<const double> x, double level) {
  if (x.empty()) {
    return {nothing_known, nothing_known};
  }
  std::vector<double> sorted(x.begin(), x.end());
  const double q = nth(sorted, place_of(level, x.size()));
  std::vector<double> below;
  below.reserve(x.size());
  for (const double value : x) {
    below.push_back(std::max(q - value, 0.0));
  }
  const Estimate depth = mean_of(below);
  return {q - depth.value / level, depth.error / level};
}

Estimate share_above_zero(std::span<const double> x) {
  if (x.empty()) {
    return {nothing_known, nothing_known};
  }
  const auto n = static_cast<double>(x.size());
  const auto hits = static_cast<double>(std::count_if(x.begin(), x.end(), [](double value) { return value > 0.0; }));
  const double p = (hits + 1.0) / (n + 2.0);
  return {hits / n, std::sqrt(p * (1.0 - p) / n)};
}

Estimate quantile_of(std::span<const double> x, double level) {
  if (x.empty()) {
    return {nothing_known, nothing_known};
  }
  std::vector<double> sorted(x.begin(), x.end());
  std::sort(sorted.begin(), sorted.end());
  const double sd = std::sqrt(level * (1.0 - level) / static_cast<double>(x.size()));
  const auto at = [&](double where) { return sorted[place_of(where, sorted.size())]; };
  return {at(level), 0.5 * (at(level + sd) - at(level - sd))};
}

GainFigures judge(std::span<const double> values, std::span<const double> nothing, const std::optional<Goal>& goal) {
  base::require(values.size() == nothing.size(), "draws of a move and of doing nothing are paired");
  GainFigures figures;
  std::vector<double> value;
  std::vector<double> gain;
  std::vector<double> reached;
  std::vector<double> reach_gain;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(nothing[i]) || !std::isfinite(values[i])) {
      figures.invalid += std::isfinite(nothing[i]) ? 1 : 0;
      continue;
    }
    value.push_back(values[i]);
    gain.push_back(values[i] - nothing[i]);
    if (goal) {
      reached.push_back(values[i] >= goal->value ? 1.0 : 0.0);
      reach_gain.push_back(reached.back() - (nothing[i] >= goal->value ? 1.0 : 0.0));
    }
  }
  figures.draws = value.size();
  figures.value = mean_of(value);
  figures.gain = mean_of(gain);
  figures.worst_tenth = lowest_mean(gain, tenth);
  figures.helped = share_above_zero(gain);
  if (goal) {
    figures.reached = share_above_zero(reached);
    figures.reach_gain = mean_of(reach_gain);
    figures.nearest =
        value.empty() ? nothing_known : nth(value, value.size() - 1 - place_of(goal->chance, value.size()));
  }
  return figures;
}

std::vector<Regret> regrets(const std::vector<std::span<const double>>& values) {
  std::vector<std::vector<double>> regret(values.size());
  const std::size_t draws = values.empty() ? 0 : values.front().size();
  for (std::size_t d = 0; d < draws; ++d) {
    double best = -std::numeric_limits<double>::infinity();
    bool valid = true;
    for (const std::span<const double>& one : values) {
      valid = valid && std::isfinite(one[d]);
      best = std::max(best, one[d]);
    }
    for (std::size_t m = 0; valid && m < values.size(); ++m) {
      regret[m].push_back(best - values[m][d]);
    }
  }
  std::vector<Regret> found;
  found.reserve(regret.size());
  for (const std::vector<double>& one : regret) {
    found.push_back({mean_of(one), quantile_of(one, regret_level)});
  }
  return found;
}

std::vector<std::size_t> pareto_front(std::span<const double> cost, std::span<const double> gain) {
  std::vector<std::size_t> order(cost.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return cost[a] != cost[b] ? cost[a] < cost[b] : gain[a] > gain[b];
  });
  std::vector<std::size_t> front;
  for (const std::size_t i : order) {
    if (std::isfinite(gain[i]) && (front.empty() || gain[i] > gain[front.back()])) {
      front.push_back(i);
    }
  }
  return front;
}

}  // namespace suasion::analysis
