#pragma once
/// What one actor can do in a scenario: levers with the inputs they move.

#include <string>
#include <vector>

#include "suasion/analysis/advice/move.hpp"
#include "suasion/analysis/leverage/costs.hpp"
#include "suasion/analysis/leverage/goal.hpp"
#include "suasion/scenario/document.hpp"

namespace suasion::analysis {

/// What one unit of a lever does to an input in every draw: value * (1 + amount * scale) + amount * shift, kept within
/// [low, high].
struct InputPull {
  std::string path = {};
  double scale = 0.0, shift = 0.0;
  double low = 0.0, high = 0.0;
  double median = 0.0;  ///< of the input as it stands, for words
};

/// A lever of an actor, and what it moves.
struct Move {
  Lever lever = {};
  MoveKind kind = MoveKind::position;
  std::size_t issue = 0;        ///< index into Scenario::issues; of an exchange the one on which the other gives way
  std::size_t other_issue = 0;  ///< of an exchange: on which the actor gives way
  std::size_t partner = 0;      ///< of an exchange or an ally: index into Scenario::actors
  std::vector<InputPull> pulls = {};
  std::string deed = {};  ///< id of the counterfactual
  std::string text = {};  ///< of the deed, in its author's words
};

/// A what-if about the actor's own deeds that cannot be chosen any more, and why.
struct ClosedDeed {
  std::string id = {}, why = {};
};

struct Moves {
  std::vector<Move> open = {};
  std::vector<ClosedDeed> closed = {};
};

/// Where the leading model sees each issue end (not a number where none speaks), for telling allies.
using IssueMeans = std::vector<double>;

/// How far moves go at most. @source judgement
inline constexpr double most_of_scale = 0.25;    ///< of the scale, for stated positions, either way
inline constexpr double most_attention = 25.0;   ///< percent points of salience
inline constexpr double most_capability = 50.0;  ///< percent of the actor's own
inline constexpr double most_of_ally = 30.0;     ///< percent of an ally's

/// Moves on issues: the actor's positions, attention and capability on each of `issues`, exchanges over pairs of issues
/// of which one at least is among them, and allies on those of `allied`.
/// @param means of all issues of the scenario.
[[nodiscard]] std::vector<Move> issue_moves(const scenario::Scenario& scenario, std::size_t actor,
                                            const std::vector<std::size_t>& issues,
                                            const std::vector<std::size_t>& allied, const IssueMeans& means,
                                            const Costs& costs);

/// Exchanges at the medians: swaps at the rate that leaves both equally better off, as far as both gain by their
/// stated interests. @source Stokman and Van Oosten 1994
[[nodiscard]] std::vector<Move> exchanges(const scenario::Scenario& scenario, std::size_t actor,
                                          const std::vector<std::size_t>& issues, const Costs& costs);

/// The counterfactuals all of whose edits are about deeds of the actor, not yet done by the origin: events, tours,
/// sanctions and commitments from it, elections and decisions of its own. What would undo something already announced
/// is closed. @param protege id of the actor whose decisions the module `decision` makes.
[[nodiscard]] Moves deeds(const scenario::Scenario& scenario, const scenario::Document& document, std::size_t actor,
                          const std::string& protege, const Costs& costs);

}  // namespace suasion::analysis
