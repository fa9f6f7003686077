#include "suasion/system/tension/relations.hpp"

#include <algorithm>

#include "suasion/system/tension/balance.hpp"

namespace suasion::system::tension {

void BeginDrift::begin(Block& block) const {
  for (std::size_t i = 0; i < columns_.relations.size(); ++i) {
    std::copy_n(block.column(columns_.relations[i]), block_draws, block.column(columns_.now[i]));
  }
  std::copy_n(block.column(columns_.alignment_before), block_draws, block.column(columns_.alignment));
}

void Drift::advance(Block& block, const Tick& tick) const {
  const std::size_t pair = columns_.protege * columns_.parties + columns_.patron;
  Relations relations(columns_.now.size());
  for (std::size_t row = 0; row < block_draws; ++row) {
    for (std::size_t i = 0; i < relations.size(); ++i) {
      relations[i] = block.column(columns_.now[i])[row];
    }
    drift(relations, columns_.parties, block.column(columns_.rate)[row], tick.months);
    for (std::size_t i = 0; i < relations.size(); ++i) {
      block.column(columns_.now[i])[row] = relations[i];
    }
    const double change = relations[pair] - block.column(columns_.relations[pair])[row];
    block.column(columns_.alignment)[row] =
        std::clamp(block.column(columns_.alignment_before)[row] + 0.5 * change, 0.0, 1.0);
  }
}

}  // namespace suasion::system::tension
