#pragma once
/// Functions whose sensitivity is known in closed form, of coordinates in (0, 1).

#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "suasion/math/elementary.hpp"

namespace suasion::test {

constexpr double pi = 3.14159265358979323846;

/// sin x1 + a sin^2 x2 + b x3^4 sin x1, x uniform on (-pi, pi), a = 7, b = 0.1 (Ishigami and Homma 1990).
inline double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return pi * (2.0 * u[i] - 1.0); };
  const double s = std::sin(x(1));
  return std::sin(x(0)) * (1.0 + 0.1 * std::pow(x(2), 4)) + 7.0 * s * s;
}

inline constexpr std::array<double, 8> g_weights = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};

/// Product of (|4 u - 2| + a_i) / (1 + a_i) (Saltelli and Sobol' 1995).
inline double g_function(std::span<const double> u) {
  double product = 1.0;
  for (std::size_t i = 0; i < g_weights.size(); ++i) {
    product *= (std::abs(4.0 * u[i] - 2.0) + g_weights[i]) / (1.0 + g_weights[i]);
  }
  return product;
}

/// The standard normal number at u.
inline double normal(double u) {
  return math::SUASION_TARGET::normal_quantile(u);
}

/// The rank correlation whose Gaussian copula has the correlation `score` (Kruskal 1958).
inline double rank_correlation_of(double score) {
  return 6.0 / pi * std::asin(score / 2.0);
}

}  // namespace suasion::test
