#include "suasion/scenario/csv.hpp"

#include <fmt/format.h>

namespace suasion::scenario {

namespace {

/// Walks the bytes of a file and knows line and column.
class CsvReader {
 public:
  CsvReader(std::string_view bytes, std::uint32_t file, Findings& findings, RowLengths lengths)
      : bytes_(bytes), file_(file), findings_(findings), lengths_(lengths) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes_.starts_with(byte_order_mark)) {
      at_ = byte_order_mark.size();
    }
  }

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> rows;
    while (at_ < bytes_.size()) {
      const std::size_t before = findings_.errors();
      CsvRow row = one_row();
      if (findings_.errors() > before) {
        continue;  // a stray quote also spoils the number of cells
      }
      const bool empty = row.size() == 1 && row.front().text.empty();
      if (empty) {
        continue;
      }
      if (lengths_ == RowLengths::equal && !rows.empty() && row.size() != rows.front().size()) {
        findings_.error("S006", row.front().where,
                        fmt::format("this row has {} cells, the header {}", row.size(), rows.front().size()),
                        row.size() > rows.front().size() ? "put a cell that holds a comma in double quotes"
                                                         : "an empty cell still needs its comma");
        continue;
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  [[nodiscard]] bool ends() const { return at_ >= bytes_.size(); }
  [[nodiscard]] char now() const { return bytes_[at_]; }
  [[nodiscard]] Place here() const {
    return {.file = file_, .line = line_, .column = column_, .end_line = line_, .end_column = column_};
  }

  void advance() {
    const auto byte = static_cast<unsigned char>(now());
    ++at_;
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if ((byte & 0xC0U) != 0x80U) {  // columns count code points, not their continuation bytes
      ++column_;
    }
  }

  [[nodiscard]] bool at_line_end() const {
    return ends() || now() == '\n' || (now() == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n');
  }

  CsvRow one_row() {
    CsvRow row;
    while (true) {
      row.push_back(one_cell());
      if (at_line_end()) {
        break;
      }
      advance();  // the comma
    }
    while (!ends() && now() != '\n') {
      advance();
    }
    if (!ends()) {
      advance();
    }
    return row;
  }

  Cell one_cell() {
    while (!ends() && now() == ' ') {
      advance();
    }
    Cell cell{.text = {}, .where = here()};
    if (!ends() && now() == '"') {
      quoted(cell);
    } else {
      while (!at_line_end() && now() != ',') {
        cell.text += now();
        advance();
      }
      cell.text.erase(cell.text.find_last_not_of(" \t") + 1);
    }
    cell.where.end_line = line_;
    cell.where.end_column = column_;
    return cell;
  }

  void quoted(Cell& cell) {
    advance();
    while (true) {
      if (ends()) {
        findings_.error("S006", cell.where, "the quotes that open here are never closed");
        return;
      }
      if (now() == '"') {
        advance();
        if (ends() || now() != '"') {
          break;
        }
      }
      cell.text += now();
      advance();
    }
    if (!at_line_end() && now() != ',') {
      findings_.error("S006", here(), "there is text after the closing quotes of a cell",
                      "double the quotes inside a quoted cell: \"\"");
      while (!at_line_end() && now() != ',') {
        advance();
      }
    }
  }

  std::string_view bytes_;
  std::uint32_t file_;
  Findings& findings_;
  RowLengths lengths_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1, column_ = 1;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view bytes, std::uint32_t file, Findings& findings, RowLengths lengths) {
  return CsvReader(bytes, file, findings, lengths).rows();
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string out = "\"";
  for (const char c : text) {
    out += c == '"' ? "\"\"" : std::string(1, c);
  }
  return out + "\"";
}

}  // namespace suasion::scenario
