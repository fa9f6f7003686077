#include <algorithm>
#include <cmath>

#include "suasion/analysis/leverage/effects.hpp"
#include "suasion/math/moments.hpp"

namespace suasion::analysis {

using model::block_draws;

namespace {

/// Moments of each output before the move, and of its change.
struct BlockSums {
  std::vector<math::Moments> before = {}, change = {};
};

BlockSums block_sums(const Stage& stage, ensemble::Trials& trials, const Asked& move, std::uint64_t seed,
                     std::uint64_t block) {
  const std::vector<std::size_t>& as_is = stage.outputs.back();
  const std::vector<std::size_t>& moved = stage.outputs[move.row];
  const std::vector<double> before = run_block(stage, trials, as_is, {}, seed, block);
  const std::vector<double> after = run_block(stage, trials, moved, move.pushes, seed, block);
  BlockSums sums{.before = std::vector<math::Moments>(as_is.size()),
                 .change = std::vector<math::Moments>(as_is.size())};
  for (std::size_t o = 0; o < as_is.size(); ++o) {
    for (std::size_t row = 0; row < block_draws; ++row) {
      const double was = before[as_is[o] * block_draws + row];
      const double is = after[moved[o] * block_draws + row];
      if (std::isfinite(was) && std::isfinite(is)) {
        sums.before[o].add(was);
        sums.change[o].add(is - was);
      }
    }
  }
  return sums;
}

}  // namespace

std::vector<SideEffect> side_effects(const Stage& stage, const Portfolio& move, const DrawRange& draws,
                                     const LeverageWatch& watch) {
  const Asked what = asked(stage, move);
  std::vector<BlockSums> blocks(draws.blocks);
  ensemble::Trials trials(*stage.experiment);
  const bool whole = for_each_piece(
      draws.blocks, draws.threads,
      [&](std::size_t b) { blocks[b] = block_sums(stage, trials, what, draws.seed, draws.first_block + b); },
      {.cancel = watch.cancel, .team = watch.team},
      [&](std::size_t b, Carrier& carrier) {
        carrier.list(blocks[b].before);
        carrier.list(blocks[b].change);
      });
  if (!whole) {
    throw Cancelled{};
  }
  std::vector<SideEffect> found;
  for (std::size_t o = 0; o < stage.outputs.back().size(); ++o) {
    math::Moments before;
    math::Moments change;
    for (const BlockSums& block : blocks) {
      before.merge(block.before[o]);
      change.merge(block.change[o]);
    }
    found.push_back({o, mean_of(before), mean_of(change)});
  }
  return found;
}

}  // namespace suasion::analysis
