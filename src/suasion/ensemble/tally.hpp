#pragma once
/// Counting the draws of one model on one issue, tile by tile. Whole numbers go straight into the thread's own Tally,
/// since the order of adding them cannot matter; sums of doubles are handed over block by block, for a Tree.

#include <cstdint>
#include <vector>

#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/results.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::ensemble {

inline constexpr std::size_t outcome_bins = 1000;
inline constexpr std::size_t position_bins = 200;
inline constexpr double together_within = 0.05;    ///< of the scale: ended in the same place
inline constexpr double unchanged_within = 0.001;  ///< of the scale: at the status quo; ended where it began

/// Sums of doubles over one block for one model on one issue.
struct BlockSums {
  math::Moments outcome = {};
  std::vector<double> position = {};      ///< [(rounds + 1) * actors]
  std::vector<double> pull = {};          ///< [actors * actors], mover * actors + proposer
  std::vector<math::Moments> shift = {};  ///< [actors]
  void clear();
  /// Adds those of later blocks.
  void merge(const BlockSums& later);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(outcome, position, pull, shift);
  }
};

/// Counts for one thread, one issue and one model.
class Counter {
 public:
  /// @param rounds of the model; 0 for a model without rounds
  Counter(const PlannedIssue& issue, std::size_t rounds);

  /// Adds lane `lane` of a solved tile: draw number `draw`.
  void add(const model::IssueTile& tile, const model::Course& course, std::size_t lane, std::uint64_t draw);

  BlockSums sums = {};  ///< of the block under way; the owner clears it
  Tally tally = {};     ///< whole numbers so far

 private:
  void add_rounds(const model::Course& course, std::size_t lane, std::uint64_t draw);
  void add_rest(const model::Course& course, std::size_t lane);

  std::size_t actors_, rounds_;
  double low_, high_;
  std::vector<std::uint64_t> seen_;  ///< [actors * actors * 3]: last draw + 1 in which the move was counted
};

/// Counts a trade of a draw.
void add_trade(Swaps& swaps, const model::Trade& trade);

/// Adds those of later blocks.
void merge_swaps(std::vector<Swaps>& to, const std::vector<Swaps>& later);

/// An empty Tally of the right shape.
[[nodiscard]] Tally empty_tally(const PlannedIssue& issue, std::size_t rounds);

/// Adds the whole numbers of `from`; to an empty Tally that was never given a shape, all of it.
void add_counts(Tally& to, const Tally& from);

/// Sets the whole numbers to nought.
void clear_counts(Tally& tally);

/// Puts the sums of all blocks into the tally, as means over draws.
void finish(Tally& tally, const BlockSums& sums);

}  // namespace suasion::ensemble
