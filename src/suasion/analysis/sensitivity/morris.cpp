#include "suasion/analysis/sensitivity/morris.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/analysis/sensitivity/groups.hpp"
#include "suasion/ensemble/trials.hpp"
#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;
namespace own = math::SUASION_TARGET;

double inside(double u) {
  return std::clamp(u, 0x1p-53, 1.0 - 0x1p-53);
}

/// Where a coordinate steps to.
double stepped(double u) {
  return inside(u < 0.5 ? u + 0.5 : u - 0.5);
}

class Screening {
 public:
  Screening(const ensemble::Experiment& experiment, const MorrisOptions& options)
      : points_(experiment, options.base_points, options.seed, 1),
        trials_(experiment),
        sets_(linked_sets(experiment)),
        seed_(options.seed),
        factors_(experiment.factors().size()),
        outputs_(experiment.outputs().size()),
        wanted_((1 + factors_) * outputs_, 1),
        values_(wanted_.size() * options.base_points) {
    for (std::size_t f = 0; f < factors_; ++f) {
      const math::LinkedAxes* set = set_of(f);
      const FactorGroup moved{.factors = set != nullptr ? set->axes : std::vector<std::size_t>{f}};
      for (std::size_t o = 0; o < outputs_; ++o) {
        wanted_[(1 + f) * outputs_ + o] = reaches(experiment, moved, o) ? 1 : 0;
      }
    }
  }

  [[nodiscard]] std::size_t pieces() const { return points_.blocks() * (1 + factors_); }

  /// Piece (block, end): 0 is the base points, 1 + f those with factor f stepped.
  void run(std::size_t piece) {
    const std::size_t block = piece / (1 + factors_);
    const std::size_t end = piece % (1 + factors_);
    const std::span<const char> wanted = std::span(wanted_).subspan(end * outputs_, outputs_);
    if (std::find(wanted.begin(), wanted.end(), 1) == wanted.end()) {
      return;
    }
    std::vector<const double*> columns = points_.columns(0, block);
    std::vector<std::vector<double>> moved;
    if (end > 0) {
      moved = step(end - 1, columns);
    }
    std::vector<double> found;
    trials_.run({.columns = columns, .seed = seed_, .first_draw = block * block_draws}, wanted, found);
    for (std::size_t o = 0; o < outputs_; ++o) {
      if (wanted[o] != 0) {
        std::copy_n(found.data() + o * block_draws, points_.rows(block),
                    values_.data() + (end * outputs_ + o) * points_.count() + block * block_draws);
      }
    }
  }

  /// What a piece filled in.
  void carry(std::size_t piece, Carrier& carrier) {
    const std::size_t block = piece / (1 + factors_);
    const std::size_t end = piece % (1 + factors_);
    for (std::size_t at = end * outputs_; at < (end + 1) * outputs_; ++at) {
      if (wanted_[at] != 0) {
        carrier.values(std::span(values_).subspan(at * points_.count() + block * block_draws, points_.rows(block)));
      }
    }
  }

  /// [points]: elementary effects of a factor; 0 where it cannot reach the output.
  [[nodiscard]] std::vector<double> effects(std::size_t factor, std::size_t output) const {
    std::vector<double> result(points_.count(), 0.0);
    if (wanted_[(1 + factor) * outputs_ + output] != 0) {
      const double* base = values_.data() + output * points_.count();
      const double* end = values_.data() + ((1 + factor) * outputs_ + output) * points_.count();
      const double* u = points_.column(0, factor, 0);
      for (std::size_t i = 0; i < result.size(); ++i) {
        result[i] = (end[i] - base[i]) / (stepped(u[i]) - u[i]);
      }
    }
    return result;
  }

  /// 1 where the output is finite at a base point.
  [[nodiscard]] std::vector<char> finite_points(std::size_t output) const {
    std::vector<char> finite(points_.count());
    const double* base = values_.data() + output * points_.count();
    std::transform(base, base + finite.size(), finite.begin(), [](double y) { return std::isfinite(y) ? 1 : 0; });
    return finite;
  }

  [[nodiscard]] std::size_t factors() const { return factors_; }

 private:
  [[nodiscard]] const math::LinkedAxes* set_of(std::size_t factor) const {
    const auto at = std::find_if(sets_.begin(), sets_.end(), [factor](const math::LinkedAxes& set) {
      return std::find(set.axes.begin(), set.axes.end(), factor) != set.axes.end();
    });
    return at == sets_.end() ? nullptr : &*at;
  }

