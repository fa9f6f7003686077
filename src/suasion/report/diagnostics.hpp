#pragma once
/// What a reader ought to know of the computation itself: means that hang on a few draws, what the filter of beliefs
/// costs, and how many claims were judged at once.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "suasion/analysis/multiplicity.hpp"
#include "suasion/report/system_part.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

/// How many claims were judged at once, what of it rests on Monte Carlo errors, and what a correction changes. Empty
/// where nothing was judged.
[[nodiscard]] std::string multiplicity_in_words(const analysis::Multiplicity& found);

/// The same as data: {"claims", "findings", "by_share", "by_error", "by_absence", "rate", "expected", "changed",
/// "words"}.
[[nodiscard]] nlohmann::ordered_json multiplicity_part(std::span<const analysis::ClaimResult> claims);

/// A warning about one mean; empty where it is sound. @param subject with a small letter: "the mean of fear in Poland".
[[nodiscard]] std::string tail_in_words(const std::string& subject, const analysis::Tail& tail);

/// Warnings about the models' mean outcomes.
[[nodiscard]] std::vector<std::string> tails_of_outcomes(const Story& story);

/// {"warnings", "words", "tails", "filter", "claims"}. See schemas/summary.schema.json, "diagnostics". "warnings" are
/// about means that hang on a few draws; "words" belong among the limits of a run.
[[nodiscard]] nlohmann::ordered_json diagnostics_part(const SystemStory& story);

}  // namespace suasion::report
