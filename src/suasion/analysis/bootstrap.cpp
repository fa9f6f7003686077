#include "suasion/analysis/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "suasion/math/random.hpp"

namespace suasion::analysis {

namespace {

constexpr double tail = 0.025;  ///< on either side of a 95 % interval

/// Value at `level` of sorted numbers, between neighbours in proportion.
double sorted_quantile(const std::vector<double>& sorted, double level) {
  const double place = level * static_cast<double>(sorted.size() - 1);
  const auto index = static_cast<std::size_t>(place);
  const double rest = place - static_cast<double>(index);
  return index + 1 < sorted.size() ? sorted[index] + rest * (sorted[index + 1] - sorted[index]) : sorted.back();
}

Bounded bounded(double value, std::vector<double>& replicates) {
  if (replicates.empty()) {
    return {value, value, value};
  }
  std::sort(replicates.begin(), replicates.end());
  return {value, sorted_quantile(replicates, tail), sorted_quantile(replicates, 1.0 - tail)};
}

double median_in_place(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : sorted_quantile(values, 0.5);
}

bool counts(const std::vector<bool>& used, std::size_t i) {
  return used.empty() || used[i];
}

}  // namespace

ClusterBootstrap::ClusterBootstrap(const std::vector<std::string>& cluster, std::size_t replicates,
                                   std::uint64_t seed) {
  std::map<std::string, std::size_t> index;
  for (const std::string& name : cluster) {
    cluster_of_.push_back(index.emplace(name, index.size()).first->second);
  }
  clusters_ = index.size();
  const math::Channel channel = math::channel("backtest.bootstrap");
  for (std::size_t r = 0; r < replicates; ++r) {
    std::vector<std::uint32_t>& times = times_.emplace_back(clusters_, 0);
    for (std::size_t k = 0; k < clusters_; ++k) {
      const double u = math::uniform(seed, channel, r, k);
      ++times[std::min(clusters_ - 1, static_cast<std::size_t>(u * static_cast<double>(clusters_)))];
    }
  }
}

Bounded ClusterBootstrap::mean(std::span<const double> values, const std::vector<bool>& used) const {
  std::vector<double> sum(clusters_, 0.0);
  std::vector<double> count(clusters_, 0.0);
  double all = 0.0;
  double cases = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (counts(used, i)) {
      sum[cluster_of_[i]] += values[i];
      count[cluster_of_[i]] += 1.0;
      all += values[i];
      cases += 1.0;
    }
  }
  std::vector<double> replicates;
  for (const std::vector<std::uint32_t>& times : times_) {
    double total = 0.0;
    double n = 0.0;
    for (std::size_t k = 0; k < clusters_; ++k) {
      total += times[k] * sum[k];
      n += times[k] * count[k];
    }
    if (n > 0.0) {
      replicates.push_back(total / n);
    }
  }
  return bounded(all / cases, replicates);
}

Bounded ClusterBootstrap::median(std::span<const double> values, const std::vector<bool>& used) const {
  std::vector<double> all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (counts(used, i)) {
      all.push_back(values[i]);
    }
  }
  std::vector<double> replicates;
  for (const std::vector<std::uint32_t>& times : times_) {
    std::vector<double> drawn;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (counts(used, i)) {
        drawn.insert(drawn.end(), times[cluster_of_[i]], values[i]);
      }
    }
    if (!drawn.empty()) {
      replicates.push_back(median_in_place(drawn));
    }
  }
  return bounded(median_in_place(all), replicates);
}

}  // namespace suasion::analysis
