#pragma once
/// Counting swings: coalitions that lose without an actor and win with it. Three ways to the same counts.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "suasion/analysis/coalitions/game.hpp"

namespace suasion::analysis::coalitions {

/// Most actors whose coalitions are enumerated: four million of them, in a fraction of a second.
constexpr std::size_t most_enumerated = 22;

/// [actors][size]: swings of each actor among coalitions of `size` others, 0 to actors - 1. Whole numbers, exact below
/// 2^53.
using Swings = std::vector<std::vector<double>>;

/// Whether each coalition wins; bit i of the index is actor i. @param game of at most `most_enumerated` actors.
[[nodiscard]] std::vector<std::uint8_t> winning(const Hurdles& game);

/// By trying every coalition. @param game of at most `most_enumerated` actors.
[[nodiscard]] Swings swings_by_enumeration(const Hurdles& game);

/// Cells that dynamic programming would keep: the product of actors and all needs plus one. Infinite if some weights
/// are not whole.
[[nodiscard]] double cells_of_program(const Hurdles& game);

/// By dynamic programming over sizes and sums of weights: coalitions of all but one actor, for each in turn, by halving
/// the rest. Only adds, so that nothing is lost to cancellation. Time O(cells n log n).
/// @param game with whole weights. @source the generating functions of Brams and Affuso 1976, Theory and Decision 7,
/// and of Mann and Shapley 1962, RAND RM-3158, extended to several criteria
[[nodiscard]] Swings swings_by_program(const Hurdles& game);

}  // namespace suasion::analysis::coalitions
