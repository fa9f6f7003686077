#pragma once
/// From a task to an experiment with all moves on it.

#include "suasion/analysis/leverage/leverage.hpp"

namespace suasion::analysis {

/// What stands ready for the search. Not copied: the stage refers to the experiment.
struct Setup {
  std::size_t actor = 0;
  PursuedGoal goal = {};
  std::vector<StudiedOutput> outputs = {};  ///< the goal's first
  std::unique_ptr<ensemble::ScenarioExperiment> experiment = {};
  Stage stage = {};
  std::vector<ClosedDeed> closed = {};
  bool deeds_left_out = false;
};

/// @param half draws of each half, a multiple of 256; 0: the default of the goal's kind. On return what is used.
/// @error see leverage().
[[nodiscard]] base::Result<Setup> set_up(const LeverageTask& task, std::uint64_t& half);

}  // namespace suasion::analysis
