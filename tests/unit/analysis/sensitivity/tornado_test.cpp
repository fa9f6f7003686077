#include "suasion/analysis/sensitivity/tornado.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "../../../support/function.hpp"

namespace suasion::test {

TEST_CASE("a linear function's bars are its slopes, widest first") {
  const auto experiment = function_experiment(
      {.factors = 4, .function = [](auto u, double) { return std::vector{1.0 + u[0] - 3.0 * u[1] + 2.0 * u[2]}; }});
  const auto found = analysis::tornado(*experiment, {.threads = 2}, {});
  REQUIRE(found);
  const auto& one = found->front();
  CHECK(one.middle == 1.0);
  REQUIRE(one.bars.size() == 4);
  CHECK(one.bars[0].factor == 1);
  CHECK(one.bars[0].low == doctest::Approx(2.35));
  CHECK(one.bars[0].high == doctest::Approx(-0.35));
  CHECK(one.bars[1].factor == 2);
  CHECK(one.bars[1].high - one.bars[1].low == doctest::Approx(1.8));
  CHECK(one.bars[2].factor == 0);
  CHECK(one.bars[3].factor == 3);
  CHECK(one.bars[3].low == one.bars[3].high);
}

TEST_CASE("luck is averaged, the same for both ends") {
  const auto experiment = function_experiment(
      {.factors = 2,
       .function = [](auto u,
                      double luck) { return std::vector{u[0] + 10.0 * luck + (luck > 0.99 ? 0.0 : 0.0 * u[1])}; },
       .chance = true});
  const auto found = analysis::tornado(*experiment, {}, {});
  REQUIRE(found);
  const auto& bars = found->front().bars;
  CHECK(bars[0].factor == 0);
  CHECK(bars[0].high - bars[0].low == doctest::Approx(0.9).epsilon(1e-12));
  CHECK(bars[1].low == bars[1].high);
  CHECK(found->front().middle == doctest::Approx(5.5).epsilon(0.1));
}

TEST_CASE("more factors than a batch has points, and bars that are not numbers come last") {
  const auto experiment = function_experiment(
      {.factors = 300, .function = [](auto u, double) {
         return std::vector{u[0] < 0.1 ? std::numeric_limits<double>::quiet_NaN() : u[299] + 2.0 * u[150]};
       }});
  const auto found = analysis::tornado(*experiment, {.threads = 2}, {});
  REQUIRE(found);
  const auto& bars = found->front().bars;
  CHECK(bars[0].factor == 150);
  CHECK(bars[0].high == doctest::Approx(2.4));
  CHECK(bars[1].factor == 299);
  CHECK(bars.back().factor == 0);
  CHECK(std::isnan(bars.back().low));
}

}  // namespace suasion::test
