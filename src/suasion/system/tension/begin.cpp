#include <algorithm>
#include <functional>
#include <limits>

#include "suasion/math/columns_kernel.hpp"
#include "suasion/system/tension/view.hpp"

namespace suasion::system::tension {

namespace {

void weigh(const Weighed& weighed, Column reach, Block& block) {
  alignas(64) double left[block_draws];
  tension_kernels().reach(weighed.km, block.column(reach), left, block_draws);
  if (weighed.amount) {
    const double* amount = block.column(*weighed.amount);
    std::transform(left, left + block_draws, amount, left, std::multiplies<>());
  }
  double* out = block.column(weighed.out);
  std::transform(left, left + block_draws, out, out,
                 [&](double share, double sum) { return sum + weighed.factor * share; });
}

/// Rates from half-lives, and weights of the links that share the common coupling.
void derive(const Columns& c, Block& block) {
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  constexpr double weeks_per_month = days_per_month / 7.0;
  alignas(64) double one[block_draws];
  alignas(64) double week[block_draws];
  std::fill_n(one, block_draws, 1.0);
  std::fill_n(week, block_draws, 1.0 / weeks_per_month);
  tension_kernels().kept(one, block.column(c.memory_weeks), block.column(c.memory), block_draws);
  tension_kernels().kept(week, block.column(c.half_life), block.column(c.week_kept), block_draws);
  const double* half_life = block.column(c.half_life);
  double* rate = block.column(c.rate);
  for (std::size_t row = 0; row < block_draws; ++row) {
    rate[row] = ln2 / half_life[row];
  }
  for (const LinkColumns& link : c.links) {
    if (link.share > 0.0) {
      const double* coupling = block.column(c.coupling);
      std::transform(coupling, coupling + block_draws, block.column(link.weight),
                     [&](double common) { return link.share * common; });
    }
  }
}

/// Mean, spread and memory of incidents in the long run.
void long_run(const Columns& c, Block& block) {
  alignas(64) double unused[block_draws];
  LongRun law{.rows = block_draws,
              .base = block.column(c.quarrels),
              .branching = block.column(c.branching),
              .memory = block.column(c.memory),
              .kept = block.column(c.week_kept),
              .size = block.column(c.quarrel_size),
              .mean = block.column(c.quarrel_mean),
              .sd = block.column(c.quarrel_sd),
              .remembered = block.column(c.remembered_quarrels)};
  tension_kernels().long_run(law);
  law.base = block.column(c.alarms);
  law.size = block.column(c.alarm_size);
  law.mean = unused;
  law.sd = unused;
  law.remembered = block.column(c.remembered_alarms);
  tension_kernels().long_run(law);
  constexpr double weeks_per_month = days_per_month / 7.0;
  for (std::size_t row = 0; row < block_draws; ++row) {
    const double per_week = block.column(c.alarms)[row] / (1.0 - block.column(c.branching)[row]);
    block.column(c.alarms_mean)[row] =
        c.incidents ? per_week * weeks_per_month * block.column(c.alarm_size)[row] / block.column(c.rate)[row] : 0.0;
  }
}

/// Standing forces and reserve under the access of the origin, and what they put into fear.
void enter(const Columns& c, const NeighbourColumns& one, Block& block, double* input) {
  const double* home = block.column(one.at_home);
  const double* soil = block.column(one.on_soil);
  const double* standing = block.column(one.standing);
  const double* access = block.column(c.access);
  const double* stationed = block.column(c.stationed);
  const double* base = block.column(one.base);
  const double* weight = block.column(c.weight);
  const double* grievance = block.column(c.grievance);
  const double* alarms = block.column(c.alarms_mean);
  double* slow = block.column(one.slow);
  for (std::size_t row = 0; row < block_draws; ++row) {
    slow[row] = standing[row] + home[row] + access[row] * (soil[row] - home[row]);
  }
  for (std::size_t row = 0; row < block_draws; ++row) {
    input[row] = weight[row] * (slow[row] + stationed[row] * base[row]) + grievance[row] + alarms[row];
  }
}

/// Fear at rest under the exposure of the origin.
void rest(const Columns& c, Block& block) {
  const std::size_t n = c.neighbours.size();
  alignas(64) double input[most_neighbours][block_draws];
  for (std::size_t j = 0; j < n; ++j) {
    enter(c, c.neighbours[j], block, input[j]);
  }
  for (std::size_t i = 0; i < n; ++i) {
    double* anxiety = block.column(c.neighbours[i].anxiety);
    for (std::size_t j = 0; j < n; ++j) {
      const double* entry = block.column(c.inverse[i * n + j]);
      const double* from = input[j];
      for (std::size_t row = 0; row < block_draws; ++row) {
        anxiety[row] += entry[row] * from[row];
      }
    }
  }
}

void begin_absorption(const Columns& c, Block& block) {
  double* patience = block.column(c.patience);
  block.uniforms(c.patience_channel, 0, patience);
  math::column_functions().log(patience, patience, block_draws);
  std::transform(patience, patience + block_draws, patience, std::negate<>());
  std::fill_n(block.column(c.absorption_rate), block_draws, -1.0);
  std::copy_n(block.column(c.level), block_draws, block.column(c.level_before));
  std::copy_n(block.column(c.ratio), block_draws, block.column(c.self_risk));
}

}  // namespace

void BeginTension::begin(Block& block) const {
  const Columns& c = columns_;
  derive(c, block);
  for (const Weighed& weighed : c.weighed) {
    weigh(weighed, c.reach, block);
  }
  for (std::size_t row = 0; row < block_draws; ++row) {
    block.column(c.stationed)[row] =
        std::max(block.column(c.hosts)[row], block.column(c.base_day)[row] <= 0.0 ? 1.0 : 0.0);
  }
  open_soil(c, block);
  long_run(c, block);
  const auto inverse = all_of(c.inverse, block);
  tension_kernels().invert(GraphView(c, block).coupling(), inverse.data());
  rest(c, block);
  for (const Shock& shock : c.shocks) {
    if (shock.first <= 0.0) {
      add_shock(c, shock, -std::numeric_limits<double>::infinity(), 0.0, block);
    }
  }
  begin_absorption(c, block);
}

}  // namespace suasion::system::tension
