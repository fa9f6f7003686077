#pragma once
/// What the expected-utility kernel works on, and how it counts votes. For kernels only: everything is compiled once
/// per instruction set.

#include "suasion/math/pack.hpp"
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
  Pack* unchanged;    ///< [n] Uq by the actor's own exponent
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

inline Pack range_of(const Work& w) {
  Pack low = w.x[0];
  Pack high = w.x[0];
  for (std::size_t k = 1; k < w.n; ++k) {
    low = min(low, w.x[k]);
    high = max(high, w.x[k]);
  }
  const Pack range = high - low;
  return select(range > broadcast(0.0), range, broadcast(1.0));  // all agree: distances are zero whatever the unit
}

/// Votes of everyone for row i over row j of the table, both ways from one sum over voters.
inline void count_votes(Work& w, std::size_t i, std::size_t j, Pack& for_i, Pack& for_j) {
  const Pack* di = w.table + i * w.n;
  const Pack* dj = w.table + j * w.n;
  const Pack zero = broadcast(0.0);
  Pack sum = zero;
  for (std::size_t k = 0; k < w.n; ++k) {
    sum = sum + max(zero, dj[k] - di[k]);
  }
  for_i = sum;
  for_j = max(zero, sum - (w.total[j] - w.total[i]));
}

/// All pairs at once: the voting sums that take nearly all the time. Four rows j share each load of row i.
inline void count_all_votes(Work& w) {
  const std::size_t n = w.n;
  const Pack zero = broadcast(0.0);
  for (std::size_t i = 0; i < n; ++i) {
    w.votes[i * n + i] = zero;
    const Pack* di = w.table + i * n;
    std::size_t j = i + 1;
    for (; j + 4 <= n; j += 4) {
      const Pack* d0 = w.table + j * n;
      const Pack* d1 = d0 + n;
      const Pack* d2 = d1 + n;
      const Pack* d3 = d2 + n;
      Pack s0 = zero;
      Pack s1 = zero;
      Pack s2 = zero;
      Pack s3 = zero;
      for (std::size_t k = 0; k < n; ++k) {
        const Pack d = di[k];
        s0 = s0 + max(zero, d0[k] - d);
        s1 = s1 + max(zero, d1[k] - d);
        s2 = s2 + max(zero, d2[k] - d);
        s3 = s3 + max(zero, d3[k] - d);
      }
      const Pack s[4] = {s0, s1, s2, s3};
      for (std::size_t m = 0; m < 4; ++m) {
        w.votes[i * n + j + m] = s[m];
        w.votes[(j + m) * n + i] = max(zero, s[m] - (w.total[j + m] - w.total[i]));
      }
    }
    for (; j < n; ++j) {
      count_votes(w, i, j, w.votes[i * n + j], w.votes[j * n + i]);
    }
  }
}

inline void sum_rows(Work& w) {
  for (std::size_t j = 0; j < w.n; ++j) {
    Pack sum = broadcast(0.0);
    for (std::size_t k = 0; k < w.n; ++k) {
      sum = sum + w.table[j * w.n + k];
    }
    w.total[j] = sum;
  }
}

/// The sum of |v_k(a, b)| over voters and ordered pairs: twice all votes.
inline Pack all_pairs_sum(const Work& w) {
  Pack sum = broadcast(0.0);
  for (std::size_t i = 0; i < w.n; ++i) {
    for (std::size_t j = 0; j < w.n; ++j) {
      sum = sum + w.votes[i * w.n + j];
    }
  }
  return 2.0 * sum;
}

/// Votes over their norm; even chances where no one cares.
SUASION_INLINE Pack share(Pack votes, Pack norm) {
  const Mask any_votes = norm > broadcast(0.0);
  return select(any_votes, votes / norm, broadcast(0.5));  // 0 / 0 in lanes that are not taken
}

inline void normalise(Work& w) {
  const std::size_t n = w.n;
  const Pack all = all_pairs_sum(w);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const Pack forward = w.votes[i * n + j];
      const Pack back = w.votes[j * n + i];
      const Pack norm = w.options->pairwise ? forward + back : all;
      w.votes[i * n + j] = share(forward, norm);
      w.votes[j * n + i] = share(back, norm);
    }
  }
}

}  // namespace suasion::model::expected_utility::SUASION_TARGET
