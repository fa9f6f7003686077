#pragma once
/// A goal over a scenario, for the search: every move on the same draws and the same luck.

#include <atomic>
#include <functional>

#include "suasion/analysis/advice/objective.hpp"
#include "suasion/analysis/leverage/moves.hpp"
#include "suasion/analysis/study/sample.hpp"
#include "suasion/ensemble/trials.hpp"

namespace suasion::analysis {

/// Thrown out of a search that was asked to stop.
struct Cancelled {};

/// An experiment with an output for the goal in each world that a move leads to.
struct Stage {
  const ensemble::ScenarioExperiment* experiment = nullptr;
  std::vector<Move> moves = {};
  std::vector<std::vector<ensemble::Push>> pulls = {};  ///< [moves]: of one unit; scale holds InputPull::scale
  /// [moves + 1][outputs of the scenario as it is]: which output of the experiment stands for it once that move is
  /// made; the last row is that of moves that stay in the same world.
  std::vector<std::vector<std::size_t>> outputs = {};
  Columns points = {};  ///< of all draws that a search may ask for
};

/// What a portfolio asks of an experiment.
struct Asked {
  std::vector<ensemble::Push> pushes = {};
  std::size_t row = 0;   ///< of Stage::outputs
  bool possible = true;  ///< false where two of its moves lead to different worlds
};
[[nodiscard]] Asked asked(const Stage& stage, const Portfolio& portfolio);

struct LeverageWatch {
  std::function<void(std::uint64_t done)> progress = {};  ///< draws evaluated so far, from the calling thread
  const std::atomic<bool>* cancel = nullptr;
  base::Team* team = nullptr;  ///< who shares the work; null: this process is alone. Never changes a result.
};

/// Values are sign * the first output of the stage; not a number where two moves of a portfolio exclude each other.
class ScenarioObjective final : public Objective {
 public:
  ScenarioObjective(const Stage& stage, double sign, std::uint64_t seed, unsigned threads, LeverageWatch watch);

  /// @throws Cancelled.
  void evaluate(std::span<const Portfolio> moves, std::uint64_t first_block, std::uint64_t blocks,
                std::span<double> values) override;

 private:
  void piece(const Asked& move, std::uint64_t block, std::span<double> to);

  const Stage& stage_;
  double sign_;
  std::uint64_t seed_;
  unsigned threads_;
  LeverageWatch watch_;
  ensemble::Trials trials_;
  std::uint64_t done_ = 0;
};

/// One block of a stage: outputs of the experiment, of which the others stay as they are.
/// @return [outputs of the experiment][256]
[[nodiscard]] std::vector<double> run_block(const Stage& stage, ensemble::Trials& trials,
                                            std::span<const std::size_t> outputs,
                                            std::span<const ensemble::Push> pushes, std::uint64_t seed,
                                            std::uint64_t block);

}  // namespace suasion::analysis
