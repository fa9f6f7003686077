#pragma once
/// What a run leaves behind: streamed statistics whose size depends on the scenario, never on the number of draws.

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include "suasion/ensemble/tree.hpp"
#include "suasion/math/moments.hpp"

namespace suasion::ensemble {

/// Counts on a fixed grid over an issue's scale. Integers, so that the order of adding cannot matter.
struct Histogram {
  double low = 0.0, high = 1.0;
  std::vector<std::uint64_t> counts = {};
  double least = std::numeric_limits<double>::infinity();  ///< of the values counted
  double most = -std::numeric_limits<double>::infinity();

  template <class Archive>
  void serialize(Archive& archive) {
    archive(low, high, counts, least, most);
  }
};

/// One model on one issue. Everything is empty where the model says nothing about the issue (the status quo of an issue
/// that states none).
struct Tally {
  Histogram outcome = {};                      ///< 1000 bins
  math::Moments moments = {};                  ///< of the outcome
  std::uint64_t below = 0, at = 0, above = 0;  ///< the status quo (within a thousandth of the scale); 0 without one
  // what follows is empty for models without rounds; sizes in brackets
  std::vector<Histogram> position = {};    ///< [(rounds + 1) * actors], 200 bins each
  std::vector<double> mean_position = {};  ///< [(rounds + 1) * actors]
  std::vector<std::uint64_t> moves = {};   ///< [actors * actors * 3]: draws in which `mover` took at least one offer
                                           ///< of a kind (conflict, compromise, capitulation) from `proposer`
  std::vector<double> mean_shift = {};     ///< [actors * actors]: signed distance `mover` went on offers of `proposer`,
                                           ///< summed over rounds, mean over all draws
  std::vector<std::uint64_t> moved = {};   ///< [actors]: draws in which it ended elsewhere than it began
  std::vector<math::Moments> shift = {};   ///< [actors]: end minus start
  std::vector<std::uint64_t> together = {};  ///< [actors * actors]: draws in which both end within 5 % of the scale
  std::vector<std::uint64_t> settled_after = {};  ///< [rounds + 2]: draws by round of rest; the last: still moving

  template <class Archive>
  void serialize(Archive& archive) {
    archive(outcome, moments, below, at, above, position, mean_position, moves, mean_shift, moved, shift, together);
    archive(settled_after);
  }
};

struct IssueResults {
  std::vector<Tally> by_model = {};
};  ///< in the order of the plan's models

/// A swap between two actors of the scenario over two issues: the first actor gives way on the first issue.
struct SwapKey {
  std::array<std::size_t, 2> actor = {};  ///< indices into Scenario::actors
  std::array<std::size_t, 2> issue = {};  ///< rows of the plan
  bool operator<(const SwapKey& other) const { return std::tie(actor, issue) < std::tie(other.actor, other.issue); }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(actor, issue);
  }
};

/// What became of it in the draws in which it was struck; sums over them.
struct SwapSums {
  std::uint64_t draws = 0;
  std::array<double, 2> gain = {};   ///< of the two actors, see model::Trade
  std::array<double, 2> shift = {};  ///< of the two outcomes, on their scales
  double third_parties = 0.0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(draws, gain, shift, third_parties);
  }
};

using Swaps = std::map<SwapKey, SwapSums>;

struct Results {
  std::uint64_t seed = 1;
  std::uint64_t draws_asked = 0, draws_done = 0;  ///< fewer done than asked: the run was interrupted
  Ranges blocks = {};                             ///< of 256 draws, that were done
  std::uint64_t draws_invalid = 0;                ///< draws with a number that is not finite; not in any statistic
  std::vector<IssueResults> issues = {};
  std::vector<Swaps> swaps = {};  ///< in the order of the plan's models; empty where a model does not trade
};

}  // namespace suasion::ensemble
