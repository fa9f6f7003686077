#include "suasion/scenario/dataset_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario {

DataTable::DataTable(std::string_view bytes, std::uint32_t file, const std::vector<DataColumn>& known, bool strict,
                     Findings& findings)
    : findings_(findings) {
  const std::size_t before = findings.errors();
  rows_ = read_csv(bytes, file, findings);
  if (findings.errors() == before && rows_.empty()) {
    findings.error("S006", Place{.file = file}, "the file has no rows");
  }
  if (findings.errors() == before) {
    read_header(known, strict);
  }
  sound_ = findings.errors() == before;
}

void DataTable::read_header(const std::vector<DataColumn>& known, bool strict) {
  std::vector<std::string> known_names;
  known_names.reserve(known.size());
  for (const DataColumn& column : known) {
    known_names.emplace_back(column.name);
  }
  std::vector<std::string> strangers;
  for (std::size_t i = 0; i < rows_.front().size(); ++i) {
    const Cell& cell = rows_.front()[i];
    if (!place_.emplace(cell.text, i).second) {
      findings_.error("S203", cell.where, fmt::format("the column '{}' stands twice", cell.text));
    }
    if (std::find(known_names.begin(), known_names.end(), cell.text) == known_names.end()) {
      strangers.push_back(cell.text);
      if (strict) {
        findings_.error("S102", cell.where, fmt::format("there is no column '{}'", cell.text),
                        findings_.suggest(cell.text, known_names));
      }
    }
  }
  for (const DataColumn& column : known) {
    if (column.required && place_.find(column.name) == place_.end()) {
      const std::string near = base::nearest(column.name, strangers);
      findings_.error("S103", rows_.front().front().where,
                      fmt::format("the column '{}' is missing; the header has {}", column.name, listed([&] {
                                    std::vector<std::string> names;
                                    for (const Cell& cell : rows_.front()) {
                                      names.push_back(cell.text);
                                    }
                                    return names;
                                  }())),
                      near.empty() ? std::string() : fmt::format("is '{}' meant to be it?", near));
    }
  }
}

const Cell* DataTable::cell(std::size_t row, std::string_view column) const {
  const auto at = place_.find(column);
  return at == place_.end() ? nullptr : &rows_[row + 1][at->second];
}

std::string DataTable::text(std::size_t row, std::string_view column) const {
  const Cell* at = cell(row, column);
  return at == nullptr ? std::string() : at->text;
}

std::optional<double> DataTable::number(std::size_t row, std::string_view column, double low, double high) const {
  const Cell* at = cell(row, column);
  if (at == nullptr || at->text.empty() || at->text == "NA") {
    return std::nullopt;
  }
  const std::optional<double> value = parse_number(at->text);
  if (!value) {
    findings_.error("S101", at->where, fmt::format("{}: expected a number; found '{}'", column, at->text),
                    "leave the cell empty where the number is not known");
    return std::nullopt;
  }
  if (!(*value >= low && *value <= high)) {
    findings_.error("S104", at->where,
                    fmt::format("{} is {}; it must {}", column, at->text, bounds_in_words(low, high)));
    return std::nullopt;
  }
  return value;
}

}  // namespace suasion::scenario
