#pragma once
/// A plain function of uniform numbers as an experiment, for tests and benchmarks.

#include <functional>

#include "suasion/ensemble/experiment.hpp"

namespace suasion::test {

/// y[o] = function(u), where u are the coordinates of one point, in (0, 1), and `luck` a uniform number.
struct FunctionSpec {
  std::size_t factors = 1;
  std::vector<std::string> outputs = {"y"};
  std::function<std::vector<double>(std::span<const double> u, double luck)> function = {};
  std::vector<math::RankCorrelation> links = {};
  bool chance = false;  ///< the function looks at `luck`
};

/// Factors are named x1, x2, ...
[[nodiscard]] std::unique_ptr<ensemble::Experiment> function_experiment(FunctionSpec spec);

}  // namespace suasion::test
