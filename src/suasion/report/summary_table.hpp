#pragma once
/// summary.csv: the figures of summary.json as one long table, for spreadsheets and statistics programs.

#include <string>
#include <string_view>

namespace suasion::report {

/// The figures of a summary, one a row: part, subject, item, model_or_world, statistic, date, value, standard_error,
/// unit. The shape is published as schemas/summary-table.schema.json. Comma-separated values after RFC 4180 with a
/// header; a cell that does not apply is empty; numbers are the shortest decimals that read back as those of
/// summary.json; rows stand in the order of summary.json. See docs/manual/tables.md.
/// @param summary_json as summary_json() gives it.
/// @throws std::invalid_argument where the text is not a summary of a schema this version knows.
[[nodiscard]] std::string summary_csv(std::string_view summary_json);

}  // namespace suasion::report
