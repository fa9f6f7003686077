#pragma once
/// The parts that summary.json is put together from. Private to the report floor.

#include <nlohmann/json_fwd.hpp>

#include "suasion/report/summary.hpp"

namespace suasion::report::parts {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json estimate(const analysis::Estimate& estimate);  ///< {"value", "error"}
[[nodiscard]] Json because(const scenario::Grounds& grounds);     ///< list of {"source", "place", "judgement"}
[[nodiscard]] Json date(const base::Date& date);                  ///< "2020-01-31", or "" for a date never set

[[nodiscard]] Json actors(const scenario::Scenario& scenario);
[[nodiscard]] Json models(const ensemble::Plan& plan);        ///< of the run
[[nodiscard]] Json other_models(const ensemble::Plan& plan);  ///< that were not asked for
/// How models of both kinds have scored: a list of sets of decisions, each with its scores.
[[nodiscard]] Json past_scores(const ensemble::Plan& plan);
[[nodiscard]] Json issue(const Story& story, const analysis::IssueForecast& forecast);
[[nodiscard]] Json course(const Story& story, const analysis::IssueForecast& issue,
                          const analysis::ModelForecast& forecast);

[[nodiscard]] Json exchanges(const Story& story);

[[nodiscard]] Json inputs(const scenario::Scenario& scenario);
[[nodiscard]] Json correlations(const scenario::Scenario& scenario);
[[nodiscard]] Json sources(const scenario::Scenario& scenario);
[[nodiscard]] Json disputes(const scenario::Scenario& scenario);
[[nodiscard]] Json not_used(const scenario::Scenario& scenario, const std::vector<const scenario::Element*>& elements);
[[nodiscard]] Json notes(const scenario::Scenario& scenario);

}  // namespace suasion::report::parts
