#include "suasion/math/atoms.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "suasion/math/elementary.hpp"

namespace suasion::math {

namespace own = suasion::math::SUASION_TARGET;

Atoms make_atoms(std::span<const double> at, std::span<const double> mass) {
  std::vector<std::size_t> order(at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return at[a] < at[b]; });
  Atoms law;
  double total = 0.0;
  for (const std::size_t i : order) {
    if (!(mass[i] > 0.0)) {
      continue;
    }
    total += mass[i];
    if (!law.at.empty() && law.at.back() == at[i]) {
      law.mass.back() += mass[i];
    } else {
      law.at.push_back(at[i]);
      law.mass.push_back(mass[i]);
    }
  }
  for (double& one : law.mass) {
    one /= total;
  }
  return law;
}

Atoms make_atoms(std::span<const double> sample) {
  return make_atoms(sample, std::vector<double>(sample.size(), 1.0));
}

Atoms mix(std::span<const Atoms> parts, std::span<const double> weights) {
  std::vector<double> at;
  std::vector<double> mass;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    at.insert(at.end(), parts[i].at.begin(), parts[i].at.end());
    for (const double one : parts[i].mass) {
      mass.push_back(weights[i] * one);
    }
  }
  return make_atoms(at, mass);
}

double quantile(const Atoms& law, double level) {
  constexpr double rounding = 1e-12;
  double sum = 0.0;
  for (std::size_t i = 0; i < law.at.size(); ++i) {
    sum += law.mass[i];
    if (sum >= level - rounding) {
      return law.at[i];
    }
  }
  return law.at.back();
}

Cumulative cumulative(const Atoms& law, double x) {
  Cumulative result;
  for (std::size_t i = 0; i < law.at.size() && law.at[i] <= x; ++i) {
    result.below += law.at[i] < x ? law.mass[i] : 0.0;
    result.at_or_below += law.mass[i];
  }
  result.at_or_below = std::min(result.at_or_below, 1.0);
  result.below = std::min(result.below, result.at_or_below);
  return result;
}

Atoms normal_on_grid(double mean, double sd, double low, double high, double step) {
  const auto cells = static_cast<std::size_t>(std::lround((high - low) / step));
  std::vector<double> at;
  std::vector<double> mass;
  double below = 0.0;
  for (std::size_t k = 0; k <= cells; ++k) {
    const double point = low + static_cast<double>(k) * step;
    const double upto = k == cells ? 1.0 : own::normal_cdf((point + 0.5 * step - mean) / sd);
    at.push_back(point);
    mass.push_back(std::max(0.0, upto - below));
    below = upto;
  }
  return make_atoms(at, mass);
}

Atoms with_normal_error(const Atoms& law, double sd, double low, double high, double step) {
  if (!(sd > 0.0)) {
    return law;
  }
  std::vector<Atoms> parts;
  for (const double point : law.at) {
    parts.push_back(normal_on_grid(point, sd, low, high, step));
  }
  return mix(parts, law.mass);
}

}  // namespace suasion::math
