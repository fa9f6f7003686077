// Scores against closed forms.
#include "suasion/analysis/scores.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "suasion/math/law.hpp"

namespace {

using namespace suasion;

/// Gneiting and Raftery 2007, section 4.2: CRPS of N(0, 1) at y is y (2 Phi(y) - 1) + 2 phi(y) - 1 / sqrt(pi).
double crps_of_standard_normal(double y) {
  const double pi = std::acos(-1.0);
  const double density = std::exp(-0.5 * y * y) / std::sqrt(2.0 * pi);
  return y * std::erf(y / std::sqrt(2.0)) + 2.0 * density - 1.0 / std::sqrt(pi);
}

}  // namespace

TEST_CASE("scores: the CRPS of a normal law is its closed form (Gneiting and Raftery 2007)") {
  const math::Atoms law = math::normal_on_grid(0.0, 1.0, -9.0, 9.0, 0.001);
  for (const double y : {-2.5, -0.3, 0.0, 1.0, 4.0}) {
    CHECK(analysis::crps(law, y) == doctest::Approx(crps_of_standard_normal(y)).epsilon(1e-6));
    CHECK(analysis::crps_on_grid(law, y, -9.0, 9.0, 0.001) ==
          doctest::Approx(crps_of_standard_normal(y)).epsilon(2e-3));
  }
}

TEST_CASE("scores: the CRPS of a sample from a normal law tends to its closed form") {
  const math::Quantile quantile(math::Law{.form = math::Normal{0.0, 1.0}});
  std::vector<double> sample;
  constexpr int size = 20000;
  for (int i = 0; i < size; ++i) {
    sample.push_back(quantile((i + 0.5) / size));
  }
  CHECK(analysis::crps(sample, 0.7) == doctest::Approx(crps_of_standard_normal(0.7)).epsilon(1e-4));
}

TEST_CASE("scores: the CRPS of a point is the distance, of two points what pencil and paper give") {
  CHECK(analysis::crps(std::vector<double>{30.0}, 42.0) == 12.0);
  // E|X - y| = 50 for any y between 0 and 100; E|X - X'| / 2 = 25
  CHECK(analysis::crps(std::vector<double>{0.0, 100.0}, 20.0) == 25.0);
  // uniform on 0..1 at y = 0: 1/2 - 1/6 = 1/3
  std::vector<double> sample;
  for (int i = 0; i < 1000; ++i) {
    sample.push_back((i + 0.5) / 1000.0);
  }
  CHECK(analysis::crps(sample, 0.0) == doctest::Approx(1.0 / 3.0).epsilon(1e-5));
}

TEST_CASE("scores: the logarithmic score is minus the logarithm of the outcome's cell") {
  const std::vector<double> at = {0.0, 48.0, 51.0, 100.0};
  const std::vector<double> mass = {0.5, 0.2, 0.2, 0.1};
  const math::Atoms law = math::make_atoms(at, mass);
  CHECK(analysis::log_score(law, 50.0, 0.0, 100.0, 5.0) == doctest::Approx(-std::log(0.4)));
  CHECK(analysis::log_score(law, 2.4, 0.0, 100.0, 5.0) == doctest::Approx(-std::log(0.5)));
  CHECK(std::isinf(analysis::log_score(law, 75.0, 0.0, 100.0, 5.0)));
}

TEST_CASE("scores: the randomised transform covers exactly its level for the true law, atoms and all") {
  // Outcomes drawn in proportion to the law itself: the mean over the law is the coverage.
  const std::vector<double> at = {0.0, 50.0, 100.0};
  const std::vector<double> mass = {0.46, 0.08, 0.46};
  const math::Atoms law = math::make_atoms(at, mass);
  for (const double level : {0.5, 0.8, 0.9}) {
    double open = 0.0;
    double closed = 0.0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      open += mass[i] * analysis::coverage(analysis::pit(law, at[i]), level);
      closed += mass[i] * analysis::closed_coverage(law, at[i], level);
    }
    CHECK(open == doctest::Approx(level));
    CHECK(closed == doctest::Approx(1.0));  // an interval cannot be cut inside an atom
  }
}
