#include "suasion/math/moments.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace {

using suasion::math::Moments;

Moments of(std::initializer_list<double> values) {
  Moments moments;
  for (const double value : values) {
    moments.add(value);
  }
  return moments;
}

}  // namespace

TEST_CASE("moments of a handful of values are those worked out by hand") {
  const Moments moments = of({2, 4, 4, 4, 5, 5, 7, 9});
  CHECK(moments.n == 8);
  CHECK(moments.mean == doctest::Approx(5.0));
  CHECK(moments.m2 == doctest::Approx(32.0));
  CHECK(moments.variance() == doctest::Approx(32.0 / 7.0));
}

TEST_CASE("merged parts have the moments of the whole") {
  Moments first = of({2, 4, 4});
  first.merge(of({4, 5, 5, 7, 9}));
  CHECK(first.n == 8);
  CHECK(first.mean == doctest::Approx(5.0));
  CHECK(first.m2 == doctest::Approx(32.0));
}

TEST_CASE("merging with nothing changes nothing, bit for bit") {
  Moments some = of({0.1, 0.7});
  const Moments before = some;
  some.merge(Moments{});
  CHECK(some.mean == before.mean);
  CHECK(some.m2 == before.m2);
  Moments none;
  none.merge(before);
  CHECK(none.n == 2);
  CHECK(none.mean == doctest::Approx(before.mean));
  CHECK(none.m2 == before.m2);
}

TEST_CASE("fewer than two values have no variance") {
  CHECK(of({}).variance() == 0.0);
  CHECK(of({3}).variance() == 0.0);
  CHECK(of({3}).mean == 3.0);
}

TEST_CASE("a large common part does not drown a small variance") {
  // the naive sum of squares would lose all digits here
  CHECK(of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).variance() == doctest::Approx(30.0).epsilon(1e-12));
}
