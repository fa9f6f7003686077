#include "suasion/analysis/sensitivity/tornado.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/ensemble/trials.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;

constexpr double low_point = 0.05;
constexpr double high_point = 0.95;

/// Points: 0 has all at their medians, 1 + 2 f has factor f low, 2 + 2 f high. A batch holds a point with 256 lucks
/// where there is chance, else 256 points.
class Points {
 public:
  Points(const ensemble::Experiment& experiment, std::uint64_t seed)
      : experiment_(experiment), trials_(experiment), seed_(seed) {
    for (std::size_t o = 0; o < experiment.outputs().size(); ++o) {
      lucks_ = experiment.has_chance(o) ? block_draws : lucks_;
    }
    values_.assign(experiment.outputs().size() * count(), std::numeric_limits<double>::quiet_NaN());
  }

  [[nodiscard]] std::size_t count() const { return 1 + 2 * experiment_.factors().size(); }
  [[nodiscard]] std::size_t pieces() const { return (count() * lucks_ + block_draws - 1) / block_draws; }

  void run(std::size_t piece) {
    const auto [first, last] = points_of(piece);
    const std::size_t factors = experiment_.factors().size();
    std::vector<double> coordinates(factors * block_draws, 0.5);
    std::vector<const double*> columns;
    for (std::size_t f = 0; f < factors; ++f) {
      columns.push_back(coordinates.data() + f * block_draws);
    }
    for (std::size_t point = std::max<std::size_t>(first, 1); point < last; ++point) {
      std::fill_n(
          coordinates.begin() + static_cast<std::ptrdiff_t>(((point - 1) / 2) * block_draws + (point - first) * lucks_),
          lucks_, point % 2 == 1 ? low_point : high_point);
    }
    std::vector<double> found;
    const std::vector<char> wanted(experiment_.outputs().size(), 1);
    trials_.run({.columns = columns, .seed = seed_}, wanted, found);
    for (std::size_t o = 0; o < wanted.size(); ++o) {
      for (std::size_t point = first; point < last; ++point) {
        const std::size_t lucks = experiment_.has_chance(o) ? lucks_ : 1;
        values_[o * count() + point] = mean(found.data() + o * block_draws + (point - first) * lucks_, lucks);
      }
    }
  }

  /// What a piece filled in.
  void carry(std::size_t piece, Carrier& carrier) {
    const auto [first, last] = points_of(piece);
    for (std::size_t o = 0; o < experiment_.outputs().size(); ++o) {
      carrier.values(std::span(values_).subspan(o * count() + first, last - first));
    }
  }

  [[nodiscard]] double value(std::size_t output, std::size_t point) const { return values_[output * count() + point]; }

 private:
  /// The first point of a piece, and the one after its last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> points_of(std::size_t piece) const {
    const std::size_t first = piece * block_draws / lucks_;
    return {first, std::min(count(), first + block_draws / lucks_)};
  }

  /// Of the finite ones; not a number where there are none.
  static double mean(const double* values, std::size_t count) {
    double n = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
      n += std::isfinite(values[i]) ? 1.0 : 0.0;
      sum += std::isfinite(values[i]) ? values[i] : 0.0;
    }
    return sum / n;
  }

  const ensemble::Experiment& experiment_;
  ensemble::Trials trials_;
  std::uint64_t seed_;
  std::size_t lucks_ = 1;
  std::vector<double> values_ = {};  ///< [outputs][points]
};

}  // namespace

std::optional<std::vector<Tornado>> tornado(const ensemble::Experiment& experiment, const TornadoOptions& options,
                                            const Watch& watch) {
  Points points(experiment, options.seed);
  if (!for_each_piece(
          points.pieces(), options.threads, [&](std::size_t piece) { points.run(piece); }, watch,
          [&](std::size_t piece, Carrier& carrier) { points.carry(piece, carrier); })) {
    return std::nullopt;
  }
  std::vector<Tornado> result(experiment.outputs().size());
  for (std::size_t o = 0; o < result.size(); ++o) {
    result[o].middle = points.value(o, 0);
    for (std::size_t f = 0; f < experiment.factors().size(); ++f) {
      result[o].bars.push_back({f, points.value(o, 1 + 2 * f), points.value(o, 2 + 2 * f)});
    }
    const auto width = [](const TornadoBar& bar) {
      const double apart = std::abs(bar.high - bar.low);
      return std::isnan(apart) ? -1.0 : apart;
    };
    std::stable_sort(result[o].bars.begin(), result[o].bars.end(),
                     [&](const TornadoBar& x, const TornadoBar& y) { return width(x) > width(y); });
  }
  return result;
}

}  // namespace suasion::analysis
