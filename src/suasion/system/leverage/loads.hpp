#pragma once
/// From columns to packs, for kernels that bargain: those of this module and of `decision`.

#include "suasion/system/leverage/formulas.hpp"
#include "suasion/system/leverage/leverage_kernel.hpp"

namespace suasion::system::leverage::SUASION_TARGET {

SUASION_INLINE Setting<Pack> load_setting(const SettingColumns& from, std::size_t row) {
  const Pack noise_sd = load(from.noise_sd + row);
  return {.terms = {load(from.gain + row), load(from.aversion + row), load(from.price + row), load(from.power + row)},
          .most = load(from.most + row),
          .threshold = load(from.threshold + row),
          .noise = noise_sd * noise_sd,
          .tilt_effect = load(from.tilt_effect + row),
          .protege_cost = from.cost_factor * load(from.protege_cost + row),
          .patron_cost = from.cost_factor * load(from.patron_cost + row),
          .crisis_cost = load(from.crisis_cost + row)};
}

SUASION_INLINE State<Pack> load_state(const StateColumns& from, std::size_t row) {
  return {load(from.support + row), load(from.doubt + row),   load(from.sanctions + row),
          load(from.crisis + row),  load(from.dispute + row), load(from.tilt + row)};
}

}  // namespace suasion::system::leverage::SUASION_TARGET
