#pragma once
/// What the writers of a backtest share: the parsed record, figures as text, and the findings in sentences.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace suasion::report {

using BacktestJson = nlohmann::ordered_json;

/// @throws std::invalid_argument where the text is not a backtest of a schema this version knows.
[[nodiscard]] BacktestJson parse_backtest(std::string_view json);

/// The figures of a model in a group; null where the model does not apply.
[[nodiscard]] const BacktestJson* figures_of(const BacktestJson& group, std::string_view model);

/// "23.41"; "-" where there is no number.
[[nodiscard]] std::string decimals(const BacktestJson& number, int digits);

/// "-1.67 [-3.14, -0.19]"; empty for null.
[[nodiscard]] std::string with_interval(const BacktestJson& figure, int digits);

/// "90 %".
[[nodiscard]] std::string as_percent(const BacktestJson& share, int digits = 0);

/// The name of a group: "All cases", "Issue type: two-sided".
[[nodiscard]] std::string group_title(const BacktestJson& group);

/// What was found, in sentences: the best point forecast, the combined forecast against the compromise, calibration.
[[nodiscard]] std::vector<std::string> backtest_findings(const BacktestJson& record);

/// What was read, what was missing and how it was made, in sentences.
[[nodiscard]] std::vector<std::string> backtest_method(const BacktestJson& record);

}  // namespace suasion::report
