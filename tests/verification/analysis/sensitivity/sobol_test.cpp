// Sobol' indices of functions that have them in closed form.
#include "suasion/analysis/sensitivity/sobol.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../../support/function.hpp"
#include "../../../support/sensitivity.hpp"

namespace suasion::test {

namespace {

using analysis::GroupIndices;

std::vector<GroupIndices> indices_of(FunctionSpec spec, std::size_t base_points) {
  const auto experiment = function_experiment(std::move(spec));
  const auto study = analysis::sobol(*experiment, analysis::single_factors(*experiment),
                                     {.base_points = base_points, .threads = 2}, {});
  REQUIRE(study);
  REQUIRE_FALSE(study->outputs.front().constant);
  return study->outputs.front().groups;
}

void check_value(const GroupIndices& found, double first, double total, double tolerance) {
  CHECK(std::abs(found.first.value - first) < tolerance);
  CHECK(std::abs(found.total.value - total) < tolerance);
  CHECK(found.first.low <= found.first.value);
  CHECK(found.first.high >= found.first.value);
}

void check_near(const GroupIndices& found, double first, double total, double tolerance) {
  check_value(found, first, total, tolerance);
  // the bootstrap takes points for independent: with a Sobol' sequence its intervals are too wide rather than too small
  CHECK(found.first.low <= first + 1e-12);
  CHECK(found.first.high >= first - 1e-12);
  CHECK(found.total.low <= total + 1e-12);
  CHECK(found.total.high >= total - 1e-12);
}

}  // namespace

TEST_CASE("Sobol' indices of Ishigami's function are those of its closed form") {
  // Ishigami and Homma 1990; Saltelli and others 2008, Global Sensitivity Analysis, section 4.7, for a = 7, b = 0.1
  const auto found =
      indices_of({.factors = 3, .function = [](auto u, double) { return std::vector{ishigami(u)}; }}, 8192);
  REQUIRE(found.size() == 3);
  check_near(found[0], 0.31391, 0.55759, 0.01);
  check_near(found[1], 0.44241, 0.44241, 0.01);
  check_near(found[2], 0.0, 0.24368, 0.01);
}

TEST_CASE("Sobol' indices of the G function are those of its closed form") {
  // Saltelli and Sobol' 1995, Reliability Engineering and System Safety 50: V_i = 1 / (3 (1 + a_i)^2)
  const auto found =
      indices_of({.factors = 8, .function = [](auto u, double) { return std::vector{g_function(u)}; }}, 4096);
  double whole = 1.0;
  for (const double a : g_weights) {
    whole *= 1.0 + 1.0 / (3.0 * (1.0 + a) * (1.0 + a));
  }
  for (std::size_t i = 0; i < g_weights.size(); ++i) {
    const double one = 1.0 / (3.0 * (1.0 + g_weights[i]) * (1.0 + g_weights[i]));
    CAPTURE(i);
    CHECK(std::abs(found[i].first.value - one / (whole - 1.0)) < 0.01);
    CHECK(std::abs(found[i].total.value - one * whole / (1.0 + one) / (whole - 1.0)) < 0.01);
  }
}

TEST_CASE("Sobol' indices of a sum of independent normal numbers are the shares of its variance") {
  const std::vector<double> c = {1.0, -2.0, 3.0};  // variance 14
  const auto found =
      indices_of({.factors = 3,
                  .function =
                      [&c](auto u, double) {
                        return std::vector{c[0] * normal(u[0]) + c[1] * normal(u[1]) + c[2] * normal(u[2])};
                      }},
                 4096);
  for (std::size_t i = 0; i < 3; ++i) {
    check_near(found[i], c[i] * c[i] / 14.0, c[i] * c[i] / 14.0, 0.01);
  }
}

TEST_CASE("linked inputs in one group have the share of their sum") {
  // x1, x2 normal with correlation 0.5, x3 independent: Var(x1 + x2) = 3, Var(x3) = 1
  const auto found =
      indices_of({.factors = 3,
                  .function = [](auto u, double) { return std::vector{normal(u[0]) + normal(u[1]) + normal(u[2])}; },
                  .links = {{0, 1, rank_correlation_of(0.5)}}},
                 4096);
  REQUIRE(found.size() == 2);
  check_near(found[0], 0.75, 0.75, 0.01);
  check_near(found[1], 0.25, 0.25, 0.01);
}

TEST_CASE("chance is a group like any other") {
  // u luck: V = 1/9 - 1/16 = 7/144; the variance of the mean given one of them is 1/48, so S = 3/7 and T = 4/7
  const auto product = indices_of(
      {.factors = 1, .function = [](auto u, double luck) { return std::vector{u[0] * luck}; }, .chance = true}, 4096);
  REQUIRE(product.size() == 2);
  check_value(product[0], 3.0 / 7.0, 4.0 / 7.0, 0.03);
  check_value(product[1], 3.0 / 7.0, 4.0 / 7.0, 0.03);
  const auto sum = indices_of(
      {.factors = 1, .function = [](auto u, double luck) { return std::vector{u[0] + 2.0 * luck}; }, .chance = true},
      4096);
  check_value(sum[0], 0.2, 0.2, 0.03);
  check_value(sum[1], 0.8, 0.8, 0.03);
}

TEST_CASE("where luck decides, intervals hold the truth about as often as they say") {
  // u + 2 luck: luck has S = T = 0.8. Of 100 intervals of 95 %, fewer than 88 would hold it once in 300 tries
  const auto experiment = function_experiment(
      {.factors = 1, .function = [](auto u, double luck) { return std::vector{u[0] + 2.0 * luck}; }, .chance = true});
  int first = 0;
  int total = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto study = analysis::sobol(*experiment, analysis::single_factors(*experiment),
                                       {.base_points = 512, .seed = seed, .threads = 1}, {});
    REQUIRE(study);
    const GroupIndices& luck = study->outputs.front().groups.back();
    first += luck.first.low <= 0.8 && luck.first.high >= 0.8 ? 1 : 0;
    total += luck.total.low <= 0.8 && luck.total.high >= 0.8 ? 1 : 0;
  }
  CHECK(first >= 88);
  CHECK(total >= 88);
}

TEST_CASE("a group's index holds the interactions inside it") {
  // u1 u2 + u3: Var(u1 u2) = 7/144, Var(u3) = 12/144
  const auto experiment =
      function_experiment({.factors = 3, .function = [](auto u, double) { return std::vector{u[0] * u[1] + u[2]}; }});
  const auto study =
      analysis::sobol(*experiment, {{.name = "both", .factors = {0, 1}}, {.name = "third", .factors = {2}}},
                      {.base_points = 4096, .threads = 1}, {});
  REQUIRE(study);
  check_near(study->outputs.front().groups[0], 7.0 / 19.0, 7.0 / 19.0, 0.01);
  check_near(study->outputs.front().groups[1], 12.0 / 19.0, 12.0 / 19.0, 0.01);
}

}  // namespace suasion::test
