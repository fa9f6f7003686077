// Figures of gains against closed forms of the normal law.
#include "suasion/analysis/advice/criteria.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "suasion/math/law.hpp"
#include "suasion/math/random.hpp"

namespace {

using namespace suasion;

constexpr std::size_t many = 100000;
constexpr double z_tenth = -1.2815515655446004;  // the standard normal quantile 0.1
constexpr double z_95 = 1.6448536269514722;      // and 0.95

double density(double z) {
  return std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::acos(-1.0));
}

double cumulative(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// A normal sample without chance: the quantiles of the middles of `many` equal parts.
std::vector<double> normal(double mean, double sd) {
  const math::Quantile quantile(math::Law{.form = math::Normal{mean, sd}});
  std::vector<double> sample;
  for (std::size_t i = 0; i < many; ++i) {
    sample.push_back(quantile((static_cast<double>(i) + 0.5) / static_cast<double>(many)));
  }
  return sample;
}

/// A normal sample by chance.
std::vector<double> drawn(std::uint64_t seed, std::size_t size) {
  const math::Quantile quantile(math::Law{.form = math::Normal{0.0, 1.0}});
  std::vector<double> sample(size);
  math::uniforms(seed, math::channel("test"), 0, 0, sample);
  for (double& one : sample) {
    one = quantile(one);
  }
  return sample;
}

/// Spread over samples of what `figure` gives, over the error that it says, root mean square.
template <class Figure>
double said_and_true(const Figure& figure) {
  constexpr std::uint64_t repeats = 400;
  std::vector<double> values;
  double squares = 0.0;
  for (std::uint64_t seed = 1; seed <= repeats; ++seed) {
    const analysis::Estimate estimate = figure(drawn(seed, 2560));
    values.push_back(estimate.value);
    squares += estimate.error * estimate.error / static_cast<double>(repeats);
  }
  return std::sqrt(squares) / (analysis::mean_of(values).error * std::sqrt(static_cast<double>(repeats)));
}

}  // namespace

TEST_CASE("criteria: the lowest tenth of a normal law has the mean m - s phi(z) / 0.1 (Rockafellar and Uryasev 2000)") {
  const analysis::Estimate lowest = analysis::lowest_mean(normal(3.0, 2.0), 0.1);
  CHECK(lowest.value == doctest::Approx(3.0 - 2.0 * density(z_tenth) / 0.1).epsilon(1e-4));
}

TEST_CASE("criteria: the lowest mean counts part of a draw where the tenth falls inside one") {
  // a tenth of 15 draws is one draw and a half: (1 * 1 + 2 * 0.5) / 1.5
  std::vector<double> x;
  for (int i = 15; i >= 1; --i) {
    x.push_back(i);
  }
  CHECK(analysis::lowest_mean(x, 0.1).value == doctest::Approx(2.0 / 1.5));
}

TEST_CASE("criteria: expected and 95 % regret of two normal moves are their closed forms") {
  // the difference of the two is N(d, s): regret of the first is max(difference, 0), of the second max(-difference, 0)
  const double d = 0.5;
  const double s = 2.0;
  const std::vector<double> difference = normal(d, s);
  const std::vector<double> still(many, 0.0);
  const std::vector<analysis::Regret> regret = analysis::regrets({still, difference});
  const double first = d * cumulative(d / s) + s * density(d / s);
  CHECK(regret[0].expected.value == doctest::Approx(first).epsilon(1e-4));
  CHECK(regret[1].expected.value == doctest::Approx(first - d).epsilon(1e-4));
  CHECK(regret[0].worst.value == doctest::Approx(d + s * z_95).epsilon(1e-4));
  CHECK(regret[1].worst.value == doctest::Approx(-d + s * z_95).epsilon(1e-4));
}

TEST_CASE("criteria: the figures of a shift by N(1, 2) against doing nothing") {
  const std::vector<double> nothing(many, 10.0);
  std::vector<double> values = normal(11.0, 2.0);
  const analysis::GainFigures figures = analysis::judge(values, nothing, analysis::Goal{12.0, 0.25});
  CHECK(figures.gain.value == doctest::Approx(1.0).epsilon(1e-4));
  CHECK(figures.gain.error == doctest::Approx(2.0 / std::sqrt(static_cast<double>(many))).epsilon(1e-3));
  CHECK(figures.helped.value == doctest::Approx(cumulative(0.5)).epsilon(1e-4));
  CHECK(figures.reached.value == doctest::Approx(cumulative(-0.5)).epsilon(1e-4));
  CHECK(figures.reach_gain.value == doctest::Approx(cumulative(-0.5)).epsilon(1e-4));
  CHECK(figures.nearest == doctest::Approx(11.0 + 2.0 * 0.6744897501960817).epsilon(1e-4));  // the upper quartile
}

TEST_CASE("criteria: the errors that figures name are the spread of figures over samples") {
  using analysis::Estimate;
  using Sample = const std::vector<double>&;
  constexpr double tolerance = 0.12;  // 400 samples tell a spread to 3.5 %; the tail's error is itself uncertain
  CHECK(said_and_true([](Sample x) { return analysis::mean_of(x); }) == doctest::Approx(1.0).epsilon(tolerance));
  CHECK(said_and_true([](Sample x) { return analysis::lowest_mean(x, 0.1); }) ==
        doctest::Approx(1.0).epsilon(tolerance));
  CHECK(said_and_true([](Sample x) { return analysis::share_above_zero(x); }) ==
        doctest::Approx(1.0).epsilon(tolerance));
  CHECK(said_and_true([](Sample x) { return analysis::quantile_of(x, 0.95); }) ==
        doctest::Approx(1.0).epsilon(tolerance));
}
