#include "suasion/analysis/sensitivity/shapley.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/analysis/sensitivity/conditional.hpp"
#include "suasion/ensemble/trials.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;

/// What all walks read.
struct Walks {
  const std::vector<FactorGroup>& groups;
  BasePoints points;
  std::vector<ConditionalDraw> linked = {};
  std::vector<std::size_t> set_of = {};               ///< [factors]: which of `linked`; linked.size() if none
  std::vector<char> everything = {}, by_chance = {};  ///< [outputs]: all 1; 1 where chance plays a part
  std::uint64_t seed = 1;

  Walks(const ensemble::Experiment& experiment, const std::vector<FactorGroup>& all, const ShapleyOptions& options)
      : groups(all), points(experiment, options.base_points, options.seed, 2), seed(options.seed) {
    for (math::LinkedAxes& set : linked_sets(experiment)) {
      linked.emplace_back(std::move(set), points);
    }
    set_of.assign(experiment.factors().size(), linked.size());
    for (std::size_t s = 0; s < linked.size(); ++s) {
      for (const std::size_t factor : linked[s].set().axes) {
        set_of[factor] = s;
      }
    }
    everything.assign(experiment.outputs().size(), 1);
    for (std::size_t o = 0; o < everything.size(); ++o) {
      by_chance.push_back(experiment.has_chance(o) ? 1 : 0);
    }
  }
};

/// 256 walks side by side, each in an order of its own.
class Block {
 public:
  Block(const Walks& walks, ensemble::Trials& trials, std::size_t block)
      : walks_(walks), trials_(trials), block_(block), renewed_(walks.set_of.size() * block_draws, 0) {
    for (std::size_t f = 0; f < walks.set_of.size(); ++f) {
      const double* from = walks.points.column(0, f, block);
      columns_.emplace_back(from, from + block_draws);
      views_.push_back(columns_.back().data());
    }
    for (std::size_t row = 0; row < block_draws; ++row) {
      orders_.push_back(order(block * block_draws + row));
    }
  }

  /// Draws anew, in every row, the group whose turn it is.
  void step(std::size_t turn) {
    for (std::size_t row = 0; row < block_draws; ++row) {
      const FactorGroup& group = walks_.groups[orders_[row][turn]];
      other_luck_[row] = static_cast<char>(group.chance || other_luck_[row] != 0);
      for (const std::size_t factor : group.factors) {
        renewed_[factor * block_draws + row] = 1;
        columns_[factor][row] = walks_.points.column(1, factor, block_)[row];
      }
      std::size_t done = walks_.linked.size();  // neighbours in a group are often of one set
      for (const std::size_t factor : group.factors) {
        const std::size_t set = walks_.set_of[factor];
        if (set < walks_.linked.size() && set != done) {
          draw_linked(walks_.linked[set], row);
          done = set;
        }
      }
    }
  }

  /// @param found [outputs][256]. Rows have one luck or the other; where both occur, the trial runs with each.
  void run(std::vector<double>& found) {
    const auto others = std::count(other_luck_.begin(), other_luck_.end(), 1);
    const bool all_other = others == static_cast<std::ptrdiff_t>(block_draws);
    const std::uint64_t first = block_ * block_draws;
    const std::uint64_t other_seed = second_luck(walks_.seed);
    trials_.run({.columns = views_, .seed = all_other ? other_seed : walks_.seed, .first_draw = first},
                walks_.everything, found);
    if (others == 0 || all_other) {
      return;
    }
    std::vector<double> other;
    trials_.run({.columns = views_, .seed = other_seed, .first_draw = first}, walks_.by_chance, other);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const bool take = walks_.by_chance[i / block_draws] != 0 && other_luck_[i % block_draws] != 0;
      found[i] = take ? other[i] : found[i];
    }
  }

  [[nodiscard]] std::size_t group_at(std::size_t row, std::size_t turn) const { return orders_[row][turn]; }

 private:
  /// A random order of the groups, a function of the seed and the base point (Fisher and Yates 1938).
  [[nodiscard]] std::vector<std::size_t> order(std::size_t point) const {
    const math::Channel channel = math::channel("sensitivity.order");
    std::vector<std::size_t> all(walks_.groups.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (std::size_t i = all.size(); i > 1; --i) {
      const double u = math::uniform(walks_.seed, channel, point, i);
      std::swap(all[i - 1], all[std::min(i - 1, static_cast<std::size_t>(u * static_cast<double>(i)))]);
    }
    return all;
  }

  void draw_linked(const ConditionalDraw& linked, std::size_t row) {
    const std::vector<std::size_t>& factors = linked.set().axes;
    std::vector<char> renewed(factors.size());
    std::vector<double> drawn(factors.size());
    for (std::size_t i = 0; i < factors.size(); ++i) {
      renewed[i] = renewed_[factors[i] * block_draws + row];
    }
    if (std::find(renewed.begin(), renewed.end(), 0) == renewed.end()) {
      std::transform(factors.begin(), factors.end(), drawn.begin(),
                     [&](std::size_t factor) { return walks_.points.column(1, factor, block_)[row]; });
    } else {
      linked.draw(block_ * block_draws + row, renewed, drawn);
    }
    for (std::size_t i = 0; i < factors.size(); ++i) {
      columns_[factors[i]][row] = renewed[i] != 0 ? drawn[i] : columns_[factors[i]][row];
    }
  }

  const Walks& walks_;
  ensemble::Trials& trials_;
  std::size_t block_;
  std::vector<char> renewed_;  ///< [factors][256]
  std::vector<char> other_luck_ = std::vector<char>(block_draws, 0);
  std::vector<std::vector<double>> columns_ = {};      ///< [factors][256]
  std::vector<const double*> views_ = {};              ///< of them
  std::vector<std::vector<std::size_t>> orders_ = {};  ///< [256][groups]
};

