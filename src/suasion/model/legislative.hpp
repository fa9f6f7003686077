#pragma once
/// Stationary legislative bargaining on a line (Baron and Ferejohn 1989; Banks and Duggan 2000; Cho and Duggan 2003).
///
/// In each period i is recognised with probability p_i and proposes an outcome; if a winning set of voters accepts, the
/// game is over, else the next period begins. Utility u_i(y) = 1 - |x_i - y|^e, e = 1 or 2, distances in units of the
/// scale; a period of delay is worth 0, or u_i(q) where the status quo q lives on. In the stationary equilibrium
/// without delay there is an interval A = [a, b] of outcomes that pass:
///
///     y_i = the point of A nearest to x_i                              what i proposes
///     v_i = sum_j p_j u_i(y_j)                                         what going on is worth to i
///     i accepts y iff u_i(y) >= delta v_i  (+ (1 - delta) u_i(q))      so iff |x_i - y| <= r_i
///     a, b = the lowest and the highest outcome that a winning set accepts
///
/// For e = 2 the equilibrium is unique (Cho and Duggan 2003). It is found by starting with everybody proposing its own
/// position and going round these lines until A rests.

#include <optional>
#include <vector>

#include "suasion/model/bargaining.hpp"
#include "suasion/model/voting.hpp"

namespace suasion::model::legislative {

struct Game {
  std::vector<Voter> members = {};        ///< positions in units of the scale; those without votes may still propose
  std::vector<double> recognition = {};   ///< [members], probabilities
  std::optional<double> status_quo = {};  ///< what a period of delay is worth, in units of the scale; else nothing
  Procedure procedure = {};
  double delta = 0.9;     ///< discount factor
  bool quadratic = true;  ///< e = 2, else 1
};

struct Equilibrium {
  Span accepted = {};                 ///< A
  std::vector<double> proposal = {};  ///< [members]
  std::size_t steps = 0;              ///< until A rested; `most_steps` if it did not
};

inline constexpr std::size_t most_steps = 20'000;

/// @param game at least one member with a vote.
[[nodiscard]] Equilibrium solve(const Game& game);

[[nodiscard]] Model entry();

}  // namespace suasion::model::legislative
