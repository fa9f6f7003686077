#pragma once
/// One thread's way through blocks of 256 draws: draw the inputs, solve every issue with every model, count.

#include <memory>
#include <string>
#include <vector>

#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/ensemble/tally.hpp"

namespace suasion::ensemble {

/// What a block hands over besides whole numbers, in the order issue by issue, model by model.
struct BlockResult {
  std::vector<BlockSums> sums = {};
  std::vector<Swaps> swaps = {};  ///< in the order of the plan's models
  std::uint64_t invalid = 0;
  std::string csv = {};  ///< lines of the draws, if asked for
};

/// Works on blocks, one at a time. Not shared between threads.
class BlockWorker {
 public:
  BlockWorker(const Plan& plan, const math::Design& design, const RunSpec& spec, bool csv);
  ~BlockWorker();
  BlockWorker(BlockWorker&&) noexcept;
  BlockWorker& operator=(BlockWorker&&) = delete;
  BlockWorker(const BlockWorker&) = delete;
  BlockWorker& operator=(const BlockWorker&) = delete;

  /// Runs draws 256 * block ... and counts those below the number asked for.
  [[nodiscard]] BlockResult run(std::uint64_t block);

  /// Whole numbers so far, in the same order as BlockResult::sums.
  [[nodiscard]] const Tally& counts(std::size_t cell) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Header line of the CSV of draws.
[[nodiscard]] std::string csv_header(const Plan& plan, const scenario::Scenario& scenario);

}  // namespace suasion::ensemble
