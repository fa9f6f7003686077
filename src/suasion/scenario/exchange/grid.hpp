#pragma once
/// A table as rows of cells, each with its place, whether it stood in a CSV file or in a sheet of a workbook.

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/csv.hpp"

namespace suasion::scenario::exchange {

struct Grid {
  std::string sheet = {};         ///< its name in a workbook; empty: a CSV file
  std::vector<CsvRow> rows = {};  ///< without empty rows, and without the empty cells at the end of a row
};

/// The name of a cell in a workbook: (7, 2) is "B7". @param row, column counted from 1.
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint32_t column);

/// The rows of a CSV file; lines may end in LF, CRLF or, throughout, CR. Findings: S006.
[[nodiscard]] Grid csv_grid(std::string_view bytes, Findings& findings);

/// Takes numbers and texts from a grid and says what is wrong with them: in a workbook with the name of the cell.
class GridReader {
 public:
  GridReader(const Grid& grid, Findings& findings) : grid_(grid), findings_(findings) {}

  [[nodiscard]] const std::vector<CsvRow>& rows() const { return grid_.rows; }
  [[nodiscard]] Findings& findings() const { return findings_; }

  /// The cell, or an empty one at the end of its row where the row is too short.
  [[nodiscard]] Cell cell(std::size_t row, std::size_t column) const;

  void error(const std::string& code, const Place& where, const std::string& message, std::string hint = {}) const;

  /// A number within bounds; nothing where it is reported: no number (S101) or out of bounds (S104).
  [[nodiscard]] std::optional<double> number(const Cell& cell, const std::string& what, double low, double high) const;
  [[nodiscard]] std::optional<double> any_number(const Cell& cell, const std::string& what) const;
  /// A number above 0.
  [[nodiscard]] std::optional<double> capability(const Cell& cell, const std::string& what) const;
  /// A whole number, at least 1.
  [[nodiscard]] std::optional<std::size_t> count(const Cell& cell, const std::string& what) const;

  /// "line 3", "row 3", "row 3 of the sheet 'Stakes'".
  [[nodiscard]] std::string row_in_words(const Place& where) const;

 private:
  const Grid& grid_;
  Findings& findings_;
};

}  // namespace suasion::scenario::exchange
