#pragma once
/// How a scenario is computed: only numbers and indices. Names end here.

#include <cstdint>
#include <string>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/math/copula.hpp"
#include "suasion/math/design.hpp"
#include "suasion/model/bargaining.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::ensemble {

/// An uncertain or fixed number of the scenario: one column of each block.
struct Input {
  std::string path = {};  ///< as Quantity::path
  math::Quantile quantile;
  math::Channel channel = {};
  bool fixed = false;
};

struct PlannedIssue {
  std::size_t issue = 0;  ///< index into Scenario::issues
  double scale_low = 0.0, scale_high = 1.0;
  bool has_status_quo = false;
  std::size_t status_quo = 0;                                              ///< index into Plan::inputs
  std::vector<std::size_t> actor = {};                                     ///< [n] indices into Scenario::actors
  std::vector<std::size_t> position = {}, salience = {}, capability = {};  ///< [n] indices into Plan::inputs
};

struct PlannedModel {
  model::ModelChoice choice;
  std::shared_ptr<const model::Bargaining> solver;
};

/// Immutable; shared by all threads.
struct Plan {
  std::vector<Input> inputs = {};
  math::GaussianCopula copula = {};
  std::vector<PlannedIssue> issues = {};
  std::vector<PlannedModel> models = {};  ///< forecasting models as asked, then every baseline
};

/// @param models names as model::choose takes them; baselines are added, once each.
/// @error S4xx correlations that cannot hold together, an issue with fewer than two actors ...; M1xx from choose.
[[nodiscard]] base::Result<Plan> make_plan(const scenario::Scenario& scenario, const std::vector<std::string>& models);

}  // namespace suasion::ensemble
