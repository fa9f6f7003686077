#pragma once
/// How the expected-utility kernel counts votes. For kernels only: everything is compiled once per instruction set.

#include "suasion/model/expected_utility_sorted.hpp"

namespace suasion::model::expected_utility::SUASION_TARGET {

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

/// All pairs at once, voter by voter. Four rows j share each load of row i.
inline void count_voter_by_voter(Work& w) {
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

/// All pairs at once, the faster way for so many actors.
inline void count_all_votes(Work& w) {
  w.n < sorted_from ? count_voter_by_voter(w) : count_sorted_votes(w);
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
