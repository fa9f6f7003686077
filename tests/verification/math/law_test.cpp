// Quantiles of laws against values known from analysis or from print.
#include "suasion/math/law.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace {

using namespace suasion::math;

double at(const Law& law, double u) {
  return Quantile(law)(u);
}

constexpr double unbounded = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("normal quantiles as printed (Abramowitz and Stegun 1964, table 26.5)") {
  CHECK(at({Normal{0.0, 1.0}}, 0.975) == doctest::Approx(1.95996).epsilon(3e-6));
  CHECK(at({Normal{0.0, 1.0}}, 0.995) == doctest::Approx(2.57583).epsilon(3e-6));
  CHECK(at({Normal{100.0, 15.0}}, 0.9) == doctest::Approx(100.0 + 15.0 * 1.28155).epsilon(1e-6));
}

TEST_CASE("a bare interval is the central 90 %: its ends are the 5 and 95 % quantiles") {
  CHECK(at({Interval{65.0, 90.0}}, 0.05) == doctest::Approx(65.0).epsilon(1e-13));
  CHECK(at({Interval{65.0, 90.0}}, 0.95) == doctest::Approx(90.0).epsilon(1e-13));
}

TEST_CASE("the exponential of a normal quantile is a lognormal one") {
  CHECK(at({LogNormal{3.0, 0.5}}, 0.5) == doctest::Approx(3.0).epsilon(1e-14));
  CHECK(at({LogNormal{3.0, 0.5}}, 0.95) == doctest::Approx(3.0 * std::exp(0.5 * 1.6448536269514722)).epsilon(1e-13));
}

TEST_CASE("triangular quantiles are roots") {
  const Law law{Triangular{0.0, 3.0, 10.0}};
  CHECK(at(law, 0.3) == doctest::Approx(3.0).epsilon(1e-14));
  CHECK(at(law, 0.3 / 4.0) == doctest::Approx(1.5).epsilon(1e-14));
  CHECK(at(law, 1.0 - 0.7 / 4.0) == doctest::Approx(6.5).epsilon(1e-14));
}

TEST_CASE("a beta law with a shape of 1 has a power as its quantile") {
  for (const double u : {1e-10, 0.01, 0.2, 0.5, 0.9, 0.9999}) {
    CHECK(std::abs(at({Beta{1.0, 1.0}}, u) - u) < 1e-9);
    CHECK(std::abs(at({Beta{3.0, 1.0}}, u) - std::cbrt(u)) < 1e-9);
    CHECK(std::abs(at({Beta{1.0, 4.0}}, u) - (1.0 - std::pow(1.0 - u, 0.25))) < 1e-9);
    CHECK(std::abs(at({Beta{0.1, 1.0}}, u) - std::pow(u, 10.0)) < 1e-9);
  }
}

TEST_CASE("the arcsine law: beta with both shapes one half") {
  const double pi = 3.14159265358979323846;
  for (const double u : {1e-10, 0.01, 0.2, 0.5, 0.9, 0.9999}) {
    CHECK(std::abs(at({Beta{0.5, 0.5}}, u) - std::pow(std::sin(pi * u / 2.0), 2)) < 1e-9);
  }
}

TEST_CASE("PERT has the mean (low + 4 mode + high) / 6 that it was made for (Malcolm and others 1959)") {
  const LawSummary summary = summarise({Pert{2.0, 5.0, 14.0}});
  CHECK(summary.mean == doctest::Approx((2.0 + 4.0 * 5.0 + 14.0) / 6.0).epsilon(1e-5));
}

TEST_CASE("a normal law cut at its mean is the half-normal law, with mean sqrt(2 / pi)") {
  const LawSummary summary = summarise({Normal{0.0, 1.0}, 0.0, unbounded});
  CHECK(summary.mean == doctest::Approx(std::sqrt(2.0 / 3.14159265358979323846)).epsilon(1e-4));
  CHECK(summary.q50 == doctest::Approx(0.6744897501960817).epsilon(1e-13));
}

TEST_CASE("a normal law cut deep in its upper tail falls off as an exponential one, and mirrored in its lower tail") {
  // P(Z > z) for z = 20 + x / 20 relative to P(Z > 20): by Mills' ratio, exp(-x) to about one part in 400 here
  const double median = at({Normal{0.0, 1.0}, 20.0, unbounded}, 0.5);
  CHECK(20.0 * (median - 20.0) == doctest::Approx(std::log(2.0)).epsilon(5e-3));
  CHECK(at({Normal{0.0, 1.0}, -unbounded, -20.0}, 0.5) == doctest::Approx(-median).epsilon(1e-14));
  CHECK(at({Normal{0.0, 1.0}, 20.0, 21.0}, 0.5) == doctest::Approx(median).epsilon(1e-9));
}

TEST_CASE("a triangular law cut deep in its upper corner is a triangle again") {
  const Law corner{Triangular{0.0, 0.5, 1.0}, 1.0 - 1e-7, 1.0};
  CHECK((1.0 - at(corner, 0.75)) / 1e-7 == doctest::Approx(0.5).epsilon(1e-8));
}
