#pragma once
/// One thread's way through blocks of 256 draws: draw the inputs, solve every issue with every model, count.

#include <memory>
#include <vector>

#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/ensemble/tally.hpp"
#include "suasion/ensemble/tree.hpp"

namespace suasion::ensemble {

/// Sums of doubles, in the order issue by issue, model by model.
struct IssueSums {
  std::vector<BlockSums> cells = {};
  std::vector<Swaps> swaps = {};  ///< in the order of the plan's models
  void merge(const IssueSums& later);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(cells, swaps);
  }
};

/// What a block hands over besides whole numbers.
struct BlockResult {
  IssueSums sums = {};
  std::uint64_t invalid = 0;
  std::vector<double> draws = {};  ///< [draw_columns][rows], if asked for
};

/// What has been done of the blocks of a run.
struct IssuesPart {
  std::vector<Tally> counts = {};  ///< whole numbers, in the order of IssueSums::cells
  Tree<IssueSums> sums = {};
  std::uint64_t invalid = 0;

  void add(std::uint64_t block, BlockResult result);
  /// Adds blocks of which none is in it yet.
  void join(IssuesPart other);

  template <class Archive>
  void serialize(Archive& archive) {
    archive(counts, sums, invalid);
  }
};

/// Works on blocks, one at a time. Not shared between threads.
class BlockWorker {
 public:
  /// @param draws whether draws are asked for one by one
  BlockWorker(const Plan& plan, const math::Design& design, const RunSpec& spec, bool draws);
  ~BlockWorker();
  BlockWorker(BlockWorker&&) noexcept;
  BlockWorker& operator=(BlockWorker&&) = delete;
  BlockWorker(const BlockWorker&) = delete;
  BlockWorker& operator=(const BlockWorker&) = delete;

  /// Runs draws 256 * block ... and counts those below the number asked for.
  [[nodiscard]] BlockResult run(std::uint64_t block);

  /// Adds the whole numbers counted so far to a part, and forgets them.
  void hand_over(IssuesPart& part);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace suasion::ensemble
