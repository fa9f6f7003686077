#pragma once
/// Runs a plan over many draws, on several threads, with the same bytes whatever their number.

#include <atomic>
#include <functional>
#include <iosfwd>

#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/results.hpp"

namespace suasion::ensemble {

struct RunSpec {
  std::uint64_t seed = 1;
  std::uint64_t draws = 10'000;
  math::DesignKind design = math::DesignKind::monte_carlo;
  unsigned threads = 0;  ///< 0: one per processor. Never changes a result.
};

/// How a caller watches and stops a run.
struct Control {
  std::function<void(std::uint64_t done, std::uint64_t draws)> progress =
      {};                                     ///< from the calling thread, about ten times a second
  const std::atomic<bool>* cancel = nullptr;  ///< set: blocks already begun are finished, the rest is left out
  std::ostream* draws_csv = nullptr;          ///< if set: one line per draw, in draw order: inputs, then outcomes
  bool reverse = false;  ///< blocks from last to first, to show that order does not matter; holds all blocks in memory
};

/// @throws std::system_error where the world fails (threads, a full disk behind draws_csv).
[[nodiscard]] Results run(const Plan& plan, const scenario::Scenario& scenario, const RunSpec& spec,
                          const Control& control = {});

}  // namespace suasion::ensemble
