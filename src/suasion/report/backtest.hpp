#pragma once
/// What a backtest leaves behind: backtest.json with every figure, and what is made from it alone: the table on the
/// terminal, the page, and tables for other programs.

#include <string>
#include <string_view>

#include "suasion/analysis/backtest.hpp"
#include "suasion/analysis/backtest_table.hpp"
#include "suasion/report/terminal.hpp"
#include "suasion/scenario/dataset.hpp"

namespace suasion::report {

inline constexpr int backtest_schema = 1;

/// How a backtest was made, for the record.
struct BacktestSettings {
  std::string part = {};  ///< of the data set; empty: all of it
  std::size_t folds = 0, repeats = 0, replicates = 0;
  std::uint64_t draws = 0, seed = 1;
};

/// Every figure and word of a backtest. Same input, same bytes.
[[nodiscard]] std::string backtest_json(const scenario::Dataset& set, const analysis::Backtest& backtest,
                                        const analysis::BacktestTable& table, const BacktestSettings& settings);

/// One line per case and model: outcome, forecast, scores.
[[nodiscard]] std::string backtest_cases_csv(const scenario::Dataset& set, const analysis::Backtest& backtest);

/// One line per group, model and figure: value and interval. @param json of backtest_json, here and below.
/// @throws std::invalid_argument where the text is not a backtest of a schema this version knows.
[[nodiscard]] std::string backtest_figures_csv(std::string_view json);

/// The table for people, all cases first, then the groups. @throws as above.
[[nodiscard]] std::string backtest_text(std::string_view json, const TextStyle& style);

/// A page of its own, without scripts. @throws as above.
[[nodiscard]] std::string backtest_html(std::string_view json);

}  // namespace suasion::report