  /// Points `columns` at the new coordinates of a factor and of those that move with it; the result holds them.
  [[nodiscard]] std::vector<std::vector<double>> step(std::size_t factor, std::vector<const double*>& columns) const {
    const double* from = columns[factor];
    std::vector<std::vector<double>> moved;
    moved.emplace_back(block_draws);
    std::transform(from, from + block_draws, moved.front().begin(), stepped);
    if (const math::LinkedAxes* set = set_of(factor)) {
      const std::size_t n = set->axes.size();
      const auto row =
          static_cast<std::size_t>(std::find(set->axes.begin(), set->axes.end(), factor) - set->axes.begin());
      for (std::size_t l = 0; l < n; ++l) {
        if (l != row) {
          moved.push_back(taken_along(from, moved.front(), columns[set->axes[l]], set->correlation[row * n + l]));
        }
      }
      for (std::size_t l = 0, next = 1; l < n; ++l) {
        if (l != row) {
          columns[set->axes[l]] = moved[next++].data();
        }
      }
    }
    columns[factor] = moved.front().data();
    return moved;
  }

  static std::vector<double> taken_along(const double* from, const std::vector<double>& to, const double* other,
                                         double correlation) {
    std::vector<double> result(block_draws);
    for (std::size_t i = 0; i < block_draws; ++i) {
      const double step = own::normal_quantile(to[i]) - own::normal_quantile(from[i]);
      result[i] = inside(own::normal_cdf(own::normal_quantile(other[i]) + correlation * step));
    }
    return result;
  }

  BasePoints points_;
  ensemble::Trials trials_;
  std::vector<math::LinkedAxes> sets_;
  std::uint64_t seed_;
  std::size_t factors_, outputs_;
  std::vector<char> wanted_;    ///< [1 + factors][outputs]
  std::vector<double> values_;  ///< [1 + factors][outputs][base points]
};

/// Mean and standard deviation of the effects at points that count.
void mean_and_spread(const std::vector<double>& effects, const std::vector<char>& finite, ElementaryEffects& result) {
  double n = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    n += finite[i] != 0 ? 1.0 : 0.0;
    sum += finite[i] != 0 ? effects[i] : 0.0;
  }
  result.mu = sum / n;
  double squares = 0.0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    squares += finite[i] != 0 ? (effects[i] - result.mu) * (effects[i] - result.mu) : 0.0;
  }
  result.sigma = std::sqrt(squares / (n - 1.0));
}

MorrisOutput summary(const Screening& screening, std::size_t output, const Resamples& resamples) {
  std::vector<char> finite = screening.finite_points(output);
  std::vector<std::vector<double>> effects;
  for (std::size_t f = 0; f < screening.factors(); ++f) {
    effects.push_back(screening.effects(f, output));
    for (std::size_t i = 0; i < finite.size(); ++i) {
      finite[i] = static_cast<char>(finite[i] != 0 && std::isfinite(effects[f][i]));
    }
  }
  const std::size_t columns = padded_columns(1 + effects.size());
  std::vector<double> sizes(finite.size() * columns, 0.0);
  MorrisOutput result;
  for (std::size_t i = 0; i < finite.size(); ++i) {
    result.left_out += finite[i] != 0 ? 0 : 1;
    sizes[i * columns] = finite[i] != 0 ? 1.0 : 0.0;
    for (std::size_t f = 0; f < effects.size(); ++f) {
      sizes[i * columns + 1 + f] = finite[i] != 0 ? std::abs(effects[f][i]) : 0.0;
    }
  }
  const std::vector<double> sums = resamples.sums(sizes, columns);
  for (std::size_t f = 0; f < effects.size(); ++f) {
    std::vector<double> means;
    for (std::size_t at = 0; at < sums.size(); at += columns) {
      means.push_back(sums[at + 1 + f] / sums[at]);
    }
    ElementaryEffects& one = result.factors.emplace_back();
    one.mu_star = percentile_interval(means);
    mean_and_spread(effects[f], finite, one);
  }
  return result;
}

}  // namespace

std::optional<std::vector<MorrisOutput>> morris(const ensemble::Experiment& experiment, const MorrisOptions& options,
                                                const Watch& watch) {
  Screening screening(experiment, options);
  if (!for_each_piece(
          screening.pieces(), options.threads, [&](std::size_t piece) { screening.run(piece); }, watch,
          [&](std::size_t piece, Carrier& carrier) { screening.carry(piece, carrier); })) {
    return std::nullopt;
  }
  const Resamples resamples(options.base_points, options.replicates, options.seed);
  std::vector<MorrisOutput> result(experiment.outputs().size());
  const auto carry = [&](std::size_t o, Carrier& carrier) {
    carrier.value(result[o].left_out);
    carrier.list(result[o].factors);
  };
  if (!for_each_piece(
          result.size(), options.threads, [&](std::size_t o) { result[o] = summary(screening, o, resamples); },
          watch.silent(), carry)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace suasion::analysis
