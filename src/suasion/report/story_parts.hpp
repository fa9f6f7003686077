#pragma once
/// The parts that a story is put together from. Private to the report floor.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "suasion/report/story.hpp"

namespace suasion::report::tale {

using Json = nlohmann::ordered_json;

/// Every input that varies, the most unusual first.
[[nodiscard]] Json inputs(const DrawTale& tale);

/// Every issue with its models: outcome, rank among other draws, course.
[[nodiscard]] Json issues(const DrawTale& tale);

/// Questions, chronicle, variables.
[[nodiscard]] Json system(const DrawTale& tale);

/// What happened, by date: a list of {"day", "date", "kind", "words", "told", ...}, days ascending.
[[nodiscard]] Json chronicle(const DrawTale& tale);

/// The variables that say most about how a system goes, in the order in which they are shown; indices into
/// Plan::variables.
[[nodiscard]] std::vector<std::size_t> main_variables(const SystemTale& tale);

/// "globe-2020 S1, a judgement": where a statement comes from, in few words; empty where nothing is said.
[[nodiscard]] std::string sources_in_words(const scenario::Grounds& grounds);

/// "higher than in 62 % of draws", "about the middle of the draws"; empty where the rank is not known.
[[nodiscard]] std::string rank_in_words(double rank);

/// "1 February 2020": a day counted from the origin.
[[nodiscard]] std::string day_in_words(const scenario::Scenario& scenario, double day);

/// The figure of a variable without its unit, no finer than its spread over draws calls for.
[[nodiscard]] std::string figure_in_words(const DrawTale& tale, std::size_t variable, double value);

/// The same with its unit: "0.31 standard deviations", "47 %".
[[nodiscard]] std::string level_in_words(const DrawTale& tale, std::size_t variable, double value);

/// A number with about three figures for its size, or for a step if that is finer.
[[nodiscard]] std::string plain_number(double value, double range);

/// With a capital at the start, where it starts with a letter of ASCII.
[[nodiscard]] std::string capital(std::string text);

}  // namespace suasion::report::tale
