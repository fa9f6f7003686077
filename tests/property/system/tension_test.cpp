// Laws of fear that hold for any numbers.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "../../support/neighbours.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/system/tension/formulas.hpp"
#include "suasion/system/tension/graph.hpp"

namespace {

namespace formulas = suasion::system::tension::SUASION_TARGET;
using suasion::system::tension::spectral_radius;
using suasion::system::tension::Weights;
using suasion::test::Exposed;
using suasion::test::Neighbours;

double within(double low, double high) {
  return low + (high - low) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

/// A stable matrix of 1 to 6 neighbours: rows that sum to less than 1.
Weights any_stable() {
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(1, 7));
  Weights weights(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      weights[i][j] = i == j || *rc::gen::inRange(0, 3) == 0 ? 0.0 : within(0.0, 0.95 / static_cast<double>(n));
    }
  }
  return weights;
}

std::vector<double> any_vector(std::size_t n, double low = -2.0) {
  std::vector<double> v(n);
  std::generate(v.begin(), v.end(), [&] { return within(low, 2.0); });
  return v;
}

bool close(const std::vector<double>& a, const std::vector<double>& b, double tolerance = 1e-13) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](double x, double y) { return std::abs(x - y) <= tolerance * (1.0 + std::abs(y)); });
}

}  // namespace

TEST_CASE("two half steps of fear are one whole step") {
  suasion::test::check("halving", [] {
    const Weights weights = any_stable();
    const Neighbours graph(weights);
    const std::vector<double> v = any_vector(weights.size());
    const double rate = within(0.0, 1.0);
    const double time = within(0.0, 20.0);
    RC_ASSERT(close(graph.relaxed(graph.relaxed(v, rate, 0.5 * time), rate, 0.5 * time), graph.relaxed(v, rate, time)));
  });
}

TEST_CASE("fear moves along the tangent that the equation gives") {
  suasion::test::check("tangent", [] {
    const Weights weights = any_stable();
    const Neighbours graph(weights);
    const std::vector<double> v = any_vector(weights.size());
    constexpr double step = 1e-4;
    const std::vector<double> after = graph.relaxed(v, 1.0, step);
    for (std::size_t i = 0; i < v.size(); ++i) {
      const double slope = std::inner_product(v.begin(), v.end(), weights[i].begin(), 0.0) - v[i];
      RC_ASSERT(std::abs((after[i] - v[i]) / step - slope) < 1e-3);
    }
  });
}

TEST_CASE("the steady state solves its equations") {
  suasion::test::check("steady", [] {
    const Weights weights = any_stable();
    const std::vector<double> input = any_vector(weights.size());
    const std::vector<double> rest = Neighbours(weights).steady(input);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      const double from_others = std::inner_product(rest.begin(), rest.end(), weights[i].begin(), 0.0);
      RC_ASSERT(std::abs(rest[i] - from_others - input[i]) < 1e-12);
    }
  });
}

TEST_CASE("naming the neighbours in another order permutes the results") {
  suasion::test::check("permutation", [] {
    const Weights weights = any_stable();
    const std::size_t n = weights.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::rotate(order.begin(), order.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(n)),
                order.end());
    const std::vector<double> v = any_vector(n);
    Weights renamed(n, std::vector<double>(n));
    std::vector<double> w(n);
    for (std::size_t i = 0; i < n; ++i) {
      w[i] = v[order[i]];
      for (std::size_t j = 0; j < n; ++j) {
        renamed[i][j] = weights[order[i]][order[j]];
      }
    }
    const std::vector<double> a = Neighbours(weights).relaxed(v, 0.3, 2.0);
    const std::vector<double> b = Neighbours(renamed).relaxed(w, 0.3, 2.0);
    const std::vector<double> c = Neighbours(weights).steady(v);
    const std::vector<double> d = Neighbours(renamed).steady(w);
    for (std::size_t i = 0; i < n; ++i) {
      RC_ASSERT(std::abs(b[i] - a[order[i]]) < 1e-13);
      RC_ASSERT(std::abs(d[i] - c[order[i]]) < 1e-12);
    }
  });
}

