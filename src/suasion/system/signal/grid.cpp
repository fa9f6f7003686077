#include "suasion/system/signal/grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/base/result.hpp"
#include "suasion/system/signal/formulas.hpp"

namespace suasion::system::signal {

namespace {

namespace own = math::SUASION_TARGET;

void normalise(std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  base::require(sum > 0.0, "a belief on a grid has some weight");
  for (double& weight : weights) {
    weight /= sum;
  }
}

/// Weights of the normal law at evenly spaced nodes.
void add_bell(std::vector<double>& to, const std::vector<double>& nodes, Moments law, double weight) {
  std::vector<double> bell(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double d = nodes[i] - law.mean;
    bell[i] = own::exp(-0.5 * d * d / law.variance);
  }
  const double sum = std::accumulate(bell.begin(), bell.end(), 0.0);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    to[i] += weight * bell[i] / sum;
  }
}

/// A step narrower than the grid resolves: three nodes with the exact mean and variance.
void add_three(std::vector<double>& to, const std::vector<double>& nodes, Moments law, double weight) {
  const double gap = nodes[1] - nodes[0];
  const auto last = static_cast<double>(nodes.size()) - 2.0;
  const double place = std::clamp((law.mean - nodes[0]) / gap, 1.0, last);
  const auto middle = static_cast<std::size_t>(std::lround(place));
  const double offset = std::clamp((law.mean - nodes[middle]) / gap, -1.0, 1.0);
  const double spread = law.variance / (gap * gap) + offset * offset;
  const double up = std::clamp(0.5 * (spread + offset), 0.0, 1.0);
  const double down = std::clamp(0.5 * (spread - offset), 0.0, 1.0);
  to[middle + 1] += weight * up;
  to[middle - 1] += weight * down;
  to[middle] += weight * (1.0 - up - down);
}

}  // namespace

GridBelief::GridBelief(std::vector<double> nodes, std::vector<double> weights)
    : nodes_(std::move(nodes)), weights_(std::move(weights)) {
  base::require(nodes_.size() == weights_.size(), "a weight a node");
  normalise(weights_);
}

GridBelief GridBelief::normal(Moments start, Moments long_run, std::size_t count, double range) {
  const double reach = range * own::sqrt(std::max(start.variance, long_run.variance));
  const double low = std::min(start.mean, long_run.mean) - reach;
  const double high = std::max(start.mean, long_run.mean) + reach;
  std::vector<double> nodes(count);
  for (std::size_t i = 0; i < count; ++i) {
    nodes[i] = low + (high - low) * static_cast<double>(i) / static_cast<double>(count - 1);
  }
  std::vector<double> weights(count, 0.0);
  add_bell(weights, nodes, start, 1.0);
  return {std::move(nodes), std::move(weights)};
}

double GridBelief::observe(double discrimination, double difficulty, bool sent) {
  std::vector<double> likelihood(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const double z = discrimination * (nodes_[i] - difficulty);
    likelihood[i] = own::normal_cdf(sent ? z : -z);
  }
  return observe(likelihood);
}

double GridBelief::observe(const std::vector<double>& likelihood) {
  double chance = 0.0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    weights_[i] *= likelihood[i];
    chance += weights_[i];
  }
  normalise(weights_);
  return chance;
}

void GridBelief::fade(Moments long_run, double rho) {
  if (rho == 1.0) {
    return;
  }
  const double gap = nodes_[1] - nodes_[0];
  const double variance = (1.0 - rho * rho) * long_run.variance;
  base::require(variance >= 0.25 * gap * gap, "a step on the grid is not much narrower than the grid");
  const bool wide = variance >= 2.25 * gap * gap;  // from 1.5 nodes on, sampling the bell is exact to 1e-9
  std::vector<double> next(nodes_.size(), 0.0);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Moments step{long_run.mean + rho * (nodes_[i] - long_run.mean), variance};
    (wide ? add_bell : add_three)(next, nodes_, step, weights_[i]);
  }
  weights_ = std::move(next);
}

Moments GridBelief::moments() const {
  Moments moments{0.0, 0.0};
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    moments.mean += weights_[i] * nodes_[i];
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    moments.variance += weights_[i] * (nodes_[i] - moments.mean) * (nodes_[i] - moments.mean);
  }
  return moments;
}

Moments after_silence(const Silence& silence) {
  constexpr double months_a_year = 12.0;
  GridBelief belief = GridBelief::normal(silence.start, silence.long_run);
  const double rho = silence.half_life_months > 0.0 ? own::exp2(-months_a_year / silence.half_life_months) : 1.0;
  for (int year = 0; year < silence.years; ++year) {
    belief.fade(silence.long_run, rho);
    belief.observe(silence.discrimination, silence.difficulty, false);
  }
  return belief.moments();
}

}  // namespace suasion::system::signal
