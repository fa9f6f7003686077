#pragma once
/// What one actor of a scenario can do for a goal: the search over its moves, and what the best of them does besides.

#include "suasion/analysis/advice/search.hpp"
#include "suasion/analysis/leverage/effects.hpp"

namespace suasion::analysis {

/// What is asked.
struct LeverageTask {
  const scenario::Scenario& scenario;
  const scenario::Files& files;  ///< that it was read from
  const ensemble::Plan& plan;    ///< the first model that speaks of an issue leads
  WorldMaker& maker;
  std::string actor = {};  ///< id
  std::string goal = {};   ///< as parse_goal() takes it
  std::string model = {};  ///< whose outcomes of issues count where it speaks; empty: the leading ones
  Costs costs = {};
  double budget = 25.0;        ///< in points
  std::size_t most_moves = 3;  ///< used together
  std::optional<Criterion> criterion =
      {};                   ///< unless stated: reach where there is something to be reached, else expected
  std::uint64_t draws = 0;  ///< 0: see default_leverage_draws
  std::uint64_t seed = 1;
  unsigned threads = 0;
};

/// Draws that the last moves are compared on, if nothing is said: for goals on issues, and for goals on the system,
/// whose draws take longer.
inline constexpr std::uint64_t issue_goal_draws = 8192, system_goal_draws = 4096;

struct LeverageAnswer {
  std::size_t actor = 0;
  PursuedGoal goal = {};
  Criterion criterion = Criterion::expected;
  Costs costs = {};
  double budget = 0.0;
  std::uint64_t draws = 0;       ///< of each of the two halves: to choose, and to report
  std::vector<Move> moves = {};  ///< that have an effect; levers of `advice`
  std::vector<Move> idle = {};   ///< that change nothing in any draw
  std::vector<ClosedDeed> closed = {};
  bool deeds_left_out = false;  ///< the actor has deeds, but the goal is an issue, which they do not reach
  Advice advice = {};
  std::optional<Attainment> unlimited = {};     ///< where the budget does not suffice: what would come nearest
  Estimate start = {};                          ///< the goal's output as things stand
  GainFigures nothing = {};                     ///< doing nothing, on the draws of the report
  std::vector<StudiedOutput> outputs = {};      ///< the goal's first, then every issue and question
  std::vector<SideEffect> effects = {};         ///< [outputs] of the best move; empty where nothing is to be done
  IssueEffects on_issues = {};                  ///< of the same
  std::vector<std::string> rounds_models = {};  ///< [issues of the plan] whose positions are compared; empty: none
  std::uint64_t model_runs = 0;
};

/// Searches. @return nothing where it was cancelled.
/// @error M301 to M303 as plan_study(), M311 to M314 of the goal, M315 no such actor, M316 an actor without moves, and
/// what planning a world finds.
[[nodiscard]] base::Result<std::optional<LeverageAnswer>> leverage(const LeverageTask& task,
                                                                   const LeverageWatch& watch = {});

}  // namespace suasion::analysis
