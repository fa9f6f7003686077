#include "suasion/model/weighted.hpp"

#include <algorithm>
#include <limits>

namespace suasion::model {

double weighted_median(std::vector<Weighted> points, Tie tie) {
  constexpr double rounding = 1e-12;
  points.erase(std::remove_if(points.begin(), points.end(), [](const Weighted& one) { return !(one.weight > 0.0); }),
               points.end());
  if (points.empty()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  double total = 0.0;
  for (const Weighted& one : points) {
    total += one.weight;
  }
  std::stable_sort(points.begin(), points.end(),
                   [](const Weighted& a, const Weighted& b) { return a.position < b.position; });
  std::size_t i = 0;
  double excess = points[0].weight - 0.5 * total;
  while (i + 1 < points.size() && excess < -rounding * total) {
    ++i;
    excess += points[i].weight;
  }
  const bool half = i + 1 < points.size() && excess <= rounding * total;
  const double upper = points[half ? i + 1 : i].position;
  return tie == Tie::midpoint ? 0.5 * (points[i].position + upper) : tie == Tie::lower ? points[i].position : upper;
}

}  // namespace suasion::model
