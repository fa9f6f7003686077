#include "suasion/model/expected_utility_kernel.hpp"

#include "suasion/math/elementary.hpp"
#include "suasion/model/expected_utility_seats.hpp"
#include "suasion/model/expected_utility_votes.hpp"

// Sums over actors run in the order of actors within a lane, and multiply-adds are written as multiply, then add, so
// that every instruction set and every compiler gives the same bits.

namespace suasion::model::expected_utility::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): the kernel's own words

/// Under this a base of powers is zero, whose logarithm is `no_distance`.
constexpr double nearly_zero = 1e-300;
constexpr double no_distance = -1e6;

/// P_ij for the danger levels: everyone risk-neutral (r = 1).
void neutral_table(Work& w) {
  for (std::size_t j = 0; j < w.n; ++j) {
    for (std::size_t k = 0; k < w.n; ++k) {
      w.table[j * w.n + k] = w.weight[k] * gap(w, k, j);
    }
  }
  sum_rows(w);
  count_all_votes(w);
}

/// What i expects from challenging j if both are risk-neutral: success 2D, failure -2D, status quo 0, better M, worse
/// -M, where M is the distance of i from the centre plus that from j; without the part that comes by itself.
/// `no_resist` is 1 - resist.
SUASION_INLINE Pack neutral_gain(Pack chance, Pack distance, Pack resist) {
  const Pack win = 2.0 * distance;
  const Pack fought = chance * win - (1.0 - chance) * win;
  return resist * fought + (1.0 - resist) * win;
}

/// (1 - Q) (T M - (1 - T) M): what comes by itself, nothing where Q is 1.
SUASION_INLINE Pack neutral_drift(const Parameters& options, Pack distance, Pack to_centre) {
  const Pack M = to_centre + distance;
  return (1.0 - options.Q) * (options.T * M - (1.0 - options.T) * M);
}

/// r = (1 - R/3) / (1 + R/3), R = (2 S - S_max - S_min) / (S_max - S_min); 1 where the dangers are equal.
SUASION_INLINE Pack exponent(Pack danger, Pack least, Pack most) {
  const Pack spread = most - least;
  // Equal but for rounding is equal: otherwise noise of 1e-16 would be stretched over the whole span of attitudes.
  const Mask differ = spread > 1e-12 * (abs(most) + abs(least));
  const Pack R = (2.0 * danger - most - least) / select(differ, spread, broadcast(1.0));
  return select(differ, (1.0 - R / 3.0) / (1.0 + R / 3.0), broadcast(1.0));
}

/// Danger across actors: S_i is what all others together expect from challenging i.
void risk_across_actors(Work& w) {
  const std::size_t n = w.n;
  normalise(w);
  Pack least = broadcast(0.0);
  Pack most = broadcast(0.0);
  for (std::size_t i = 0; i < n; ++i) {
    Pack danger = broadcast(0.0);
    for (std::size_t j = 0; j < n; ++j) {
      if (j != i) {
        const Pack gain = neutral_gain(w.votes[j * n + i], gap(w, i, j), w.salience[i]);
        danger = danger + (gain - neutral_drift(*w.options, gap(w, i, j), w.from_centre[j]));
      }
    }
    w.risk[i] = danger;
    least = i == 0 ? danger : min(least, danger);
    most = i == 0 ? danger : max(most, danger);
  }
  for (std::size_t i = 0; i < n; ++i) {
    w.risk[i] = exponent(w.risk[i], least, most);
  }
}

