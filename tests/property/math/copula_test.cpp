// Drawn rank correlations against those asked for.
#include "suasion/math/copula.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "../rapidcheck_doctest.hpp"
#include "suasion/math/law.hpp"

namespace {

using namespace suasion::math;
using suasion::test::check;

constexpr std::size_t draws = 4000;

using Columns = std::vector<std::vector<double>>;

Columns dependent(std::size_t axes, const std::vector<RankCorrelation>& correlations, std::uint64_t seed) {
  Columns columns(axes, std::vector<double>(draws));
  for (std::size_t axis = 0; axis < axes; ++axis) {
    for (std::size_t draw = 0; draw < draws; ++draw) {
      columns[axis][draw] = uniform(seed, channel("axis " + std::to_string(axis)), draw);
    }
  }
  const std::vector<std::span<double>> spans(columns.begin(), columns.end());
  GaussianCopula(axes, correlations).apply(spans);
  return columns;
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> rank(values.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = static_cast<double>(i);
  }
  return rank;
}

/// Spearman's rank correlation, for values without ties.
double spearman(const std::vector<double>& x, const std::vector<double>& y) {
  const std::vector<double> a = ranks(x);
  const std::vector<double> b = ranks(y);
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  }
  const auto n = static_cast<double>(a.size());
  return 1.0 - 6.0 * sum / (n * (n * n - 1.0));
}

/// Of Spearman's correlation under the normal copula, a little on the safe side (Bonett and Wright 2000, for its Fisher
/// transform: (1 + rho^2 / 2) / (n - 3)).
double standard_error(double rho) {
  return (1.0 - rho * rho) * std::sqrt((1.0 + rho * rho / 2.0) / (static_cast<double>(draws) - 3.0));
}

}  // namespace

TEST_CASE("draws have the asked rank correlation within four standard errors, and so have values of any laws") {
  check("pair", [] {
    const double rho = *rc::gen::inRange(-95, 96) / 100.0;
    const Columns columns = dependent(2, {{0, 1, rho}}, *rc::gen::arbitrary<std::uint64_t>());
    RC_ASSERT(std::abs(spearman(columns[0], columns[1]) - rho) < 4.5 * standard_error(rho) + 1e-3);
    std::vector<double> x(draws);
    std::vector<double> y(draws);
    Quantile({LogNormal{3.0, 1.0}}).fill(columns[0], x);
    Quantile({Pert{0.0, 2.0, 10.0}}).fill(columns[1], y);
    RC_ASSERT(std::abs(spearman(x, y) - rho) < 4.5 * standard_error(rho) + 1e-3);
  });
}

TEST_CASE("each axis stays uniform") {
  check("uniform", [] {
    const double rho = *rc::gen::inRange(-90, 91) / 100.0;
    const Columns columns = dependent(3, {{0, 1, rho}, {1, 2, 0.3}}, *rc::gen::arbitrary<std::uint64_t>());
    for (const std::vector<double>& column : columns) {
      const double mean = std::accumulate(column.begin(), column.end(), 0.0) / draws;
      RC_ASSERT(std::abs(mean - 0.5) < 5.0 * std::sqrt(1.0 / 12.0 / draws));
    }
  });
}

TEST_CASE("in a chain the ends are linked through the middle, as the matrix says") {
  // no correlation between the ends is asked for, which means zero: the matrix is what the author wrote
  const Columns columns = dependent(3, {{0, 1, 0.6}, {1, 2, 0.6}}, 17);
  CHECK(std::abs(spearman(columns[0], columns[1]) - 0.6) < 4.0 * standard_error(0.6));
  CHECK(std::abs(spearman(columns[1], columns[2]) - 0.6) < 4.0 * standard_error(0.6));
  CHECK(std::abs(spearman(columns[0], columns[2])) < 4.0 * standard_error(0.0));
}
