#pragma once
/// Weighted voting: who is needed for a decision, by rules that count weights.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::analysis::coalitions {

enum class QuotaUnit : std::uint8_t { share, absolute };  ///< of the sum of weights, or in their unit
enum class Majority : std::uint8_t { more_than, at_least };

/// A coalition meets it if its weights together are more than, or at least, the quota.
struct Criterion {
  std::vector<double> weights = {};  ///< [actors], none negative
  double quota = 0.5;
  QuotaUnit unit = QuotaUnit::share;
  Majority majority = Majority::more_than;
};

/// A coalition wins if it meets every criterion and holds every actor of `consent`.
struct Game {
  std::vector<Criterion> criteria = {};   ///< e.g. one of votes; or states and population: a double majority
  std::vector<std::size_t> consent = {};  ///< actors without whom nothing passes, e.g. who proposes
};

/// One criterion ready to be tested: met if the weights sum to at least `need`.
struct Hurdle {
  std::vector<double> weights = {};
  double need = 0.0;
  bool whole = false;  ///< weights and need are whole numbers, their sums exact
};

/// The criteria as hurdles, consent as one more (a vote each, all votes needed), and those that everybody passes left
/// out.
///
/// Weights that are multiples of one decimal unit (down to a millionth; 12.5 and 10 are, thirds are not) become whole
/// numbers without a common divisor, so that ties with the quota are exact: six tenths meet a quota of 0.6. Others stay
/// doubles, and a sum within 1e-12 of the total from the quota counts as equal to it.
///
/// Errors: A501 weights are missing, negative or not finite, or consent names nobody; A502 nobody, or not even all
/// together, can decide.
struct Hurdles {
  std::size_t actors = 0;
  std::vector<Hurdle> all = {};
};
[[nodiscard]] base::Result<Hurdles> hurdles(const Game& game);

/// True if the coalition wins. @param in [actors]: 1 for members
[[nodiscard]] bool wins(const Hurdles& game, const std::vector<std::uint8_t>& in);

}  // namespace suasion::analysis::coalitions
