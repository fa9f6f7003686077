// Elementary functions against the C library's in 64-bit precision, and the normal law against published values.
#include "suasion/math/elementary.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "suasion/math/random.hpp"

namespace {

namespace own = suasion::math::SUASION_TARGET;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The largest error in ulp over 20 000 arguments between low and high, drawn evenly.
template <class Ours, class Reference>
double worst_ulp(double low, double high, Ours ours, Reference reference) {
  const auto channel = suasion::math::channel("arguments");
  double worst = 0.0;
  for (std::uint64_t draw = 0; draw < 20000; ++draw) {
    const double x = low + (high - low) * suasion::math::uniform(1, channel, draw);
    const long double right = reference(static_cast<long double>(x));
    const double rounded = std::abs(static_cast<double>(right));
    const double ulp = std::nextafter(rounded, infinity) - rounded;
    worst = std::max(worst, static_cast<double>(std::abs((static_cast<long double>(ours(x)) - right) / ulp)));
  }
  return worst;
}

long double normal_cdf_reference(long double x) {
  return 0.5L * std::erfc(-x / std::sqrt(2.0L));
}

double own_exp2(double x) {
  return own::exp2(x);
}
double own_exp(double x) {
  return own::exp(x);
}
double own_log2(double x) {
  return own::log2(x);
}
double own_log(double x) {
  return own::log(x);
}
double own_cdf(double x) {
  return own::normal_cdf(x);
}

}  // namespace

TEST_CASE("exp2 and exp err by less than 1.5 ulp over their whole range") {
  const auto exp2 = [](long double x) { return std::exp2(x); };
  const auto exp = [](long double x) { return std::exp(x); };
  CHECK(worst_ulp(-1022.0, 1024.0, own_exp2, exp2) < 1.5);
  CHECK(worst_ulp(-1.0, 1.0, own_exp2, exp2) < 1.5);
  CHECK(worst_ulp(-708.0, 709.7, own_exp, exp) < 1.5);
  CHECK(worst_ulp(-1.0, 1.0, own_exp, exp) < 1.5);
}

TEST_CASE("log2 and log err by less than 1 ulp, also next to 1") {
  const auto log2 = [](long double x) { return std::log2(x); };
  const auto log = [](long double x) { return std::log(x); };
  struct Range {
    double low, high;
  };
  for (const Range range :
       {Range{0.5, 2.0}, Range{0.99, 1.01}, Range{1e-300, 1e-290}, Range{0.0, 5.0}, Range{0.0, 1e300}}) {
    CAPTURE(range.low);
    CAPTURE(range.high);
    CHECK(worst_ulp(range.low, range.high, own_log2, log2) < 1.0);
    CHECK(worst_ulp(range.low, range.high, own_log, log) < 1.0);
  }
}

TEST_CASE("log2 is exact for powers of two and exp2 for whole numbers") {
  for (int k = -1022; k < 1024; ++k) {
    CHECK(own::log2(std::ldexp(1.0, k)) == k);
    CHECK(own::exp2(static_cast<double>(k)) == std::ldexp(1.0, k));
  }
}

TEST_CASE("pow errs by less than its documented bound") {
  const auto channel = suasion::math::channel("powers");
  for (std::uint64_t draw = 0; draw < 20000; ++draw) {
    const double x = std::exp(20.0 * (suasion::math::uniform(1, channel, draw, 0) - 0.5));
    const double r = 10.0 * (suasion::math::uniform(1, channel, draw, 1) - 0.5);
    const long double right = std::pow(static_cast<long double>(x), static_cast<long double>(r));
    const double error = static_cast<double>(std::abs(static_cast<long double>(own::pow(x, r)) / right - 1.0L));
    CHECK(error < (2.0 + 2.0 * std::abs(r * std::log2(x))) * 0x1p-53);
  }
}

