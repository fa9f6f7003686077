#include "suasion/math/design.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>
#include <string>

#include "suasion/base/hash.hpp"
#include "suasion/base/result.hpp"
#include "suasion/math/permutation.hpp"

namespace {

using namespace suasion::math;

const DesignKind kinds[] = {DesignKind::monte_carlo, DesignKind::latin_hypercube, DesignKind::sobol};

std::vector<Channel> channels(std::size_t count) {
  std::vector<Channel> list;
  for (std::size_t i = 0; i < count; ++i) {
    list.push_back(channel("axis " + std::to_string(i)));
  }
  return list;
}

std::vector<double> column(const Design& design, std::size_t axis, std::uint64_t first, std::size_t count) {
  std::vector<double> values(count);
  design.fill(axis, first, values);
  return values;
}

/// How many of the values lie in each of `cells` equal parts of (0, 1).
std::vector<int> cell_counts(const std::vector<double>& values, std::size_t cells) {
  std::vector<int> counts(cells, 0);
  for (const double value : values) {
    ++counts[static_cast<std::size_t>(value * static_cast<double>(cells))];
  }
  return counts;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("designs have names and tell how many axes they can serve") {
  CHECK(name(DesignKind::monte_carlo) == "monte-carlo");
  CHECK(name(DesignKind::latin_hypercube) == "latin-hypercube");
  CHECK(name(DesignKind::sobol) == "sobol");
  CHECK(Design::most_axes(DesignKind::monte_carlo) == 0);
  CHECK(Design::most_axes(DesignKind::latin_hypercube) == 0);
  CHECK(Design::most_axes(DesignKind::sobol) == 3667);
  CHECK_THROWS_AS(Design(DesignKind::sobol, 1, std::vector<Channel>(3668), 10), suasion::base::InternalError);
  CHECK_THROWS_AS(Design(DesignKind::monte_carlo, 1, channels(1), 0), suasion::base::InternalError);
}

TEST_CASE("points of every design lie inside (0, 1), also beyond its end") {
  for (const DesignKind kind : kinds) {
    for (const std::uint64_t draws : {1U, 2U, 3U, 7U, 256U, 1000U}) {
      const Design design(kind, 3, channels(3), draws);
      for (const double u : column(design, 2, 0, 1200)) {
        CHECK(u > 0.0);
        CHECK(u < 1.0);
      }
    }
  }
}

TEST_CASE("a draw is the same whichever block asks for it") {
  for (const DesignKind kind : kinds) {
    const Design design(kind, 5, channels(4), 1000);
    const std::vector<double> all = column(design, 3, 0, 1000);
    for (const std::uint64_t first : {1U, 255U, 256U, 511U, 999U}) {
      CHECK(column(design, 3, first, 1)[0] == all[first]);
    }
  }
}

TEST_CASE("adding axes leaves the others as they are") {
  for (const DesignKind kind : kinds) {
    const Design few(kind, 5, channels(2), 500);
    const Design many(kind, 5, channels(9), 500);
    CHECK(column(few, 0, 0, 500) == column(many, 0, 0, 500));
    CHECK(column(few, 1, 0, 500) == column(many, 1, 0, 500));
  }
}

TEST_CASE("except for Sobol', an axis may take any place in the list") {
  const std::vector<Channel> list = channels(3);
  for (const DesignKind kind : {DesignKind::monte_carlo, DesignKind::latin_hypercube}) {
    const Design there(kind, 5, {list[0], list[1], list[2]}, 500);
    const Design back(kind, 5, {list[2], list[0], list[1]}, 500);
    CHECK(column(there, 2, 0, 500) == column(back, 0, 0, 500));
  }
}

TEST_CASE("seeds and channels give other points") {
  for (const DesignKind kind : kinds) {
    const Design one(kind, 1, channels(2), 500);
    const Design other(kind, 2, channels(2), 500);
    CHECK(column(one, 0, 0, 500) != column(other, 0, 0, 500));
    CHECK(column(one, 0, 0, 500) != column(one, 1, 0, 500));
  }
}

TEST_CASE("a Latin hypercube has exactly one point in each slice of each axis") {
  for (const std::uint64_t draws : {1U, 2U, 3U, 10U, 97U, 1000U, 4096U}) {
    const Design design(DesignKind::latin_hypercube, 11, channels(3), draws);
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const std::vector<int> counts = cell_counts(column(design, axis, 0, draws), draws);
      CHECK(std::all_of(counts.begin(), counts.end(), [](int count) { return count == 1; }));
    }
  }
}

TEST_CASE("the first 2^m points of a scrambled Sobol' axis lie one in each of 2^m equal parts") {
  const Design design(DesignKind::sobol, 11, channels(40), 4096);
  for (const std::size_t axis : {0U, 1U, 2U, 17U, 39U}) {
    for (std::size_t m = 0; m <= 12; ++m) {
      const std::size_t points = std::size_t{1} << m;
      const std::vector<int> counts = cell_counts(column(design, axis, 0, points), points);
      CHECK(std::all_of(counts.begin(), counts.end(), [](int count) { return count == 1; }));
    }
  }
}

TEST_CASE("the first two Sobol' axes are a (0, m, 2)-net: one point in each box of equal area") {
  const Design design(DesignKind::sobol, 4, channels(2), 1024);
  const std::vector<double> x = column(design, 0, 0, 1024);
  const std::vector<double> y = column(design, 1, 0, 1024);
  for (int across = 0; across <= 10; ++across) {
    std::vector<int> counts(1024, 0);
    const double columns = std::ldexp(1.0, across);
    const double rows = std::ldexp(1.0, 10 - across);
    for (std::size_t i = 0; i < x.size(); ++i) {
      ++counts[static_cast<std::size_t>(std::floor(x[i] * columns) * rows + std::floor(y[i] * rows))];
    }
    CHECK(std::all_of(counts.begin(), counts.end(), [](int count) { return count == 1; }));
  }
}

TEST_CASE("scrambling keeps the distances of Sobol' points: two share leading digits exactly when the plain ones do") {
  constexpr std::size_t axes = 20;
  constexpr std::size_t points = 128;
  boost::random::sobol_engine<std::uint64_t, 64> plain(axes);  // starts with the second point, after the origin
  std::vector<std::vector<std::uint64_t>> expected(axes, {0});
  for (std::size_t i = 1; i < points; ++i) {
    for (auto& axis : expected) {
      axis.push_back(plain());
    }
  }
  const Design design(DesignKind::sobol, 9, channels(axes), points);
  const auto digits = [](std::uint64_t a, std::uint64_t b) { return std::min(52, __builtin_clzll((a ^ b) | 1)); };
  for (std::size_t axis = 0; axis < axes; ++axis) {
    const std::vector<double> found = column(design, axis, 0, points);
    bool same = true;
    for (std::size_t i = 1; i < points; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const auto a = static_cast<std::uint64_t>(found[i] * 0x1p52) << 12;
        const auto b = static_cast<std::uint64_t>(found[j] * 0x1p52) << 12;
        same = same && digits(a, b) == digits(expected[axis][i], expected[axis][j]);
      }
    }
    CHECK(same);
  }
}

