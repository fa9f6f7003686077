#pragma once
/// What a move comes to, draw by draw: the only thing that a search for advice knows of a model.

#include <cstdint>
#include <span>

#include "suasion/analysis/advice/move.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::analysis {

/// Evaluates moves. The same draw has the same luck for every move, so that differences between moves are paired; a
/// value is a function of (move, draw) and of nothing else. May spread a call over threads.
/// @source Glasserman and Yao 1992 (when common random numbers lessen the variance of a difference)
class Objective {
 public:
  virtual ~Objective() = default;
  /// @param moves portfolios in the caller's numbering of levers; an empty one is doing nothing.
  /// @param first_block, blocks of model::block_draws draws each.
  /// @param values [moves][blocks * block_draws]: the outcome in the goal's direction (higher is better), in its own
  ///   unit; not a number where the draw or the move is impossible.
  virtual void evaluate(std::span<const Portfolio> moves, std::uint64_t first_block, std::uint64_t blocks,
                        std::span<double> values) = 0;
};

}  // namespace suasion::analysis
