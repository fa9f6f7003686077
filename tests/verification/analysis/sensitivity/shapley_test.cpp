// Shapley effects that have a closed form.
#include "suasion/analysis/sensitivity/shapley.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../../support/function.hpp"
#include "../../../support/sensitivity.hpp"

namespace suasion::test {

namespace {

using analysis::FactorGroup;
using analysis::ShapleyEffects;

std::vector<FactorGroup> each_alone(std::size_t factors) {
  std::vector<FactorGroup> groups;
  for (std::size_t f = 0; f < factors; ++f) {
    groups.push_back({.name = "x" + std::to_string(f + 1), .factors = {f}});
  }
  return groups;
}

ShapleyEffects effects_of(FunctionSpec spec, const std::vector<FactorGroup>& groups, std::size_t base_points) {
  const auto experiment = function_experiment(std::move(spec));
  const auto found = analysis::shapley(*experiment, groups, {.base_points = base_points, .threads = 2}, {});
  REQUIRE(found);
  double sum = 0.0;
  for (const auto& share : found->front().share) {
    sum += share.value;
  }
  CHECK(std::abs(sum - 1.0) < 1e-12);
  return found->front();
}

void check_near(const analysis::Bounded& found, double expected, double tolerance) {
  CHECK(std::abs(found.value - expected) < tolerance);
  CHECK(found.low <= expected);
  CHECK(found.high >= expected);
}

}  // namespace

TEST_CASE("Shapley effects of two linked normal inputs are those of Owen and Prieur") {
  // Owen and Prieur 2017, SIAM/ASA Journal on Uncertainty Quantification 5, section 4.1; Iooss and Prieur 2019,
  // International Journal for Uncertainty Quantification 9, section 3.1
  const double b1 = 1.0;
  const double b2 = 2.0;
  for (const double rho : {-0.6, 0.3, 0.9}) {
    const auto found =
        effects_of({.factors = 2,
                    .function = [=](auto u, double) { return std::vector{b1 * normal(u[0]) + b2 * normal(u[1])}; },
                    .links = {{0, 1, rank_correlation_of(rho)}}},
                   each_alone(2), 16384);
    const double variance = b1 * b1 + 2.0 * rho * b1 * b2 + b2 * b2;
    const double shared = rho * b1 * b2 + 0.5 * rho * rho * (b2 * b2 - b1 * b1);
    CAPTURE(rho);
    CHECK(std::abs(found.variance / variance - 1.0) < 0.03);
    check_near(found.share[0], (b1 * b1 + shared) / variance, 0.02);
  }
}

TEST_CASE("Shapley effects of three normal inputs, two linked, are those of Iooss and Prieur") {
  // Iooss and Prieur 2019, section 3.2: x1 independent, x2 and x3 with correlation rho
  const double rho = 0.7;
  const std::vector<double> b = {1.0, 1.0, 2.0};
  const auto found =
      effects_of({.factors = 3,
                  .function =
                      [&b](auto u, double) {
                        return std::vector{b[0] * normal(u[0]) + b[1] * normal(u[1]) + b[2] * normal(u[2])};
                      },
                  .links = {{1, 2, rank_correlation_of(rho)}}},
                 each_alone(3), 16384);
  const double variance = 1.0 + 1.0 + 4.0 + 2.0 * rho * 2.0;
  check_near(found.share[0], 1.0 / variance, 0.02);
  check_near(found.share[1], (1.0 * (1.0 - rho * rho / 2.0) + rho * 2.0 + 4.0 * rho * rho / 2.0) / variance, 0.02);
  check_near(found.share[2], (4.0 * (1.0 - rho * rho / 2.0) + rho * 2.0 + 1.0 * rho * rho / 2.0) / variance, 0.02);
}

TEST_CASE("an input that acts only through one that it is linked with still has an effect") {
  // Iooss and Prieur 2019, section 3.1 with b2 = 0: effect of x2 is rho^2 / 2
  const auto found = effects_of({.factors = 2,
                                 .function = [](auto u, double) { return std::vector{normal(u[0])}; },
                                 .links = {{0, 1, rank_correlation_of(0.8)}}},
                                each_alone(2), 16384);
  check_near(found.share[1], 0.32, 0.02);
}

TEST_CASE("Shapley effects of three inputs linked in a chain agree with the sum over all orders") {
  // Sum of the inputs; E Var(y | x_-u) = 1' (S_uu - S_uv S_vv^-1 S_vu) 1, worked out by hand for r12 = r23 = 1/2,
  // r13 = 1/4: conditional on one's neighbours x1 has variance 3/4, x2 3/5, x3 3/4
  const double r = 0.5;
  const auto found = effects_of(
      {.factors = 3,
       .function = [](auto u, double) { return std::vector{normal(u[0]) + normal(u[1]) + normal(u[2])}; },
       .links = {{0, 1, rank_correlation_of(r)}, {1, 2, rank_correlation_of(r)}, {0, 2, rank_correlation_of(0.25)}}},
      each_alone(3), 16384);
  // worth of {1}, {3}: 3/4; {2}: 3/5; {1,2} and {2,3} given the third: Var(x1 + x2 | x3) = 3 - (1/4 + 1/2)^2 = 39/16;
  // {1,3} given x2: 2 * 3/4 + 2 (1/4 - 1/4) = 3/2; all: 3 + 2 (1/2 + 1/2 + 1/4) = 11/2
  const double w1 = 0.75;
  const double w2 = 0.6;
  const double w12 = 39.0 / 16.0;
  const double w13 = 1.5;
  const double w123 = 5.5;
  const double end = (w1 / 3.0 + (w12 - w2) / 6.0 + (w13 - w1) / 6.0 + (w123 - w12) / 3.0) / w123;
  check_near(found.share[0], end, 0.02);
  check_near(found.share[1], 1.0 - 2.0 * end, 0.02);
  check_near(found.share[2], end, 0.02);
}

TEST_CASE("Shapley effects of Ishigami's function split its interaction evenly") {
  // independent inputs: Owen 2014; S13 = 0.24368 goes half to x1, half to x3
  const auto found = effects_of({.factors = 3, .function = [](auto u, double) { return std::vector{ishigami(u)}; }},
                                each_alone(3), 16384);
  check_near(found.share[0], 0.43575, 0.02);
  check_near(found.share[1], 0.44241, 0.02);
  check_near(found.share[2], 0.12184, 0.02);
}

TEST_CASE("luck has a Shapley effect") {
  // u luck: main effects 3/7 each, interaction 1/7 split evenly; u alone in a second output
  const auto experiment = function_experiment({.factors = 1,
                                               .outputs = {"product", "sum"},
                                               .function =
                                                   [](auto u, double luck) {
                                                     return std::vector{u[0] * luck, u[0] + 2.0 * luck};
                                                   },
                                               .chance = true});
  const auto found =
      analysis::shapley(*experiment, analysis::single_factors(*experiment), {.base_points = 8192, .threads = 1}, {});
  REQUIRE(found);
  check_near((*found)[0].share[1], 0.5, 0.02);
  check_near((*found)[1].share[1], 0.8, 0.02);
}

}  // namespace suasion::test
