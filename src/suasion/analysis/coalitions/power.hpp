#pragma once
/// Power in weighted voting: how often an actor decides.

#include <cstdint>
#include <span>
#include <vector>

#include "suasion/analysis/coalitions/game.hpp"

namespace suasion::analysis::coalitions {

enum class Method : std::uint8_t { enumeration, program, sampling };

/// For games that are too large for exact counts.
struct Sampling {
  std::uint64_t samples = 20'000;
  std::uint64_t seed = 1;
};

struct Power {
  Method method = Method::enumeration;
  /// [actors]: chance that the actor is the one who makes a coalition win that all join in random order; sums to 1.
  /// @source Shapley and Shubik 1954, American Political Science Review 48, 787-792
  std::vector<double> shapley_shubik = {};
  /// [actors]: chance that the actor decides if all others vote yes or no by the toss of a coin.
  /// @source Penrose 1946, Journal of the Royal Statistical Society 109, 53-57; the "absolute" index of Banzhaf
  std::vector<double> penrose = {};
  /// [actors]: the same, scaled to sum to 1. @source Banzhaf 1965, Rutgers Law Review 19, 317-343
  std::vector<double> banzhaf = {};
  /// [actors]: standard errors of the first two; 0 where counts are exact.
  std::vector<double> shapley_shubik_error = {}, penrose_error = {};
};

/// Exact up to 22 actors (most_enumerated), or with whole weights (see hurdles()) as long as dynamic programming takes
/// a few seconds at most; else from random orders and random coalitions, with standard errors. More than 1000 actors
/// are always sampled. Microseconds for a dozen actors. Errors: as hurdles().
[[nodiscard]] base::Result<Power> power(const Game& game, const Sampling& sampling = {});

/// Who decides when actors join in the order of their positions.
struct Pivots {
  std::size_t rising = 0;   ///< joining from the lowest position upwards, this actor makes the coalition win
  std::size_t falling = 0;  ///< the same from the highest downwards
};

/// The pivots along an issue. With one criterion and a bare majority both are at the weighted median (Black 1948);
/// with a larger quota they enclose what cannot be moved: the gridlock interval. At equal positions, the order of
/// actors decides who of them is named, never the position. Errors: as hurdles().
/// @param positions [actors]
[[nodiscard]] base::Result<Pivots> pivots(const Game& game, std::span<const double> positions);

}  // namespace suasion::analysis::coalitions
