#pragma once
/// One issue in eight draws at once, as kernels see it. Lane l of every array is draw l; no number of one lane may
/// touch another lane, so results do not depend on the instruction set or on which draws share a tile.
///
/// Kernels include this header, so it drags in nothing of the standard library that has code.

#include <cstddef>
#include <cstdint>

namespace suasion::model {

inline constexpr std::size_t lanes = 8;          ///< draws in a tile, whatever the machine's vector width
inline constexpr std::size_t block_draws = 256;  ///< draws in a block: the unit of scheduling and of ordered sums

/// Which institutions settle an issue, besides the members who vote.
enum class Form : std::uint8_t { none, consultation, codecision };

/// How an issue is decided, where its scenario lays that down. Rows count the actors of the issue; -1: nobody.
struct Procedure {
  double threshold = 0.5;             ///< share of votes that a decision needs; above 0.5 unless `more_than`
  bool more_than = true;              ///< it needs more than the threshold, not just that much
  double population_threshold = 0.0;  ///< share of the population it needs besides; 0: none
  std::int32_t proposer = -1;         ///< who makes the proposal
  std::int32_t parliament = -1;       ///< who must agree, or be heard, besides those who vote
  Form form = Form::none;
};

/// One issue in one tile. Arrays are aligned to 64 bytes.
struct IssueTile {
  std::size_t actors = 0;              ///< those with a stake in the issue, at least 2
  double scale_low = 0.0;              ///< lower end of the issue's scale
  double scale_high = 1.0;             ///< upper end, above the lower
  const double* position = nullptr;    ///< [actors][lanes], on the scale
  const double* capability = nullptr;  ///< [actors][lanes], >= 0, any unit
  const double* salience = nullptr;    ///< [actors][lanes], in [0, 1]
  const double* status_quo = nullptr;  ///< [lanes], on the scale; null where the issue has none
  // what only some scenarios state, and only some models read; null where it is not stated
  const double* votes = nullptr;         ///< [actors][lanes], >= 0
  const double* population = nullptr;    ///< [actors][lanes], >= 0, any unit
  const double* resolve = nullptr;       ///< [actors][lanes], in [0, 1]
  const Procedure* procedure = nullptr;  ///< the same in all draws
  const std::size_t* actor = nullptr;    ///< [actors]: which actor of the scenario, the same number on every issue
  // chance inside a model: math::uniform(seed, {shocks}, first_draw + lane, step)
  std::uint64_t seed = 0, shocks = 0, first_draw = 0;
};

/// How an actor came to move in a round.
enum class Offer : std::uint8_t { none, conflict, compromise, capitulation };

/// What happened in one tile. `outcome` is always written; the rest only by models that have rounds.
struct Course {
  double* outcome = nullptr;         ///< [lanes], on the scale
  double* position = nullptr;        ///< [rounds + 1][actors][lanes]; row 0 is the start; rows after rest repeat it
  std::int16_t* proposer = nullptr;  ///< [rounds][actors][lanes]: whose offer the actor took; -1 where it stayed
  Offer* offer = nullptr;            ///< [rounds][actors][lanes]
  std::uint8_t* settled_after = nullptr;  ///< [lanes]: rounds until rest; rounds + 1 if still moving at the end
};

}  // namespace suasion::model
