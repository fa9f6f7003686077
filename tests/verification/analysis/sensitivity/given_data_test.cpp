// PAWN against the plain definition, and against closed forms.
#include "suasion/analysis/sensitivity/given_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "suasion/math/random.hpp"

namespace suasion::test {

namespace {

using Column = std::vector<double>;

Column uniform_column(const char* name, std::size_t draws) {
  Column column(draws);
  math::uniforms(7, math::channel(name), 0, 0, column);
  return column;
}

std::vector<std::vector<analysis::GivenDataImportance>> importance(const std::vector<Column>& inputs,
                                                                   const std::vector<Column>& outputs,
                                                                   const analysis::GivenDataOptions& options = {
                                                                       .threads = 2}) {
  const std::vector<std::span<const double>> x(inputs.begin(), inputs.end());
  const std::vector<std::span<const double>> y(outputs.begin(), outputs.end());
  auto found = analysis::given_data(x, y, options, {});
  REQUIRE(found);
  return *std::move(found);
}

double share_below(const Column& values, double at) {
  return static_cast<double>(std::count_if(values.begin(), values.end(), [at](double v) { return v <= at; })) /
         static_cast<double>(values.size());
}

/// Distances of the definition (Pianosi and Wagener 2018, equations 1 and 2): slice of a draw given, every output
/// tried.
Column plain_distances(const std::vector<std::size_t>& slice, const Column& y) {
  std::map<std::size_t, Column> inside;
  for (std::size_t i = 0; i < y.size(); ++i) {
    inside[slice[i]].push_back(y[i]);
  }
  Column distances;
  for (const auto& [s, values] : inside) {
    double most = 0.0;
    for (const double at : y) {
      most = std::max(most, std::abs(share_below(values, at) - share_below(y, at)));
    }
    distances.push_back(most);
  }
  std::sort(distances.begin(), distances.end());
  return distances;
}

}  // namespace

TEST_CASE("PAWN of equal slices agrees with the plain definition") {
  const Column x = uniform_column("x", 1000);
  const Column noise = uniform_column("noise", 1000);
  Column y(1000);
  std::vector<std::size_t> slice(1000);
  for (std::size_t i = 0; i < y.size(); ++i) {
    y[i] = x[i] * x[i] + noise[i];
    slice[i] = static_cast<std::size_t>(std::count_if(x.begin(), x.end(), [&](double v) { return v < x[i]; })) / 100;
  }
  const Column expected = plain_distances(slice, y);
  const auto found = importance({x, noise}, {y}).front();
  CHECK(found[0].slices == 10);
  CHECK(found[0].median.value.value == doctest::Approx((expected[4] + expected[5]) / 2.0).epsilon(1e-12));
  CHECK(found[0].most.value.value == doctest::Approx(expected.back()).epsilon(1e-12));
  CHECK(found[0].most.value.low < expected.back());
  CHECK(found[0].most.value.high > expected.back());
}

TEST_CASE("PAWN of an input with few values, and of an output with ties, agrees with the plain definition") {
  const Column u = uniform_column("u", 900);
  const Column noise = uniform_column("noise", 900);
  Column x(900);
  Column y(900);
  std::vector<std::size_t> slice(900);
  for (std::size_t i = 0; i < y.size(); ++i) {
    slice[i] = u[i] < 0.03 ? 0 : u[i] < 0.6 ? 1 : 2;  // a rare value keeps a slice of its own
    x[i] = 10.0 * static_cast<double>(slice[i]);
    y[i] = std::floor(3.0 * noise[i] + 0.1 * x[i]);
  }
  const Column expected = plain_distances(slice, y);
  const auto found = importance({x}, {y}).front().front();
  CHECK(found.slices == 3);
  CHECK(found.median.value.value == doctest::Approx(expected[1]).epsilon(1e-12));
  CHECK(found.most.value.value == doctest::Approx(expected[2]).epsilon(1e-12));
}

TEST_CASE("PAWN of an input that is the output is known") {
  // slice k of 10: F_slice rises from 0 to 1 over (k/10, (k+1)/10), so the distance is max(k, 9 - k) / 10
  const Column x = uniform_column("x", 200'000);
  const auto found = importance({x}, {x}).front().front();
  CHECK(std::abs(found.most.value.value - 0.9) < 0.005);
  CHECK(std::abs(found.median.value.value - 0.7) < 0.005);
  CHECK(found.median.told_apart());
}

TEST_CASE("an input without influence stays below the floor about as often as it says") {
  constexpr std::size_t inputs = 60;
  std::vector<Column> x;
  for (std::size_t i = 0; i < inputs; ++i) {
    x.push_back(uniform_column(("dummy" + std::to_string(i)).c_str(), 2000));
  }
  const Column y = uniform_column("y", 2000);
  const auto found = importance(x, {y}).front();
  const auto above = std::count_if(found.begin(), found.end(), [](const auto& one) { return one.median.told_apart(); });
  CHECK(above <= 8);  // 3 expected; more than 8 of 60 has a chance of 1 in 200
  CHECK(found[0].median.floor > 0.0);
  CHECK(found[0].median.floor < found[0].most.floor);
}

TEST_CASE("the floor beyond 65 536 draws is that of all draws shuffled") {
  // the distance of a slice of n from the whole of N is near sqrt((1/n - 1/N)) times Kolmogorov's law, whose median is
  // 0.8276 (Smirnov 1948): the floor of the median over ten slices lies a little above
  const Column x = uniform_column("x", 400'000);
  const auto found = importance({x}, {uniform_column("y", 400'000)}).front().front();
  const double scale = std::sqrt(1.0 / 40'000.0 - 1.0 / 400'000.0);
  CHECK(found.median.floor > 0.83 * scale);
  CHECK(found.median.floor < 1.15 * scale);
  CHECK(found.median.value.value > 0.65 * scale);
  CHECK(found.median.value.value < 1.2 * scale);
}

}  // namespace suasion::test
