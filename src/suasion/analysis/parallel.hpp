#pragma once
/// Independent pieces of work over threads. What each piece computes may not depend on the others, so the order does
/// not matter.

#include <atomic>
#include <cstddef>
#include <functional>

namespace suasion::analysis {

/// How a caller watches and stops a long computation.
struct Watch {
  std::function<void(std::size_t done)> progress = {};  ///< from the calling thread, about ten times a second
  const std::atomic<bool>* cancel = nullptr;            ///< set: pieces not yet begun are left out
};

/// Calls work(0) ... work(count - 1), each once, on `threads` threads (0: one per processor).
/// @return false if it was cancelled. @throws what a piece threw, after all threads have ended.
bool for_each_piece(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work,
                    const Watch& watch);

}  // namespace suasion::analysis
