#pragma once
/// Independent pieces of work over threads, and over processes. What each piece computes may not depend on the others,
/// so the order does not matter, nor who does which.

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

#include "suasion/analysis/carrier.hpp"
#include "suasion/base/team.hpp"

namespace suasion::analysis {

/// How a caller watches and stops a long computation, and with whom it shares it.
struct Watch {
  std::function<void(std::size_t done)> progress = {};  ///< from the calling thread, about ten times a second
  const std::atomic<bool>* cancel = nullptr;            ///< set: pieces not yet begun are left out
  base::Team* team = nullptr;                           ///< null: this process is alone. Never changes a result.

  /// For a stage that is not counted.
  [[nodiscard]] Watch silent() const { return {.cancel = cancel, .team = team}; }
};

/// What a piece filled in, named for a carrier. Called for pieces that this process did and for those that it did not.
using Carry = std::function<void(std::size_t piece, Carrier& carrier)>;

/// Calls work(0) ... work(count - 1), each once, on `threads` threads (0: one per processor).
/// @param carry with it the pieces are shared out among the processes of the watch, and what they filled in is
/// exchanged; without it every process does all of them.
/// @return false if it was cancelled, in one process or all. @throws what a piece threw, after all threads have ended.
bool for_each_piece(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                    const Watch& watch, const Carry& carry = {});

/// Which pieces a process does: of every `size` that follow each other one, in an order that changes, so that no
/// process gets all those of one kind.
[[nodiscard]] std::vector<std::size_t> pieces_of_rank(std::size_t count, unsigned rank, unsigned size);

}  // namespace suasion::analysis
