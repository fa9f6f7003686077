#include "suasion/analysis/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/math/elementary.hpp"

namespace suasion::analysis {

namespace own = suasion::math::SUASION_TARGET;

double crps(const math::Atoms& law, double outcome) {
  double distance = 0.0;  // E|X - y|
  double spread = 0.0;    // E|X - X'| / 2 = the integral of F (1 - F)
  double below = 0.0;
  for (std::size_t i = 0; i < law.at.size(); ++i) {
    distance += law.mass[i] * std::abs(law.at[i] - outcome);
    below += law.mass[i];
    if (i + 1 < law.at.size()) {
      spread += below * (1.0 - below) * (law.at[i + 1] - law.at[i]);
    }
  }
  return distance - spread;
}

double crps(std::span<const double> sample, double outcome) {
  return crps(math::make_atoms(sample), outcome);
}

double crps_on_grid(const math::Atoms& law, double outcome, double low, double high, double step) {
  const auto points = static_cast<std::size_t>(std::lround((high - low) / step));
  double sum = 0.0;
  double below = 0.0;
  std::size_t next = 0;
  for (std::size_t k = 0; k < points; ++k) {
    const double z = low + static_cast<double>(k) * step;
    for (; next < law.at.size() && law.at[next] <= z; ++next) {
      below += law.mass[next];
    }
    const double gap = below - (outcome <= z ? 1.0 : 0.0);
    sum += step * gap * gap;
  }
  return sum;
}

double log_score(const math::Atoms& law, double outcome, double low, double high, double step) {
  const auto cell = [&](double x) { return std::floor((std::clamp(x, low, high) - low) / step + 0.5); };
  const double wanted = cell(outcome);
  double mass = 0.0;
  for (std::size_t i = 0; i < law.at.size(); ++i) {
    mass += cell(law.at[i]) == wanted ? law.mass[i] : 0.0;
  }
  return mass > 0.0 ? -own::log(std::min(1.0, mass)) : std::numeric_limits<double>::infinity();
}

Pit pit(const math::Atoms& law, double outcome) {
  return math::cumulative(law, outcome);
}

namespace {

/// Share of [where.below, where.at_or_below] that lies in [from, to]; of a single point, whether it lies there.
double share_within(const Pit& where, double from, double to) {
  const double length = where.at_or_below - where.below;
  if (!(length > 0.0)) {
    return where.below >= from && where.below <= to ? 1.0 : 0.0;
  }
  return std::max(0.0, std::min(where.at_or_below, to) - std::max(where.below, from)) / length;
}

}  // namespace

double coverage(const Pit& where, double level) {
  return share_within(where, 0.5 * (1.0 - level), 0.5 * (1.0 + level));
}

double closed_coverage(const math::Atoms& law, double outcome, double level) {
  const bool inside =
      outcome >= math::quantile(law, 0.5 * (1.0 - level)) && outcome <= math::quantile(law, 0.5 * (1.0 + level));
  return inside ? 1.0 : 0.0;
}

std::vector<double> pit_histogram(std::span<const Pit> transforms, std::size_t bins) {
  std::vector<double> shares(bins, 0.0);
  for (const Pit& where : transforms) {
    const double length = where.at_or_below - where.below;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      const double from = static_cast<double>(bin) / static_cast<double>(bins);
      const double to = static_cast<double>(bin + 1) / static_cast<double>(bins);
      if (length > 0.0) {
        shares[bin] += share_within(where, from, to);
      } else if (where.below >= from && (where.below < to || bin + 1 == bins)) {
        shares[bin] += 1.0;
      }
    }
  }
  for (double& share : shares) {
    share /= std::max(1.0, static_cast<double>(transforms.size()));
  }
  return shares;
}

}  // namespace suasion::analysis
