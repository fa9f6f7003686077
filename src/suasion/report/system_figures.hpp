#pragma once
/// The figures of the system's part of summary.json: variables over time, chances of dated events, effects of what-ifs.
/// Private to the report floor.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "suasion/report/system_part.hpp"

namespace suasion::report::parts {

/// "2020-03-01": a day counted from the scenario's origin.
[[nodiscard]] std::string day_text(const scenario::Scenario& scenario, double days);

/// True for the variables that a summary keeps. Left out: what only claims read, true support (a draw of the belief at
/// the origin), the target of an issue beside its level, and what was done in one month beside the chance of doing it.
[[nodiscard]] bool is_told(std::string_view variable);

/// True if on one of the days the mean difference is more than the draws would show by chance.
[[nodiscard]] bool shows(const ensemble::Series& series);

/// Name, words, unit, mean with its error at every tick; quantiles too where it is not an event.
[[nodiscard]] nlohmann::ordered_json variable(const SystemStory& story, std::size_t v);

/// Every question: its chance, and that chance where another question came out yes, or no.
[[nodiscard]] nlohmann::ordered_json questions(const SystemStory& story);

/// Every counterfactual with its effects: baseline less counterfactual, by day. Effects that are lost in the noise of
/// the draws on every day are left out.
[[nodiscard]] nlohmann::ordered_json counterfactuals(const SystemStory& story);

}  // namespace suasion::report::parts
