#include "suasion/system/signal/signal_kernel.hpp"

#include "suasion/math/pack.hpp"
#include "suasion/system/signal/formulas.hpp"

namespace suasion::system::signal::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// A gap may be taken up, or a belief taken back in time, after other news has narrowed it; it never gets narrower than
/// this (sd 0.03).
constexpr double least_variance = 1e-3;

/// Eight rows or fewer in which something happens, wherever they stand in the block, in ascending order. Signals that
/// come about in the draws strike few rows at a time, so packs of neighbouring rows would be mostly idle.
class Rows {
 public:
  /// @param from of which `count` are rows, and the others repeat one of them
  Rows(const std::size_t* from, std::size_t count)
      : row_(from), count_(count), together_(from[0] + (pack_lanes - 1) == from[pack_lanes - 1]) {}

  [[nodiscard]] Pack get(const double* column) const {
    return together_ ? load(column + row_[0]) : gather(column, row_);
  }
  void put(double* column, Pack values) const {
    if (together_) {
      store(column + row_[0], values);
      return;
    }
    double value[pack_lanes];
    store(value, values);
    for (std::size_t lane = 0; lane < count_; ++lane) {
      column[row_[lane]] = value[lane];
    }
  }
  [[nodiscard]] Belief<Pack> get(const BeliefColumns& columns) const {
    return {get(columns.mean), get(columns.variance)};
  }
  void put(const BeliefColumns& columns, Belief<Pack> belief) const {
    put(columns.mean, belief.mean);
    put(columns.variance, belief.variance);
  }

 private:
  const std::size_t* row_;
  std::size_t count_;
  bool together_;
};

/// Calls work(rows) for all rows of a block with a day, eight at a time.
template <class Work>
void where_it_happens(const double* when, std::size_t rows, const Work& work) {
  std::size_t found[2 * pack_lanes];
  std::size_t count = 0;
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    const Mask happens = load(when + row) < infinity;
    if (!any(happens)) {
      continue;
    }
    if (count == 0 && all(happens)) {
      for (std::size_t lane = 0; lane < pack_lanes; ++lane) {
        found[lane] = row + lane;
      }
      work(Rows(found, pack_lanes));
      continue;
    }
    for (std::size_t lane = 0; lane < pack_lanes; ++lane) {
      found[count] = row + lane;
      count += when[row + lane] < infinity ? 1 : 0;
    }
    if (count >= pack_lanes) {
      work(Rows(found, pack_lanes));
      count -= pack_lanes;
      for (std::size_t i = 0; i < count; ++i) {
        found[i] = found[pack_lanes + i];
      }
    }
  }
  if (count > 0) {
    for (std::size_t i = count; i < pack_lanes; ++i) {
      found[i] = found[0];
    }
    work(Rows(found, count));
  }
}

Belief<Pack> plus(Belief<Pack> belief, Belief<Pack> gap) {
  return {belief.mean + gap.mean, max(belief.variance + gap.variance, broadcast(least_variance))};
}

Belief<Pack> minus(Belief<Pack> belief, Belief<Pack> other) {
  return {belief.mean - other.mean, belief.variance - other.variance};
}

void pass(const Passage& p) {
  for (std::size_t row = 0; row < p.rows; ++row) {
    p.rho[row] = 1.0;
  }
  where_it_happens(p.when, p.rows, [&](const Rows& rows) {
    rows.put(p.rho, remaining(rows.get(p.when) - rows.get(p.clock), rows.get(p.half_life) * p.days_per_month));
  });
}

void fade_rows(const Fading& f) {
  for (std::size_t row = 0; row < f.rows; row += pack_lanes) {
    const Pack rho = load(f.rho + row);
    const Mask fades = rho != broadcast(1.0);
    if (!any(fades)) {
      continue;
    }
    const Belief<Pack> belief = {load(f.belief.mean + row), load(f.belief.variance + row)};
    const Belief<Pack> long_run = {load(f.long_run_mean + row), load(f.long_run_variance + row)};
    const Belief<Pack> faded = fade(belief, long_run, rho);
    store(f.belief.mean + row, select(fades, faded.mean, belief.mean));
    store(f.belief.variance + row, select(fades, max(faded.variance, broadcast(least_variance)), belief.variance));
  }
}