/// Danger of i if it stood where m stands: the sum of neutral_gain() over all others, with what they share taken out of
/// it. Only i's own votes differ from the votes already counted; with all_pairs the norm stays that of the actual
/// positions.
/// @param own [n] what i's own vote weighs the distance to each position
template <bool pairwise, bool drifts>
SUASION_INLINE Pack danger_at(const Work& w, std::size_t i, std::size_t m, const Pack* own, Pack all) {
  const std::size_t n = w.n;
  const Pack zero = broadcast(0.0);
  const Pack weight = w.weight[i];
  const Pack* for_others = w.turned + m * n;  // votes for j against m
  const Pack* for_here = w.votes + m * n;
  const Pack* gaps = w.gaps + m * n;
  Pack fought = zero;  // sums over the others
  Pack yielded = zero;
  Pack drift = zero;
  for (std::size_t j = 0; j < n; ++j) {
    if (j == i) {
      continue;
    }
    const Pack closer_to_j = own[m] - own[j];
    const Pack own_for_j = max(zero, closer_to_j);  // what i itself would vote for j against m
    const Pack distance = gaps[j];
    const Pack for_j = max(zero, for_others[j] - own_for_j);
    const Pack for_m = max(zero, for_here[j] - (own_for_j - closer_to_j)) + weight * distance;
    const Pack chance = share(for_j, pairwise ? for_j + for_m : all);
    fought = fought + (chance + chance - 1.0) * distance;
    yielded = yielded + distance;
    if constexpr (drifts) {
      drift = drift + neutral_drift(*w.options, distance, w.from_centre[j]);
    }
  }
  const Pack danger = 2.0 * (w.salience[i] * fought + (1.0 - w.salience[i]) * yielded);
  return drifts ? danger - drift : danger;
}

/// Danger over all positions that an actor could hold: those that someone holds now.
template <bool pairwise, bool drifts>
void risk_over_own_positions(Work& w) {
  const std::size_t n = w.n;
  const Pack all = pairwise ? broadcast(0.0) : all_pairs_sum(w);
  for (std::size_t j = 0; j < n; ++j) {  // rows in a row: the innermost loop goes through them n times
    for (std::size_t m = 0; m < n; ++m) {
      w.turned[m * n + j] = w.votes[j * n + m];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      w.own[j] = w.table[j * n + i];
    }
    const Pack actual = danger_at<pairwise, drifts>(w, i, i, w.own, all);
    Pack least = actual;
    Pack most = actual;
    for (std::size_t m = 0; m < n; ++m) {
      const Pack danger = danger_at<pairwise, drifts>(w, i, m, w.own, all);
      least = min(least, danger);
      most = max(most, danger);
    }
    w.risk[i] = exponent(actual, least, most);
  }
}

void risk_over_own_positions(Work& w) {
  const bool drifts = w.options->Q < 1.0 && w.options->T != 0.5;  // else better and worse cancel
  if (w.options->pairwise) {
    drifts ? risk_over_own_positions<true, true>(w) : risk_over_own_positions<true, false>(w);
  } else {
    drifts ? risk_over_own_positions<false, true>(w) : risk_over_own_positions<false, false>(w);
  }
}

/// The base-2 logarithm of a base of powers; of 0 one so low that every power of it, by an exponent of 1/2 or more,
/// comes out as exactly 0.
SUASION_INLINE Pack log_of(Pack base) {
  const Pack least = broadcast(nearly_zero);
  return select(base > least, log2(max(base, least)), broadcast(no_distance));
}

/// P_ij with each voter's own risk exponent.
void votes_by_voters(Work& w) {
  const std::size_t n = w.n;
  for (std::size_t j = 0; j < n; ++j) {
    w.table[j * n + j] = broadcast(0.0);
    for (std::size_t k = 0; k < j; ++k) {
      const Pack log_distance = log_of(gap(w, k, j));
      w.table[j * n + k] = w.weight[k] * exp2_below(w.risk[k] * log_distance);
      w.table[k * n + j] = w.weight[j] * exp2_below(w.risk[j] * log_distance);
    }
  }
  sum_rows(w);
  count_all_votes(w);
  normalise(w);
}

/// The sum of the votes over all ordered pairs.
Pack votes_on_all_pairs(Work& w) {
  Pack all = broadcast(0.0);
  for (std::size_t a = 0; a < w.n; ++a) {
    for (std::size_t b = a + 1; b < w.n; ++b) {
      Pack for_a{};
      Pack for_b{};
      count_votes(w, a, b, for_a, for_b);
      all = all + for_a + for_b;
    }
  }
  return 2.0 * all;
}

