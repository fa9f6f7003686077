// Elementary effects that have a closed form.
#include "suasion/analysis/sensitivity/morris.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../../support/function.hpp"
#include "../../../support/sensitivity.hpp"

namespace suasion::test {

TEST_CASE("elementary effects are those of the closed form") {
  // y = 3 u1 - 2 u2 + u3^2 + u4 (u5 - 1/2): u1, u2 linear. u3 steps between v and v + 1/2, v uniform on (0, 1/2):
  // effect 2 v + 1/2, mean 1, standard deviation 1 / sqrt(12). u4: effect u5 - 1/2, mean 0, mean size 1/4, the same
  // deviation.
  const auto experiment =
      function_experiment({.factors = 6, .function = [](auto u, double) {
                             return std::vector{3.0 * u[0] - 2.0 * u[1] + u[2] * u[2] + u[3] * (u[4] - 0.5)};
                           }});
  const auto found = analysis::morris(*experiment, {.base_points = 1024, .threads = 2}, {});
  REQUIRE(found);
  const auto& f = found->front().factors;
  const double spread = 1.0 / std::sqrt(12.0);
  CHECK(f[0].mu == doctest::Approx(3.0).epsilon(1e-12));
  CHECK(f[0].mu_star.value == doctest::Approx(3.0).epsilon(1e-12));
  CHECK(f[0].sigma < 1e-12);
  CHECK(f[1].mu == doctest::Approx(-2.0).epsilon(1e-12));
  CHECK(f[1].mu_star.value == doctest::Approx(2.0).epsilon(1e-12));
  CHECK(f[2].mu == doctest::Approx(1.0).epsilon(0.005));
  CHECK(f[2].sigma == doctest::Approx(spread).epsilon(0.01));
  CHECK(std::abs(f[3].mu) < 0.002);
  CHECK(f[3].mu_star.value == doctest::Approx(0.25).epsilon(0.01));
  CHECK(f[3].mu_star.low < 0.25);
  CHECK(f[3].mu_star.high > 0.25);
  CHECK(f[3].sigma == doctest::Approx(spread).epsilon(0.01));
  CHECK(f[5].mu_star.value == 0.0);
  CHECK(f[5].sigma == 0.0);
}

TEST_CASE("a linked factor takes its set along") {
  // y = z2 with z1, z2 linked by 0.6: a step of z1 moves y by 0.6 times that of z1 itself, one of z2 by all of it
  const double r = 0.6;
  const auto experiment = function_experiment({.factors = 2,
                                               .outputs = {"z1", "z2"},
                                               .function =
                                                   [](auto u, double) {
                                                     return std::vector{normal(u[0]), normal(u[1])};
                                                   },
                                               .links = {{0, 1, rank_correlation_of(r)}}});
  const auto found = analysis::morris(*experiment, {.base_points = 256}, {});
  REQUIRE(found);
  CHECK((*found)[1].factors[0].mu_star.value ==
        doctest::Approx(r * (*found)[0].factors[0].mu_star.value).epsilon(1e-9));
  CHECK((*found)[0].factors[1].mu_star.value ==
        doctest::Approx(r * (*found)[1].factors[1].mu_star.value).epsilon(1e-9));
}

}  // namespace suasion::test
