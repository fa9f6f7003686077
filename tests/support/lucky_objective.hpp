#pragma once
/// A plain function of amounts and luck as an objective of a search for advice, for tests and benchmarks.

#include <functional>

#include "suasion/analysis/advice/objective.hpp"

namespace suasion::test {

/// What levers come to: `amounts` [levers] in the caller's numbering, `luck` a standard normal number of the draw.
using MoveFunction = std::function<double(std::span<const double> amounts, double luck)>;

class LuckyObjective final : public analysis::Objective {
 public:
  LuckyObjective(std::size_t levers, MoveFunction function, unsigned threads = 1)
      : levers_(levers), function_(std::move(function)), threads_(threads) {}

  void evaluate(std::span<const analysis::Portfolio> moves, std::uint64_t first_block, std::uint64_t blocks,
                std::span<double> values) override;

  /// Draws evaluated, as the objective itself counts them.
  [[nodiscard]] std::uint64_t runs() const { return runs_; }

 private:
  std::size_t levers_ = 0;
  MoveFunction function_;
  unsigned threads_ = 1;
  std::uint64_t runs_ = 0;
};

}  // namespace suasion::test