TEST_CASE("the coins that flip the first digits are fair and independent of each other") {
  // Over many seeds: the first digit of point 0, and the second digits in both halves, eight outcomes, equally likely.
  constexpr int seeds = 4000;
  std::vector<double> counts(8, 0.0);
  for (int seed = 0; seed < seeds; ++seed) {
    const Design design(DesignKind::sobol, static_cast<std::uint64_t>(seed), channels(1), 4);
    std::vector<double> x = column(design, 0, 0, 4);  // plain: 0, 1/2, 3/4, 1/4
    const int first = x[0] < 0.5 ? 0 : 1;
    const int left = x[0] < x[3] ? 0 : 1;
    const int right = x[1] < x[2] ? 0 : 1;
    counts[static_cast<std::size_t>(4 * first + 2 * left + right)] += 1.0;
  }
  double chi_square = 0.0;
  for (const double count : counts) {
    chi_square += (count - seeds / 8.0) * (count - seeds / 8.0) / (seeds / 8.0);
  }
  CHECK(chi_square < 7.0 + 4.0 * std::sqrt(14.0));
}

TEST_CASE("scrambled Sobol' points integrate a smooth function far better than Monte Carlo does") {
  // the mean of the product of 1 + (u - 1/2) over 4 axes is 1; its sd is 0.4, that is 0.0063 for 4096 draws of Monte
  // Carlo
  const Design design(DesignKind::sobol, 21, channels(4), 4096);
  std::vector<double> product(4096, 1.0);
  for (std::size_t axis = 0; axis < 4; ++axis) {
    const std::vector<double> u = column(design, axis, 0, 4096);
    std::transform(u.begin(), u.end(), product.begin(), product.begin(),
                   [](double a, double b) { return (a + 0.5) * b; });
  }
  CHECK(std::abs(mean_of(product) - 1.0) < 1e-4);
}

