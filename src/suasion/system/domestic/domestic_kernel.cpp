#include "suasion/system/domestic/domestic_kernel.hpp"

#include "suasion/system/domestic/formulas.hpp"

namespace suasion::system::domestic::SUASION_TARGET {

namespace {

using namespace suasion::math::SUASION_TARGET;  // NOLINT(google-build-using-namespace): packs and their functions

void pass(const Spell& spell) {
  for (std::size_t row = 0; row < spell.rows; row += pack_lanes) {
    const Pack from = load(spell.from + row);
    const Pack days = load(spell.until + row) - from;
    const Pack base = load(spell.base + row);
    const Pack slope = load(spell.slope + row);
    const Pack crisis = load(spell.crisis + row);
    const Pack shelter = load(spell.shelter + row);
    const Pack crisis_kept = kept(days, load(spell.half_life + row));
    const Pack shelter_kept = kept(days, load(spell.shelter_life + row));
    const Pack later_crisis = crisis * crisis_kept;
    const Pack later_shelter = shelter * shelter_kept;
    const Pack before = tenure_hazard(base, slope, crisis, shelter);
    const Pack midway = tenure_hazard(base, slope, crisis * sqrt(crisis_kept), shelter * sqrt(shelter_kept));
    const Pack after = tenure_hazard(base, slope, later_crisis, later_shelter);
    const Pack old = load(spell.summed + row);
    // Simpson's rule: ticks of half the length agree to fourth order
    const Pack mean = (before + 4.0 * midway + after) * (1.0 / 6.0);
    const Pack sum = old + mean * (days * (1.0 / spell.days_per_month));
    const Pack patience = load(spell.patience + row);
    const Mask goes = (old < patience) & (sum >= patience);
    const Pack day = from + days * ((patience - old) / max(sum - old, broadcast(least_normal)));
    const Pack gone = select(goes, min(day, load(spell.gone + row)), load(spell.gone + row));
    const Mask is_gone = gone <= load(spell.until + row);
    store(spell.gone + row, gone);
    store(spell.summed + row, sum);
    store(spell.crisis + row, select(is_gone, broadcast(0.0), later_crisis));
    store(spell.shelter + row, later_shelter);
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
