#pragma once
/// Runs of the catalogue as text and as JSON.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "console.hpp"
#include "suasion/report/terminal.hpp"
#include "suasion/storage/catalogue.hpp"

namespace suasion::cli {

/// A row for each run, no wider than the terminal: cells are cut, and columns left out, where there is no room.
[[nodiscard]] std::string runs_table(const std::vector<storage::Run>& runs, const Console& console);

/// All that is known of one run.
[[nodiscard]] std::string run_text(const storage::Run& run, const report::TextStyle& style);

[[nodiscard]] nlohmann::ordered_json run_json(const storage::Run& run);

/// What a run was given, each with its name, as a person reads it: the scenario and its hash, seed, models, ...
[[nodiscard]] std::vector<std::pair<std::string, std::string>> inputs_of(const storage::Run& run);

/// "44.6 ± 1.0", "12.3 ± 0.4 %": no more digits than two of the error. Without an error, six digits; "-" where there is
/// no value. Units other than percent may be long, and stand in label_text().
[[nodiscard]] std::string value_text(double value, double error, const std::string& unit,
                                     const report::TextStyle& style);

/// What a figure is: its label, with the unit behind where it is not percent.
[[nodiscard]] std::string label_text(const storage::Figure& figure);

/// A text of so many columns: cut with a mark at its end, or at its beginning.
[[nodiscard]] std::string cut(const std::string& text, std::size_t columns, bool keep_end,
                              const report::TextStyle& style);

/// A text filled up with blanks to so many columns.
[[nodiscard]] std::string padded(std::string text, std::size_t columns);

/// The text in ASCII where the terminal shows no more.
[[nodiscard]] std::string as_shown(const std::string& text, const report::TextStyle& style);

}  // namespace suasion::cli
