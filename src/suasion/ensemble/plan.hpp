#pragma once
/// How a scenario is computed: only numbers and indices. Names end here.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/math/copula.hpp"
#include "suasion/math/design.hpp"
#include "suasion/model/bargaining.hpp"
#include "suasion/scenario/inputs.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::ensemble {

using scenario::Input;

/// Stands for a number that the scenario does not state; it counts as 0.
inline constexpr std::size_t unstated = static_cast<std::size_t>(-1);

struct PlannedIssue {
  std::size_t issue = 0;  ///< index into Scenario::issues
  double scale_low = 0.0, scale_high = 1.0;
  bool has_status_quo = false;
  std::size_t status_quo = 0;                                              ///< index into Plan::inputs
  std::vector<std::size_t> actor = {};                                     ///< [n] indices into Scenario::actors
  std::vector<std::size_t> position = {}, salience = {}, capability = {};  ///< [n] indices into Plan::inputs
  std::vector<std::size_t> votes = {}, population = {}, resolve = {};      ///< the same, or unstated; empty: by nobody
  std::optional<model::Procedure> procedure = {};
  math::Channel shocks = {};  ///< of chance inside the models
  bool linked = false;        ///< some of its actors have a stake in another issue too
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

/// Why a model has nothing to say on an issue, as in "it needs a reference point (`status_quo`)"; empty where it has.
[[nodiscard]] std::string silent_because(const PlannedModel& model, const PlannedIssue& issue);

/// @param models names as model::choose takes them; baselines are added, once each.
/// @error S4xx correlations that cannot hold together, an issue with fewer than two actors ...; M1xx from choose; M104
/// a model that was asked for and has nothing to say on any issue.
[[nodiscard]] base::Result<Plan> make_plan(const scenario::Scenario& scenario, const std::vector<std::string>& models);

}  // namespace suasion::ensemble
