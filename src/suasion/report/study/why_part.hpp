#pragma once
/// Why a forecast is what it is, as data and as text.

#include <nlohmann/json_fwd.hpp>

#include "suasion/analysis/why/forecast_parts.hpp"
#include "suasion/report/study/study_words.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// A list of outputs: their head, "by" ("actor" or "module"), "from" and "to" (figures), "parts" of {"name", "title",
/// "value", "error", "because"}, the largest first, "from_words" and "words". Parts sum to the difference; those that
/// are 0 throughout are left out.
/// @param by_actor switches are actors, else modules.
[[nodiscard]] nlohmann::ordered_json why_part(const StudyStory& story, const analysis::ForecastParts& found,
                                              bool by_actor);

/// A waterfall per output. @param parts a list as above.
[[nodiscard]] std::string why_text(const nlohmann::ordered_json& parts, const TextStyle& style);

}  // namespace suasion::report
