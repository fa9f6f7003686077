#pragma once
/// Who can decide the issues of a scenario, as JSON and as text for a terminal.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "suasion/analysis/coalitions/scenario_games.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// What every sentence needs to know.
struct CoalitionsStory {
  const scenario::Scenario& scenario;
  const std::vector<analysis::coalitions::IssueGame>& games;
};

/// The rule of a game: "a decision needs 72 % of the votes ...".
[[nodiscard]] std::string rule_in_words(const CoalitionsStory& story, const analysis::coalitions::IssueGame& game);

/// Who decides, who can prevent, who does not count; a sentence each.
[[nodiscard]] std::vector<std::string> coalition_words(const CoalitionsStory& story,
                                                       const analysis::coalitions::IssueGame& game);

/// A list with a game for each issue.
[[nodiscard]] nlohmann::ordered_json coalitions_part(const CoalitionsStory& story);

[[nodiscard]] std::string coalitions_text(const CoalitionsStory& story, const TextStyle& style);

}  // namespace suasion::report
