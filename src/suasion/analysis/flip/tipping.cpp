#include "suasion/analysis/flip/tipping.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::analysis {

namespace {

constexpr double outermost = 0.01;  // of the input's law, at either end
constexpr double band = 2.0;        // standard errors

/// Where straight lines between points cross a threshold, `errors` standard errors above the mean.
std::vector<double> crossings_of(const std::vector<TippingPoint>& points, double threshold, double errors) {
  std::vector<double> found;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double before = points[i - 1].mean.value + errors * points[i - 1].mean.error - threshold;
    const double after = points[i].mean.value + errors * points[i].mean.error - threshold;
    if ((before < 0.0) != (after < 0.0)) {
      found.push_back(points[i - 1].value + (points[i].value - points[i - 1].value) * before / (before - after));
    }
  }
  return found;
}

/// The nearest of some values to one of them, or an end of the range where there is none.
double nearest(const std::vector<double>& values, double to, double otherwise) {
  const auto at = std::min_element(values.begin(), values.end(),
                                   [&](double a, double b) { return std::abs(a - to) < std::abs(b - to); });
  return at == values.end() ? otherwise : *at;
}

/// Where the curve crosses, and between which values the band does.
void find_crossings(TippingCurve& curve, double threshold) {
  curve.crossings = crossings_of(curve.points, threshold, 0.0);
  const std::vector<double> upper = crossings_of(curve.points, threshold, band);
  const std::vector<double> lower = crossings_of(curve.points, threshold, -band);
  const double first = curve.points.front().value;
  const double last = curve.points.back().value;
  for (const double at : curve.crossings) {
    const double end = at < 0.5 * (first + last) ? first : last;
    const double one = nearest(upper, at, end);
    const double other = nearest(lower, at, end);
    curve.between.emplace_back(std::min({one, other, at}), std::max({one, other, at}));
  }
}

}  // namespace

std::optional<TippingCurve> tipping_curve(const ensemble::Experiment& experiment, std::size_t output,
                                          const Proposition& proposition, const Along& along, const SampleSpec& sample,
                                          const Watch& watch) {
  TippingCurve curve{.factor = along.factor};
  std::vector<char> wanted(experiment.outputs().size(), 0);
  wanted[output] = 1;
  Columns points = points_at(experiment, independent_scores(experiment, sample));
  const math::Quantile quantile(along.law);
  for (std::size_t i = 0; i < along.steps; ++i) {
    const double u =
        outermost + (1.0 - 2.0 * outermost) * static_cast<double>(i) / static_cast<double>(along.steps - 1);
    const double value = quantile(u);
    if (!curve.points.empty() && value == curve.points.back().value) {
      continue;  // a law with atoms
    }
    std::fill(points[along.factor].begin(), points[along.factor].end(), u);
    const Columns found = evaluate(experiment, points, sample, wanted, {}, watch.silent());
    if (found.empty()) {
      return std::nullopt;
    }
    curve.points.push_back({value, mean_of(proposition, found[output])});
    if (watch.progress) {
      watch.progress(i + 1);
    }
  }
  std::stable_sort(curve.points.begin(), curve.points.end(),
                   [](const TippingPoint& a, const TippingPoint& b) { return a.value < b.value; });
  find_crossings(curve, proposition.threshold);
  return curve;
}

}  // namespace suasion::analysis
