#include "suasion/system/signal/replay.hpp"

#include <algorithm>
#include <limits>

namespace suasion::system::signal {

SUASION_PICK_KERNELS(SignalKernels, signal_kernels)

namespace {

const double never = std::numeric_limits<double>::infinity();

void copy(const double* from, Row& to) {
  std::copy_n(from, block_draws, to.begin());
}

bool happens_somewhere(const Row& when) {
  return std::any_of(when.begin(), when.end(), [](double day) { return day < never; });
}

/// The days of a moment that fall after `from` and no later than `until`.
Row days_within(const Moment& moment, const Block& block, double from, double until) {
  Row when;
  const double* day = block.column(moment.day);
  const double* unless = moment.unless ? block.column(*moment.unless) : nullptr;
  for (std::size_t row = 0; row < block_draws; ++row) {
    const bool within = day[row] > from && day[row] <= until && (unless == nullptr || unless[row] == never);
    when[row] = within ? day[row] : never;
  }
  return when;
}

/// place[i][row] = how many of the moments come before the i-th in that row.
std::vector<std::array<std::uint16_t, block_draws>> places(const std::vector<Row>& days) {
  std::vector<std::array<std::uint16_t, block_draws>> places(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    places[i].fill(0);
    for (std::size_t j = 0; j < days.size(); ++j) {
      for (std::size_t row = 0; row < block_draws; ++row) {
        const bool before = days[j][row] < days[i][row] || (j < i && days[j][row] == days[i][row]);
        places[i][row] = static_cast<std::uint16_t>(places[i][row] + (before ? 1 : 0));
      }
    }
  }
  return places;
}

bool announces(const Moment& moment) {
  return moment.kind == Moment::Kind::announce;
}

bool is_sent(const Moment& moment) {
  return moment.kind == Moment::Kind::send || announces(moment);
}

}  // namespace

void Replay::calendar(double from, double until) {
  std::vector<const Moment*> moments;
  std::vector<Row> days;
  bool in_order = true;
  for (const Moment& moment : audience_.moments) {
    if (moment.last <= from || moment.first > until) {
      continue;
    }
    days.push_back(days_within(moment, block_, from, until));
    in_order = in_order && (moments.empty() || moments.back()->last <= moment.first);
    moments.push_back(&moment);
  }
  if (in_order) {
    for (std::size_t i = 0; i < moments.size(); ++i) {
      happen(*moments[i], days[i]);
    }
    return;
  }
  const auto place = places(days);
  for (std::size_t turn = 0; turn < moments.size(); ++turn) {
    for (std::size_t i = 0; i < moments.size(); ++i) {
      Row when;
      for (std::size_t row = 0; row < block_draws; ++row) {
        when[row] = place[i][row] == turn ? days[i][row] : never;
      }
      happen(*moments[i], when);
    }
  }
}

void Replay::late(const Moment& moment, const Row& when, double until) {
  if (!happens_somewhere(when)) {
    return;
  }
  pass_to(when);
  happen(moment, when);
  pass_to(until);
}

void Replay::pass_to(double day) {
  Row when;
  when.fill(day);
  pass_to(when);
}

void Replay::pass_to(const Row& when) {
  double* clock = block_.column(audience_.clock);
  bool passes = false;
  for (std::size_t row = 0; row < block_draws; ++row) {
    passes = passes || (when[row] < never && when[row] != clock[row]);
  }
  if (!passes) {
    return;
  }
  if (audience_.fades) {
    Passage passage{.rows = block_draws,
                    .when = when.data(),
                    .half_life = block_.column(audience_.half_life),
                    .days_per_month = days_per_month,
                    .clock = clock};
    Row rho;
    passage.rho = rho.data();
    signal_kernels().pass(passage);
    std::vector<Row> memories(audience_.memories.size());
    for (std::size_t m = 0; m < memories.size(); ++m) {
      passage.half_life = block_.column(audience_.memories[m].half_life);
      passage.rho = memories[m].data();
      signal_kernels().pass(passage);
    }
    fade(rho, memories);
  }
  for (std::size_t row = 0; row < block_draws; ++row) {
    clock[row] = when[row] < never ? when[row] : clock[row];
  }
}

void Replay::forget(const Row& rho) {
  fade(rho, std::vector<Row>(audience_.memories.size(), rho));
}

void Replay::fade(const Row& rho, const std::vector<Row>& memories) {
  for (std::size_t b = 0; b < audience_.beliefs.size(); ++b) {
    const Belief& belief = audience_.beliefs[b];
    if (!concerns(b)) {
      continue;
    }
    signal_kernels().fade({.rows = block_draws,
                           .rho = rho.data(),
                           .belief = columns(belief.now),
                           .long_run_mean = block_.column(belief.long_run.mean),
                           .long_run_variance = block_.column(belief.long_run.variance)});
    double* mean = block_.column(belief.now.mean);
    for (std::size_t m = 0; m < memories.size(); ++m) {
      double* kept = block_.column(belief.kept[m]);
      for (std::size_t row = 0; row < block_draws; ++row) {
        mean[row] += (memories[m][row] - rho[row]) * kept[row];
        kept[row] *= memories[m][row];
      }
    }
  }
  for (const Signal& signal : audience_.signals) {
    fade_gaps(signal, rho, memories);
  }
}

void Replay::fade_gaps(const Signal& signal, const Row& rho, const std::vector<Row>& memories) {
  const Row& mean_rho = signal.memory ? memories[*signal.memory] : rho;
  for (std::size_t i = 0; i < signal.gaps.size(); ++i) {
    if (!concerns(signal.beliefs[i])) {
      continue;
    }
    for (const BeliefPair& gap : {signal.gaps[i].held, signal.gaps[i].dropped}) {
      double* mean = block_.column(gap.mean);
      if (std::all_of(mean, mean + block_draws, [](double one) { return one == 0.0; })) {
        continue;  // not announced yet, or all doubt is over
      }
      double* variance = block_.column(gap.variance);
      for (std::size_t row = 0; row < block_draws; ++row) {
        mean[row] *= mean_rho[row];
        variance[row] *= rho[row] * rho[row];
      }
    }
  }
}

void Replay::happen(const Moment& moment, const Row& when) {
  if (!happens_somewhere(when)) {
    return;
  }
  const double* clock = block_.column(audience_.clock);
  Row forward;
  for (std::size_t row = 0; row < block_draws; ++row) {
    forward[row] = std::max(when[row], clock[row]);
  }
  pass_to(forward);
  if (moment.kind == Moment::Kind::change) {
    change_long_run(when);
    return;
  }
  const Signal& signal = audience_.signals[moment.signal];
  if (audience_.coming == moment.signal && announces(moment)) {
    look_ahead(signal, when);
  }
  // what a stop says about its tour counts from the next stop on
  BeliefPair effect;
  Row tour_mean;
  Row tour_variance;
  const bool learns = signal.tour && audience_.tours[*signal.tour].learns;
  if (learns) {
    effect = audience_.tours[*signal.tour].effect;
    copy(block_.column(effect.mean), tour_mean);
    copy(block_.column(effect.variance), tour_variance);
  }
  Row bits{};
  for (std::size_t i = 0; i < signal.beliefs.size(); ++i) {
    if (concerns(signal.beliefs[i])) {
      const bool first = learns && i == 0;
      take_in(moment, i, when, first ? BeliefColumns{tour_mean.data(), tour_variance.data()} : BeliefColumns{}, bits);
    }
  }
  if (learns) {
    std::copy(tour_mean.begin(), tour_mean.end(), block_.column(effect.mean));
    std::copy(tour_variance.begin(), tour_variance.end(), block_.column(effect.variance));
  }
  count(moment, when, bits);
}

void Replay::take_in(const Moment& moment, std::size_t i, const Row& when, BeliefColumns tour_after, Row& bits) {
  const Signal& signal = audience_.signals[moment.signal];
  const Belief& belief = audience_.beliefs[signal.beliefs[i]];
  const BeliefColumns now = columns(belief.now);
  Row mean;
  Row variance;
  copy(now.mean, mean);
  copy(now.variance, variance);
  Row surprise{};
  if (is_sent(moment) || moment.kind == Moment::Kind::miss) {
    surprise = hear(moment, i, when, tour_after);
  } else {
    end_doubt(moment, i, when);
  }
  if (audience_.frozen) {
    std::copy(mean.begin(), mean.end(), now.mean);
    std::copy(variance.begin(), variance.end(), now.variance);
  }
  if (signal.memory) {
    double* kept = block_.column(belief.kept[*signal.memory]);
    for (std::size_t row = 0; row < block_draws; ++row) {
      kept[row] += now.mean[row] - mean[row];
    }
  }
  if (i == 0) {
    bits = surprise;
    if (signal.open) {
      spill(signal.beliefs[i], when, mean, variance);
    }
  }
  if (belief.shadow) {
    constexpr double ln_2 = 0x1.62e42fefa39efp-1;
    double* change = block_.column(audience_.change);
    for (std::size_t row = 0; row < block_draws; ++row) {
      change[row] += ln_2 * (bits[row] - surprise[row]);
    }
  }
}

void Replay::change_long_run(const Row& when) {
  double* mean = block_.column(audience_.beliefs[*audience_.shadow].long_run.mean);
  const double* changed = block_.column(audience_.changed_mean);
  for (std::size_t row = 0; row < block_draws; ++row) {
    mean[row] = when[row] < never ? changed[row] : mean[row];
  }
}

News Replay::news(const Signal& signal, std::size_t i, const Row& when) const {
  News news{.rows = block_draws,
            .when = when.data(),
            .belief = columns(audience_.beliefs[signal.beliefs[i]].now),
            .discrimination = block_.column(signal.items[i].discrimination),
            .difficulty = block_.column(signal.items[i].difficulty),
            .toward = signal.toward};
  if (signal.tour) {
    news.tour_mean = block_.column(audience_.tours[*signal.tour].effect.mean);
    news.tour_variance = block_.column(audience_.tours[*signal.tour].effect.variance);
  }
  return news;
}

Row Replay::hear(const Moment& moment, std::size_t i, const Row& when, BeliefColumns tour_after) {
  const Signal& signal = audience_.signals[moment.signal];
  Row bits{};
  News said = news(signal, i, when);
  said.sent = is_sent(moment) ? 1.0 : -1.0;
  said.bits = bits.data();
  said.tour_after = tour_after;
  if (announces(moment)) {
    signal_kernels().announce({.news = said,
                               .drop_difficulty = block_.column(audience_.drop_difficulty),
                               .doubt = block_.column(signal.doubt),
                               .held = columns(signal.gaps[i].held),
                               .dropped = columns(signal.gaps[i].dropped)});
  } else {
    signal_kernels().hear(said);
  }
  return bits;
}

void Replay::end_doubt(const Moment& moment, std::size_t i, const Row& when) {
  const Signal& signal = audience_.signals[moment.signal];
  const BeliefColumns belief = columns(audience_.beliefs[signal.beliefs[i]].now);
  const BeliefColumns held = columns(signal.gaps[i].held);
  const BeliefColumns dropped = columns(signal.gaps[i].dropped);
  if (moment.kind == Moment::Kind::postpone) {
    signal_kernels().postpone({.rows = block_draws,
                               .when = when.data(),
                               .belief = belief,
                               .doubt = block_.column(audience_.postponement),
                               .held = held,
                               .dropped = dropped});
    return;
  }
  const bool kept = moment.kind == Moment::Kind::hold;
  signal_kernels().resolve({.rows = block_draws,
                            .when = when.data(),
                            .belief = belief,
                            .taken = kept ? held : dropped,
                            .other = kept ? dropped : held});
}

void Replay::spill(std::size_t source, const Row& when, Row& mean, Row& variance) {
  if (!audience_.spill_over || audience_.frozen) {
    return;
  }
  const Belief& from = audience_.beliefs[source];
  for (std::size_t b = 0; b < audience_.beliefs.size(); ++b) {
    if (audience_.beliefs[b].receiver == from.receiver || !concerns(b)) {
      continue;
    }
    signal_kernels().spill({.rows = block_draws,
                            .when = when.data(),
                            .correlation = block_.column(*audience_.spill_over),
                            .before = {mean.data(), variance.data()},
                            .after = columns(from.now),
                            .belief = columns(audience_.beliefs[b].now)});
  }
}

void Replay::count(const Moment& moment, const Row& when, const Row& bits) {
  const Signal& signal = audience_.signals[moment.signal];
  if (signal.receiver != 0 || !(is_sent(moment) || moment.kind == Moment::Kind::drop)) {
    return;
  }
  const double times = moment.kind == Moment::Kind::drop ? -1.0 : 1.0;  // what was dropped binds nobody
  const auto add = [&](const std::optional<Column>& what, Column to) {
    if (!what) {
      return;
    }
    const double* weight = block_.column(*what);
    double* sum = block_.column(to);
    for (std::size_t row = 0; row < block_draws; ++row) {
      sum[row] += when[row] < never ? times * weight[row] : 0.0;
    }
  };
  add(signal.tie, audience_.tie);
  add(signal.footprint, audience_.footprint);
  if (is_sent(moment)) {
    double* news = block_.column(audience_.news);
    double* last = block_.column(audience_.last_signal);
    for (std::size_t row = 0; row < block_draws; ++row) {
      news[row] += bits[row];
      last[row] = when[row] < never ? when[row] : last[row];
    }
  }
}

void Replay::look_ahead(const Signal& signal, const Row& when) {
  const BeliefColumns now = columns(audience_.beliefs[signal.beliefs[0]].now);
  double* seeing = block_.column(audience_.seeing);
  for (const double sent : {-1.0, 1.0}) {
    Row mean;
    Row variance;
    copy(now.mean, mean);
    copy(now.variance, variance);
    News either = news(signal, 0, when);
    either.belief = {mean.data(), variance.data()};
    either.sent = sent;
    signal_kernels().hear(either);
    for (std::size_t row = 0; row < block_draws; ++row) {
      seeing[row] = when[row] < never ? (sent < 0.0 ? 0.0 : seeing[row]) + sent * mean[row] : seeing[row];
    }
  }
}

}  // namespace suasion::system::signal
