#pragma once
/// Bootstrap by cluster: whole clusters are drawn with replacement, because cases of one cluster (issues of one
/// proposal) are not independent. Same seed, same replicates for every statistic, so that differences are paired.
/// @source Efron and Tibshirani 1993, chapter 13 (percentile interval); Cameron, Gelbach and Miller 2008 (clusters)

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace suasion::analysis {

/// A figure over cases and its 95 % percentile interval.
struct Bounded {
  double value = 0.0, low = 0.0, high = 0.0;
};

class ClusterBootstrap {
 public:
  /// @param cluster of each case, by name.
  ClusterBootstrap(const std::vector<std::string>& cluster, std::size_t replicates, std::uint64_t seed);

  /// Mean of one number per case, over the cases where `used` is true (all, if empty).
  [[nodiscard]] Bounded mean(std::span<const double> values, const std::vector<bool>& used = {}) const;
  /// Median of the same.
  [[nodiscard]] Bounded median(std::span<const double> values, const std::vector<bool>& used = {}) const;

  [[nodiscard]] std::size_t clusters() const { return clusters_; }

 private:
  std::size_t clusters_ = 0;
  std::vector<std::size_t> cluster_of_;            ///< [cases]
  std::vector<std::vector<std::uint32_t>> times_;  ///< [replicates][clusters]: how often each was drawn
};

}  // namespace suasion::analysis
