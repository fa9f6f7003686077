#include "suasion/analysis/leverage/scenario_objective.hpp"

#include <algorithm>
#include <limits>

namespace suasion::analysis {

using model::block_draws;

Asked asked(const Stage& stage, const Portfolio& portfolio) {
  Asked found{.row = stage.moves.size()};
  for (const Effort& effort : portfolio) {
    if (!stage.moves[effort.lever].deed.empty()) {
      found.possible = found.possible && found.row == stage.moves.size();
      found.row = effort.lever;
    }
    for (ensemble::Push push : stage.pulls[effort.lever]) {
      push.scale = 1.0 + effort.amount * push.scale;
      push.shift *= effort.amount;
      found.pushes.push_back(push);
    }
  }
  return found;
}

std::vector<double> run_block(const Stage& stage, ensemble::Trials& trials, std::span<const std::size_t> outputs,
                              std::span<const ensemble::Push> pushes, std::uint64_t seed, std::uint64_t block) {
  const std::uint64_t first = block * block_draws;
  std::vector<const double*> from;
  for (const std::vector<double>& column : stage.points) {
    from.push_back(column.data() + first);
  }
  std::vector<char> wanted(stage.experiment->outputs().size(), 0);
  for (const std::size_t output : outputs) {
    wanted[output] = 1;
  }
  std::vector<double> columns;
  trials.run({.columns = from, .pushes = pushes, .seed = seed, .first_draw = first}, wanted, columns);
  return columns;
}

ScenarioObjective::ScenarioObjective(const Stage& stage, double sign, std::uint64_t seed, unsigned threads,
                                     LeverageWatch watch)
    : stage_(stage),
      sign_(sign),
      seed_(seed),
      threads_(threads),
      watch_(std::move(watch)),
      trials_(*stage.experiment) {}

void ScenarioObjective::piece(const Asked& move, std::uint64_t block, std::span<double> to) {
  if (!move.possible) {
    std::fill(to.begin(), to.end(), std::numeric_limits<double>::quiet_NaN());
    return;
  }
  const std::size_t output = stage_.outputs[move.row].front();
  const std::vector<double> columns = run_block(stage_, trials_, {&output, 1}, move.pushes, seed_, block);
  for (std::size_t row = 0; row < block_draws; ++row) {
    to[row] = sign_ * columns[output * block_draws + row];
  }
}

void ScenarioObjective::evaluate(std::span<const Portfolio> moves, std::uint64_t first_block, std::uint64_t blocks,
                                 std::span<double> values) {
  std::vector<Asked> all;
  std::transform(moves.begin(), moves.end(), std::back_inserter(all),
                 [&](const Portfolio& move) { return asked(stage_, move); });
  Watch watch{.cancel = watch_.cancel, .team = watch_.team};
  if (watch_.progress) {
    watch.progress = [&](std::size_t pieces) { watch_.progress(done_ + pieces * block_draws); };
  }
  const bool whole = for_each_piece(
      all.size() * blocks, threads_,
      [&](std::size_t i) {
        piece(all[i / blocks], first_block + i % blocks, values.subspan(i * block_draws, block_draws));
      },
      watch, [&](std::size_t i, Carrier& carrier) { carrier.values(values.subspan(i * block_draws, block_draws)); });
  done_ += values.size();
  if (!whole) {
    throw Cancelled{};
  }
}

}  // namespace suasion::analysis