TEST_CASE("a graph of fear is said to be unstable exactly when scaled past its spectral radius") {
  suasion::test::check("radius", [] {
    Weights weights = any_stable();
    const std::size_t n = weights.size();
    for (std::size_t i = 0; i < n; ++i) {
      weights[i][(i + 1) % n] += 0.01 / static_cast<double>(n);  // a ring, so that something comes round
    }
    const double radius = spectral_radius(weights);
    RC_ASSERT(radius < 1.0);
    RC_ASSERT(suasion::system::tension::unstable(weights).empty());
    const double factor = within(1.01, 3.0) / radius;
    for (std::vector<double>& row : weights) {
      for (double& weight : row) {
        weight *= factor;
      }
    }
    RC_ASSERT(!suasion::system::tension::unstable(weights).empty());
    RC_ASSERT(std::abs(spectral_radius(weights) - factor * radius) < 1e-6);
  });
}

TEST_CASE("the buffer: its index falls with any force that stands there anyhow, its effect never rises with it") {
  suasion::test::check("buffer", [] {
    Exposed without{.standing = within(0.1, 20.0),
                    .at_home = within(0.0, 5.0),
                    .base = within(0.1, 10.0),
                    .access = within(0.0, 0.99)};
    without.on_soil = without.at_home + within(0.1, 30.0);
    Exposed with = without;
    with.standing += within(0.1, 20.0);  // an enclave, or own forces next door
    RC_ASSERT(without.result().buffer > 0.0);
    RC_ASSERT(without.result().buffer < 1.0);
    RC_ASSERT(with.result().buffer < without.result().buffer);
    RC_ASSERT(with.result().gained <= without.result().gained + 1e-12);
    Exposed nearer = without;
    nearer.at_home = without.on_soil;  // forces that stand as near as they could get lose nothing by closed soil
    RC_ASSERT(nearer.result().gained <= without.result().gained + 1e-12);
    Exposed open = without;
    open.access = within(without.access, 1.0);
    RC_ASSERT(open.result().buffer <= without.result().buffer + 1e-12);
  });
}

TEST_CASE("more fear put in never leaves anybody with less") {
  suasion::test::check("order", [] {
    const Weights weights = any_stable();
    const Neighbours graph(weights);
    std::vector<double> v = any_vector(weights.size(), 0.0);
    const std::vector<double> before = graph.steady(v);
    const std::vector<double> before_step = graph.relaxed(v, 0.5, 3.0);
    v[0] += within(0.0, 1.0);
    const std::vector<double> after = graph.steady(v);
    const std::vector<double> after_step = graph.relaxed(v, 0.5, 3.0);
    for (std::size_t i = 0; i < v.size(); ++i) {
      RC_ASSERT(after[i] >= before[i] - 1e-13);
      RC_ASSERT(after_step[i] >= before_step[i] - 1e-13);
    }
  });
}

TEST_CASE("fear has the same bits on every instruction set") {
  suasion::test::check("bits", [] {
    const Weights weights = any_stable();
    const Neighbours graph(weights);
    const std::vector<double> v = any_vector(weights.size());
    RC_ASSERT(graph.relaxed(v, 0.4, 1.0) ==
              graph.relaxed(v, 0.4, 1.0, suasion::system::tension::tension_kernels(suasion::math::Target::generic)));
  });
}

TEST_CASE("Poisson numbers grow with their mean and with chance") {
  suasion::test::check("poisson", [] {
    const double chance = within(0.001, 0.999);
    const double mean = within(0.0, 5.0);
    const double count = formulas::poisson(mean, chance);
    RC_ASSERT(count >= 0.0);
    RC_ASSERT(formulas::poisson(mean + within(0.0, 2.0), chance) >= count);
    RC_ASSERT(formulas::poisson(mean, chance + within(0.0, 0.999 - chance)) >= count);
  });
}
