#pragma once
/// Who can decide an issue of a scenario, over its draws: power, pivots, and the coalitions that recur.

#include <optional>
#include <string>

#include "suasion/analysis/coalitions/blocking.hpp"
#include "suasion/analysis/parallel.hpp"
#include "suasion/ensemble/plan.hpp"

namespace suasion::analysis::coalitions {

/// What counts in the game of an issue.
enum class Weights : std::uint8_t {
  votes,     ///< as the issue's procedure has it
  resources  ///< capability times salience, a bare majority of it, where no procedure is stated
};

/// A figure over draws.
struct Spread {
  double mean = 0.0, error = 0.0;  ///< standard error of the mean
  double q05 = 0.0, q95 = 0.0;
};

/// An actor of an issue.
struct Player {
  std::size_t actor = 0;  ///< index into Scenario::actors
  Spread weight = {};     ///< share of all votes, or of capability times salience
  Spread shapley_shubik = {}, banzhaf = {};
  double pivot_rising = 0.0, pivot_falling = 0.0;  ///< share of draws in which it decides, joining from that side
  double veto = 0.0, dummy = 0.0, dictator = 0.0;  ///< share of draws in which it is one
};

/// A set of players with the share of draws in which it is minimal.
struct RecurringSet {
  std::vector<std::size_t> players = {};  ///< indices into IssueGame::players
  double share = 0.0;
};

struct IssueGame {
  std::size_t issue = 0;  ///< index into Scenario::issues
  Weights weights = Weights::resources;
  model::Procedure procedure = {};        ///< in force; the bare majority where none is stated
  std::vector<std::size_t> consent = {};  ///< indices into players
  std::vector<Player> players = {};
  std::vector<RecurringSet> winning = {}, blocking = {};  ///< most frequent first; empty where `too_many`
  std::size_t winning_kinds = 0, blocking_kinds = 0;      ///< how many different sets were minimal in any draw
  std::uint64_t draws = 0, undecidable = 0;  ///< draws with a game; draws in which nobody can decide, left out of it
  bool too_many = false;                     ///< more players than coalitions can be listed for
};

struct GamesSpec {
  std::uint64_t seed = 1, draws = 1024;  ///< rounded up to whole blocks
  unsigned threads = 0;
  std::size_t most_sets = 8;  ///< of each kind
};

/// @param issues of the plan. @return one game for each; nothing where it was cancelled.
[[nodiscard]] std::optional<std::vector<IssueGame>> scenario_games(const ensemble::Plan& plan,
                                                                   const std::vector<std::size_t>& issues,
                                                                   const GamesSpec& spec, const Watch& watch = {});

}  // namespace suasion::analysis::coalitions
