#pragma once
/// The voting sums of many actors by sorting: a voter of the pair i, j is for the one on its side of their midpoint,
/// whatever its risk exponent, so with voters sorted by position in each lane and P_j[m] = the sum over the first m of
/// them of w_k (|x_k - x_j| / R)^r_k, the votes for the left one i over j are P_j[m] - P_i[m], m voters standing left
/// of the midpoint. That takes n^2 operations instead of n^3. For kernels only.
///
/// Not for votes bent by an observer, which have a table per observer. The sums run in another order than in
/// count_all_votes(), so their last digits differ: the choice between both hangs on the number of actors alone.

#include "suasion/model/expected_utility_work.hpp"

namespace suasion::model::expected_utility::SUASION_TARGET {

/// Sorts the actors of every lane by position, those on the same position in the order of actors. Each round starts
/// from the order of the last one, which is nearly right.
inline void sort_actors(Work& w) {
  auto* const at = reinterpret_cast<double*>(w.sorted);
  for (std::size_t l = 0; l < lanes; ++l) {
    for (std::size_t q = 0; q < w.n; ++q) {
      const std::uint32_t actor = w.voter[q * lanes + l];
      const double x = w.x[actor / lanes][l];
      std::size_t p = q * lanes + l;
      for (; p >= lanes; p -= lanes) {
        const double left = at[p - lanes];
        if (left < x || (left == x && w.voter[p - lanes] < actor)) {
          break;
        }
        at[p] = left;
        w.voter[p] = w.voter[p - lanes];
      }
      at[p] = x;
      w.voter[p] = actor;
    }
  }
  w.sorted[w.n] = broadcast(infinity);
}

/// The cell of the range in which numbers stand, from 0 to `cells`; what is not a number counts as 0. It rises with x,
/// so that whoever stands in an earlier cell stands further left.
SUASION_INLINE void cell_of(const Work& w, Pack per_cell, Pack x, std::int64_t* cell) {
  const Pack from_left = max((x - w.sorted[0]) * per_cell, broadcast(0.0));
  const Pack bounded = min(from_left, broadcast(static_cast<double>(cells_for(w.n))));
  store(cell, bits_of(bounded + 0x1p52) & broadcast_bits(0xffffffff));  // the low bits of the sum: the nearest number
}

/// For every cell the rank of the first actor in it or behind it: where to begin to look.
inline void lay_cells(Work& w, Pack per_cell) {
  std::size_t laid[lanes] = {};
  for (std::size_t q = 0; q <= w.n; ++q) {
    std::int64_t cell[lanes];
    cell_of(w, per_cell, w.sorted[q], cell);
    for (std::size_t l = 0; l < lanes; ++l) {
      const std::size_t upto = q < w.n ? static_cast<std::size_t>(cell[l]) : cells_for(w.n);
      for (; laid[l] <= upto; ++laid[l]) {
        w.first[laid[l] * lanes + l] = static_cast<std::uint32_t>(q * lanes + l);
      }
    }
  }
}

/// How many voters stand left of the midpoint of each pair: once a round, for all sums. A grid of cells says where to
/// begin, and the next actors are looked at one by one: no lane waits for a search, and nothing is guessed wrong.
inline void find_middles(Work& w) {
  const std::size_t n = w.n;
  sort_actors(w);
  const Pack span = w.sorted[n - 1] - w.sorted[0];
  const Mask apart = span > broadcast(0.0);
  const auto cells = static_cast<double>(cells_for(n));
  const Pack per_cell = select(apart, cells / select(apart, span, broadcast(1.0)), broadcast(0.0));
  lay_cells(w, per_cell);
  const auto* const sorted = reinterpret_cast<const double*>(w.sorted);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      const Pack middle = 0.5 * (w.x[i] + w.x[j]);
      std::int64_t rank[lanes];
      cell_of(w, per_cell, middle, rank);
      for (std::size_t l = 0; l < lanes; ++l) {
        rank[l] = w.first[static_cast<std::size_t>(rank[l]) * lanes + l];
      }
      for (;;) {
        const Mask left = gather(sorted, rank) < middle;
        if (none(left)) {
          break;
        }
        store(rank, load_bits(rank) + (left & broadcast_bits(lanes)));
      }
      std::uint32_t* const to = w.middle + (i * n + j) * lanes;
      for (std::size_t l = 0; l < lanes; ++l) {
        to[l] = static_cast<std::uint32_t>(rank[l]);
      }
    }
  }
}

/// w.prefix: row j, rank m: the sum of row j of the table over the first m voters from the left.
inline void sum_from_left(Work& w) {
  for (std::size_t j = 0; j < w.n; ++j) {
    const auto* const row = reinterpret_cast<const double*>(w.table + j * w.n);
    Pack* const to = w.prefix + j * (w.n + 1);
    Pack sum = broadcast(0.0);
    to[0] = sum;
    for (std::size_t q = 0; q < w.n; ++q) {
      sum = sum + gather(row, w.voter + q * lanes);
      to[q + 1] = sum;
    }
  }
}

/// All pairs at once from prefix sums; find_middles() must have been called since anybody moved.
inline void count_sorted_votes(Work& w) {
  const std::size_t n = w.n;
  const Pack zero = broadcast(0.0);
  sum_from_left(w);
  for (std::size_t i = 0; i < n; ++i) {
    w.votes[i * n + i] = zero;
    const auto* const row_i = reinterpret_cast<const double*>(w.prefix + i * (n + 1));
    for (std::size_t j = i + 1; j < n; ++j) {
      const auto* const row_j = reinterpret_cast<const double*>(w.prefix + j * (n + 1));
      const std::uint32_t* const at = w.middle + (i * n + j) * lanes;
      const Pack left = gather(row_j, at) - gather(row_i, at);  // what voters on the left give to i over j
      const Pack all = w.total[j] - w.total[i];                 // and all voters, for and against
      const Mask in_order = w.x[i] <= w.x[j];
      w.votes[i * n + j] = max(zero, select(in_order, left, all - left));
      w.votes[j * n + i] = max(zero, select(in_order, left - all, -left));
    }
  }
}

}  // namespace suasion::model::expected_utility::SUASION_TARGET
