#pragma once
/// Runs a plan over many draws: on several threads, in several processes, in one go or in pieces, with the same bytes.

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "suasion/base/team.hpp"
#include "suasion/ensemble/keeping.hpp"
#include "suasion/ensemble/plan.hpp"
#include "suasion/ensemble/results.hpp"

namespace suasion::ensemble {

struct RunSpec {
  std::uint64_t seed = 1;
  std::uint64_t draws = 10'000;
  math::DesignKind design = math::DesignKind::monte_carlo;
  unsigned threads = 0;  ///< 0: one per processor. Never changes a result.
};

/// How a caller watches, stops, keeps and shares out a run.
struct Control {
  std::function<void(std::uint64_t done, std::uint64_t draws)> progress =
      {};                                     ///< from the calling thread, about ten times a second
  const std::atomic<bool>* cancel = nullptr;  ///< set: blocks already begun are finished, the rest is left out
  DrawsSink* draws = nullptr;                 ///< if set: takes every draw
  Keeper* keeper = nullptr;                   ///< if set: keeps what is done, and knows what was done before
  std::string stage = "issues";               ///< the name of this stage for the keeper
  base::Team* team = nullptr;         ///< if set: the processes that share the blocks; process 0 has the results
  std::optional<Ranges> blocks = {};  ///< of 256 draws, to be done; all, if not set
};

/// Process 0 of a team comes by everything; the others by what was done (draws_done, blocks), and not by figures.
/// @throws std::system_error where the world fails (threads, a full disk behind a keeper or a sink).
[[nodiscard]] Results run(const Plan& plan, const RunSpec& spec, const Control& control = {});

/// How many of so many draws lie in these blocks.
[[nodiscard]] std::uint64_t draws_in(const Ranges& blocks, std::uint64_t draws);

/// What Control::draws is given of a draw.
struct DrawColumn {
  enum class Kind { input, outcome, valid };
  Kind kind = Kind::input;
  std::size_t input = 0;             ///< of the plan
  std::size_t issue = 0, model = 0;  ///< of the plan, for an outcome
};

/// Every input, then every outcome (issue by issue, model by model, where the model has something to say), then 1 where
/// all of them are finite, else 0.
[[nodiscard]] std::vector<DrawColumn> draw_columns(const Plan& plan);

}  // namespace suasion::ensemble
