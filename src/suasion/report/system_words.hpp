#pragma once
/// What the system says first: how its lead questions stand, and what its main what-if changes. Private to the report
/// floor.

#include <string>
#include <vector>

#include "suasion/report/system_part.hpp"

namespace suasion::report {

/// One sentence on the main what-if, one on the lead questions; fewer where the scenario has none. The main what-if is
/// the one that most claims are judged by, else the first; lead questions are the first of each of the first clusters.
[[nodiscard]] std::vector<std::string> system_words(const SystemStory& story);

}  // namespace suasion::report
