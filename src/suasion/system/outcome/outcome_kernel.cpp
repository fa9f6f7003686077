#include "suasion/system/outcome/outcome_kernel.hpp"

#include "suasion/math/elementary.hpp"

namespace suasion::system::outcome::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// The hazard is the mean of its values at both ends of the tick, so that ticks of half the length agree to second
/// order; the day within the tick follows by proportion, as for a constant rate.
void strike(const Hazard& hazard) {
  for (std::size_t row = 0; row < hazard.rows; row += pack_lanes) {
    Pack exponent = broadcast(0.0);
    for (std::size_t d = 0; d < hazard.drivers; ++d) {
      exponent = exponent + load(hazard.slope[d] + row) * load(hazard.variable[d] + row);
    }
    const Pack now = load(hazard.base + row) * exp(exponent);
    const Pack before = load(hazard.rate + row);
    const Pack rate = select(before < 0.0, now, 0.5 * (before + now));
    store(hazard.rate + row, now);
    const Pack from = max(load(hazard.open_from + row), broadcast(hazard.start));
    const Pack until = broadcast(hazard.end < hazard.open_until ? hazard.end : hazard.open_until);
    const Pack open = max(until - from, broadcast(0.0));
    const Pack old = load(hazard.summed + row);
    const Pack sum = old + rate * (open * (1.0 / hazard.days_per_month));
    const Pack patience = load(hazard.patience + row);
    const Mask happens = (old < patience) & (sum >= patience);
    const Pack day = from + open * ((patience - old) / max(sum - old, broadcast(1e-300)));
    const Pack known = load(hazard.day + row);
    store(hazard.day + row, select(happens, min(day, known), known));
    store(hazard.summed + row, sum);
  }
}

}  // namespace

OutcomeKernels outcome_kernels() {
  return {&strike};
}

}  // namespace suasion::system::outcome::SUASION_TARGET
