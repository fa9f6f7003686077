// Sensitivity of a scenario's own outputs where it has a closed form: the weighted mean is linear in the positions.
#include <doctest/doctest.h>

#include <cmath>

#include "../../../support/studied.hpp"
#include "suasion/analysis/sensitivity/given_data.hpp"
#include "suasion/analysis/sensitivity/morris.hpp"
#include "suasion/analysis/sensitivity/shapley.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/analysis/sensitivity/tornado.hpp"

namespace {

using namespace suasion;

/// Positions uniform over 80, 40 and 20 points; nothing else is uncertain.
const std::string third = "{ uniform = [0, 20] }";

constexpr double reach[] = {80.0 / 4.0, 2.0 * 40.0 / 4.0, 20.0 / 4.0};  // weight / sum of weights * width

/// (w_i d_i)^2 over their sum: of independent terms, first order and total alike.
double share_of(std::size_t i) {
  double whole = 0.0;
  for (const double one : reach) {
    whole += one * one;
  }
  return reach[i] * reach[i] / whole;
}

struct Linear {
  Linear() : world(test::weighted_text(third)), experiment(world.study({"x@compromise"}).spec) {
    REQUIRE(experiment.factors().size() == 3);
  }
  test::Studied world;
  ensemble::ScenarioExperiment experiment;
};

}  // namespace

TEST_CASE("Sobol' indices of a weighted mean are the shares of its variance, and chance has none") {
  // Saltelli and others 2008, Global Sensitivity Analysis, section 1.2: linear functions
  const Linear linear;
  const auto groups = analysis::single_factors(linear.experiment);
  REQUIRE(groups.size() == 4);
  const auto study = analysis::sobol(linear.experiment, groups, {.base_points = 4096}, {});
  const auto& found = study->outputs.front();
  CHECK(found.mean == doctest::Approx((40.0 + 2.0 * 80.0 + 10.0) / 4.0).epsilon(0.001));
  CHECK(found.variance == doctest::Approx((400.0 + 400.0 + 25.0) / 12.0).epsilon(0.01));
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    CHECK(std::abs(found.groups[i].first.value - share_of(i)) < 0.01);
    CHECK(std::abs(found.groups[i].total.value - share_of(i)) < 0.01);
  }
  CHECK(found.groups[3].total.value == 0.0);
}

TEST_CASE("Shapley shares of a weighted mean are the shares of its variance") {
  const Linear linear;
  const auto groups = analysis::single_factors(linear.experiment);
  const auto found = *analysis::shapley(linear.experiment, groups, {.base_points = 2048}, {});
  double sum = 0.0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    CAPTURE(i);
    const analysis::Bounded& share = found.front().share[i];
    sum += share.value;
    CHECK(std::abs(share.value - (i < 3 ? share_of(i) : 0.0)) < std::max(0.02, share.high - share.low));
  }
  CHECK(sum == doctest::Approx(1.0).epsilon(1e-9));
}

TEST_CASE("the elementary effect of a position on a weighted mean is its weight times its range, everywhere") {
  const Linear linear;
  const auto found = *analysis::morris(linear.experiment, {.base_points = 256}, {});
  for (std::size_t i = 0; i < 3; ++i) {
    CAPTURE(i);
    CHECK(found.front().factors[i].mu_star.value == doctest::Approx(reach[i]).epsilon(1e-6));
    CHECK(found.front().factors[i].mu == doctest::Approx(reach[i]).epsilon(1e-6));
    CHECK(found.front().factors[i].sigma < 1e-6);
  }
}

TEST_CASE("one at a time, a position moves a weighted mean by nine tenths of its reach") {
  const Linear linear;
  const auto found = analysis::tornado(linear.experiment, {}, {});
  REQUIRE(found->front().bars.size() == 3);
  CHECK(found->front().middle == doctest::Approx(52.5));
  for (const analysis::TornadoBar& bar : found->front().bars) {
    CHECK(bar.high - bar.low == doctest::Approx(0.9 * reach[bar.factor]).epsilon(1e-9));
  }
}