TEST_CASE("elementary functions keep to their limits at the ends of their ranges") {
  CHECK(own::exp2(-1022.0) == 0x1p-1022);
  CHECK(own::exp2(std::nextafter(-1022.0, -2000.0)) == 0.0);
  CHECK(own::exp2(1024.0) == infinity);
  CHECK(std::isfinite(own::exp2(std::nextafter(1024.0, 0.0))));
  CHECK(own::exp2(-infinity) == 0.0);
  CHECK(own::exp(709.78) < infinity);
  CHECK(own::exp(709.79) == infinity);
  CHECK(own::exp(-709.0) == 0.0);
  CHECK(own::log2(0.0) == -infinity);
  CHECK(own::log(0.0) == -infinity);
  CHECK(own::log(infinity) == infinity);
  CHECK(std::isnan(own::log(-1.0)));
  CHECK(own::pow(0.0, 0.5) == 0.0);
  CHECK(own::pow(0.0, 0.0) == 1.0);
  CHECK(own::pow(5.0, 0.0) == 1.0);
  CHECK(own::pow(1.0, 0.7) == 1.0);
  CHECK(own::normal_cdf(infinity) == 1.0);
  CHECK(own::normal_cdf(-infinity) == 0.0);
  CHECK(own::normal_quantile(0.0) == -infinity);
  CHECK(own::normal_quantile(1.0) == infinity);
}

TEST_CASE("what is not a number stays that") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double value : {own::exp2(nan), own::exp(nan), own::log2(nan), own::log(nan), own::normal_cdf(nan),
                             own::normal_quantile(nan), own::pow(nan, 2.0)}) {
    CHECK(std::isnan(value));
  }
}

TEST_CASE("the normal distribution function has a relative error below 1e-15 in both tails") {
  // 1e-15 is 4.5 to 9 ulp
  CHECK(worst_ulp(-37.0, -5.0, own_cdf, normal_cdf_reference) < 9.0);
  CHECK(worst_ulp(-5.0, 0.0, own_cdf, normal_cdf_reference) < 9.0);
  CHECK(worst_ulp(0.0, 9.0, own_cdf, normal_cdf_reference) < 9.0);
}

TEST_CASE("the hazard of the normal law has a relative error below 2e-15, also where its tail is no number any more") {
  const auto hazard = [](double x) { return own::normal_hazard(x); };
  const auto reference = [](long double x) {
    const long double root_two_pi = std::sqrt(2.0L * std::acos(-1.0L));
    return std::exp(-x * x / 2.0L) / root_two_pi / (0.5L * std::erfc(x / std::sqrt(2.0L)));
  };
  CHECK(worst_ulp(-37.0, 0.0, hazard, reference) < 18.0);
  CHECK(worst_ulp(0.0, 6.0, hazard, reference) < 18.0);
  CHECK(worst_ulp(6.0, 60.0, hazard, reference) < 18.0);
  CHECK(own::normal_hazard(0.0) == doctest::Approx(0.7978845608028654).epsilon(1e-15));  // sqrt(2 / pi)
  CHECK(own::normal_hazard(1e8) == 1e8);
  CHECK(own::normal_hazard(-100.0) == 0.0);
}

TEST_CASE("normal quantiles match the three test values printed with Algorithm AS 241 (Wichura 1988)") {
  CHECK(own::normal_quantile(0.25) == doctest::Approx(-0.6744897501960817).epsilon(1e-15));
  CHECK(own::normal_quantile(0.001) == doctest::Approx(-3.090232306167814).epsilon(1e-15));
  CHECK(own::normal_quantile(1e-20) == doctest::Approx(-9.262340089798408).epsilon(1e-15));
}

TEST_CASE("normal quantiles are inverse to the distribution function to 1e-15") {
  const auto channel = suasion::math::channel("probabilities");
  for (std::uint64_t draw = 0; draw < 20000; ++draw) {
    // evenly in the logarithm, from 1e-300 to 1/2
    const double p = 0.5 * std::exp(-690.0 * suasion::math::uniform(1, channel, draw));
    const auto z = static_cast<long double>(own::normal_quantile(p));
    const long double found = normal_cdf_reference(z);
    // a relative error e of z changes Phi by the factor 1 + e z phi(z) / Phi(z)
    const long double density = std::exp(-z * z / 2.0L) / std::sqrt(2.0L * 3.14159265358979323846L);
    const long double error = (found / static_cast<long double>(p) - 1.0L) * found / (density * z);
    if (p < 0.49) {
      CHECK(static_cast<double>(std::abs(error)) < 1e-15);
    }
  }
}
