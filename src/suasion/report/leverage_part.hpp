#pragma once
/// What an actor can do for a goal, as JSON and as text for a terminal.

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "suasion/report/leverage_words.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// Every figure with its error, every unit, every cost, and the sources of the inputs that moves pull at.
[[nodiscard]] nlohmann::ordered_json leverage_part(const LeverageStory& story);

[[nodiscard]] std::string leverage_text(const LeverageStory& story, const TextStyle& style);

}  // namespace suasion::report