TEST_CASE("axes of every design are uncorrelated") {
  constexpr std::size_t draws = 4000;
  for (const DesignKind kind : kinds) {
    const Design design(kind, 8, channels(3), draws);
    for (const auto& [i, j] : {std::pair{0U, 1U}, {0U, 2U}, {1U, 2U}}) {
      const std::vector<double> x = column(design, i, 0, draws);
      const std::vector<double> y = column(design, j, 0, draws);
      double sum = 0.0;
      for (std::size_t k = 0; k < draws; ++k) {
        sum += 12.0 * (x[k] - 0.5) * (y[k] - 0.5);
      }
      CHECK(std::abs(sum / draws) < 4.0 / std::sqrt(static_cast<double>(draws)));
    }
  }
}

TEST_CASE("a permutation hits every place once, whatever its size") {
  for (const std::uint64_t size : {1U, 2U, 3U, 4U, 5U, 17U, 100U, 1023U, 1024U, 1025U, 10000U}) {
    const Permutation permutation(size, 42 + size);
    std::vector<int> hits(size, 0);
    for (std::uint64_t i = 0; i < size; ++i) {
      ++hits[permutation(i)];
    }
    CHECK(std::all_of(hits.begin(), hits.end(), [](int count) { return count == 1; }));
  }
}

TEST_CASE("over many keys a permutation sends any place to any other equally often") {
  constexpr std::uint64_t size = 10;
  constexpr int keys = 10000;
  for (const std::uint64_t from : {0U, 4U, 9U}) {
    std::vector<double> counts(size, 0.0);
    for (std::uint64_t key = 0; key < keys; ++key) {
      counts[Permutation(size, key * 1000003)(from)] += 1.0;
    }
    double chi_square = 0.0;
    for (const double count : counts) {
      chi_square += (count - keys / 10.0) * (count - keys / 10.0) / (keys / 10.0);
    }
    CHECK(chi_square < 9.0 + 4.0 * std::sqrt(18.0));
  }
}

TEST_CASE("points have the same bits on every machine and with every compiler") {
  const std::string expected[] = {"983122f1f0c1a79fc3e1ccf3a06d8195", "65b93747c60e2d7f3778f02ce8ede89d",
                                  "4f3271f15e198fe19631e778416580e0"};
  std::size_t k = 0;
  for (const DesignKind kind : kinds) {
    const Design design(kind, 1, channels(3), 1000);
    std::string digits;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      for (const double u : column(design, axis, 0, 1000)) {
        digits += std::to_string(static_cast<std::uint64_t>(u * 0x1p53)) + " ";
      }
    }
    CHECK(suasion::base::hash128_hex(digits) == expected[k++]);
  }
}
