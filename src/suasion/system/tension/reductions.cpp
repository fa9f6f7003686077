#include "suasion/system/tension/reductions.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/tension/tension_kernel.hpp"

namespace suasion::system::tension {

namespace {

constexpr double days_per_week = 7.0;

/// out[row] = 2^(-weeks since that day / h) at `now`; 0 before the day.
void left_of(const ReductionColumns& c, Column day, double now, double* out, Block& block) {
  alignas(64) double weeks[block_draws];
  const double* days = block.column(day);
  for (std::size_t row = 0; row < block_draws; ++row) {
    weeks[row] = std::max(0.0, now - days[row]) / days_per_week;
  }
  tension_kernels().kept(weeks, block.column(c.memory_weeks), out, block_draws);
  for (std::size_t row = 0; row < block_draws; ++row) {
    out[row] = days[row] <= now ? out[row] : 0.0;
  }
}

/// remembered[row] += rho^w, w whole weeks from the sanction to the reduction; nothing where it came first.
void remember_sanction(const ReductionColumns& c, Column sanction, Column reduction, double* remembered, Block& block) {
  alignas(64) double weeks[block_draws];
  alignas(64) double left[block_draws];
  const double* from = block.column(sanction);
  const double* to = block.column(reduction);
  for (std::size_t row = 0; row < block_draws; ++row) {
    weeks[row] = std::max(0.0, std::floor((to[row] - from[row]) / days_per_week));
  }
  tension_kernels().kept(weeks, block.column(c.memory_weeks), left, block_draws);
  for (std::size_t row = 0; row < block_draws; ++row) {
    remembered[row] += to[row] >= from[row] ? left[row] : 0.0;
  }
}

}  // namespace

void JudgePast::begin(Block& block) const {
  const ReductionColumns& c = columns_;
  double* patience = block.column(c.patience);
  block.uniforms(c.patience_channel, 0, patience);
  math::column_functions().log(patience, patience, block_draws);
  std::transform(patience, patience + block_draws, patience, [](double log) { return -log; });
  alignas(64) double memory[block_draws];
  alignas(64) double week[block_draws];
  std::fill_n(week, block_draws, 1.0);
  tension_kernels().kept(week, block.column(c.memory_weeks), memory, block_draws);
  double* ratio = block.column(c.excitation);
  const double* branching = block.column(c.branching);
  for (std::size_t s = 0; s < c.past_sanctions.size(); ++s) {
    double* left = block.column(c.left_at_origin[s]);
    left_of(c, c.past_sanctions[s], 0.0, left, block);
    for (std::size_t row = 0; row < block_draws; ++row) {
      ratio[row] -= branching[row] * (1.0 - left[row]);
    }
  }
  for (const Column reduction : c.past_reductions) {
    alignas(64) double remembered[block_draws] = {};
    for (const Column sanction : c.past_sanctions) {
      remember_sanction(c, sanction, reduction, remembered, block);
    }
    for (std::size_t row = 0; row < block_draws; ++row) {
      remembered[row] = 1.0 + branching[row] * (1.0 - memory[row]) * remembered[row] / block.column(c.base)[row];
    }
    math::column_functions().log(remembered, remembered, block_draws);
    for (std::size_t row = 0; row < block_draws; ++row) {
      ratio[row] += remembered[row];
    }
  }
}

void ReduceRelations::advance(Block& block, const Tick& tick) const {
  const ReductionColumns& c = columns_;
  alignas(64) double spent[block_draws] = {};  // parts of sanctions' effects that have run by the end, since the origin
  alignas(64) double left[block_draws];
  for (std::size_t s = 0; s < c.past_sanctions.size(); ++s) {
    const double* at_origin = block.column(c.left_at_origin[s]);
    left_of(c, c.past_sanctions[s], tick.end, left, block);
    for (std::size_t row = 0; row < block_draws; ++row) {
      spent[row] += at_origin[row] - left[row];
    }
  }
  const double* sanction = block.column(c.sanction);
  left_of(c, c.sanction, tick.end, left, block);
  for (std::size_t row = 0; row < block_draws; ++row) {
    spent[row] += sanction[row] <= tick.end ? 1.0 - left[row] : 0.0;
  }
  const double* base = block.column(c.base);
  const double* branching = block.column(c.branching);
  const double* patience = block.column(c.patience);
  double* summed = block.column(c.summed);
  double* day = block.column(c.reduced);
  for (std::size_t row = 0; row < block_draws; ++row) {
    const double sum = base[row] * tick.end / days_per_week + branching[row] * spent[row];
    if (summed[row] < patience[row] && sum >= patience[row]) {
      const double part = (patience[row] - summed[row]) / (sum - summed[row]);
      day[row] = std::min(day[row], tick.start + part * (tick.end - tick.start));
    }
    summed[row] = sum;
  }
}

}  // namespace suasion::system::tension
