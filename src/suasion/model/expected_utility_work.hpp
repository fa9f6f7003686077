#pragma once
/// What the expected-utility kernel works on, and the sums over actors that it takes most. For kernels only: everything
/// is compiled once per instruction set.

#include "suasion/math/elementary.hpp"
#include "suasion/model/expected_utility_kernel.hpp"

namespace suasion::model::expected_utility::SUASION_TARGET {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// Everything the kernel holds for one tile. Pair tables are [i * n + j].
struct Work {
  const Parameters* options;
  std::size_t n;
  Pack* table;        ///< [n * n] voters' distance utilities: row = position, column = voter
  Pack* votes;        ///< [n * n] votes for i against j, then P_ij; of the observer i where observer_votes
  Pack* against;      ///< [n * n] P_ji as seen by i; used only where observer_votes
  Pack* log_gap;      ///< [n * n] log2 of distances over the range; used only where observer_votes
  Pack* turned;       ///< [n * n] votes with rows and columns exchanged; used only where own_positions
  Pack* own;          ///< [n] a column of the table; used only where own_positions
  Pack* x;            ///< [n] positions
  Pack* weight;       ///< [n] capability times salience
  Pack* salience;     ///< [n]
  Pack* risk;         ///< [n] risk exponents
  Pack* total;        ///< [n] row sums of the table
  Pack* best_class;   ///< [n] 0 none, 1 capitulation, 2 compromise, 3 conflict
  Pack* best_key;     ///< [n] what is least for the best offer
  Pack* best_target;  ///< [n] where the best offer leads
  Pack* best_from;    ///< [n] who made it
  Pack* gaps;         ///< [n * n] distances over the range
  Pack* from_centre;  ///< [n] distances from the centre over the range
  Mask* moves;        ///< [n] who moves this round
  Pack* unchanged;    ///< [n] Uq by the actor's own exponent
  // used only where votes are counted by sorting; ranks and actors are counted in doubles: times eight, plus lane
  Pack* sorted;           ///< [n + 1] positions from left to right, then infinity
  Pack* prefix;           ///< [n * (n + 1)] sums of rows of the table over the first voters from the left
  std::uint32_t* voter;   ///< [n][lanes] which actor stands where from left to right
  std::uint32_t* middle;  ///< [n * n][lanes] how many stand left of the midpoint of a pair, the first below the second
  std::uint32_t* first;   ///< [cells + 1][lanes] the first from the left in a cell of the range, or behind it
  Pack range;
  Pack centre;
};

/// |x_i - x_j| / R
SUASION_INLINE Pack gap(const Work& w, std::size_t i, std::size_t j) {
  return w.gaps[i * w.n + j];
}

/// Distances of this round, once. True divisions: the ends of the range must be exactly 1 apart, since (1/2 - D/2)^r
/// has an infinite slope there for r < 1.
inline void measure(Work& w) {
  const std::size_t n = w.n;
  for (std::size_t i = 0; i < n; ++i) {
    w.gaps[i * n + i] = broadcast(0.0);
    for (std::size_t j = i + 1; j < n; ++j) {
      w.gaps[i * n + j] = abs(w.x[i] - w.x[j]) / w.range;
      w.gaps[j * n + i] = w.gaps[i * n + j];
    }
    w.from_centre[i] = abs(w.x[i] - w.centre) / w.range;
  }
}

inline Pack weighted_mean(const Work& w) {
  Pack sum = broadcast(0.0);
  Pack mass = broadcast(0.0);
  for (std::size_t k = 0; k < w.n; ++k) {
    sum = sum + w.weight[k] * w.x[k];
    mass = mass + w.weight[k];
  }
  return sum / mass;
}

/// The least position with at least half the weight at or below it; midway to the next one where it is exactly half.
inline Pack weighted_median(const Work& w) {
  constexpr double rounding = 1e-12;  // of the total weight: halves that differ by rounding alone are halves
  Pack mass = broadcast(0.0);
  Pack top = w.x[0];
  for (std::size_t k = 0; k < w.n; ++k) {
    mass = mass + w.weight[k];
    top = max(top, w.x[k]);
  }
  const Pack half = 0.5 * mass;
  Pack lower = top;
  Pack held = mass;  // weight at or below `lower`
  for (std::size_t i = 0; i < w.n; ++i) {
    Pack below = broadcast(0.0);
    for (std::size_t k = 0; k < w.n; ++k) {
      below = below + select(w.x[k] <= w.x[i], w.weight[k], broadcast(0.0));
    }
    const Mask better = (below >= half - rounding * mass) & (w.x[i] <= lower);
    lower = select(better, w.x[i], lower);
    held = select(better, below, held);
  }
  Pack next = top;
  for (std::size_t k = 0; k < w.n; ++k) {
    next = select((w.x[k] > lower) & (w.x[k] < next), w.x[k], next);
  }
  const Mask exact = (abs(held - half) <= rounding * mass) & (next > lower);
  return select(exact, 0.5 * (lower + next), lower);
}

/// What distances are measured in: the range, or 1 where all agree and distances are zero whatever the unit.
template <class V>
SUASION_INLINE V unit_of(V range) {
  return select(range > like(range, 0.0), range, like(range, 1.0));
}

inline Pack range_of(const Work& w) {
  Pack low = w.x[0];
  Pack high = w.x[0];
  for (std::size_t k = 1; k < w.n; ++k) {
    low = min(low, w.x[k]);
    high = max(high, w.x[k]);
  }
  return unit_of(high - low);
}

}  // namespace suasion::model::expected_utility::SUASION_TARGET
