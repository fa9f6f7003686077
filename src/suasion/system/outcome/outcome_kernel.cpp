#include "suasion/system/outcome/outcome_kernel.hpp"

#include "suasion/math/elementary.hpp"
#include "suasion/math/pack.hpp"

namespace suasion::system::outcome::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// What the state makes of the rate: the mean of its values at both ends of the tick, so that ticks of half the length
/// agree to second order.
Pack rate_of(const Hazard& hazard, std::size_t row) {
  Pack exponent = broadcast(0.0);
  for (std::size_t d = 0; d < hazard.drivers; ++d) {
    exponent = exponent + load(hazard.slope[d] + row) * load(hazard.variable[d] + row);
  }
  const Pack now = load(hazard.base + row) * exp(exponent);
  const Pack before = load(hazard.rate + row);
  store(hazard.rate + row, now);
  return select(before < 0.0, now, 0.5 * (before + now));
}

/// From one event that bears on the rate to the next: between them it is constant, so that sums and days are exact.
void strike(const Hazard& hazard) {
  const double last = hazard.end < hazard.open_until ? hazard.end : hazard.open_until;
  const Pack until = max(broadcast(last), broadcast(hazard.start));
  for (std::size_t row = 0; row < hazard.rows; row += pack_lanes) {
    const Pack patience = load(hazard.patience + row);
    Pack sum = load(hazard.summed + row);
    if (!any(sum < patience)) {
      continue;  // it has struck in all of them, and strikes once
    }
    const Pack rate = rate_of(hazard, row) * (1.0 / hazard.days_per_month);
    const Pack open = hazard.open_from != nullptr ? load(hazard.open_from + row) : broadcast(hazard.from);
    Pack now = min(max(open, broadcast(hazard.start)), until);
    Pack day = load(hazard.day + row);
    do {
      Pack factor = broadcast(1.0);
      Pack next = until;
      for (std::size_t e = 0; e < hazard.events; ++e) {
        const Pack happened = load(hazard.happened[e] + row);
        factor = factor * select(happened <= now, load(hazard.factor[e] + row), broadcast(1.0));
        next = select((happened > now) & (happened < next), happened, next);
      }
      const Pack after = sum + rate * factor * (next - now);
      const Mask happens = (sum < patience) & (after >= patience);
      if (any(happens)) {
        const Pack when = now + (next - now) * ((patience - sum) / max(after - sum, broadcast(1e-300)));
        day = select(happens, min(when, day), day);
      }
      sum = after;
      now = next;
    } while (any(now < until));
    store(hazard.day + row, day);
    store(hazard.summed + row, sum);
  }
}

}  // namespace

OutcomeKernels outcome_kernels() {
  return {&strike};
}

}  // namespace suasion::system::outcome::SUASION_TARGET
