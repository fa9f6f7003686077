/// Flips and tipping points of functions for which they can be written down.

#include "suasion/analysis/flip/flip.hpp"

#include <doctest/doctest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "../../support/function.hpp"
#include "suasion/analysis/flip/tipping.hpp"

namespace {

using namespace suasion;

double score(double u) {
  return boost::math::quantile(boost::math::normal(), u);
}

double below(double z) {
  return boost::math::cdf(boost::math::normal(), z);
}

/// sum of a_i z_i over the scores of three inputs, a fourth that does nothing, and luck.
std::unique_ptr<ensemble::Experiment> linear(std::vector<math::RankCorrelation> links = {}) {
  return test::function_experiment({.factors = 4,
                                    .function =
                                        [](std::span<const double> u, double luck) {
                                          return std::vector<double>{3.0 * score(u[0]) + 2.0 * score(u[1]) -
                                                                     1.0 * score(u[2]) + score(luck)};
                                        },
                                    .links = std::move(links),
                                    .chance = true});
}

const double spread = std::sqrt(9.0 + 4.0 + 1.0 + 1.0);
constexpr double bound = 4.0;  // y > 4 with a chance of 1 - Phi(4 / sqrt 15) = 0.151

/// "y > 4 is more likely than not" flips where the mean of y is 4.
analysis::Flip flip_of(const ensemble::Experiment& experiment) {
  const analysis::Proposition proposition{.measure = analysis::Proposition::Measure::above, .low = bound};
  return *analysis::find_flip(experiment, 0, proposition, {.sample = {.draws = 16384}});
}

}  // namespace

TEST_CASE("the shift of one input that flips a linear answer is the gap over its coefficient") {
  const analysis::Flip flip = flip_of(*linear());
  CHECK_FALSE(flip.holds);
  CHECK(flip.mean.value == doctest::Approx(1.0 - below(bound / spread)).epsilon(0.05));
  REQUIRE(flip.singles.size() == 3);  // the input that does nothing is not tried
  CHECK(flip.singles[0].factor == 0);
  CHECK(flip.singles[0].by->value == doctest::Approx(bound / 3.0).epsilon(0.05));
  CHECK(flip.singles[1].factor == 1);
  CHECK(flip.singles[1].by->value == doctest::Approx(bound / 2.0).epsilon(0.05));
  CHECK(flip.singles[2].factor == 2);  // it would take 4 standard deviations, downwards
  CHECK_FALSE(flip.singles[2].by);
  CHECK(flip.singles[2].nearest == -3.0);
  CHECK(flip.singles[2].reached.value == doctest::Approx(1.0 - below(1.0 / spread)).epsilon(0.03));
}

TEST_CASE("the shortest joint shift of a linear answer runs along its coefficients") {
  // Hasofer and Lind 1974: the distance of the plane a z = b from the origin is b / |a|, here 4 / sqrt 14
  const analysis::Flip flip = flip_of(*linear());
  REQUIRE(flip.joint.length);
  const double length = bound / std::sqrt(14.0);
  CHECK(*flip.joint.length == doctest::Approx(length).epsilon(0.03));
  REQUIRE(flip.joint.shifts.size() == 3);
  CHECK(flip.joint.shifts[0].factor == 0);
  CHECK(flip.joint.shifts[0].by == doctest::Approx(length * 3.0 / std::sqrt(14.0)).epsilon(0.06));
  CHECK(flip.joint.shifts[1].by == doctest::Approx(length * 2.0 / std::sqrt(14.0)).epsilon(0.06));
  CHECK(flip.joint.shifts[2].by == doctest::Approx(-length / std::sqrt(14.0)).epsilon(0.1));
  CHECK(flip.joint.error > 0.0);
  CHECK(flip.joint.error < 0.1);
}

TEST_CASE("linked inputs make the joint shift shorter: its metric is that of their law") {
  // min m' R^-1 m subject to a' m = b is b^2 / (a' R a); Spearman .8 is Pearson 2 sin(pi .8 / 6)
  const double r = 2.0 * std::sin(M_PI * 0.8 / 6.0);
  const analysis::Flip flip = flip_of(*linear({{0, 1, 0.8}}));
  REQUIRE(flip.joint.length);
  CHECK(*flip.joint.length == doctest::Approx(bound / std::sqrt(14.0 + 2.0 * 6.0 * r)).epsilon(0.03));
}

TEST_CASE("what no shift within reach flips is said not to flip, with how near it gets") {
  const auto experiment = test::function_experiment(
      {.factors = 2, .function = [](std::span<const double> u, double) { return std::vector<double>{u[0]}; }});
  const analysis::Proposition proposition{.measure = analysis::Proposition::Measure::above, .low = 1.5};
  const analysis::Flip flip = *analysis::find_flip(*experiment, 0, proposition, {.sample = {.draws = 1024}});
  CHECK_FALSE(flip.joint.length);
  REQUIRE(flip.singles.size() == 1);
  CHECK_FALSE(flip.singles[0].by);
  CHECK(flip.joint.reached.value == 0.0);
}

TEST_CASE("the tipping curve of a linear answer is a normal law, and crosses where the gap is closed") {
  const analysis::Proposition proposition{.measure = analysis::Proposition::Measure::above, .low = bound};
  const auto experiment = linear();
  const analysis::TippingCurve curve = *analysis::tipping_curve(
      *experiment, 0, proposition, {.law = math::Law{math::Normal{10.0, 2.0}}, .steps = 25}, {.draws = 8192});
  REQUIRE(curve.points.size() == 25);
  for (const analysis::TippingPoint& point : curve.points) {
    const double z = (point.value - 10.0) / 2.0;
    CHECK(std::abs(point.mean.value - (1.0 - below((bound - 3.0 * z) / std::sqrt(6.0)))) <
          4.0 * 0.5 / std::sqrt(8192.0));
  }
  REQUIRE(curve.crossings.size() == 1);
  CHECK(curve.crossings[0] == doctest::Approx(10.0 + 2.0 * bound / 3.0).epsilon(0.01));
  CHECK(curve.between[0].first < 10.0 + 2.0 * bound / 3.0);
  CHECK(curve.between[0].second > 10.0 + 2.0 * bound / 3.0);
}

TEST_CASE("flips are the same whatever the number of threads") {
  const analysis::Proposition proposition{.measure = analysis::Proposition::Measure::above, .low = bound};
  const auto experiment = linear();
  const auto found = [&](unsigned threads) {
    return *analysis::find_flip(*experiment, 0, proposition, {.sample = {.draws = 2048, .threads = threads}});
  };
  const analysis::Flip one = found(1);
  const analysis::Flip three = found(3);
  CHECK(one.mean.value == three.mean.value);
  CHECK(*one.joint.length == *three.joint.length);
  CHECK(one.singles[0].by->value == three.singles[0].by->value);
}
