// Laws of sensitivity analysis for any function: bytes over threads, order of factors, sums.
#include <cmath>
#include <cstring>

#include "../../support/function.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/sensitivity/given_data.hpp"
#include "suasion/analysis/sensitivity/morris.hpp"
#include "suasion/analysis/sensitivity/shapley.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/analysis/sensitivity/tornado.hpp"

namespace suasion::test {

namespace {

using analysis::Bounded;

/// Three factors, two linked; two outputs with interactions, luck in both; now and then not a number.
std::unique_ptr<ensemble::Experiment> any_experiment(double a, double b, double link) {
  return function_experiment({.factors = 3,
                              .outputs = {"y1", "y2"},
                              .function =
                                  [a, b](auto u, double luck) {
                                    const double y = a * u[0] + b * u[1] * u[2] + luck;
                                    return std::vector{y, u[0] > 0.995 ? std::nan("") : y * u[2]};
                                  },
                              .links = {{0, 2, link}},
                              .chance = true});
}

void put(std::vector<double>& all, const Bounded& one) {
  all.insert(all.end(), {one.value, one.low, one.high});
}

std::vector<double> figures(const ensemble::Experiment& experiment, unsigned threads) {
  const auto groups = analysis::single_factors(experiment);
  std::vector<double> all;
  const auto indices =
      analysis::sobol(experiment, groups, {.base_points = 600, .replicates = 20, .threads = threads}, {});
  for (const auto& output : indices->outputs) {
    all.push_back(static_cast<double>(output.left_out));
    for (const auto& group : output.groups) {
      put(all, group.first);
      put(all, group.total);
    }
  }
  const std::vector<analysis::FactorGroup> alone = {
      {.factors = {0}}, {.factors = {1}}, {.factors = {2}}, {.chance = true}};
  const auto effects =
      analysis::shapley(experiment, alone, {.base_points = 600, .replicates = 20, .threads = threads}, {});
  for (const auto& output : *effects) {
    for (const auto& share : output.share) {
      put(all, share);
    }
  }
  const auto screened = analysis::morris(experiment, {.base_points = 300, .replicates = 20, .threads = threads}, {});
  for (const auto& output : *screened) {
    for (const auto& factor : output.factors) {
      put(all, factor.mu_star);
      all.insert(all.end(), {factor.mu, factor.sigma});
    }
  }
  const auto bars = analysis::tornado(experiment, {.threads = threads}, {});
  for (const auto& output : *bars) {
    for (const auto& bar : output.bars) {
      all.insert(all.end(), {static_cast<double>(bar.factor), bar.low, bar.high});
    }
  }
  return all;
}

std::vector<double> given_data_figures(unsigned threads) {
  std::vector<std::vector<double>> columns(4, std::vector<double>(3000));
  std::vector<std::span<const double>> inputs;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    math::uniforms(c + 1, math::channel("column"), 0, 0, columns[c]);
    inputs.emplace_back(columns[c]);
  }
  std::vector<double> y(3000);
  for (std::size_t i = 0; i < y.size(); ++i) {
    y[i] = columns[0][i] * columns[1][i];
  }
  const std::vector<std::span<const double>> outputs = {y, columns[2]};
  std::vector<double> all;
  const auto found = analysis::given_data(inputs, outputs, {.permutations = 20, .threads = threads}, {});
  for (const auto& output : *found) {
    for (const auto& one : output) {
      put(all, one.median.value);
      put(all, one.most.value);
      all.insert(all.end(), {one.median.floor, one.most.floor});
    }
  }
  return all;
}

bool same_bytes(const std::vector<double>& x, const std::vector<double>& y) {
  return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(double)) == 0;
}

}  // namespace

TEST_CASE("sensitivity has the same bytes for any number of threads") {
  check(
      "1, 2 and 3 threads",
      [] {
        const double a = *rc::gen::inRange(-5, 6);
        const double b = *rc::gen::inRange(-5, 6);
        const auto experiment = any_experiment(a, b, 0.1 * *rc::gen::inRange(-9, 10));
        const auto one = figures(*experiment, 1);
        RC_ASSERT(!one.empty());
        RC_ASSERT(same_bytes(one, figures(*experiment, 2)));
        RC_ASSERT(same_bytes(one, figures(*experiment, 3)));
      },
      5);
  const auto one = given_data_figures(1);
  CHECK(same_bytes(one, given_data_figures(2)));
  CHECK(same_bytes(one, given_data_figures(3)));
}

TEST_CASE("the order of groups does not matter to Sobol' indices") {
  check(
      "groups permuted",
      [] {
        const auto experiment = any_experiment(*rc::gen::inRange(-5, 6), *rc::gen::inRange(1, 6), 0.5);
        auto groups = analysis::single_factors(*experiment);
        const auto before = analysis::sobol(*experiment, groups, {.base_points = 256, .replicates = 20}, {});
        std::rotate(groups.begin(), groups.begin() + 1, groups.end());
        const auto after = analysis::sobol(*experiment, groups, {.base_points = 256, .replicates = 20}, {});
        for (std::size_t o = 0; o < 2; ++o) {
          for (std::size_t g = 0; g < groups.size(); ++g) {
            const auto& x = before->outputs[o].groups[(g + 1) % groups.size()];
            const auto& y = after->outputs[o].groups[g];
            RC_ASSERT(x.first.value == y.first.value);
            RC_ASSERT(x.total.high == y.total.high);
          }
        }
      },
      5);
}

TEST_CASE("factors permuted permute their figures, up to Monte Carlo error") {
  check(
      "x1 and x3 change places",
      [] {
        const double a = *rc::gen::inRange(1, 6);
        const auto direct = function_experiment(
            {.factors = 3, .function = [a](auto u, double) { return std::vector{a * u[0] + u[1] * u[2]}; }});
        const auto turned = function_experiment(
            {.factors = 3, .function = [a](auto u, double) { return std::vector{a * u[2] + u[1] * u[0]}; }});
        const auto x = analysis::sobol(*direct, analysis::single_factors(*direct), {.base_points = 2048}, {});
        const auto y = analysis::sobol(*turned, analysis::single_factors(*turned), {.base_points = 2048}, {});
        const auto v = analysis::shapley(*direct, analysis::single_factors(*direct), {.base_points = 2048}, {});
        const auto w = analysis::shapley(*turned, analysis::single_factors(*turned), {.base_points = 2048}, {});
        for (std::size_t g = 0; g < 3; ++g) {
          RC_ASSERT(std::abs(x->outputs[0].groups[g].total.value - y->outputs[0].groups[2 - g].total.value) < 0.02);
          RC_ASSERT(std::abs((*v)[0].share[g].value - (*w)[0].share[2 - g].value) < 0.06);
        }
      },
      5);
}

}  // namespace suasion::test
