#include "suasion/system/domestic/domestic_kernel.hpp"

#include "suasion/math/pack.hpp"
#include "suasion/system/domestic/formulas.hpp"

namespace suasion::system::domestic::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

/// What is left of something half way through a stretch of days, and at its end.
struct Fading {
  Pack midway, later;
};

/// Of nothing, nothing is left: then no power is taken.
SUASION_INLINE Fading fade(Pack value, Pack days, Pack half_life) {
  if (!any(value != 0.0)) {
    return {value, value};
  }
  const Pack left = kept(days, half_life);
  return {value * sqrt(left), value * left};
}

void pass(const Spell& spell) {
  for (std::size_t row = 0; row < spell.rows; row += pack_lanes) {
    const Pack from = load(spell.from + row);
    const Pack days = load(spell.until + row) - from;
    const Pack base = load(spell.base + row);
    const Pack slope = load(spell.slope + row);
    const Pack crisis = load(spell.crisis + row);
    const Pack shelter = load(spell.shelter + row);
    const Fading fading = fade(crisis, days, load(spell.half_life + row));
    const Fading lent = fade(shelter, days, load(spell.shelter_life + row));
    Pack before = base;  // e^0 is 1: where nothing moves the hazard, it need not be asked
    Pack midway = base;
    Pack after = base;
    if (any((crisis != 0.0) | (shelter != 0.0))) {
      before = tenure_hazard(base, slope, crisis, shelter);
      midway = tenure_hazard(base, slope, fading.midway, lent.midway);
      after = tenure_hazard(base, slope, fading.later, lent.later);
    }
    const Pack old = load(spell.summed + row);
    // Simpson's rule: ticks of half the length agree to fourth order
    const Pack mean = (before + 4.0 * midway + after) * (1.0 / 6.0);
    const Pack sum = old + mean * (days * (1.0 / spell.days_per_month));
    const Pack patience = load(spell.patience + row);
    const Mask goes = (old < patience) & (sum >= patience);
    Pack gone = load(spell.gone + row);
    if (any(goes)) {
      const Pack day = from + days * ((patience - old) / max(sum - old, broadcast(least_normal)));
      gone = select(goes, min(day, gone), gone);
    }
    const Mask is_gone = gone <= load(spell.until + row);
    store(spell.gone + row, gone);
    store(spell.summed + row, sum);
    store(spell.crisis + row, select(is_gone, broadcast(0.0), fading.later));
    store(spell.shelter + row, lent.later);
    store(spell.hazard + row, select(is_gone, broadcast(0.0), after));
  }
}

void entrench(double years, const double* decline, double* out, std::size_t rows) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    store(out + row, entrenchment(broadcast(years), load(decline + row)));
  }
}

}  // namespace

DomesticKernels domestic_kernels() {
  return {&pass, &entrench};
}

}  // namespace suasion::system::domestic::SUASION_TARGET
