#include "suasion/analysis/study/proposition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/math/moments.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::analysis {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nothing = 1e-12;       // differences of worlds that do not differ are exactly 0
constexpr double verdict_share = 0.95;  // of draws that must show a claim's sign, as in claims.cpp

double bit(bool yes) {
  return yes ? 1.0 : 0.0;
}

/// The reach of each anchor: values nearer to it than to any other.
std::vector<std::pair<double, double>> bands_of(const scenario::Issue& issue) {
  std::vector<std::pair<double, double>> bands;
  for (std::size_t a = 0; a < issue.anchors.size(); ++a) {
    const double at = issue.anchors[a].at;
    bands.emplace_back(a == 0 ? -infinity : 0.5 * (issue.anchors[a - 1].at + at),
                       a + 1 == issue.anchors.size() ? infinity : 0.5 * (at + issue.anchors[a + 1].at));
  }
  return bands;
}

Proposition likeliest_band(const scenario::Issue& issue, std::span<const double> values) {
  const auto bands = bands_of(issue);
  std::vector<std::size_t> order(bands.size());
  std::vector<std::size_t> counts(bands.size(), 0);
  for (std::size_t b = 0; b < bands.size(); ++b) {
    order[b] = b;
    counts[b] = static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [&](double value) {
      return value >= bands[b].first && value < bands[b].second;
    }));
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  const auto& first = bands[order[0]];
  const auto& second = bands[order[1]];
  return {.measure = Proposition::Measure::band,
          .low = first.first,
          .high = first.second,
          .other_low = second.first,
          .other_high = second.second,
          .threshold = 0.0,
          .label = issue.anchors[order[0]].label,
          .other = issue.anchors[order[1]].label};
}

/// What claims.cpp asks of the draws of a claim, as far as it is a mean against a threshold.
Proposition of_claim(const scenario::Element& claim, std::span<const double> values) {
  using Measure = Proposition::Measure;
  const std::string_view expect = claim.text("expect");
  const scenario::Quantity* quantity = claim.quantity("bound");
  const double bound = quantity != nullptr ? math::summarise(quantity->law).q50 : 0.0;
  const bool level = claim.text("test") == "level";
  const double than = level ? bound : 0.0;
  if (expect == "small") {
    constexpr double both_tails = 0.9;
    return {.measure = Measure::within, .low = -bound, .high = bound, .threshold = both_tails};
  }
  if (expect == "same") {
    return {.measure = Measure::within, .low = -nothing, .high = nothing, .threshold = verdict_share};
  }
  const auto higher = std::count_if(values.begin(), values.end(), [&](double value) { return value > than; });
  const auto lower = std::count_if(values.begin(), values.end(), [&](double value) { return value < than; });
  const bool down = expect == "lower" || (expect == "different" && lower > higher);
  if (!level && claim.text("measure").starts_with(system::event_prefix)) {
    return {.measure = down ? Measure::minus_value : Measure::value, .threshold = 0.0};
  }
  return {.measure = down ? Measure::below : Measure::above, .low = than, .high = than, .threshold = verdict_share};
}

}  // namespace

double measured(const Proposition& proposition, double value) {
  if (!std::isfinite(value)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  switch (proposition.measure) {
    case Proposition::Measure::above:
      return bit(value > proposition.low);
    case Proposition::Measure::below:
      return bit(value < proposition.high);
    case Proposition::Measure::within:
      return bit(value > proposition.low && value < proposition.high);
    case Proposition::Measure::band:
      return bit(value >= proposition.low && value < proposition.high) -
             bit(value >= proposition.other_low && value < proposition.other_high);
    case Proposition::Measure::minus_value:
      return -value;
    case Proposition::Measure::value:
      break;
  }
  return value;
}

Estimate mean_of(const Proposition& proposition, std::span<const double> values) {
  math::Moments moments;
  for (const double value : values) {
    if (const double one = measured(proposition, value); std::isfinite(one)) {
      moments.add(one);
    }
  }
  return mean_of(moments);
}

bool speaks_for(const Proposition& proposition, double value) {
  return measured(proposition, value) > 0.0;
}

Proposition answer_of(const scenario::Scenario& scenario, const StudiedOutput& output, std::span<const double> values) {
  constexpr double half = 0.5;
  switch (output.kind) {
    case OutputKind::issue: {
      const auto at = std::find_if(scenario.issues.begin(), scenario.issues.end(),
                                   [&](const scenario::Issue& one) { return one.id == output.id; });
      return likeliest_band(*at, values);
    }
    case OutputKind::question:
      return {.measure = Proposition::Measure::above, .low = half};
    case OutputKind::claim:
      return of_claim(*output.claim, values);
    case OutputKind::variable:
      break;
  }
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double one) { return std::isfinite(one); });
  std::sort(sorted.begin(), sorted.end());
  return {.measure = Proposition::Measure::above, .low = sorted.empty() ? 0.0 : sorted[sorted.size() / 2]};
}

}  // namespace suasion::analysis
