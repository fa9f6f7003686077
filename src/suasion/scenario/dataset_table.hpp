#pragma once
/// Tables of a data set: columns by name, numbers with bounds, every mistake with its place.

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/csv.hpp"

namespace suasion::scenario {

/// A column that a layout knows.
struct DataColumn {
  std::string_view name;  ///< as the header has it
  bool required = false;
};

/// One CSV file whose first line names its columns.
class DataTable {
 public:
  /// @param strict columns that are not among `known` are errors.
  DataTable(std::string_view bytes, std::uint32_t file, const std::vector<DataColumn>& known, bool strict,
            Findings& findings);

  /// False where the header or a row was unsound; the findings say why.
  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] std::size_t rows() const { return rows_.size() - 1; }  ///< without the header
  /// The cell of a row, counted from 0; null where the file has no such column, or its name is empty.
  [[nodiscard]] const Cell* cell(std::size_t row, std::string_view column) const;
  /// The text of a cell; empty where there is none.
  [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
  /// Place of a row, for messages about it as a whole.
  [[nodiscard]] const Place& where(std::size_t row) const { return rows_[row + 1].front().where; }

  /// The number of a cell; nothing where the cell is empty, says NA, or is reported.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::string_view column,
                                             double low = -std::numeric_limits<double>::infinity(),
                                             double high = std::numeric_limits<double>::infinity()) const;

 private:
  void read_header(const std::vector<DataColumn>& known, bool strict);

  Findings& findings_;
  std::vector<CsvRow> rows_;
  std::map<std::string, std::size_t, std::less<>> place_;
  bool sound_ = false;
};

}  // namespace suasion::scenario
