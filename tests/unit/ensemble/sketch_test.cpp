#include "suasion/ensemble/sketch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "suasion/ensemble/sketch_bins.hpp"
#include "suasion/ensemble/sketch_kernel.hpp"
#include "suasion/math/random.hpp"

namespace {

using suasion::ensemble::Sketch;

constexpr double bin = 1.0 / 32.0;  // width of the widest bin, relative to its lower edge

Sketch of(const std::vector<double>& values) {
  Sketch sketch;
  for (const double value : values) {
    sketch.add(value);
  }
  return sketch;
}

/// The value of rank ceil(p n), as the sketch understands a quantile.
double exact(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size())));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

/// Numbers of both signs over eleven orders of magnitude.
std::vector<double> spread_out(std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    const double u = suasion::math::uniform(1, suasion::math::channel("sketch"), i, 0);
    const double v = suasion::math::uniform(1, suasion::math::channel("sketch"), i, 1);
    values.push_back((v < 0.4 ? -1.0 : 1.0) * std::pow(10.0, 11.0 * u - 7.0));
  }
  return values;
}

/// The bin by the words of the header: 32 steps in each power of two from 2^-24 to 2^16, to the side of the sign.
std::int64_t bin_by_hand(double value) {
  namespace bins = suasion::ensemble::bins;
  const double size = std::min(std::abs(value), std::nextafter(std::ldexp(1.0, bins::most_power), 0.0));
  if (size < std::ldexp(1.0, bins::least_power)) {
    return bins::zero;
  }
  const int power = std::ilogb(size);
  const auto step = static_cast<std::int64_t>(std::floor((std::scalbn(size, -power) - 1.0) * bins::per_power));
  const std::int64_t away = (power - bins::least_power) * bins::per_power + step + 1;
  return value < 0.0 ? bins::zero - away : bins::zero + away;
}

}  // namespace

TEST_CASE("every instruction set puts a column into the bins that it belongs to") {
  using suasion::math::Target;
  std::vector<double> values = spread_out(1021);  // no multiple of eight
  for (const double edge : {0.0, -0.0, 0x1p-24, -0x1p-24, 0x1.fffffffffffffp-25, 1.0, -1.0, 0x1p16, -0x1p40, 1e300}) {
    values.push_back(edge);
  }
  std::int64_t lowest = bin_by_hand(values.front());
  std::int64_t highest = lowest;
  for (const double value : values) {
    lowest = std::min(lowest, bin_by_hand(value));
    highest = std::max(highest, bin_by_hand(value));
  }
  for (const Target target : {Target::generic, Target::avx2, Target::avx512}) {
    if (!suasion::math::can_run(target)) {
      continue;
    }
    std::vector<std::int64_t> bins(values.size());
    const auto range = suasion::ensemble::sketch_kernels(target).bins(values.data(), values.size(), bins.data());
    CHECK(range.lowest == lowest);
    CHECK(range.highest == highest);
    for (std::size_t i = 0; i < values.size(); ++i) {
      CAPTURE(values[i]);
      CHECK(bins[i] == bin_by_hand(values[i]));
    }
  }
}

TEST_CASE("quantiles of a sketch are those of the sorted sample to one bin") {
  const std::vector<double> values = spread_out(5000);
  const Sketch sketch = of(values);
  CHECK(sketch.count() == 5000);
  for (const double p : {0.001, 0.01, 0.05, 0.25, 0.39, 0.41, 0.5, 0.75, 0.95, 0.99, 1.0}) {
    CAPTURE(p);
    const double truth = exact(values, p);
    CHECK(std::abs(sketch.quantile(p) - truth) <= bin * std::abs(truth));
  }
}

