#pragma once
/// From scores of single cases to the table of a backtest: figures with 95 % bootstrap intervals by cluster, for all
/// cases and for parts of them, and paired differences to the compromise model.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/backtest.hpp"
#include "suasion/analysis/bootstrap.hpp"

namespace suasion::analysis {

/// Figures of one model over some cases. Errors in points of 0..100.
struct Figures {
  std::size_t cases = 0;
  Bounded mae = {}, median_error = {}, within5 = {}, within10 = {}, crps = {}, log_score = {};
  std::array<Bounded, coverage_levels.size()> covered = {}, closed = {};
  /// Minus the compromise model on the same cases; below zero is better. Absent for the compromise model itself.
  std::optional<Bounded> mae_difference = {}, crps_difference = {}, log_difference = {};
  std::array<Bounded, pit_bins> pit = {};  ///< share of outcomes in each tenth of the forecast
};

/// Some of the cases, e.g. issue type: two-sided.
struct Group {
  std::string by = {}, name = {};  ///< both empty for all cases
  std::size_t cases = 0, clusters = 0;
  std::vector<std::optional<Figures>> models = {};  ///< as Backtest::models; nothing where a model applies nowhere
};

struct BacktestTable {
  std::vector<Group> groups = {};  ///< all cases first
};

inline constexpr std::string_view yardstick = "compromise";  ///< what the others are compared with

/// @param replicates of the bootstrap. @param seed of the bootstrap.
[[nodiscard]] BacktestTable backtest_table(const scenario::Dataset& set, const Backtest& backtest,
                                           std::size_t replicates, std::uint64_t seed);

}  // namespace suasion::analysis
