#include "suasion/analysis/tails.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace {

namespace own = math::SUASION_TARGET;
using ensemble::Bin;

constexpr double far_share = 0.01;        // of draws: those farthest from the mean
constexpr double farthest_share = 0.001;  // the farthest of those
constexpr double carries = 0.2;           // of the sum of squares, above which tails are looked at
constexpr double uneven = 0.4;            // of what the far draws hold, held by the farthest
constexpr std::size_t fewest_above = 25;  // different from the threshold

/// The mean of log(1 - theta x): the shape that belongs to theta.
double shape_at(std::span<const double> above, double theta) {
  double sum = 0.0;
  for (const double x : above) {
    sum += own::log(1.0 - theta * x);
  }
  return sum / static_cast<double>(above.size());
}

/// The values of bins from the largest on, at most `count` of them, descending. @param sign -1 to look at the other
/// side.
std::vector<double> largest(std::span<const Bin> bins, std::size_t count, double sign) {
  std::vector<double> values;
  for (std::size_t i = 0; i < bins.size() && values.size() < count; ++i) {
    const Bin& bin = sign > 0.0 ? bins[bins.size() - 1 - i] : bins[i];
    const double outer = sign > 0.0 ? bin.high : -bin.low;
    const double inner = sign > 0.0 ? bin.low : -bin.high;
    for (std::uint64_t at = 0; at < bin.count && values.size() < count; ++at) {
      const double share = (static_cast<double>(at) + 0.5) / static_cast<double>(bin.count);
      values.push_back(outer - share * (outer - inner));
    }
  }
  return values;
}

/// The shape by what lies above the last of these values, which are descending.
std::optional<double> shape_above(std::span<const double> values) {
  std::vector<double> above;
  for (auto value = values.rbegin(); value != values.rend(); ++value) {
    if (*value > values.back()) {
      above.push_back(*value - values.back());
    }
  }
  return above.size() < fewest_above ? std::nullopt : std::optional(pareto_shape(above));
}

/// The lesser shape by this threshold and by the one that half as many draws exceed: a true tail keeps its shape.
std::optional<double> side_shape(std::span<const Bin> bins, double draws, double sign) {
  const auto wanted = static_cast<std::size_t>(std::min(0.2 * draws, 3.0 * std::sqrt(draws)));
  const std::vector<double> values = largest(bins, wanted + 1, sign);
  std::optional<double> least;
  for (const std::size_t count : {values.size(), (values.size() + 1) / 2}) {
    const std::optional<double> k = count > fewest_above ? shape_above(std::span(values).first(count)) : std::nullopt;
    least = k && (!least || *k < *least) ? k : least;
  }
  return least;
}

/// The parts of the sum of squares that the draws farthest from the mean hold.
struct Far {
  double far = 0.0, farthest = 0.0;
};

Far share_of_far(std::span<const Bin> bins, double draws) {
  const auto middle = [](const Bin& bin) { return 0.5 * (bin.low + bin.high); };
  double mean = 0.0;
  for (const Bin& bin : bins) {
    mean += static_cast<double>(bin.count) * middle(bin) / draws;
  }
  std::vector<std::pair<double, double>> squares;  // of one draw, and how many
  double all = 0.0;
  for (const Bin& bin : bins) {
    const double away = middle(bin) - mean;
    squares.emplace_back(away * away, static_cast<double>(bin.count));
    all += away * away * static_cast<double>(bin.count);
  }
  std::stable_sort(squares.begin(), squares.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto held = [&](double left) {
    double sum = 0.0;
    for (const auto& [square, count] : squares) {
      const double taken = std::min(left, count);
      sum += square * taken;
      left -= taken;
    }
    return all > 0.0 ? sum / all : 0.0;
  };
  return {held(far_share * draws), held(farthest_share * draws)};
}

}  // namespace

double pareto_shape(std::span<const double> above) {
  const auto n = static_cast<double>(above.size());
  constexpr double prior = 3.0;
  constexpr double weight = 10.0;  // of the prior, in values
  constexpr double middle = 0.5;   // its mean
  const auto points = static_cast<std::size_t>(30.0 + std::floor(std::sqrt(n)));
  const double quarter = above[static_cast<std::size_t>(std::floor(0.25 * n + 0.5)) - 1];
  std::vector<double> theta(points);
  std::vector<double> likelihood(points);
  for (std::size_t j = 0; j < points; ++j) {
    const double root = std::sqrt(static_cast<double>(points) / (static_cast<double>(j) + 0.5));
    theta[j] = 1.0 / above.back() + (1.0 - root) / (prior * quarter);
    const double k = shape_at(above, theta[j]);
    const double ratio = -theta[j] / k;  // 1 / scale
    likelihood[j] = ratio > 0.0 ? n * (own::log(ratio) - k - 1.0) : -1e300;
  }
  double weighted = 0.0;
  double total = 0.0;
  const double best = *std::max_element(likelihood.begin(), likelihood.end());
  for (std::size_t j = 0; j < points; ++j) {
    const double w = own::exp(likelihood[j] - best);
    weighted += w * theta[j];
    total += w;
  }
  const double k = shape_at(above, weighted / total);
  return (n * k + weight * middle) / (n + weight);
}

Trust trust(const Tail& tail) {
  constexpr double finite_variance = 0.5;
  constexpr double reliable = 0.7;
  if (tail.cut) {
    return Trust::unknown;
  }
  if (!tail.k || *tail.k <= finite_variance) {
    return Trust::sound;
  }
  constexpr double log2_of_10 = 0x1.a934f0979a371p+1;
  const double log10 = own::log2(std::max(10.0, static_cast<double>(tail.draws))) / log2_of_10;
  const double most = std::max(finite_variance, std::min(reliable, 1.0 - 1.0 / log10));
  return *tail.k > most ? Trust::no_mean : Trust::no_error;
}

Tail tail_of(std::span<const Bin> bins) {
  Tail tail;
  for (const Bin& bin : bins) {
    tail.draws += bin.count;
  }
  const auto draws = static_cast<double>(tail.draws);
  const Far held = tail.draws > 0 ? share_of_far(bins, draws) : Far{};
  tail.share = held.far;
  if (held.far > carries && held.farthest > uneven * held.far) {
    for (const double sign : {1.0, -1.0}) {
      const std::optional<double> k = side_shape(bins, draws, sign);
      tail.k = k && (!tail.k || *k > *tail.k) ? k : tail.k;
    }
  }
  return tail;
}

Tail tail_of(const ensemble::Sketch& sketch) {
  if (sketch.overflows()) {
    return {.draws = sketch.count(), .cut = true};
  }
  return tail_of(sketch.bins());
}

Tail tail_of(const ensemble::Histogram& histogram) {
  std::vector<Bin> bins;
  const double width = (histogram.high - histogram.low) / static_cast<double>(histogram.counts.size());
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const double low = histogram.low + static_cast<double>(i) * width;
    if (histogram.counts[i] > 0) {
      bins.push_back({std::clamp(low, histogram.least, histogram.most),
                      std::clamp(low + width, histogram.least, histogram.most), histogram.counts[i]});
    }
  }
  return tail_of(bins);
}

}  // namespace suasion::analysis
