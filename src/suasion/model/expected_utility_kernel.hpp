#pragma once
/// The arithmetic of the expected-utility group decision model, for eight draws at once. See expected_utility.hpp for
/// the equations and options. The kernel is compiled once per instruction set into a namespace of its own; all of them
/// give the same bits.

#include <cstddef>
#include <cstdint>

#include "suasion/model/tile.hpp"

namespace suasion::model::expected_utility {

/// The options, each documented in expected_utility.cpp beside who uses which value.
struct Parameters {
  bool pairwise = false;          ///< normalisation: P_ij + P_ji = 1, instead of one sum over all pairs
  bool own_positions = false;     ///< risk: danger over all positions an actor could hold, instead of across actors
  bool least_move = false;        ///< choice among compromises: least movement, instead of lowest blend
  bool never_capitulate = false;  ///< capitulation test of the program: compares a value with itself, never true
  bool observer_votes = false;    ///< votes bent by the observer's risk exponent, instead of each voter's own
  bool last_of_equals = false;    ///< ties between equally good offers go to the last proposer, instead of the first
  bool range_per_round = false;   ///< range of positions taken anew each round
  bool median_centre = false;     ///< centre mu is the weighted median, instead of the weighted mean
  bool median_outcome = false;    ///< the outcome is the weighted median, instead of the weighted mean
  double Q = 1.0;                 ///< probability that the status quo holds if i does not challenge
  double T = 0.5;                 ///< probability that things improve for i if they change by themselves
  double tolerance = 0.0;         ///< also at rest when the centre moves by less than this share of the range
  std::size_t rounds = 10;
};

/// Actors nearer than this share of the range stand on the same position: they make each other no offers. Expected
/// utilities of neighbours are of the order of the square of their distance, so that below about 1e-7 their signs are
/// rounding, and a trajectory would hang on the machine (as it does in round 6 of `compromise_choice=least_move` on the
/// car emission standards).
inline constexpr double same_position = 1e-6;

/// From so many actors on votes are counted by sorting (expected_utility_sorted.hpp), which changes their last digits.
/// So the number is the same for every instruction set: where sorting is faster on each, by bench/kernel_bench.cpp.
inline constexpr std::size_t sorted_from = 40;

/// Cells of the grid that says who stands where; more find faster, and take longer to lay.
constexpr std::size_t cells_for(std::size_t actors) {
  return 16 * actors;
}

/// Packs of eight doubles that a kernel needs to work on: scratch must hold so many, aligned to 64 bytes.
constexpr std::size_t scratch_packs(std::size_t actors, const Parameters& parameters) {
  const std::size_t squares = 3U + (parameters.observer_votes ? 2U : 0U) + (parameters.own_positions ? 1U : 0U);
  const std::size_t whole_numbers = actors * (actors + 1) + cells_for(actors) + 1;  // two to a double
  const std::size_t sorting = actors * (actors + 1) + actors + 1 + whole_numbers / 2 + 1;
  return actors * actors * squares + 13 * actors + (actors < sorted_from ? 0 : sorting);
}

/// The same issue in several tiles.
struct Tiles {
  const IssueTile* issue = nullptr;  ///< [count]
  Course* course = nullptr;          ///< [count], with room for everything
  std::size_t count = 0;
};

/// Plays all draws of the tiles. A lane whose draw has come to rest takes the next one that waits; what becomes of a
/// draw does not depend on which lane plays it, and when.
using Solve = void(const Parameters& parameters, const Tiles& tiles, double* scratch);

namespace generic {
Solve solve;
}
#if defined(__x86_64__)
namespace avx2 {
Solve solve;
}
namespace avx512 {
Solve solve;
}
#endif

}  // namespace suasion::model::expected_utility