/// Chances of i against everybody, from the table that i sees: the sums of a row and of the votes over it in one pass.
void see_votes(Work& w, std::size_t i, Pack all) {
  const std::size_t n = w.n;
  const Pack zero = broadcast(0.0);
  const Pack* di = w.table + i * n;
  Pack total_i = zero;
  for (std::size_t k = 0; k < n; ++k) {
    total_i = total_i + di[k];
  }
  for (std::size_t j = 0; j < n; ++j) {
    const Pack* dj = w.table + j * n;
    Pack sum = zero;
    Pack total_j = zero;
    for (std::size_t k = 0; k < n; ++k) {
      sum = sum + max(zero, dj[k] - di[k]);
      total_j = total_j + dj[k];
    }
    const Pack for_i = j == i ? zero : sum;
    const Pack for_j = j == i ? zero : max(zero, sum - (total_j - total_i));
    const Pack norm = w.options->pairwise ? for_i + for_j : all;
    w.votes[i * n + j] = share(for_i, norm);
    w.against[i * n + j] = share(for_j, norm);
  }
}

/// P_ij and P_ji as i sees them: all voters bent by i's exponent. One table per observer.
void votes_by_observer(Work& w) {
  const std::size_t n = w.n;
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) {
      w.log_gap[j * n + k] = log_of(gap(w, k, j));
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      w.table[j * n + j] = broadcast(0.0);
      for (std::size_t k = 0; k < j; ++k) {
        const Pack power = exp2_below(w.risk[i] * w.log_gap[j * n + k]);
        w.table[j * n + k] = w.weight[k] * power;
        w.table[k * n + j] = w.weight[j] * power;
      }
    }
    if (!w.options->pairwise) {
      sum_rows(w);
    }
    const Pack all = w.options->pairwise ? broadcast(0.0) : votes_on_all_pairs(w);
    see_votes(w, i, all);
  }
}

/// The utilities that one pair and one observer share.
struct View {
  Pack success, failure, unchanged;
};

SUASION_INLINE Pack bent(Pack log2_base, Pack r) {
  return 2.0 - 4.0 * exp2_below(r * log2_base);
}

/// log2 of the bases of Ub and Uw for a challenger that stands M from centre and rival together.
struct Drift {
  Pack better, worse;
};

SUASION_INLINE Drift drift_of(Pack M) {
  return {log_of(0.5 - 0.25 * M), log_of(0.5 + 0.25 * M)};
}

/// T Ub + (1 - T) Uw
SUASION_INLINE Pack drifted(const Work& w, const Drift& drift, Pack r) {
  return w.options->T * bent(drift.better, r) + (1.0 - w.options->T) * bent(drift.worse, r);
}

SUASION_INLINE Pack expected(const Work& w, const View& u, Pack chance, Pack resist, Pack moved) {
  const Pack fought = chance * u.success + (1.0 - chance) * u.failure;
  return resist * fought + (1.0 - resist) * u.success - w.options->Q * u.unchanged - (1.0 - w.options->Q) * moved;
}

