#pragma once
/// What was found about a claim, in one sentence. Private to the report floor.

#include <string>

#include "suasion/analysis/claims.hpp"

namespace suasion::report {

/// What is different in a counterfactual: the first clause of its text, "The visit was never on the calendar".
[[nodiscard]] std::string clause_of(const scenario::Element& counterfactual);

/// The same in quotes; "things as they are" for the baseline.
[[nodiscard]] std::string world_in_words(const scenario::Scenario& scenario, std::string_view id);

/// "Support of ..., as Belarus sees it, is 0.15 standard deviations higher on 29 February 2020 with ... than with ...".
/// Why it cannot be tested, where it cannot.
[[nodiscard]] std::string finding_in_words(const scenario::Scenario& scenario, const analysis::ClaimResult& claim);

}  // namespace suasion::report
