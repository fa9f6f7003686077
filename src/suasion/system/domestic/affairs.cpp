#include "suasion/system/domestic/affairs.hpp"

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/domestic/domestic_kernel.hpp"

namespace suasion::system::domestic {

SUASION_PICK_KERNELS(DomesticKernels, domestic_kernels)

namespace {

const double* column_or_null(const Block& block, std::optional<Column> column) {
  return column ? block.column(*column) : nullptr;
}

/// 0 where there is no such column.
double value(const double* column, std::size_t row) {
  return column == nullptr ? 0.0 : column[row];
}

/// The event column takes the earlier of its own days and these.
void bring_forward(std::optional<Column> event, const double* days, Block& block) {
  if (event) {
    double* known = block.column(*event);
    for (std::size_t row = 0; row < block_draws; ++row) {
      known[row] = std::min(known[row], days[row]);
    }
  }
}

void decide(const Ballot& ballot, Block& block) {
  alignas(64) double chance[block_draws];
  alignas(64) double leaves[block_draws];
  block.uniforms(ballot.chance, 0, chance);
  const double* crackdown = column_or_null(block, ballot.crackdown_chance);
  const double* turnover = column_or_null(block, ballot.turnover_chance);
  const double* handover = column_or_null(block, ballot.handover_days);
  const double* day = block.column(ballot.day);
  double* crackdown_day = block.column(ballot.crackdown_day);
  for (std::size_t row = 0; row < block_draws; ++row) {
    const double put_down = value(crackdown, row);
    const double voted_out = std::min(value(turnover, row), 1.0 - put_down);
    crackdown_day[row] = never;
    leaves[row] = never;
    if (chance[row] < put_down) {
      crackdown_day[row] = day[row];
    } else if (chance[row] >= 1.0 - voted_out) {
      leaves[row] = day[row] + value(handover, row);
    }
  }
  bring_forward(ballot.held, day, block);
  bring_forward(ballot.by_kind, crackdown_day, block);
  bring_forward(ballot.leaves, leaves, block);
}

/// The height that is left at the origin of a jump before it, into the column that it lifts.
void remember(const Jump& jump, const Affairs& affairs, Block& block) {
  const double* day = block.column(jump.day);
  const double* height = block.column(jump.height);
  const double* life = block.column(jump.of_crisis ? affairs.half_life : affairs.shelter_life);
  double* level = block.column(jump.of_crisis ? affairs.crisis : affairs.shelter);
  alignas(64) double kept[block_draws];
  for (std::size_t row = 0; row < block_draws; ++row) {
    kept[row] = day[row] <= 0.0 ? day[row] / life[row] : -never;
  }
  math::column_functions().exp2(kept, kept, block_draws);
  for (std::size_t row = 0; row < block_draws; ++row) {
    level[row] = std::max(level[row], height[row] * kept[row]);
  }
}

/// Lifts the level in the rows that have reached the day of the jump. A day that an earlier jump has already passed
/// over counts with what is left of it by then.
void lift(const Jump& jump, const Affairs& affairs, const Tick& tick, const double* now, Block& block) {
  const double* day = block.column(jump.day);
  const double* height = block.column(jump.height);
  const double* leaves = block.column(affairs.leaves);
  const double* life = block.column(jump.of_crisis ? affairs.half_life : affairs.shelter_life);
  double* level = block.column(jump.of_crisis ? affairs.crisis : affairs.shelter);
  alignas(64) double kept[block_draws];
  for (std::size_t row = 0; row < block_draws; ++row) {
    const bool falls_here = day[row] > tick.start && day[row] <= tick.end && day[row] < leaves[row];
    kept[row] = falls_here ? (day[row] - now[row]) / life[row] : -never;
  }
  math::column_functions().exp2(kept, kept, block_draws);
  for (std::size_t row = 0; row < block_draws; ++row) {
    level[row] = std::max(level[row], height[row] * kept[row]);
  }
}

}  // namespace

void Ballots::begin(Block& block) const {
  for (const Ballot& ballot : ballots_) {
    decide(ballot, block);
  }
}

void BeginAffairs::begin(Block& block) const {
  double* patience = block.column(affairs_.patience);
  block.uniforms(affairs_.patience_channel, 0, patience);
  math::column_functions().log(patience, patience, block_draws);
  double* base = block.column(affairs_.base);
  if (affairs_.leave_rate) {
    domestic_kernels().entrench(affairs_.years, block.column(*affairs_.decline), base, block_draws);
  }
  const double* rate = column_or_null(block, affairs_.leave_rate);
  for (std::size_t row = 0; row < block_draws; ++row) {
    patience[row] = -patience[row];
    base[row] = rate == nullptr ? 0.0 : base[row] * rate[row];
    block.column(affairs_.half_life)[row] = block.column(affairs_.half_life_months)[row] * days_per_month;
    block.column(affairs_.shelter_life)[row] = block.column(affairs_.shelter_months)[row] * days_per_month;
  }
  for (const Jump& jump : affairs_.jumps) {
    if (jump.first <= 0.0) {
      remember(jump, affairs_, block);
    }
  }
}

void AdvanceAffairs::advance(Block& block, const Tick& tick) const {
  alignas(64) double from[block_draws];
  alignas(64) double until[block_draws];
  std::fill_n(from, block_draws, tick.start);
  const auto pass = [&] {
    domestic_kernels().pass({.rows = block_draws,
                             .from = from,
                             .until = until,
                             .half_life = block.column(affairs_.half_life),
                             .shelter_life = block.column(affairs_.shelter_life),
                             .base = block.column(affairs_.base),
                             .slope = block.column(affairs_.slope),
                             .patience = block.column(affairs_.patience),
                             .days_per_month = days_per_month,
                             .crisis = block.column(affairs_.crisis),
                             .shelter = block.column(affairs_.shelter),
                             .summed = block.column(affairs_.summed),
                             .hazard = block.column(affairs_.hazard),
                             .gone = block.column(affairs_.leaves)});
    std::copy_n(until, block_draws, from);
  };
  for (const Jump& jump : affairs_.jumps) {
    if (jump.first > tick.end || jump.last <= tick.start) {
      continue;
    }
    const double* day = block.column(jump.day);
    for (std::size_t row = 0; row < block_draws; ++row) {
      until[row] = std::clamp(day[row], from[row], tick.end);
    }
    pass();
    lift(jump, affairs_, tick, from, block);
  }
  std::fill_n(until, block_draws, tick.end);
  pass();
  const double* leaves = block.column(affairs_.leaves);
  double* changed = block.column(affairs_.changed);
  for (std::size_t row = 0; row < block_draws; ++row) {
    changed[row] = leaves[row] <= tick.end ? 1.0 : 0.0;
  }
}

}  // namespace suasion::system::domestic
