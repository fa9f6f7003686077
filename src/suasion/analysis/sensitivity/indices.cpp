#include "suasion/analysis/sensitivity/indices.hpp"

#include <algorithm>
#include <cmath>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

namespace {

/// Columns of sums: how many points count, f(A) + f(B), f(A)^2 + f(B)^2; then three per group that reaches the output,
/// with d = f(AB) - f(A): f(B) d, d, d^2.
constexpr std::size_t common_columns = 3;
constexpr std::size_t group_columns = 3;

std::vector<char> finite_points(const PickFreeze& values) {
  std::vector<char> finite(values.a.size());
  for (std::size_t i = 0; i < finite.size(); ++i) {
    finite[i] = static_cast<char>(std::isfinite(values.a[i]) && std::isfinite(values.b[i]));
  }
  for (const std::span<const double> ab : values.ab) {
    for (std::size_t i = 0; i < ab.size(); ++i) {
      finite[i] = static_cast<char>(finite[i] != 0 && std::isfinite(ab[i]));
    }
  }
  return finite;
}

/// What is seen of an output before anything is divided.
struct Spread {
  std::size_t points = 0;
  double centre = 0.0;
  bool varies = false;
};

Spread spread_of(const PickFreeze& values, const std::vector<char>& finite) {
  Spread spread;
  double sum = 0.0;
  double any = 0.0;
  for (std::size_t i = 0; i < finite.size(); ++i) {
    if (finite[i] != 0) {
      any = spread.points == 0 ? values.a[i] : any;
      spread.varies = spread.varies || values.a[i] != any || values.b[i] != any;
      sum += values.a[i] + values.b[i];
      ++spread.points;
    }
  }
  spread.centre = sum / (2.0 * static_cast<double>(spread.points));
  return spread;
}

/// [points][columns], rows of points that are left out all 0.
std::vector<double> products(const PickFreeze& values, const std::vector<char>& finite, double centre,
                             std::size_t columns) {
  std::vector<double> all(finite.size() * columns, 0.0);
  for (std::size_t i = 0; i < finite.size(); ++i) {
    if (finite[i] == 0) {
      continue;
    }
    double* row = all.data() + i * columns;
    const double a = values.a[i] - centre;
    const double b = values.b[i] - centre;
    row[0] = 1.0;
    row[1] = a + b;
    row[2] = a * a + b * b;
    row += common_columns;
    for (const std::span<const double> ab : values.ab) {
      if (!ab.empty()) {
        const double d = ab[i] - values.a[i];
        row[0] = b * d;
        row[1] = d;
        row[2] = d * d;
        row += group_columns;
      }
    }
  }
  return all;
}

/// Mean (less the centre) and variance in every resample, the real one first.
struct Frames {
  std::vector<double> mean = {}, variance = {}, points = {};
};

Frames frames_of(std::span<const double> sums, std::size_t columns) {
  Frames frames;
  for (std::size_t at = 0; at < sums.size(); at += columns) {
    const double both = 2.0 * sums[at];
    const double mean = sums[at + 1] / both;
    frames.points.push_back(sums[at]);
    frames.mean.push_back(mean);
    frames.variance.push_back(sums[at + 2] / both - mean * mean);
  }
  return frames;
}

GroupIndices group_indices(std::span<const double> sums, std::size_t columns, std::size_t first_column,
                           const Frames& frames) {
  std::vector<double> first(frames.mean.size());
  std::vector<double> total(frames.mean.size());
  for (std::size_t r = 0; r < first.size(); ++r) {
    const double* sum = sums.data() + r * columns + first_column;
    const double scale = frames.points[r] * frames.variance[r];
    first[r] = (sum[0] - frames.mean[r] * sum[1]) / scale;
    total[r] = sum[2] / (2.0 * scale);
  }
  return {percentile_interval(first), percentile_interval(total)};
}

}  // namespace

OutputIndices indices(const PickFreeze& values, const Resamples& resamples) {
  const std::size_t n = values.a.size();
  base::require(n == resamples.points() && values.b.size() == n, "values of every base point");
  const std::vector<char> finite = finite_points(values);
  const Spread spread = spread_of(values, finite);
  OutputIndices result{.left_out = n - spread.points};
  if (!spread.varies || !std::isfinite(spread.centre)) {
    result.constant = true;
    result.mean = spread.centre;
    return result;
  }
  const auto reached = static_cast<std::size_t>(
      std::count_if(values.ab.begin(), values.ab.end(), [](std::span<const double> ab) { return !ab.empty(); }));
  const std::size_t columns = padded_columns(common_columns + group_columns * reached);
  const std::vector<double> sums = resamples.sums(products(values, finite, spread.centre, columns), columns);
  const Frames frames = frames_of(sums, columns);
  result.mean = spread.centre + frames.mean.front();
  result.variance = frames.variance.front();
  if (!std::isfinite(result.variance) || !(result.variance > 0.0)) {
    result.constant = true;
    return result;
  }
  std::size_t column = common_columns;
  for (const std::span<const double> ab : values.ab) {
    result.groups.push_back(ab.empty() ? GroupIndices{} : group_indices(sums, columns, column, frames));
    column += ab.empty() ? 0 : group_columns;
  }
  return result;
}

}  // namespace suasion::analysis
