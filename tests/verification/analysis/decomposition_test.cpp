/// Shapley values of functions for which they can be written down.

#include "suasion/analysis/why/decomposition.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "../../support/function.hpp"

namespace {

using namespace suasion;

/// Inputs that are switched off are pushed to 0.
std::vector<analysis::Decomposition> decompose(std::function<std::vector<double>(std::span<const double>)> function,
                                               unsigned threads = 0, std::size_t draws = 8192) {
  const auto experiment = test::function_experiment(
      {.factors = 3, .outputs = {"a", "b"}, .function = [function](std::span<const double> u, double) {
         return function(u);
       }});
  const auto setting = [](std::uint64_t on) {
    analysis::Setting set{.outputs = {0, 1}};
    for (std::size_t f = 0; f < 3; ++f) {
      if ((on >> f & 1) == 0) {
        set.pushes.push_back({.factor = f, .scale = 0.0});
      }
    }
    return set;
  };
  return *analysis::decompose(*experiment, 3, 2, setting, {.draws = draws, .threads = threads});
}

/// a: x1 + 2 x2 x3, whose Shapley values are E x1 = 1/2, and E x2 E x3 = 1/4 for each of the pair; b: x1 x2 x3, 1/24
/// for each.
std::vector<double> products(std::span<const double> u) {
  return {1.0 + u[0] + 2.0 * u[1] * u[2], u[0] * u[1] * u[2]};
}

}  // namespace

TEST_CASE("parts are the Shapley values: a product is shared by those that make it") {
  const auto found = decompose(products);
  CHECK(found[0].none.value == 1.0);
  const double expected[] = {0.5, 0.25, 0.25};
  for (std::size_t s = 0; s < 3; ++s) {
    CHECK(std::abs(found[0].parts[s].value - expected[s]) < 4.0 * found[0].parts[s].error);
    CHECK(std::abs(found[1].parts[s].value - 1.0 / 24.0) < 4.0 * found[1].parts[s].error);
    CHECK(found[0].parts[s].error < 0.03);
  }
}

TEST_CASE("parts add up to the difference exactly") {
  for (const analysis::Decomposition& one : decompose(products)) {
    double sum = 0.0;
    for (const analysis::Estimate& part : one.parts) {
      sum += part.value;
    }
    CHECK(sum == doctest::Approx(one.all.value - one.none.value).epsilon(1e-12));
  }
}

TEST_CASE("a switch that does nothing has no part, and draws without a value are left out") {
  const auto found = decompose([](std::span<const double> u) {
    return std::vector<double>{u[0], u[1] > 0.75 ? std::nan("") : u[1]};
  });
  CHECK(found[0].parts[1].value == 0.0);
  CHECK(found[0].parts[1].error == 0.0);
  CHECK(found[1].parts[1].value == doctest::Approx(0.375).epsilon(0.02));  // the mean of those up to 3/4
}

TEST_CASE("a decomposition is the same whatever the number of threads, and asks for no other sets than it says") {
  const auto one = decompose(products, 1, 2048);
  const auto three = decompose(products, 3, 2048);
  for (std::size_t s = 0; s < 3; ++s) {
    CHECK(one[0].parts[s].value == three[0].parts[s].value);
  }
  CHECK(analysis::sets_asked(3, {.draws = 8192}).size() == 8);
  CHECK(analysis::sets_asked(10, {.draws = 1024}).size() <= 1 + 4 * 10);
}
