#include "suasion/math/quantiles.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace {

using suasion::math::histogram_quantile;
using Counts = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("values are spread evenly over their bin") {
  const Counts counts = {2, 4, 2};
  CHECK(histogram_quantile(counts, 0.0, 30.0, 0.0) == 0.0);
  CHECK(histogram_quantile(counts, 0.0, 30.0, 0.125) == doctest::Approx(5.0));
  CHECK(histogram_quantile(counts, 0.0, 30.0, 0.25) == doctest::Approx(10.0));
  CHECK(histogram_quantile(counts, 0.0, 30.0, 0.5) == doctest::Approx(15.0));
  CHECK(histogram_quantile(counts, 0.0, 30.0, 0.75) == doctest::Approx(20.0));
  CHECK(histogram_quantile(counts, 0.0, 30.0, 1.0) == 30.0);
}

TEST_CASE("with all counts in one bin every quantile lies in it") {
  const Counts counts = {0, 0, 7, 0};
  CHECK(histogram_quantile(counts, -2.0, 2.0, 0.0) == 0.0);
  CHECK(histogram_quantile(counts, -2.0, 2.0, 0.5) == doctest::Approx(0.5));
  CHECK(histogram_quantile(counts, -2.0, 2.0, 1.0) == 1.0);
}

TEST_CASE("a level that falls into a gap gives the middle of the gap") {
  CHECK(histogram_quantile(Counts{3, 0, 0, 3}, 0.0, 4.0, 0.5) == 2.0);
  CHECK(histogram_quantile(Counts{1, 0, 3}, 0.0, 3.0, 0.25) == 1.5);
}

TEST_CASE("nothing counted gives the middle of the range") {
  CHECK(histogram_quantile(Counts{0, 0}, 2.0, 8.0, 0.9) == 5.0);
}

TEST_CASE("levels outside [0, 1] count as the nearest end") {
  CHECK(histogram_quantile(Counts{1, 1}, 0.0, 2.0, -0.5) == 0.0);
  CHECK(histogram_quantile(Counts{1, 1}, 0.0, 2.0, 1.5) == 2.0);
}
