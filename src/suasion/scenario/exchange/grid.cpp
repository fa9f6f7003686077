#include "suasion/scenario/exchange/grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/table.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario::exchange {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

}  // namespace

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  constexpr std::uint32_t letters = 26;
  std::string name;
  for (std::uint32_t rest = column; rest > 0; rest = (rest - 1) / letters) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % letters));
  }
  return fmt::format("{}{}", name, row);
}

Grid csv_grid(std::string_view bytes, Findings& findings) {
  std::string text(bytes);
  if (text.find('\n') == std::string::npos) {
    std::replace(text.begin(), text.end(), '\r', '\n');  // files of old spreadsheets for the Macintosh
  }
  Grid grid{.rows = read_csv(text, 0, findings, RowLengths::any)};
  for (CsvRow& row : grid.rows) {
    for (Cell& cell : row) {
      cell.text = clean(cell.text);
    }
    while (row.size() > 1 && row.back().text.empty()) {
      row.pop_back();
    }
  }
  std::erase_if(grid.rows, [](const CsvRow& row) { return row.size() == 1 && row.front().text.empty(); });
  return grid;
}

Cell GridReader::cell(std::size_t row, std::size_t column) const {
  const CsvRow& cells = grid_.rows[row];
  if (column < cells.size()) {
    return cells[column];
  }
  Place end = cells.back().where;
  if (grid_.sheet.empty()) {
    end.column = end.end_column;
  } else {
    end.column += static_cast<std::uint32_t>(column - (cells.size() - 1));
  }
  end.end_column = end.column;
  return {.text = {}, .where = end};
}

void GridReader::error(const std::string& code, const Place& where, const std::string& message,
                       std::string hint) const {
  const std::string at = grid_.sheet.empty() || where.line == 0
                             ? std::string()
                             : fmt::format("cell {} of '{}': ", cell_name(where.line, where.column), grid_.sheet);
  findings_.error(code, where, at + message, std::move(hint));
}

std::optional<double> GridReader::any_number(const Cell& cell, const std::string& what) const {
  const std::optional<double> value = parse_number(cell.text);
  if (!value) {
    const bool comma = cell.text.find(',') != std::string::npos;
    error("S101", cell.where,
          fmt::format("{}: expected a number; found {}", what,
                      cell.text.empty() ? "an empty cell" : fmt::format("'{}'", cell.text)),
          comma ? "write decimals with a point" : "");
    return {};
  }
  return decimal(*value);
}

std::optional<double> GridReader::number(const Cell& cell, const std::string& what, double low, double high) const {
  const std::optional<double> value = any_number(cell, what);
  if (value && !(*value >= low && *value <= high)) {
    error("S104", cell.where, fmt::format("{} is {}; it must {}", what, cell.text, bounds_in_words(low, high)));
    return {};
  }
  return value;
}

std::optional<double> GridReader::capability(const Cell& cell, const std::string& what) const {
  const std::optional<double> value = any_number(cell, what);
  if (value && !(*value > 0.0 && *value < endless)) {
    error("S104", cell.where, fmt::format("{} is {}; it must be above 0", what, cell.text),
          "leave out actors that carry no weight");
    return {};
  }
  return value;
}

std::optional<std::size_t> GridReader::count(const Cell& cell, const std::string& what) const {
  constexpr double most = 1e6;
  const std::optional<double> value = parse_number(cell.text);
  if (!value || !(*value >= 1.0 && *value <= most) || std::floor(*value) != *value) {
    error("S101", cell.where,
          fmt::format("{}: expected a whole number of at least 1; found {}", what,
                      cell.text.empty() ? "an empty cell" : fmt::format("'{}'", cell.text)));
    return {};
  }
  return static_cast<std::size_t>(*value);
}

std::string GridReader::row_in_words(const Place& where) const {
  return grid_.sheet.empty() ? fmt::format("line {}", where.line)
                             : fmt::format("row {} of the sheet '{}'", where.line, grid_.sheet);
}

}  // namespace suasion::scenario::exchange
