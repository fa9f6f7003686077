#pragma once
/// What a move does besides what it is for: to every other outcome, to the positions others end with, and to how well
/// each actor fares by its own stated interests.

#include "suasion/analysis/forecast.hpp"
#include "suasion/analysis/leverage/scenario_objective.hpp"

namespace suasion::analysis {

/// Draws of a stage: blocks first ... first + count - 1.
struct DrawRange {
  std::uint64_t seed = 1, first_block = 0, blocks = 1;
  unsigned threads = 0;
};

/// An output without and with the move, draw by draw.
struct SideEffect {
  std::size_t output = 0;  ///< index into the outputs of the scenario as it is
  Estimate before = {}, change = {};
};

/// [outputs of the scenario as it is]. @throws Cancelled.
[[nodiscard]] std::vector<SideEffect> side_effects(const Stage& stage, const Portfolio& move, const DrawRange& draws,
                                                   const LeverageWatch& watch);

/// How an actor's last position on an issue changes, in a model with rounds.
struct Response {
  std::size_t issue = 0, actor = 0;  ///< indices into the scenario
  Estimate change = {};              ///< on the issue's scale
};

/// How an actor fares: the change of - sum_p s_p |x_p - O_p| / length of the scale, with the positions and saliences
/// that the scenario states, whatever is pretended. In points: 1 is a hundredth of a scale at full salience.
struct Fortune {
  std::size_t actor = 0;
  Estimate change = {};
};

struct IssueEffects {
  std::vector<Response> responses = {};  ///< on the issues that the move touches
  std::vector<Fortune> fortunes = {};    ///< of every actor with a stake
};

/// Models by issue of the plan; Comparison::none where none speaks.
struct IssueModels {
  std::vector<std::size_t> leading = {};      ///< whose outcomes count
  std::vector<std::size_t> with_rounds = {};  ///< whose positions are compared
};

/// @throws Cancelled.
[[nodiscard]] IssueEffects issue_effects(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                         const Stage& stage, const Portfolio& move, const IssueModels& models,
                                         const DrawRange& draws, const LeverageWatch& watch);

}  // namespace suasion::analysis
