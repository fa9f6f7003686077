#include "suasion/system/leverage/leverage_kernel.hpp"

#include "suasion/system/leverage/loads.hpp"

namespace suasion::system::leverage::SUASION_TARGET {

namespace {

void powers(std::size_t rows, const double* own, const double* other, const double* exponent, double* to) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    store(to + row, bargaining_power(load(own + row), load(other + row), load(exponent + row)));
  }
}

template <bool leashes>
void settle_each(const Settling& settling) {
  const SettledColumns& to = settling.to;
  const SettingColumns& fixed = settling.setting;
  for (std::size_t row = 0; row < settling.rows; row += pack_lanes) {
    const Setting<Pack> setting = load_setting(fixed, row);
    const Settlement<Pack> now =
        settle(fixed.price_regime, fixed.option_rule, setting, load_state(settling.state, row));
    store(to.alternative + row, now.alternative);
    store(to.agreed + row, select(now.deal.struck > 0.0, now.deal.level, load(to.agreed + row)));
    if (settling.terms) {
      store(to.protege_disagreement + row, now.disagreement.protege);
      store(to.patron_disagreement + row, now.disagreement.patron);
      store(to.price + row, now.deal.price);
      store(to.protege + row, now.deal.protege);
      store(to.patron + row, now.deal.patron);
      store(to.struck + row, now.deal.struck);
    }
    if constexpr (leashes) {
      const Leash<Pack> longer = leash(setting.terms, now.deal, now.alone);
      store(to.leash + row, longer.length);
      store(to.leash_price + row, longer.price);
      store(to.leash_concession + row, longer.concession);
    }
  }
}

void settle_all(const Settling& settling) {
  if (settling.leash) {
    settle_each<true>(settling);
  } else {
    settle_each<false>(settling);
  }
}

void pace(const Pacing& pacing) {
  for (std::size_t row = 0; row < pacing.rows; row += pack_lanes) {
    const Pack keep = exp2(-pacing.months / load(pacing.half_life + row));
    store(pacing.keep + row, keep);
    store(pacing.spread + row, spread_of(keep, load(pacing.sd + row)));
    store(pacing.dispute_keep + row, exp2(-pacing.months / load(pacing.dispute_half_life + row)));
  }
}

/// The level after a tick. What is conceded comes on top of the drift, at the end of the tick.
SUASION_INLINE Pack next_level(const Moving& moving, std::size_t row) {
  const Pack target = 0.5 * (load(moving.agreed_before + row) + load(moving.agreed_now + row));
  Pack level = target + load(moving.keep + row) * (load(moving.level + row) - target) +
               load(moving.spread + row) * load(moving.chance + row);
  if (moving.decisions) {
    level = level + load(moving.concedes + row) * load(moving.concession + row);
  }
  return min(max(level, broadcast(0.0)), broadcast(1.0));
}

SUASION_INLINE Pack next_dispute(const Moving& moving, std::size_t row) {
  Pack dispute = 1.0 + load(moving.dispute_keep + row) * (load(moving.dispute + row) - 1.0);
  if (moving.decisions) {
    dispute = dispute + load(moving.presses + row) * load(moving.press_effect + row) +
              load(moving.squeezes + row) * load(moving.squeeze_effect + row);
    dispute = dispute * (1.0 - load(moving.deals + row) * load(moving.deal_effect + row));
  }
  return dispute;
}

void move(const Moving& moving) {
  for (std::size_t row = 0; row < moving.rows; row += pack_lanes) {
    store(moving.level + row, next_level(moving, row));
    store(moving.dispute + row, next_dispute(moving, row));
  }
}

}  // namespace

LeverageKernels leverage_kernels() {
  return {&powers, &settle_all, &pace, &move};
}

}  // namespace suasion::system::leverage::SUASION_TARGET