/// Weighs the offer of j to i, given what i expects of challenging j and of being challenged.
SUASION_INLINE void weigh_offer(Work& w, std::size_t i, std::size_t j, Pack own, Pack other) {
  const Pack zero = broadcast(0.0);
  const Mask apart = abs(w.x[i] - w.x[j]) > same_position * w.range;
  const Mask pressed = other > zero;
  const Mask conflict = apart & pressed & (own > zero) & (other > own);
  const Mask compromise = apart & pressed & (own < zero) & (other > -own);
  Mask capitulation = apart & pressed & (own < zero) & (other < -own);
  if (w.options->never_capitulate) {
    capitulation = capitulation & (other < zero);  // never: `other` is positive here
  }
  const Pack ratio = abs(own) / select(pressed, other, broadcast(1.0));
  const Pack target = select(compromise, w.x[i] + (w.x[j] - w.x[i]) * ratio, w.x[j]);
  Pack key = abs(target - w.x[i]);
  if (!w.options->least_move) {
    const Pack mass = abs(own) + abs(other);
    const Pack blend = (abs(own) * w.x[i] + abs(other) * w.x[j]) / select(mass > zero, mass, broadcast(1.0));
    key = select(compromise, blend, key);
  }
  const Pack rank =
      select(conflict, broadcast(3.0), select(compromise, broadcast(2.0), select(capitulation, broadcast(1.0), zero)));
  const Mask nearer = w.options->last_of_equals ? key <= w.best_key[i] : key < w.best_key[i];
  const Mask better = (rank > w.best_class[i]) | ((rank > zero) & (rank == w.best_class[i]) & nearer);
  w.best_class[i] = select(better, rank, w.best_class[i]);
  w.best_key[i] = select(better, key, w.best_key[i]);
  w.best_target[i] = select(better, target, w.best_target[i]);
  w.best_from[i] = select(better, broadcast(static_cast<double>(j)), w.best_from[i]);
}

/// Both actors of a pair weigh each other's offer, each by its own lights.
SUASION_INLINE void meet(Work& w, std::size_t i, std::size_t j) {
  const std::size_t n = w.n;
  const Pack D = gap(w, i, j);
  const Pack log_success = log_of(0.5 - 0.5 * D);
  const Pack log_failure = log_of(0.5 + 0.5 * D);
  const std::size_t observers[2] = {i, j};
  const bool drifts = w.options->Q < 1.0;
  Drift drift[2] = {};  // of i challenging j, and of j challenging i
  if (drifts) {
    drift[0] = drift_of(w.from_centre[i] + D);
    drift[1] = drift_of(w.from_centre[j] + D);
  }
  for (std::size_t side = 0; side < 2; ++side) {
    const std::size_t me = observers[side];
    const std::size_t other = observers[1 - side];
    const Pack r = w.risk[me];
    View u{};
    u.success = bent(log_success, r);
    u.failure = bent(log_failure, r);
    u.unchanged = w.unchanged[me];
    const Pack drift_me = drifts ? drifted(w, drift[side], r) : broadcast(0.0);
    const Pack drift_other = drifts ? drifted(w, drift[1 - side], r) : broadcast(0.0);
    const Pack chance_me = w.votes[me * n + other];
    const Pack chance_other = w.options->observer_votes ? w.against[me * n + other] : w.votes[other * n + me];
    const Pack own = expected(w, u, chance_me, w.salience[other], drift_me);
    const Pack theirs = expected(w, u, chance_other, w.salience[me], drift_other);
    weigh_offer(w, me, other, own, theirs);
  }
}

/// One round: risks, votes, offers. The best offer of each actor is left in best_*.
void bargain(Work& w) {
  const Pack zero = broadcast(0.0);
  w.centre = w.options->median_centre ? weighted_median(w) : weighted_mean(w);
  if (w.options->range_per_round) {
    w.range = range_of(w);
  }
  measure(w);
  if (w.n >= sorted_from) {
    find_middles(w);
  }
  neutral_table(w);
  if (w.options->own_positions) {
    risk_over_own_positions(w);
  } else {
    risk_across_actors(w);
  }
  if (w.options->observer_votes) {
    votes_by_observer(w);
  } else {
    votes_by_voters(w);
  }
  for (std::size_t i = 0; i < w.n; ++i) {
    w.unchanged[i] = bent(broadcast(-1.0), w.risk[i]);  // log2 of 1/2
    w.best_class[i] = zero;
    w.best_key[i] = zero;
    w.best_target[i] = w.x[i];
    w.best_from[i] = broadcast(-1.0);
  }
  for (std::size_t i = 0; i < w.n; ++i) {
    for (std::size_t j = i + 1; j < w.n; ++j) {
      meet(w, i, j);
    }
  }
}

