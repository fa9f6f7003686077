#include "lucky_objective.hpp"

#include "suasion/analysis/parallel.hpp"
#include "suasion/math/law.hpp"
#include "suasion/math/random.hpp"

namespace suasion::test {

void LuckyObjective::evaluate(std::span<const analysis::Portfolio> moves, std::uint64_t first_block,
                              std::uint64_t blocks, std::span<double> values) {
  const std::size_t draws = blocks * model::block_draws;
  std::vector<double> luck(draws);
  math::uniforms(1, math::channel("luck"), first_block * model::block_draws, 0, luck);
  const math::Quantile normal(math::Law{.form = math::Normal{0.0, 1.0}});
  for (double& one : luck) {
    one = normal(one);
  }
  analysis::for_each_piece(moves.size(), threads_,
                           [&](std::size_t m) {
                             std::vector<double> amounts(levers_, 0.0);
                             for (const analysis::Effort& effort : moves[m]) {
                               amounts[effort.lever] = effort.amount;
                             }
                             for (std::size_t d = 0; d < draws; ++d) {
                               values[m * draws + d] = function_(amounts, luck[d]);
                             }
                           },
                           {});
  runs_ += moves.size() * draws;
}

}  // namespace suasion::test
