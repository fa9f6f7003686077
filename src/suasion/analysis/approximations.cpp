#include "suasion/analysis/approximations.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/math/design.hpp"

namespace suasion::analysis {

namespace {

/// A block whose first draw has every input at its median; the others are those of a run with this seed.
system::Block begun(const system::Plan& plan, std::uint64_t seed) {
  system::Block block(plan.columns);
  block.seed = seed;
  std::vector<math::Channel> channels;
  for (const scenario::Input& input : plan.inputs) {
    channels.push_back(input.channel);
  }
  const math::Design design(math::DesignKind::monte_carlo, seed, channels, system::block_draws);
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    double* column = block.column(plan.input_columns[i]);
    design.fill(i, 0, {column, system::block_draws});
    column[0] = 0.5;
  }
  system::begin(plan, block);
  return block;
}

std::string name_of(const system::Plan& plan, system::Column column) {
  const auto at = std::find_if(plan.variables.begin(), plan.variables.end(),
                               [&](const system::Variable& one) { return one.column == column; });
  return at == plan.variables.end() ? std::string() : at->name;
}

}  // namespace

std::vector<BeliefCheck> check_beliefs(const system::Plan& plan, std::uint64_t seed) {
  std::vector<BeliefCheck> list;
  if (plan.checks.empty()) {
    return list;
  }
  const system::Block block = begun(plan, seed);
  for (const auto& check : plan.checks) {
    for (std::size_t row = 0; row <= checked_draws; ++row) {
      for (const system::Approximation& one : check->compare(block, row)) {
        auto known = std::find_if(list.begin(), list.end(),
                                  [&](const BeliefCheck& had) { return had.at_medians.column == one.column; });
        if (known == list.end() && row == 0) {
          known = list.insert(known, {.variable = name_of(plan, one.column), .at_medians = one});
        }
        if (known != list.end()) {
          known->mean_off = std::max(known->mean_off, std::abs(one.mean_off()));
          known->sd_off = std::max(known->sd_off, std::abs(one.sd_off()));
        }
      }
    }
  }
  return list;
}

}  // namespace suasion::analysis
