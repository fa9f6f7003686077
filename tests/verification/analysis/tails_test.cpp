// Shapes of tails on laws whose tails are known, built from their quantile functions.
#include "suasion/analysis/tails.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "suasion/math/elementary.hpp"
#include "suasion/math/random.hpp"

namespace {

using namespace suasion;
namespace own = math::SUASION_TARGET;
using analysis::Tail;
using analysis::Trust;

using QuantileOf = std::function<double(double)>;

ensemble::Sketch drawn(const QuantileOf& quantile, std::uint64_t seed, std::size_t draws = 8192) {
  ensemble::Sketch sketch;
  for (std::size_t i = 0; i < draws; ++i) {
    sketch.add(quantile(math::uniform(seed, math::channel("tails"), i, 0)));
  }
  return sketch;
}

constexpr std::uint64_t seeds = 40;

/// How often, of `seeds` samples, the mean is not called sound.
std::size_t doubted(const QuantileOf& quantile, std::size_t draws = 8192) {
  std::size_t count = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    count += analysis::trust(analysis::tail_of(drawn(quantile, seed, draws))) != Trust::sound ? 1 : 0;
  }
  return count;
}

/// Pareto with shape k, at least 1: P(X > x) = x^(-1/k).
QuantileOf pareto(double k) {
  return [k](double u) { return own::pow(u, -k); };
}

/// Student's t with two degrees of freedom (k = 1/2), in closed form: Shaw 2006, equation (37).
double student_2(double u) {
  return (2.0 * u - 1.0) / own::sqrt(2.0 * u * (1.0 - u));
}

/// Cauchy, which is Student's t with one degree of freedom (k = 1): the ratio of two normal numbers has the same tails.
double cauchy(double u) {
  constexpr double pi = 3.14159265358979323846;
  return std::tan(pi * (u - 0.5));
}

}  // namespace

TEST_CASE("the shape of exact quantiles of a generalised Pareto law is its shape") {
  // x = ((1 - u)^-k - 1) / k; the prior draws the estimate towards 1/2 by 10 / (n + 10), Vehtari et al. 2024, app. C
  for (const double k : {-0.3, 0.2, 0.5, 0.9, 1.4}) {
    std::vector<double> above;
    constexpr std::size_t n = 2000;
    for (std::size_t i = 0; i < n; ++i) {
      const double u = (static_cast<double>(i) + 0.5) / n;
      above.push_back((std::pow(1.0 - u, -k) - 1.0) / k);
    }
    CHECK(analysis::pareto_shape(above) == doctest::Approx((n * k + 5.0) / (n + 10.0)).epsilon(0.02));
  }
}

TEST_CASE("means of laws whose variance is finite and whose tails are light are sound") {
  CHECK(doubted([](double u) { return own::normal_quantile(u); }) == 0);
  CHECK(doubted([](double u) { return u; }) == 0);
  CHECK(doubted([](double u) { return -own::log(u); }) == 0);
  CHECK(doubted([](double u) { return own::exp(0.5 * own::normal_quantile(u)); }) == 0);
  CHECK(doubted(pareto(0.25)) <= 1);
}

TEST_CASE("means of laws whose variance is infinite are not") {
  CHECK(doubted(pareto(0.9)) >= 38);
  CHECK(doubted([](double u) { return -own::pow(u, -0.9); }) >= 38);  // on the other side
  CHECK(doubted(cauchy) == seeds);
  CHECK(doubted(pareto(0.7)) >= 28);
}

TEST_CASE("at the edge, where the variance is just infinite, about one in a few is doubted") {
  const std::size_t times = doubted(student_2);
  CHECK(times > 0);
  CHECK(times < 30);
}

TEST_CASE("a lognormal law so wide that 8192 draws do not show its variance is doubted, though it has one") {
  // sd 2.5 of the logarithm: half of the mean square lies beyond 2 * 2.5 = 5 standard deviations of the logarithm,
  // where one draw in three million falls
  CHECK(doubted([](double u) { return own::exp(2.5 * own::normal_quantile(u)); }) >= 20);
}

TEST_CASE("the farthest hundredth of a normal sample holds 8.5 % of the sum of squares, of an exponential one 22 %") {
  // normal: 0.01 + 2 z phi(z) at z = 2.5758 is 0.0845; exponential: 0.01 (3.605^2 + 2 * 3.605 + 2) = 0.222
  const Tail normal = analysis::tail_of(drawn([](double u) { return own::normal_quantile(u); }, 1, 200'000));
  CHECK(normal.share == doctest::Approx(0.0845).epsilon(0.03));
  CHECK_FALSE(normal.k.has_value());
  const Tail exponential = analysis::tail_of(drawn([](double u) { return -own::log(u); }, 1, 200'000));
  CHECK(exponential.share == doctest::Approx(0.222).epsilon(0.03));
}

TEST_CASE("rare is not heavy: what is 0 in most draws and moderate in a few is sound") {
  CHECK(doubted([](double u) { return u < 0.01 ? 1.0 : 0.0; }) == 0);
  CHECK(doubted([](double u) { return u < 0.03 ? 1.0 + 30.0 * u : 0.0; }) == 0);
}
