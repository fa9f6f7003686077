#include "suasion/system/decision/steps.hpp"

#include <algorithm>

#include "suasion/math/columns_kernel.hpp"

namespace suasion::system::decision {

SUASION_PICK_KERNELS(DecisionKernels, decision_kernels)

namespace {

Grounds grounds_of(const GroundColumns& from, const Block& block) {
  Grounds grounds = {.rows = block_draws,
                     .depth = from.depth,
                     .sharpness = from.sharpness,
                     .setting = leverage::columns(from.setting, block),
                     .state = leverage::columns(from.seen, block)};
  for (std::size_t i = 0; i < inputs; ++i) {
    grounds.input[i] = block.column(from.input[i]);
  }
  return grounds;
}

SeenColumns seen_of(const leverage::StateInputs& seen, Block& block) {
  return {block.column(seen.support), block.column(seen.sanctions), block.column(seen.dispute),
          block.column(seen.tilt)};
}

/// Room for one actor's choice, with pointers into the block.
struct Turn {
  alignas(64) double chance[block_draws] = {};
  alignas(64) double taken[block_draws] = {};
  std::array<double*, rival::actions> probability = {}, does = {};  // the longest list

  Turn(const ActorColumns& actor, Block& block, const Tick& tick) {
    block.uniforms(actor.channel, tick.decision_number, chance);
    for (const Column planned : actor.planned) {
      const double* day = block.column(planned);
      for (std::size_t row = 0; row < block_draws; ++row) {
        taken[row] = day[row] > tick.end - days_per_month && day[row] <= tick.end ? 1.0 : taken[row];
      }
    }
    for (std::size_t k = 0; k < actor.does.size(); ++k) {
      probability[k] = block.column(actor.probability[k]);
      does[k] = block.column(actor.does[k]);
    }
  }

  [[nodiscard]] Choosing choosing() const { return {chance, taken, probability.data(), does.data()}; }
};

}  // namespace

void Look::advance(Block& block, const Tick& /*tick*/) const {
  const auto copy = [&](Column from, Column to) { std::copy_n(block.column(from), block_draws, block.column(to)); };
  copy(truth_.support, seen_.support);
  copy(truth_.sanctions, seen_.sanctions);
  copy(truth_.dispute, seen_.dispute);
  copy(truth_.tilt, seen_.tilt);
}

void WeighStrategy::weigh(Block& block) const {
  const double* base = block.column(base_);
  const double* effect = block.column(effect_);
  double* to = block.column(to_);
  std::fill_n(to, block_draws, 0.0);
  for (const Column one : anxieties_) {
    const double* anxiety = block.column(one);
    for (std::size_t row = 0; row < block_draws; ++row) {
      to[row] += anxiety[row] / static_cast<double>(anxieties_.size());
    }
  }
  for (std::size_t row = 0; row < block_draws; ++row) {
    to[row] = base[row] * (1.0 + effect[row] * to[row]);
  }
}

void RivalMoves::advance(Block& block, const Tick& tick) const {
  const Turn turn(actor_, block, tick);
  decision_kernels().rival(grounds_of(grounds_, block), turn.choosing(), block.column(ambassador_),
                           seen_of(grounds_.seen, block), block.column(engages_));
}

void PatronMoves::advance(Block& block, const Tick& tick) const {
  const Turn turn(actor_, block, tick);
  decision_kernels().patron(grounds_of(grounds_, block), turn.choosing(), block.column(base_),
                            seen_of(grounds_.seen, block));
}

void ProtegeMoves::advance(Block& block, const Tick& tick) const {
  const Turn turn(actor_, block, tick);
  std::array<const double*, patron::actions> patron_does = {};
  for (std::size_t k = 0; k < patron::actions; ++k) {
    patron_does[k] = block.column(patron_does_[k]);
  }
  decision_kernels().protege(grounds_of(grounds_, block), turn.choosing(), patron_does.data(), block.column(base_),
                             seen_of(grounds_.seen, block), block.column(asked_));
}

void NeighbourMoves::advance(Block& block, const Tick& tick) const {
  const Turn turn(actor_, block, tick);
  std::array<const double*, neighbour_numbers> numbers = {};
  for (std::size_t i = 0; i < neighbour_numbers; ++i) {
    numbers[i] = block.column(numbers_[i]);
  }
  decision_kernels().neighbour(block_draws, sharpness_, numbers.data(), turn.choosing());
}

void Follow::tilt(Block& block, const Tick& tick) const {
  alignas(64) double keep[block_draws];
  const double* half_life = block.column(of_.tilt_half_life);
  for (std::size_t row = 0; row < block_draws; ++row) {
    keep[row] = -tick.months / half_life[row];
  }
  math::column_functions().exp2(keep, keep, block_draws);
  const double* does = block.column(of_.does_tilt);
  const double* step = block.column(of_.tilt_step);
  double* tilt = block.column(of_.tilt);
  for (std::size_t row = 0; row < block_draws; ++row) {
    tilt[row] *= keep[row];
    if (tick.decisions) {
      tilt[row] = std::min(1.0, tilt[row] + does[row] * step[row]);
    }
  }
}

void Follow::base(Block& block, const Tick& tick) const {
  const double* asked = block.column(of_.asked);
  const double* hosts = block.column(of_.does_host);
  double* agree = block.column(of_.agree);
  double* refuse = block.column(of_.refuse);
  double* base = block.column(of_.base);
  for (std::size_t row = 0; row < block_draws; ++row) {
    if (tick.decisions && hosts[row] > 0.0) {
      agree[row] = std::min(agree[row], tick.end);
    } else if (tick.decisions && asked[row] > 0.0) {
      refuse[row] = std::min(refuse[row], tick.end);
    }
    base[row] = agree[row] <= tick.end ? 1.0 : base[row];
  }
}

void Follow::advance(Block& block, const Tick& tick) const {
  tilt(block, tick);
  base(block, tick);
  if (of_.does_ambassador && tick.decisions) {
    const double* does = block.column(*of_.does_ambassador);
    double* ambassador = block.column(of_.ambassador);
    for (std::size_t row = 0; row < block_draws; ++row) {
      ambassador[row] = std::max(ambassador[row], does[row]);
    }
  }
}

}  // namespace suasion::system::decision
