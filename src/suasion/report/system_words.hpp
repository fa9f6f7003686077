#pragma once
/// What the system says first: how its lead questions stand, and what its main what-if changes. Private to the report
/// floor.

#include <string>

#include "suasion/report/system_part.hpp"

namespace suasion::report {

/// The counterfactual that claims are judged by most, counting double where it is what they compare with; the first of
/// these, and of all if there are no claims. Null where there is none.
[[nodiscard]] const scenario::Element* main_counterfactual(const scenario::Scenario& scenario);

/// What the first screen says of the system; empty where the scenario has no counterfactual, or no question.
struct SystemWords {
  std::string what_if = {};    ///< what the main counterfactual would change, half a year on
  std::string questions = {};  ///< how the first question of each of the first clusters stands
};

[[nodiscard]] SystemWords system_words(const SystemStory& story);

}  // namespace suasion::report
