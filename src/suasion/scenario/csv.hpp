#pragma once
/// Comma-separated values after RFC 4180, read strictly and with the place of every cell. The libraries at hand give
/// cells without places, and an author with a table of a hundred actors needs to know which one is wrong.

#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/findings.hpp"

namespace suasion::scenario {

struct Cell {
  std::string text = {};
  Place where = {};
};

using CsvRow = std::vector<Cell>;

/// Whether all rows must have as many cells as the first.
enum class RowLengths : std::uint8_t { equal, any };

/// All rows, the header included, without empty lines. Quoted cells may hold commas, line breaks and doubled quotes;
/// lines end in LF or CRLF; a byte order mark is skipped. Rows shorter or longer than the header (where they must be
/// equal), and quotes out of place, are findings (S006).
[[nodiscard]] std::vector<CsvRow> read_csv(std::string_view bytes, std::uint32_t file, Findings& findings,
                                           RowLengths lengths = RowLengths::equal);

/// A cell as text of a CSV file, in quotes where it needs them.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// Puts the numbers of CSV files into the issues that name one, and rewrites `stakes` as the three tables that they
/// stand for, so that every number has one home and one path. @param csv name and bytes of the files at hand.
void fill_issues(Document& document, const std::vector<std::pair<std::string, std::string_view>>& csv,
                 Findings& findings);

/// Names of the CSV files that issues take their positions from, without repetition.
[[nodiscard]] std::vector<std::string> csv_names(const Document& document);

/// How a CSV file is called in messages: beside the scenario file.
[[nodiscard]] std::string beside(const std::string& scenario_file, const std::string& name);

}  // namespace suasion::scenario
