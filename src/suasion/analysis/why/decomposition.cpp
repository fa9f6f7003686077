#include "suasion/analysis/why/decomposition.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "suasion/base/result.hpp"
#include "suasion/ensemble/trials.hpp"
#include "suasion/math/moments.hpp"

namespace suasion::analysis {

using model::block_draws;

namespace {

/// The order in which a block turns the switches on: blocks come in pairs, the second with the first's order reversed.
std::vector<std::size_t> order_of(std::size_t switches, std::uint64_t seed, std::uint64_t block) {
  std::vector<std::size_t> order(switches);
  std::iota(order.begin(), order.end(), 0);
  const math::Channel channel = math::channel("decomposition.order");
  for (std::size_t i = switches; i > 1; --i) {
    const std::size_t j = math::bits(seed, channel, block / 2, i) % i;
    std::swap(order[i - 1], order[j]);
  }
  if (block % 2 == 1) {
    std::reverse(order.begin(), order.end());
  }
  return order;
}

/// Means over one block: of everything off, everything on, and what each switch added.
struct BlockMeans {
  std::vector<double> none = {}, all = {};  ///< [outputs]; not a number where no draw has a value
  std::vector<double> parts = {};           ///< [outputs][switches]
};

/// Mean over the draws that have a value at every step.
std::vector<double> means_of(const std::vector<std::vector<double>>& steps, std::size_t output) {
  std::vector<double> sums(steps.size(), 0.0);
  std::size_t kept = 0;
  for (std::size_t row = 0; row < block_draws; ++row) {
    const std::size_t at = output * block_draws + row;
    if (std::all_of(steps.begin(), steps.end(), [&](const auto& step) { return std::isfinite(step[at]); })) {
      ++kept;
      for (std::size_t s = 0; s < steps.size(); ++s) {
        sums[s] += steps[s][at];
      }
    }
  }
  for (double& sum : sums) {
    sum /= static_cast<double>(kept);
  }
  return sums;
}

Estimate over_pairs(const std::vector<double>& blocks) {
  math::Moments moments;
  for (std::size_t b = 0; b + 1 < blocks.size(); b += 2) {
    if (const double pair = 0.5 * (blocks[b] + blocks[b + 1]); std::isfinite(pair)) {
      moments.add(pair);
    }
  }
  return mean_of(moments);
}

/// Runs one block: nothing on, then one switch after another.
class Steps {
 public:
  Steps(const ensemble::Experiment& experiment, std::size_t outputs,
        const std::function<Setting(std::uint64_t)>& setting, const Columns& points, std::uint64_t seed)
      : experiment_(experiment),
        trials_(experiment),
        outputs_(outputs),
        setting_(setting),
        points_(points),
        seed_(seed) {}

  [[nodiscard]] BlockMeans run(std::uint64_t block, const std::vector<std::size_t>& order) const {
    std::vector<const double*> columns;
    for (const std::vector<double>& column : points_) {
      columns.push_back(column.data() + block * block_draws);
    }
    std::vector<std::vector<double>> steps;
    std::uint64_t on = 0;
    steps.push_back(values(columns, block, on));
    for (const std::size_t one : order) {
      on |= std::uint64_t{1} << one;
      steps.push_back(values(columns, block, on));
    }
    BlockMeans means{.parts = std::vector<double>(outputs_ * order.size())};
    for (std::size_t o = 0; o < outputs_; ++o) {
      const std::vector<double> at = means_of(steps, o);
      means.none.push_back(at.front());
      means.all.push_back(at.back());
      for (std::size_t i = 0; i < order.size(); ++i) {
        means.parts[o * order.size() + order[i]] = at[i + 1] - at[i];
      }
    }
    return means;
  }

 private:
  [[nodiscard]] std::vector<double> values(const std::vector<const double*>& columns, std::uint64_t block,
                                           std::uint64_t on) const {
    const Setting setting = setting_(on);
    std::vector<char> wanted(experiment_.outputs().size(), 0);
    for (const std::size_t output : setting.outputs) {
      wanted[output] = 1;
    }
    std::vector<double> all;
    trials_.run({.columns = columns, .pushes = setting.pushes, .seed = seed_, .first_draw = block * block_draws},
                wanted, all);
    std::vector<double> ours;
    for (const std::size_t output : setting.outputs) {
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(output * block_draws);
      ours.insert(ours.end(), from, from + static_cast<std::ptrdiff_t>(block_draws));
    }
    return ours;
  }

  const ensemble::Experiment& experiment_;
  mutable ensemble::Trials trials_;
  std::size_t outputs_;
  const std::function<Setting(std::uint64_t)>& setting_;
  const Columns& points_;
  std::uint64_t seed_;
};

}  // namespace

std::vector<std::uint64_t> sets_asked(std::size_t switches, const SampleSpec& spec) {
  std::set<std::uint64_t> sets = {0};
  for (std::uint64_t block = 0; block < spec.draws / block_draws; ++block) {
    std::uint64_t on = 0;
    for (const std::size_t one : order_of(switches, spec.seed, block)) {
      on |= std::uint64_t{1} << one;
      sets.insert(on);
    }
  }
  return {sets.begin(), sets.end()};
}

std::optional<std::vector<Decomposition>> decompose(const ensemble::Experiment& experiment, std::size_t switches,
                                                    std::size_t outputs,
                                                    const std::function<Setting(std::uint64_t)>& setting,
                                                    const SampleSpec& spec, const Watch& watch) {
  const std::size_t blocks = spec.draws / block_draws;
  base::require(switches <= most_switches && blocks >= 4 && blocks % 2 == 0, "blocks come in pairs, two at least");
  const Columns points = points_at(experiment, independent_scores(experiment, spec));
  const Steps steps(experiment, outputs, setting, points, spec.seed);
  std::vector<BlockMeans> means(blocks);
  const bool whole = for_each_piece(
      blocks, spec.threads,
      [&](std::size_t block) { means[block] = steps.run(block, order_of(switches, spec.seed, block)); }, watch,
      [&](std::size_t block, Carrier& carrier) {
        carrier.list(means[block].none);
        carrier.list(means[block].all);
        carrier.list(means[block].parts);
      });
  if (!whole) {
    return std::nullopt;
  }
  std::vector<Decomposition> found(outputs);
  const auto over_blocks = [&](const auto& value) {
    std::vector<double> values;
    std::transform(means.begin(), means.end(), std::back_inserter(values), value);
    return over_pairs(values);
  };
  for (std::size_t o = 0; o < outputs; ++o) {
    found[o].none = over_blocks([&](const BlockMeans& one) { return one.none[o]; });
    found[o].all = over_blocks([&](const BlockMeans& one) { return one.all[o]; });
    for (std::size_t s = 0; s < switches; ++s) {
      found[o].parts.push_back(over_blocks([&](const BlockMeans& one) { return one.parts[o * switches + s]; }));
    }
  }
  return found;
}

}  // namespace suasion::analysis
