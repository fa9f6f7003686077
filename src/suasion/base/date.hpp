#pragma once
/// Calendar dates of the proleptic Gregorian calendar, as written in scenarios (ISO 8601, `2020-01-31`).

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace suasion::base {

using Date = std::chrono::year_month_day;

/// `YYYY-MM-DD`, or nothing where the text is not a date that exists.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_text(const Date& date);

/// Days from `from` to `to`; negative if `to` lies before.
[[nodiscard]] int days_between(const Date& from, const Date& to);

/// A date for people: "31 January 2020".
[[nodiscard]] std::string in_words(const Date& date);

}  // namespace suasion::base
