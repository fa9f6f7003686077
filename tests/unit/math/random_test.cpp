#include "suasion/math/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <vector>

namespace {

using namespace suasion::math;

}  // namespace

TEST_CASE("uniform numbers lie on the half-way grid of 2^-52, so that neither end is ever met") {
  CHECK(unit_interval(0) == 0x1p-53);
  CHECK(unit_interval(~std::uint64_t{0}) == 1.0 - 0x1p-53);
  CHECK(unit_interval(std::uint64_t{1} << 12) == 0x1.8p-52);
  for (std::uint64_t draw = 0; draw < 1000; ++draw) {
    const double place = uniform(1, channel("a"), draw) * 0x1p52 - 0.5;
    CHECK(place == std::floor(place));
  }
}

TEST_CASE("seed, channel, draw and step all matter") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t i = 0; i < 10; ++i) {
    for (std::uint64_t j = 0; j < 10; ++j) {
      seen.insert(bits(i, channel("a"), j, 0));
      seen.insert(bits(i, channel("b"), j, 0));
      seen.insert(bits(i, channel("a"), j, 1));
    }
  }
  CHECK(seen.size() == 300);
}

TEST_CASE("mean, variance and the counts of 64 cells of uniform numbers are as they should be") {
  // 100 000 draws at a fixed seed; bounds are four standard errors, for chi-square with 63 degrees of freedom 63 + 4
  // * 11.2
  constexpr int draws = 100000;
  constexpr std::size_t cells = 64;
  double sum = 0.0;
  double squares = 0.0;
  std::vector<double> counts(cells, 0.0);
  for (int draw = 0; draw < draws; ++draw) {
    const double u = uniform(7, channel("issues.integration.positions.RUS"), static_cast<std::uint64_t>(draw));
    sum += u;
    squares += (u - 0.5) * (u - 0.5);
    counts[static_cast<std::size_t>(u * cells)] += 1.0;
  }
  CHECK(std::abs(sum / draws - 0.5) < 4.0 * std::sqrt(1.0 / 12.0 / draws));
  CHECK(std::abs(squares / draws - 1.0 / 12.0) < 4.0 * std::sqrt(1.0 / 180.0 / draws));
  const double expected = static_cast<double>(draws) / cells;
  double chi_square = 0.0;
  for (const double count : counts) {
    chi_square += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi_square < 63.0 + 4.0 * std::sqrt(2.0 * 63.0));
  CHECK(chi_square > 63.0 - 4.0 * std::sqrt(2.0 * 63.0));
}
