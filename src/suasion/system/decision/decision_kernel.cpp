#include "suasion/system/decision/decision_kernel.hpp"

#include "suasion/system/decision/formulas.hpp"
#include "suasion/system/leverage/loads.hpp"

namespace suasion::system::decision::SUASION_TARGET {

namespace {

// Always inline: of what choices hang on, each actor reads a part, and what it does not read need not be worked out.

SUASION_INLINE Pack get(const Grounds& grounds, Input which, std::size_t row) {
  return load(grounds.input[static_cast<std::size_t>(which)] + row);
}

SUASION_INLINE Effects<Pack> effects_of(const Grounds& grounds, std::size_t row) {
  const auto in = [&](Input which) { return get(grounds, which, row); };
  return {.press = in(Input::press_effect),
          .squeeze = in(Input::squeeze_effect),
          .deal = in(Input::deal_effect),
          .tilt = in(Input::tilt_step),
          .statement = in(Input::statement_shift),
          .visit = in(Input::visit_shift),
          .ambassador = in(Input::ambassador_shift),
          .severity = in(Input::severity),
          .eased_share = in(Input::eased_share)};
}

/// What is at stake if the protege is pressed: one concession, at the costs of dispute of the moment.
SUASION_INLINE coercion::SUASION_TARGET::Stakes<Pack> stakes_of(const Grounds& grounds, const Setting<Pack>& setting,
                                                                const State<Pack>& state, std::size_t row) {
  const auto in = [&](Input which) { return get(grounds, which, row); };
  const leverage::SUASION_TARGET::Disagreement<Pack> apart =
      disagree(setting, state, leverage::SUASION_TARGET::usable_alternative(reach_at(setting, state), state.sanctions));
  return {.gain = setting.terms.gain,
          .aversion = setting.terms.aversion,
          .level = in(Input::level),
          .demand = in(Input::concession),
          .standing = in(Input::standing),
          .protege_cost = -apart.protege,
          .patron_cost = -apart.patron,
          .odds = in(Input::odds),
          .shift = in(Input::shift),
          .patron_believes = in(Input::patron_believes),
          .protege_believes = in(Input::protege_believes)};
}

SUASION_INLINE Outlook<Pack> outlook_of(const Grounds& grounds, const State<Pack>& state, std::size_t row) {
  const auto in = [&](Input which) { return get(grounds, which, row); };
  const Pack free = broadcast(0.0);
  const Setting<Pack> setting = leverage::SUASION_TARGET::load_setting(grounds.setting, row);
  return {
      .price_regime = grounds.setting.price_regime,
      .option_rule = grounds.setting.option_rule,
      .setting = setting,
      .effects = effects_of(grounds, row),
      .rationality = grounds.sharpness * in(Input::rationality),
      .discount = in(Input::discount),
      .patron_cost = {free, in(Input::press_cost), in(Input::squeeze_cost), in(Input::deal_cost), in(Input::ask_cost)},
      .protege_cost = {free, in(Input::concede_cost), in(Input::tilt_cost), free},
      .rival_cost = {free, in(Input::statement_cost), in(Input::visit_cost), in(Input::ambassador_cost),
                     in(Input::ease_cost), in(Input::sanction_cost)},
      .stakes = stakes_of(grounds, setting, state, row),
      .base_value = in(Input::base_value),
      .base_reward = in(Input::base_reward),
      .base_pain = in(Input::base_pain),
      .base_need = in(Input::base_need),
      .strategy = in(Input::strategy),
      .rights = in(Input::rights)};
}

/// Writes chances, and what is done where no planned event takes its place.
template <std::size_t n>
SUASION_INLINE void write(const Choosing& choosing, const Pack (&chance)[n], Pack (&does)[n], std::size_t row) {
  pick(chance, load(choosing.chance + row), does);
  const Mask own = load(choosing.taken + row) == 0.0;
  for (std::size_t k = 0; k < n; ++k) {
    does[k] = select(own, does[k], broadcast(0.0));
    store(choosing.probability[k] + row, chance[k]);
    store(choosing.does[k] + row, does[k]);
  }
}

template <class Action, std::size_t n>
SUASION_INLINE State<Pack> after_all(State<Pack> state, const Effects<Pack>& effects, const Pack (&does)[n]) {
  for (std::size_t k = 0; k < n; ++k) {
    const State<Pack> then = after(static_cast<Action>(k), state, effects);
    const Mask done = does[k] > 0.0;
    state.support = select(done, then.support, state.support);
    state.sanctions = select(done, then.sanctions, state.sanctions);
    state.dispute = select(done, then.dispute, state.dispute);
    state.tilt = select(done, then.tilt, state.tilt);
  }
  return state;
}

SUASION_INLINE void show(const SeenColumns& seen, const State<Pack>& state, std::size_t row) {
  store(seen.support + row, state.support);
  store(seen.sanctions + row, state.sanctions);
  store(seen.dispute + row, state.dispute);
  store(seen.tilt + row, state.tilt);
}

template <int depth>
void choose_rival_at(const Grounds& grounds, const Choosing& choosing, const double* ambassador,
                     const SeenColumns& seen, double* engages) {
  for (std::size_t row = 0; row < grounds.rows; row += pack_lanes) {
    const State<Pack> state = leverage::SUASION_TARGET::load_state(grounds.state, row);
    const Outlook<Pack> at = outlook_of(grounds, state, row);
    Pack chance[rival::actions];
    Pack does[rival::actions];
    rival_chances<depth>(at, state, 1.0 - load(ambassador + row), chance);
    write(choosing, chance, does, row);
    store(engages + row, chance[rival::visit] + chance[rival::ambassador] + chance[rival::ease]);
    show(seen, after_all<rival::Action>(state, at.effects, does), row);
  }
}

template <int depth>
void choose_patron_at(const Grounds& grounds, const Choosing& choosing, const double* base, const SeenColumns& seen) {
  for (std::size_t row = 0; row < grounds.rows; row += pack_lanes) {
    const State<Pack> state = leverage::SUASION_TARGET::load_state(grounds.state, row);
    const Outlook<Pack> at = outlook_of(grounds, state, row);
    Pack chance[patron::actions];
    Pack does[patron::actions];
    patron_chances<depth>(at, state, 1.0 - load(base + row), chance);
    write(choosing, chance, does, row);
    show(seen, after_all<patron::Action>(state, at.effects, does), row);
  }
}

template <int depth>
void choose_protege_at(const Grounds& grounds, const Choosing& choosing, const double* const* patron_does,
                       const double* base, const SeenColumns& seen, double* asked) {
  for (std::size_t row = 0; row < grounds.rows; row += pack_lanes) {
    const State<Pack> state = leverage::SUASION_TARGET::load_state(grounds.state, row);
    const Outlook<Pack> at = outlook_of(grounds, state, row);
    const Pack pressed = load(patron_does[patron::press] + row) + load(patron_does[patron::squeeze] + row);
    const Pack open = load(patron_does[patron::base] + row) * (1.0 - load(base + row));
    Pack chance[protege::actions];
    Pack does[protege::actions];
    protege_chances<depth>(at, state, pressed, open, chance);
    write(choosing, chance, does, row);
    store(asked + row, open);
    show(seen, after_all<protege::Action>(state, at.effects, does), row);
  }
}

void choose_rival(const Grounds& grounds, const Choosing& choosing, const double* ambassador, const SeenColumns& seen,
                  double* engages) {
  const auto choose = grounds.depth == 1 ? &choose_rival_at<1> : &choose_rival_at<2>;
  choose(grounds, choosing, ambassador, seen, engages);
}

void choose_patron(const Grounds& grounds, const Choosing& choosing, const double* base, const SeenColumns& seen) {
  const auto choose = grounds.depth == 1 ? &choose_patron_at<1> : &choose_patron_at<2>;
  choose(grounds, choosing, base, seen);
}

void choose_protege(const Grounds& grounds, const Choosing& choosing, const double* const* patron_does,
                    const double* base, const SeenColumns& seen, double* asked) {
  const auto choose = grounds.depth == 1 ? &choose_protege_at<1> : &choose_protege_at<2>;
  choose(grounds, choosing, patron_does, base, seen, asked);
}

void choose_neighbour(std::size_t rows, double sharpness, const double* const* numbers, const Choosing& choosing) {
  for (std::size_t row = 0; row < rows; row += pack_lanes) {
    Pack chance[neighbour::actions];
    Pack does[neighbour::actions];
    neighbour_chances(load(numbers[1] + row), load(numbers[2] + row), load(numbers[3] + row), load(numbers[4] + row),
                      sharpness * load(numbers[0] + row), chance);
    write(choosing, chance, does, row);
  }
}

}  // namespace

DecisionKernels decision_kernels() {
  return {&choose_rival, &choose_patron, &choose_protege, &choose_neighbour};
}

}  // namespace suasion::system::decision::SUASION_TARGET
