// Laws that scores obey for any forecast and outcome.
#include "suasion/analysis/scores.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/bootstrap.hpp"

namespace {

using namespace suasion;
using test::check;

/// A law on at most nine points of 0..100.
math::Atoms any_law() {
  std::vector<double> at;
  std::vector<double> mass;
  for (int i = 0; i < 9; ++i) {
    at.push_back(*rc::gen::inRange(0, 101));
    mass.push_back(*rc::gen::inRange(0, 20));
  }
  mass[0] += 1.0;
  return math::make_atoms(at, mass);
}

template <class Score>
double expected(const math::Atoms& truth, const Score& score) {
  double sum = 0.0;
  for (std::size_t i = 0; i < truth.at.size(); ++i) {
    sum += truth.mass[i] * score(truth.at[i]);
  }
  return sum;
}

}  // namespace

TEST_CASE("scores: no forecast scores better in expectation than the true law") {
  check("CRPS, its grid form and the logarithmic score are proper", [] {
    const math::Atoms truth = any_law();
    const math::Atoms other = any_law();
    const auto gain = [&](const auto& score) {
      return expected(truth, [&](double y) { return score(other, y) - score(truth, y); });
    };
    RC_ASSERT(gain([](const math::Atoms& law, double y) { return analysis::crps(law, y); }) >= -1e-9);
    RC_ASSERT(gain([](const math::Atoms& law, double y) { return analysis::crps_on_grid(law, y, 0, 100, 1); }) >=
              -1e-9);
    RC_ASSERT(gain([](const math::Atoms& law, double y) { return analysis::log_score(law, y, 0, 100, 1); }) >= -1e-9);
  });
}

TEST_CASE("scores: on whole numbers the grid form of the CRPS is the exact one") {
  check("crps_on_grid with step 1 equals crps", [] {
    const math::Atoms law = any_law();
    const double y = *rc::gen::inRange(0, 101);
    RC_ASSERT(std::abs(analysis::crps(law, y) - analysis::crps_on_grid(law, y, 0, 100, 1)) < 1e-9);
  });
}

TEST_CASE("scores: the shares of a histogram of transforms sum to one, and coverage follows from them") {
  check("PIT histogram", [] {
    std::vector<analysis::Pit> transforms;
    double covered = 0.0;
    const int n = *rc::gen::inRange(1, 30);
    for (int i = 0; i < n; ++i) {
      transforms.push_back(analysis::pit(any_law(), *rc::gen::inRange(0, 101)));
      covered += analysis::coverage(transforms.back(), 0.8) / n;
    }
    const std::vector<double> shares = analysis::pit_histogram(transforms, 10);
    RC_ASSERT(std::abs(std::accumulate(shares.begin(), shares.end(), 0.0) - 1.0) < 1e-9);
    const double inner = std::accumulate(shares.begin() + 1, shares.end() - 1, 0.0);
    RC_ASSERT(std::abs(inner - covered) < 1e-9 || std::any_of(transforms.begin(), transforms.end(), [](auto& one) {
                return one.below == one.at_or_below;  // a point may lie on the edge of two bins
              }));
  });
}

TEST_CASE("bootstrap: a constant has no spread, and clusters that agree within themselves are the unit") {
  check("interval holds the value", [] {
    std::vector<double> values;
    std::vector<std::string> clusters;
    for (int i = 0; i < 40; ++i) {
      clusters.push_back(std::to_string(i / 4));
      values.push_back(*rc::gen::inRange(0, 100));
    }
    const analysis::ClusterBootstrap bootstrap(clusters, 400, 1);
    const analysis::Bounded mean = bootstrap.mean(values);
    RC_ASSERT(mean.low <= mean.value + 1e-9);
    RC_ASSERT(mean.high >= mean.value - 1e-9);
    const analysis::Bounded constant = bootstrap.mean(std::vector<double>(40, 7.0));
    RC_ASSERT(constant.low == 7.0);
    RC_ASSERT(constant.high == 7.0);
    RC_ASSERT(bootstrap.median(std::vector<double>(40, 7.0)).high == 7.0);
  });
}
