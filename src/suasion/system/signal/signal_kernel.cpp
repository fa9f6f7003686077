#include "suasion/system/signal/signal_kernel.hpp"

#include "suasion/system/signal/formulas.hpp"

namespace suasion::system::signal::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// A gap may be taken up, or a belief taken back in time, after other news has narrowed it; it never gets narrower than
/// this (sd 0.03).
constexpr double least_variance = 1e-3;

Belief<Pack> at(const BeliefColumns& columns, std::size_t row) {
  return {load(columns.mean + row), load(columns.variance + row)};
}

void put(const BeliefColumns& columns, std::size_t row, Belief<Pack> belief) {
  store(columns.mean + row, belief.mean);
  store(columns.variance + row, belief.variance);
}

/// Writes the belief in rows where something happens.
void put(const BeliefColumns& columns, std::size_t row, Mask happens, Belief<Pack> belief) {
  const Belief<Pack> old = at(columns, row);
  put(columns, row, {select(happens, belief.mean, old.mean), select(happens, belief.variance, old.variance)});
}

Belief<Pack> plus(Belief<Pack> belief, Belief<Pack> gap) {
  return {belief.mean + gap.mean, max(belief.variance + gap.variance, broadcast(least_variance))};
}

Belief<Pack> minus(Belief<Pack> belief, Belief<Pack> other) {
  return {belief.mean - other.mean, belief.variance - other.variance};
}

Mask happening(const double* when, std::size_t row) {
  return load(when + row) < infinity;
}

void pass(const Passage& p) {
  for (std::size_t row = 0; row < p.rows; row += pack_lanes) {
    const Mask happens = happening(p.when, row);
    if (none(happens)) {
      store(p.rho + row, broadcast(1.0));
      continue;
    }
    const Pack days = select(happens, load(p.when + row) - load(p.clock + row), broadcast(0.0));
    store(p.rho + row, remaining(days, load(p.half_life + row) * p.days_per_month));
  }
}

void fade_rows(const Fading& f) {
  for (std::size_t row = 0; row < f.rows; row += pack_lanes) {
    const Pack rho = load(f.rho + row);
    if (all(rho == broadcast(1.0))) {
      continue;
    }
    const Belief<Pack> long_run = {load(f.long_run_mean + row), load(f.long_run_variance + row)};
    const Belief<Pack> faded = fade(at(f.belief, row), long_run, rho);
    put(f.belief, row, rho != broadcast(1.0), {faded.mean, max(faded.variance, broadcast(least_variance))});
  }
}

/// The belief after the news; also what it says about the tour, and how surprising it was.
Belief<Pack> after_news(const News& n, std::size_t row, Mask happens, Belief<Pack> before) {
  // a hostile act is an item of -theta: Phi(a (-theta - c)) = Phi(-a (theta - (-c))), the other answer to an item at -c
  const Item<Pack> item = {load(n.discrimination + row), load(n.difficulty + row) * n.toward};
  const Pack sign = broadcast(n.sent * n.toward);
  Belief<Pack> sum = before;
  if (n.tour_mean != nullptr) {
    sum = {before.mean + load(n.tour_mean + row), before.variance + load(n.tour_variance + row)};
  }
  if (n.bits != nullptr) {
    const Pack k = blunted(item.discrimination, sum.variance);
    const Pack bits = surprisal(normal_cdf(sign * k * (sum.mean - item.difficulty)));
    store(n.bits + row, load(n.bits + row) + select(happens, bits, broadcast(0.0)));
  }
  const Belief<Pack> sum_after = update(sum, item, sign);
  if (n.tour_mean == nullptr) {
    return sum_after;
  }
  if (n.tour_after.mean != nullptr) {
    const Belief<Pack> tour = {load(n.tour_mean + row), load(n.tour_variance + row)};
    put(n.tour_after, row, happens, carry_over(tour, sum, sum_after, tour.variance / sum.variance));
  }
  return carry_over(before, sum, sum_after, before.variance / sum.variance);
}

void hear(const News& n) {
  for (std::size_t row = 0; row < n.rows; row += pack_lanes) {
    const Mask happens = happening(n.when, row);
    if (none(happens)) {
      continue;
    }
    put(n.belief, row, happens, after_news(n, row, happens, at(n.belief, row)));
  }
}

void announce(const Announcement& a) {
  const News& n = a.news;
  for (std::size_t row = 0; row < n.rows; row += pack_lanes) {
    const Mask happens = happening(n.when, row);
    if (none(happens)) {
      continue;
    }
    const Belief<Pack> before = at(n.belief, row);
    const Belief<Pack> held = after_news(n, row, happens, before);
    const Item<Pack> keeping = {load(n.discrimination + row), load(a.drop_difficulty + row) * n.toward};
    const Belief<Pack> dropped = update(before, keeping, broadcast(-n.toward));
    const Belief<Pack> now = blend(held, dropped, load(a.doubt + row));
    put(a.held, row, happens, minus(held, now));
    put(a.dropped, row, happens, minus(dropped, now));
    put(n.belief, row, happens, now);
  }
}

void postpone(const Postponement& p) {
  for (std::size_t row = 0; row < p.rows; row += pack_lanes) {
    const Mask happens = happening(p.when, row);
    if (none(happens)) {
      continue;
    }
    const Belief<Pack> now = at(p.belief, row);
    const Belief<Pack> held = plus(now, at(p.held, row));
    const Belief<Pack> dropped = plus(now, at(p.dropped, row));
    const Belief<Pack> mixed = blend(held, dropped, load(p.doubt + row));
    put(p.held, row, happens, minus(held, mixed));
    put(p.dropped, row, happens, minus(dropped, mixed));
    put(p.belief, row, happens, mixed);
  }
}

void resolve(const Resolution& r) {
  const Belief<Pack> closed = {broadcast(0.0), broadcast(0.0)};
  for (std::size_t row = 0; row < r.rows; row += pack_lanes) {
    const Mask happens = happening(r.when, row);
    if (none(happens)) {
      continue;
    }
    put(r.belief, row, happens, plus(at(r.belief, row), at(r.taken, row)));
    put(r.taken, row, happens, closed);
    put(r.other, row, happens, closed);
  }
}

void spill(const SpillOver& s) {
  for (std::size_t row = 0; row < s.rows; row += pack_lanes) {
    const Mask happens = happening(s.when, row);
    if (none(happens)) {
      continue;
    }
    const Belief<Pack> before = at(s.before, row);
    const Belief<Pack> belief = at(s.belief, row);
    const Pack slope = load(s.correlation + row) * sqrt(belief.variance / before.variance);
    const Belief<Pack> after = carry_over(belief, before, at(s.after, row), slope);
    put(s.belief, row, happens, {after.mean, max(after.variance, broadcast(least_variance))});
  }
}

}  // namespace

SignalKernels signal_kernels() {
  return {&pass, &fade_rows, &hear, &announce, &postpone, &resolve, &spill};
}

}  // namespace suasion::system::signal::SUASION_TARGET
