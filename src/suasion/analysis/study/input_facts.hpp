#pragma once
/// What is known of an experiment's inputs besides their numbers: what each is, who it belongs to, and who says so.

#include <string>
#include <vector>

#include "suasion/ensemble/scenario_experiment.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::analysis {

struct InputFacts {
  std::string path = {};  ///< as Factor::name
  std::string what = {};  ///< in words: "position of Russia on ...", "day of ..."
  std::string unit = {};
  std::string part = {};   ///< of the scenario it stands in: "issues", "hazards", or the module of a parameter
  std::string actor = {};  ///< id, where it is one actor's
  math::Law law = {};
  scenario::Grounds grounds = {};
  std::string prior_source = {};  ///< of a module's own prior, in words
};

/// @param system of the scenario as it stands; null where there is none.
/// @return [factors], then the inputs that are known exactly.
[[nodiscard]] std::vector<InputFacts> input_facts(const scenario::Scenario& scenario, const system::Plan* system,
                                                  const ensemble::ScenarioExperiment& experiment);

}  // namespace suasion::analysis
