#include "suasion/system/tension/steps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/system/tension/view.hpp"

namespace suasion::system::tension {

namespace {

constexpr double days_per_week = 7.0;

/// The part of (start, end] that lies in [from, until).
double overlap(double from, double until, const Tick& tick) {
  return std::max(0.0, std::min(until, tick.end) - std::max(from, tick.start)) / (tick.end - tick.start);
}

}  // namespace

void open_soil(const Columns& c, Block& block) {
  const std::array<const double*, 3> slopes = {block.column(c.level_slope), block.column(c.alignment_slope),
                                               block.column(c.base_slope)};
  const std::array<const double*, 3> variables = {block.column(c.level), block.column(c.alignment),
                                                  block.column(c.stationed)};
  tension_kernels().open_soil(block.column(c.intercept), slopes.data(), variables.data(), slopes.size(),
                              block.column(c.access), block_draws);
}

void add_shock(const Columns& c, const Shock& shock, double from, double now, Block& block) {
  const double* day = block.column(shock.day);
  const auto falls = [&](std::size_t row) { return day[row] > from && day[row] <= now; };
  std::size_t hits = 0;
  for (std::size_t row = 0; row < block_draws; ++row) {
    hits += falls(row) ? 1 : 0;
  }
  if (hits == 0) {
    return;
  }
  alignas(64) double months[block_draws];
  for (std::size_t row = 0; row < block_draws; ++row) {
    months[row] = falls(row) ? (now - day[row]) / days_per_month : 0.0;
  }
  if (shock.on_quarrel) {
    alignas(64) double left[block_draws];
    tension_kernels().kept(months, block.column(c.half_life), left, block_draws);
    const double* size = block.column(*shock.on_quarrel);
    double* departure = block.column(c.departure);
    for (std::size_t row = 0; row < block_draws; ++row) {
      departure[row] += falls(row) ? size[row] * left[row] : 0.0;
    }
  }
  if (shock.on_fear.empty()) {
    return;
  }
  alignas(64) double fear[most_neighbours][block_draws];
  std::array<double*, most_neighbours> values = {};
  for (std::size_t n = 0; n < c.neighbours.size(); ++n) {
    std::fill_n(fear[n], block_draws, 0.0);
    values[n] = fear[n];
  }
  for (const auto& [neighbour, size] : shock.on_fear) {
    for (std::size_t row = 0; row < block_draws; ++row) {
      fear[neighbour][row] = falls(row) ? block.column(size)[row] : 0.0;
    }
  }
  tension_kernels().relax({GraphView(c, block).coupling(), block.column(c.rate), months, values.data()});
  for (std::size_t n = 0; n < c.neighbours.size(); ++n) {
    double* anxiety = block.column(c.neighbours[n].anxiety);
    for (std::size_t row = 0; row < block_draws; ++row) {
      anxiety[row] += fear[n][row];
    }
  }
}

/// What is left of fear and quarrel after a tick, fear column by column of the matrix; all ticks are of one length.
void AdvanceTension::fade(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  const std::size_t n = c.neighbours.size();
  alignas(64) double months[block_draws];
  std::fill_n(months, block_draws, tick.months);
  tension_kernels().kept(months, block.column(c.half_life), block.column(c.departure_left), block_draws);
  const auto left = all_of(c.left, block);
  for (std::size_t j = 0; j < n; ++j) {
    std::array<double*, most_neighbours> values = {};
    for (std::size_t i = 0; i < n; ++i) {
      values[i] = left[i * n + j];
      std::fill_n(values[i], block_draws, i == j ? 1.0 : 0.0);
    }
    tension_kernels().relax({GraphView(c, block).coupling(), block.column(c.rate), months, values.data()});
  }
}

/// Weeks are counted from the origin, whatever the ticks; a week belongs to the tick in which it ends.
void AdvanceTension::incidents(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  std::fill_n(block.column(c.warmth), block_draws, 0.0);
  std::fill_n(block.column(c.count), block_draws, 0.0);
  constexpr double rounding = 1e-9;
  const auto first = static_cast<std::uint64_t>(std::floor(tick.start / days_per_week + rounding));
  const auto last = static_cast<std::uint64_t>(std::floor(tick.end / days_per_week + rounding));
  alignas(64) double chance[block_draws];
  for (std::uint64_t week = first; week < last; ++week) {
    block.uniforms(c.chance, week, chance);
    tension_kernels().week({.rows = block_draws,
                            .chance = chance,
                            .base = {block.column(c.quarrels), block.column(c.alarms)},
                            .branching = block.column(c.branching),
                            .memory = block.column(c.memory),
                            .kept = block.column(c.week_kept),
                            .remembered = {block.column(c.remembered_quarrels), block.column(c.remembered_alarms)},
                            .warmth = block.column(c.warmth),
                            .count = block.column(c.count)});
  }
}

void AdvanceTension::visits(const Visit& visit, const Tick& tick, Block& block) const {
  alignas(64) double part[block_draws];
  const double* day = block.column(visit.day);
  for (std::size_t row = 0; row < block_draws; ++row) {
    part[row] = overlap(day[row], day[row] + visit.length, tick);
  }
  for (std::size_t n = 0; n < columns_.neighbours.size(); ++n) {
    const double* size = block.column(visit.weighed[n]);
    double* visiting = block.column(columns_.neighbours[n].visiting);
    double* mean = block.column(columns_.neighbours[n].visiting_mean);
    for (std::size_t row = 0; row < block_draws; ++row) {
      const bool there = day[row] <= tick.end && day[row] + visit.length > tick.end;
      visiting[row] += there ? size[row] : 0.0;
      mean[row] += size[row] * part[row];
    }
  }
}

void AdvanceTension::exposure(Block& block, const Tick& tick, const double* stationed_share) const {
  const Columns& c = columns_;
  constexpr double rounding = 1.0;  // days: too many are wiped rather than too few
  const double last_start = tick.start - (tick.end - tick.start) - rounding;
  const bool wiped =
      std::any_of(c.visits.begin(), c.visits.end(), [&](const Visit& visit) {  // in this tick or the last
        return visit.first <= tick.end && visit.last + visit.length > last_start;
      });
  for (const NeighbourColumns& one : c.neighbours) {
    if (wiped) {
      std::fill_n(block.column(one.visiting), block_draws, 0.0);
      std::fill_n(block.column(one.visiting_mean), block_draws, 0.0);
    }
  }
  for (const Visit& visit : c.visits) {
    if (visit.first <= tick.end && visit.last + visit.length > tick.start) {
      visits(visit, tick, block);
    }
  }
  for (const NeighbourColumns& one : c.neighbours) {
    tension_kernels().expose({.rows = block_draws,
                              .standing = block.column(one.standing),
                              .at_home = block.column(one.at_home),
                              .on_soil = block.column(one.on_soil),
                              .base = block.column(one.base),
                              .access = block.column(c.access),
                              .stationed = block.column(c.stationed),
                              .stationed_share = stationed_share,
                              .visiting = block.column(one.visiting),
                              .visiting_mean = block.column(one.visiting_mean),
                              .slow = block.column(one.slow),
                              .mean = block.column(one.mean),
                              .exposure = out_.buffer ? nullptr : block.column(one.exposure),
                              .gained = block.column(one.gained),
                              .buffer = block.column(one.buffer)});
  }
}

void AdvanceTension::fear(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  const GraphView graph(c, block);
  const auto mean = each(c, &NeighbourColumns::mean, block);
  const auto gained = each(c, &NeighbourColumns::gained, block);
  const auto anxiety = each(c, &NeighbourColumns::anxiety, block);
  const auto effect = each(c, &NeighbourColumns::effect, block);
  const auto inverse = all_of(c.inverse, block);
  const auto left = all_of(c.left, block);
  tension_kernels().fear({.coupling = graph.coupling(),
                          .inverse = inverse.data(),
                          .left = left.data(),
                          .mean = mean.data(),
                          .gained = gained.data(),
                          .weight = block.column(c.weight),
                          .grievance = block.column(c.grievance),
                          .alarms = c.incidents ? block.column(c.count) : nullptr,
                          .alarm_size = block.column(c.alarm_size),
                          .rate = block.column(c.rate),
                          .months = tick.months,
                          .anxiety = anxiety.data(),
                          .effect = out_.buffer ? nullptr : effect.data()});
  if (!c.allies || out_.buffer) {
    return;
  }
  double* least = block.column(*c.allies);
  std::fill_n(least, block_draws, std::numeric_limits<double>::infinity());
  for (const NeighbourColumns& one : c.neighbours) {
    if (one.allied) {
      const double* own = block.column(one.effect);
      for (std::size_t row = 0; row < block_draws; ++row) {
        least[row] = std::min(least[row], own[row]);
      }
    }
  }
}

void AdvanceTension::shocks(Block& block, const Tick& tick) const {
  for (const Shock& shock : columns_.shocks) {
    if (shock.first <= tick.end && shock.last > tick.start) {
      add_shock(columns_, shock, tick.start, tick.end, block);
    }
  }
}

/// What is dated in this tick comes on top of what has been carried to its end; all of it is linear.
void AdvanceTension::quarrel(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  constexpr double rounding = 1e-9;
  const double last_week = days_per_week * std::floor(tick.end / days_per_week + rounding);
  const Quarrel quarrel{.rows = block_draws,
                        .half_life = block.column(c.half_life),
                        .left = block.column(c.departure_left),
                        .size = block.column(c.quarrel_size),
                        .warmth = c.incidents ? block.column(c.warmth) : nullptr,
                        .mean = block.column(c.quarrel_mean),
                        .sd = block.column(c.quarrel_sd),
                        .months_since_week = std::max(0.0, tick.end - last_week) / days_per_month,
                        .departure = block.column(c.departure),
                        .temperature = block.column(c.temperature),
                        .rank = block.column(c.rank)};
  tension_kernels().carry(quarrel);
  shocks(block, tick);
  for (const Deed& deed : c.deeds) {
    const double* does = block.column(deed.does);
    if (tick.decisions) {
      for (std::size_t row = 0; row < block_draws; ++row) {
        quarrel.departure[row] += deed.size * does[row];
      }
    }
  }
  tension_kernels().tell(quarrel);
}

void AdvanceTension::absorption(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  tension_kernels().absorb({.rows = block_draws,
                            .base = block.column(c.absorption),
                            .slope = block.column(c.absorption_level),
                            .level = block.column(c.level),
                            .level_before = block.column(c.level_before),
                            .base_slope = block.column(c.absorption_base),
                            .stationed = block.column(c.stationed),
                            .ratio = block.column(c.ratio),
                            .patience = block.column(c.patience),
                            .start = tick.start,
                            .end = tick.end,
                            .months = tick.months,
                            .rate = block.column(c.absorption_rate),
                            .summed = block.column(c.summed),
                            .risk = block.column(c.risk),
                            .self_risk = block.column(c.self_risk),
                            .day = block.column(c.absorbed)});
}

/// Where there is a base at the end, and in what part of the tick.
void AdvanceTension::station(Block& block, const Tick& tick, double* share) const {
  const Columns& c = columns_;
  const double* hosts = block.column(c.hosts);
  const double* agreed = block.column(c.base_day);
  double* stationed = block.column(c.stationed);
  std::size_t bases = 0;
  for (std::size_t row = 0; row < block_draws; ++row) {
    bases += agreed[row] <= tick.end ? 1 : 0;
    stationed[row] = std::max(hosts[row], agreed[row] <= tick.end ? 1.0 : 0.0);
    share[row] = hosts[row];
  }
  for (std::size_t row = 0; bases > 0 && row < block_draws; ++row) {
    const double part = overlap(agreed[row], std::numeric_limits<double>::infinity(), tick);
    share[row] = agreed[row] > tick.end ? hosts[row] : part;
  }
}

void AdvanceTension::advance(Block& block, const Tick& tick) const {
  const Columns& c = columns_;
  alignas(64) double share[block_draws];
  station(block, tick, share);
  if (tick.number == 0) {
    fade(block, tick);
  }
  open_soil(c, block);
  if (c.incidents) {
    incidents(block, tick);
  }
  exposure(block, tick, share);
  fear(block, tick);
  if (out_.quarrel) {
    shocks(block, tick);  // they bear on fear as well
  } else {
    quarrel(block, tick);
  }
  if (!out_.absorption) {
    absorption(block, tick);
  }
}

}  // namespace suasion::system::tension
