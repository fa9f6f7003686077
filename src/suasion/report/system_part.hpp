#pragma once
/// The part of summary.json that tells of the strategic system.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>

#include "suasion/analysis/claims.hpp"
#include "suasion/analysis/score.hpp"
#include "suasion/analysis/truth.hpp"

namespace suasion::report {

/// Everything that was computed of the system of one scenario.
struct SystemStory {
  const scenario::Scenario& scenario;
  const ensemble::WorldsSpec& spec;  ///< baseline first, then the counterfactuals in file order, then others
  const ensemble::WorldsResults& results;
  std::span<const analysis::ClaimResult> claims = {};
  std::uint64_t claim_draws = 0;
  const analysis::Scores* scores = nullptr;       ///< null: no answers are known
  std::span<const analysis::Truth> answers = {};  ///< those that were scored
};

/// Words, roles, modules, priors, calendar, variables over time, questions, effects of counterfactuals, verdicts, and
/// what a map needs. See schemas/summary.schema.json, "system".
[[nodiscard]] nlohmann::ordered_json system_part(const SystemStory& story);

/// What a run without the dated history says: {"draws", "dates", "priors", "variables"} of the same shape. No
/// counterfactuals need have been run.
[[nodiscard]] nlohmann::ordered_json prior_predictive_part(const SystemStory& story);

/// Verdicts as data: the list under "claims".
[[nodiscard]] nlohmann::ordered_json claims_part(const scenario::Scenario& scenario,
                                                 std::span<const analysis::ClaimResult> claims);

/// Scores as data: {"words", "questions", "clusters", "totals"}, with the answers that they were scored by.
/// @throws InternalError if a scored question is not among the answers.
[[nodiscard]] nlohmann::ordered_json scores_part(const scenario::Scenario& scenario, const analysis::Scores& scores,
                                                 std::span<const analysis::Truth> answers);

/// A verdict in a sentence: "holds in 97 % of draws; undone by leverage.option_rule=outside".
[[nodiscard]] std::string verdict_in_words(const analysis::ClaimResult& claim);

}  // namespace suasion::report