/// Moves everyone. Returns the lanes in which someone moved.
Mask move_all(Work& w) {
  Mask moved = broadcast_bits(0);
  for (std::size_t i = 0; i < w.n; ++i) {
    w.moves[i] = (w.best_class[i] > broadcast(0.0)) & (w.best_target[i] != w.x[i]);
    moved = moved | w.moves[i];
    w.x[i] = select(w.moves[i], w.best_target[i], w.x[i]);
  }
  return moved;
}

/// One round in every lane. Returns the lanes that are not at rest.
Mask play_round(Work& w, Mask& moved) {
  bargain(w);
  const Pack before = w.centre;
  moved = move_all(w);
  if (!(w.options->tolerance > 0.0)) {
    return moved;
  }
  const Pack after = w.options->median_centre ? weighted_median(w) : weighted_mean(w);
  return moved & (abs(after - before) >= w.options->tolerance * w.range);
}

/// Writes the round down, and the end of the draws that are done; their lanes take the next ones.
void settle(Work& w, Seats& seats, const Tiles& tiles, Mask moved, Mask go_on) {
  const Pack outcome = w.options->median_outcome ? weighted_median(w) : weighted_mean(w);
  for (std::size_t l = 0; l < lanes; ++l) {
    Seat& seat = seats.seat[l];
    if (seat.course == nullptr) {
      continue;
    }
    write_round(w, seat, l, w.moves);
    ++seat.round;
    const bool rests = go_on[l] == 0;
    if (!rests && seat.round < w.options->rounds) {
      continue;
    }
    const std::size_t after = !rests ? seat.round + 1 : moved[l] != 0 ? seat.round : seat.round - 1;
    seat.course->settled_after[seat.lane] = static_cast<std::uint8_t>(after);
    seat.course->outcome[seat.lane] = outcome[l];
    write_rest(w, seat, l);
    take_next(w, seats, tiles, l);
  }
}

Work prepare(const Parameters& options, std::size_t n, double* scratch) {
  Pack* next = reinterpret_cast<Pack*>(scratch);
  const auto take = [&next](std::size_t count) {
    Pack* taken = next;
    next += count;
    return taken;
  };
  const std::size_t observed = options.observer_votes ? n * n : 0;
  const bool sorts = n >= sorted_from;
  Work w{};
  w.options = &options;
  w.n = n;
  w.table = take(n * n);
  w.votes = take(n * n);
  w.gaps = take(n * n);
  w.turned = take(options.own_positions ? n * n : 0);
  w.own = take(options.own_positions ? n : 0);
  w.against = take(observed);
  w.log_gap = take(observed);
  Pack** const rows[] = {&w.x,        &w.weight,      &w.salience,  &w.risk,        &w.total,    &w.best_class,
                         &w.best_key, &w.best_target, &w.best_from, &w.from_centre, &w.unchanged};
  for (Pack** const row : rows) {
    *row = take(n);
  }
  w.moves = reinterpret_cast<Mask*>(take(n));
  w.sorted = take(sorts ? n + 1 : 0);
  w.prefix = take(sorts ? n * (n + 1) : 0);
  w.voter = reinterpret_cast<std::uint32_t*>(next);
  w.middle = w.voter + n * lanes;
  w.first = w.middle + n * n * lanes;
  for (std::size_t at = 0; sorts && at < n * lanes; ++at) {
    w.voter[at] = static_cast<std::uint32_t>(at);
  }
  return w;
}

}  // namespace

void solve(const Parameters& parameters, const Tiles& tiles, double* scratch) {
  Work w = prepare(parameters, tiles.issue->actors, scratch);
  Seats seats{};
  for (std::size_t l = 0; l < lanes; ++l) {
    take_next(w, seats, tiles, l);
  }
  while (any(seats.taken)) {
    Mask moved{};
    const Mask go_on = play_round(w, moved);
    settle(w, seats, tiles, moved, go_on);
  }
}

}  // namespace suasion::model::expected_utility::SUASION_TARGET