/// What each group added in each walk, [outputs][points][columns]: column 0 is 1, then one per group.
class Additions {
 public:
  Additions(std::size_t outputs, std::size_t points, std::size_t groups)
      : points_(points), columns_(padded_columns(1 + groups)), values_(outputs * points * columns_, 0.0) {}

  [[nodiscard]] double* at(std::size_t output, std::size_t point) {
    return values_.data() + (output * points_ + point) * columns_;
  }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// What the walks of a block filled in.
  void carry(std::size_t block, Carrier& carrier) {
    const std::size_t first = block * block_draws;
    const std::size_t rows = std::min(block_draws, points_ - first);
    for (std::size_t at = first; at < values_.size() / columns_; at += points_) {
      carrier.values(std::span(values_).subspan(at * columns_, rows * columns_));
    }
  }
  [[nodiscard]] std::span<double> output(std::size_t o) {
    return std::span(values_).subspan(o * points_ * columns_, points_ * columns_);
  }

 private:
  std::size_t points_, columns_;
  std::vector<double> values_;
};

void walk(const Walks& walks, ensemble::Trials& trials, std::size_t block, Additions& additions) {
  Block rows(walks, trials, block);
  std::vector<double> start;
  std::vector<double> now;
  rows.run(start);
  std::vector<double> before(start.size(), 0.0);
  for (std::size_t turn = 0; turn < walks.groups.size(); ++turn) {
    rows.step(turn);
    rows.run(now);
    for (std::size_t i = 0; i < now.size(); ++i) {
      const std::size_t row = i % block_draws;
      if (row < walks.points.rows(block)) {
        const double away = now[i] - start[i];
        const double half = 0.5 * away * away;
        double* to = additions.at(i / block_draws, block * block_draws + row);
        to[0] = 1.0;
        to[1 + rows.group_at(row, turn)] = half - before[i];
        before[i] = half;
      }
    }
  }
}

/// Walks with anything not finite are made 0.
ShapleyEffects effects(std::span<double> additions, std::size_t columns, std::size_t groups,
                       const Resamples& resamples) {
  ShapleyEffects result;
  for (std::size_t at = 0; at < additions.size(); at += columns) {
    const std::span<double> row = additions.subspan(at, columns);
    if (!std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); })) {
      std::fill(row.begin(), row.end(), 0.0);
      ++result.left_out;
    }
  }
  const std::vector<double> sums = resamples.sums(additions, columns);
  std::vector<double> whole;
  for (std::size_t at = 0; at < sums.size(); at += columns) {
    const auto first = sums.begin() + static_cast<std::ptrdiff_t>(at + 1);
    whole.push_back(std::accumulate(first, first + static_cast<std::ptrdiff_t>(groups), 0.0));
  }
  result.variance = whole.front() / sums.front();
  result.constant = !std::isfinite(result.variance) || !(result.variance > 0.0);
  for (std::size_t g = 0; g < groups && !result.constant; ++g) {
    std::vector<double> shares(whole.size());
    for (std::size_t r = 0; r < whole.size(); ++r) {
      shares[r] = sums[r * columns + 1 + g] / whole[r];
    }
    result.share.push_back(percentile_interval(shares));
  }
  return result;
}

}  // namespace

std::optional<std::vector<ShapleyEffects>> shapley(const ensemble::Experiment& experiment,
                                                   const std::vector<FactorGroup>& groups,
                                                   const ShapleyOptions& options, const Watch& watch) {
  const Walks walks(experiment, groups, options);
  ensemble::Trials trials(experiment);
  const std::size_t outputs = experiment.outputs().size();
  Additions additions(outputs, options.base_points, groups.size());
  if (!for_each_piece(
          walks.points.blocks(), options.threads, [&](std::size_t block) { walk(walks, trials, block, additions); },
          watch, [&](std::size_t block, Carrier& carrier) { additions.carry(block, carrier); })) {
    return std::nullopt;
  }
  const Resamples resamples(options.base_points, options.replicates, options.seed);
  std::vector<ShapleyEffects> result(outputs);
  const auto analyse = [&](std::size_t o) {
    result[o] = effects(additions.output(o), additions.columns(), groups.size(), resamples);
  };
  const auto carry = [&](std::size_t o, Carrier& carrier) {
    carrier.value(result[o].variance);
    carrier.value(result[o].constant);
    carrier.value(result[o].left_out);
    carrier.list(result[o].share);
  };
  if (!for_each_piece(outputs, options.threads, analyse, watch.silent(), carry)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace suasion::analysis