/// The belief after the news; also what it says about the tour, and how surprising it was.
Belief<Pack> after_news(const News& n, const Rows& rows, Belief<Pack> before) {
  // a hostile act is an item of -theta: Phi(a (-theta - c)) = Phi(-a (theta - (-c))), the other answer to an item at -c
  const Item<Pack> item = {rows.get(n.discrimination), rows.get(n.difficulty) * n.toward};
  const Pack sign = broadcast(n.sent * n.toward);
  const bool on_tour = n.tour_mean != nullptr;
  const Belief<Pack> tour = on_tour ? Belief<Pack>{rows.get(n.tour_mean), rows.get(n.tour_variance)} : Belief<Pack>{};
  const Belief<Pack> sum = on_tour ? Belief<Pack>{before.mean + tour.mean, before.variance + tour.variance} : before;
  if (n.bits != nullptr) {
    const Pack k = blunted(item.discrimination, sum.variance);
    rows.put(n.bits, rows.get(n.bits) + surprisal(normal_cdf(sign * k * (sum.mean - item.difficulty))));
  }
  const Belief<Pack> sum_after = update(sum, item, sign);
  if (!on_tour) {
    return sum_after;
  }
  if (n.tour_after.mean != nullptr) {
    rows.put(n.tour_after, carry_over(tour, sum, sum_after, tour.variance / sum.variance));
  }
  return carry_over(before, sum, sum_after, before.variance / sum.variance);
}

void hear(const News& n) {
  where_it_happens(n.when, n.rows,
                   [&](const Rows& rows) { rows.put(n.belief, after_news(n, rows, rows.get(n.belief))); });
}

void announce(const Announcement& a) {
  const News& n = a.news;
  where_it_happens(n.when, n.rows, [&](const Rows& rows) {
    const Belief<Pack> before = rows.get(n.belief);
    const Belief<Pack> held = after_news(n, rows, before);
    const Item<Pack> keeping = {rows.get(n.discrimination), rows.get(a.drop_difficulty) * n.toward};
    const Belief<Pack> dropped = update(before, keeping, broadcast(-n.toward));
    const Belief<Pack> now = blend(held, dropped, rows.get(a.doubt));
    rows.put(a.held, minus(held, now));
    rows.put(a.dropped, minus(dropped, now));
    rows.put(n.belief, now);
  });
}

void postpone(const Postponement& p) {
  where_it_happens(p.when, p.rows, [&](const Rows& rows) {
    const Belief<Pack> now = rows.get(p.belief);
    const Belief<Pack> held = plus(now, rows.get(p.held));
    const Belief<Pack> dropped = plus(now, rows.get(p.dropped));
    const Belief<Pack> mixed = blend(held, dropped, rows.get(p.doubt));
    rows.put(p.held, minus(held, mixed));
    rows.put(p.dropped, minus(dropped, mixed));
    rows.put(p.belief, mixed);
  });
}

void resolve(const Resolution& r) {
  const Belief<Pack> closed = {broadcast(0.0), broadcast(0.0)};
  where_it_happens(r.when, r.rows, [&](const Rows& rows) {
    rows.put(r.belief, plus(rows.get(r.belief), rows.get(r.taken)));
    rows.put(r.taken, closed);
    rows.put(r.other, closed);
  });
}

void spill(const SpillOver& s) {
  where_it_happens(s.when, s.rows, [&](const Rows& rows) {
    const Belief<Pack> before = rows.get(s.before);
    const Belief<Pack> belief = rows.get(s.belief);
    const Pack slope = rows.get(s.correlation) * sqrt(belief.variance / before.variance);
    const Belief<Pack> after = carry_over(belief, before, rows.get(s.after), slope);
    rows.put(s.belief, {after.mean, max(after.variance, broadcast(least_variance))});
  });
}

}  // namespace

SignalKernels signal_kernels() {
  return {&pass, &fade_rows, &hear, &announce, &postpone, &resolve, &spill};
}

}  // namespace suasion::system::signal::SUASION_TARGET