TEST_CASE("within a bin the quantile runs from its lower to its upper edge, no further than the values do") {
  const Sketch sketch = of({1.0, 1.001, 1.03, 1.031});  // all in [1, 1 + 1/32)
  CHECK(sketch.quantile(0.5) == doctest::Approx(1.0 + 0.5 * bin).epsilon(1e-12));
  CHECK(sketch.quantile(1.0) == 1.031);
  CHECK(of({0.0, 1.0, 1.0, 1.0}).quantile(0.75) == 1.0);  // yes and no stay 1 and 0
  Sketch merged = of({1.0});
  merged.merge(of({0.0, 0.0}));
  CHECK(merged.quantile(0.0) == 0.0);
  CHECK(merged.quantile(0.99) == 1.0);
  const Sketch negative = of({-1.0, -1.001, -1.03, -1.031});
  CHECK(negative.quantile(0.5) == doctest::Approx(-1.0 - 0.5 * bin).epsilon(1e-12));
  CHECK(negative.quantile(1.0) == -1.0);
}

TEST_CASE("the lowest quantile is the lowest value") {
  CHECK(of({3.0, 5.0}).quantile(0.0) == 3.0);
  CHECK(of({-2.0, 5.0}).quantile(0.0) == -2.0);
  CHECK(of({0.0, 0.0, 1.0}).quantile(0.0) == 0.0);
}

TEST_CASE("what is too small counts as nought and what is too large as the largest") {
  const Sketch sketch = of({1e-9, -1e-9, 0.0, -0.0});
  CHECK(sketch.quantile(0.1) == 0.0);
  CHECK(sketch.quantile(0.9) == 0.0);
  CHECK(of({1.0, 1e300}).quantile(1.0) <= 65536.0);
  CHECK(of({1.0, 1e300}).quantile(1.0) >= 65536.0 * (1.0 - bin));
  CHECK(of({-1e300, 1.0}).quantile(0.0) >= -65536.0);
}

TEST_CASE("an empty sketch has nought everywhere") {
  CHECK(Sketch().quantile(0.5) == 0.0);
  CHECK(Sketch().count() == 0);
}

TEST_CASE("merged sketches are the sketch of all values, in any order") {
  const std::vector<double> values = spread_out(999);
  const auto middle = values.begin() + 400;
  Sketch ahead = of({values.begin(), middle});
  Sketch behind = of({middle, values.end()});
  Sketch other = behind;
  behind.merge(ahead);
  ahead.merge(other);
  ahead.merge(Sketch());
  Sketch fresh;
  fresh.merge(ahead);
  const Sketch whole = of(values);
  CHECK(fresh.count() == whole.count());
  for (const double p : {0.0, 0.05, 0.5, 0.95, 1.0}) {
    CHECK(ahead.quantile(p) == whole.quantile(p));
    CHECK(behind.quantile(p) == whole.quantile(p));
    CHECK(fresh.quantile(p) == whole.quantile(p));
  }
}

TEST_CASE("the error of a quantile is what other samples show") {
  // of the median of n uniform numbers: 1 / (2 sqrt(n)), David and Nagaraja 2003, section 2.5
  constexpr std::size_t n = 4096;
  Sketch sketch;
  for (std::size_t i = 0; i < n; ++i) {
    sketch.add((static_cast<double>(i) + 0.5) / n);
  }
  CHECK(sketch.quantile_error(0.5) == doctest::Approx(0.5 / 64.0).epsilon(0.01));
  CHECK(sketch.quantile_error(0.05) == doctest::Approx(std::sqrt(0.05 * 0.95) / 64.0).epsilon(0.05));
  CHECK(Sketch().quantile_error(0.5) == 0.0);
  CHECK(of({2.0, 2.0, 2.0}).quantile_error(0.5) == 0.0);
}

TEST_CASE("bins hold everything that was counted, ascending, within the least and the largest value") {
  const std::vector<double> values = spread_out(3000);
  std::uint64_t count = 0;
  double last = -std::numeric_limits<double>::infinity();
  const Sketch sketch = of(values);
  for (const suasion::ensemble::Bin& one : sketch.bins()) {
    CHECK(one.low >= last);
    CHECK(one.high >= one.low);
    last = one.high;
    count += one.count;
  }
  CHECK(count == values.size());
  CHECK(last == std::min(*std::max_element(values.begin(), values.end()), 65536.0));
  CHECK(sketch.overflows() == (*std::max_element(values.begin(), values.end()) >= 65536.0));
  CHECK(of({-70'000.0, 1.0}).overflows());
  CHECK_FALSE(of({65'000.0}).overflows());
}
