#pragma once
/// The mean that a proposition is about, as a function of one input: where is the tipping point?

#include "suasion/analysis/study/proposition.hpp"
#include "suasion/analysis/study/sample.hpp"

namespace suasion::analysis {

struct TippingPoint {
  double value = 0.0;  ///< of the input
  Estimate mean = {};
};

struct TippingCurve {
  std::size_t factor = 0;
  std::vector<TippingPoint> points = {};  ///< ascending in the input
  /// Where the curve crosses the threshold, by straight lines between points; none where it stays on one side.
  std::vector<double> crossings = {};
  /// Between which values of the input the band of two standard errors crosses; as many as crossings.
  std::vector<std::pair<double, double>> between = {};
};

/// The input that a curve goes along.
struct Along {
  std::size_t factor = 0;
  math::Law law = {};
  std::size_t steps = 15;  ///< at least 3
};

/// Sets the input to values between its 1st and 99th percentile, one after another, in every draw: "what if we knew
/// that it is so?". All other inputs keep their law, those linked to it as well: it is set, not learnt.
/// @return nothing where it was cancelled.
[[nodiscard]] std::optional<TippingCurve> tipping_curve(const ensemble::Experiment& experiment, std::size_t output,
                                                        const Proposition& proposition, const Along& along,
                                                        const SampleSpec& sample, const Watch& watch = {});

}  // namespace suasion::analysis
