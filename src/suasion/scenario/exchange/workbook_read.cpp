/// Workbooks, read with liborcus into its own model of a document.

#include <fmt/format.h>

#include <algorithm>
#include <ixion/address.hpp>
#include <ixion/cell_access.hpp>
#include <ixion/model_context.hpp>
#include <orcus/orcus_ods.hpp>
#include <orcus/orcus_xlsx.hpp>
#include <orcus/spreadsheet/document.hpp>
#include <orcus/spreadsheet/factory.hpp>
#include <orcus/spreadsheet/sheet.hpp>
#include <orcus/zip_archive.hpp>
#include <orcus/zip_archive_stream.hpp>
#include <pugixml.hpp>
#include <stdexcept>

#include "suasion/base/text.hpp"
#include "suasion/scenario/exchange/formats.hpp"

namespace suasion::scenario::exchange {

namespace {

namespace spreadsheet = orcus::spreadsheet;

constexpr std::int64_t most_cells = 2'000'000;  // about a second; a table of stakes has thousands

std::string text_of(const ixion::model_context& model, const ixion::abs_address_t& at) {
  const ixion::cell_access cell = model.get_cell_access(at);
  switch (cell.get_value_type()) {
    case ixion::cell_value_t::numeric:
      return base::shortest(decimal(cell.get_numeric_value()));
    case ixion::cell_value_t::string:
      return clean(cell.get_string_value());
    case ixion::cell_value_t::boolean:
      return cell.get_boolean_value() ? "true" : "false";
    case ixion::cell_value_t::error:
      return "#ERROR";
    case ixion::cell_value_t::empty:
    case ixion::cell_value_t::unknown:
      break;
  }
  return {};
}

Grid grid_of(const spreadsheet::document& document, std::size_t index, Findings& findings) {
  Grid grid{.sheet = clean(document.get_sheet_name(static_cast<spreadsheet::sheet_t>(index)))};
  const ixion::abs_range_t range = document.get_sheet(static_cast<spreadsheet::sheet_t>(index))->get_data_range();
  if (!range.valid()) {
    return grid;
  }
  const std::int64_t rows = std::int64_t{range.last.row} + 1;
  const std::int64_t columns = std::int64_t{range.last.column} + 1;
  if (rows * columns > most_cells) {
    const std::string last = cell_name(static_cast<std::uint32_t>(rows), static_cast<std::uint32_t>(columns));
    findings.error("S004", {}, fmt::format("the sheet '{}' reaches to cell {}, too far for a table", grid.sheet, last),
                   "delete the rows and columns beyond the table");
    return grid;
  }
  for (std::int32_t r = 0; r <= range.last.row; ++r) {
    CsvRow row;
    for (std::int32_t c = 0; c <= range.last.column; ++c) {
      const auto line = static_cast<std::uint32_t>(r + 1);
      const auto column = static_cast<std::uint32_t>(c + 1);
      const ixion::abs_address_t at(static_cast<std::int32_t>(index), r, c);
      row.push_back({.text = text_of(document.get_model_context(), at),
                     .where = {.line = line, .column = column, .end_line = line, .end_column = column + 1}});
    }
    while (row.size() > 1 && row.back().text.empty()) {
      row.pop_back();
    }
    if (row.size() > 1 || !row.front().text.empty()) {
      grid.rows.push_back(std::move(row));
    }
  }
  return grid;
}

bool is_ods(std::string_view bytes) {
  // an OpenDocument begins with an uncompressed entry that names its type
  constexpr std::size_t first_entry = 128;
  return bytes.substr(0, first_entry).find("application/vnd.oasis.opendocument.spreadsheet") != std::string_view::npos;
}

/// liborcus 0.17 trusts the parts of a workbook more than it should: it may end the process at malformed XML, and
/// leaves cells that hold their own text empty without a word. So both are looked for first.
/// @throws std::runtime_error naming what is wrong; what liborcus throws at a broken archive.
void examine_parts(std::string_view bytes) {
  // the archive reads bytes as unsigned
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());  // NOLINT(*-reinterpret-cast)
  orcus::zip_archive_stream_blob stream(data, bytes.size());
  orcus::zip_archive archive(&stream);
  archive.load();
  for (std::size_t i = 0; i < archive.get_file_entry_count(); ++i) {
    const std::string_view name = archive.get_file_entry_name(i);
    std::vector<unsigned char> part;
    if (!(name.ends_with(".xml") || name.ends_with(".rels")) || !archive.read_file_entry(name, part)) {
      continue;
    }
    constexpr std::string_view inline_text = "\"inlineStr\"";
    if (std::search(part.begin(), part.end(), inline_text.begin(), inline_text.end()) != part.end()) {
      throw std::runtime_error("its texts stand in the cells and not in the table of texts");
    }
    constexpr unsigned all_text = pugi::parse_default | pugi::parse_ws_pcdata;
    pugi::xml_document document;
    if (const pugi::xml_parse_result parsed = document.load_buffer(part.data(), part.size(), all_text); !parsed) {
      throw std::runtime_error(fmt::format("its part '{}' is not XML: {}", name, parsed.description()));
    }
    for (const pugi::xml_node text : document.child("sst").children("si")) {
      if (std::string_view(text.child("t").text().get()).empty() && !text.child("r")) {
        throw std::runtime_error("its table of texts has an empty one");
      }
    }
  }
}

}  // namespace

std::vector<Grid> read_workbook(std::string_view bytes, Findings& findings) {
  constexpr spreadsheet::range_size_t largest = {1'048'576, 16'384};  // rows, columns; as of the programs themselves
  spreadsheet::document document(largest);
  spreadsheet::import_factory factory(document);
  try {
    examine_parts(bytes);
    if (is_ods(bytes)) {
      orcus::orcus_ods(&factory).read_stream(bytes);
    } else {
      orcus::orcus_xlsx(&factory).read_stream(bytes);
    }
  } catch (const std::exception& problem) {
    const std::string why = clean(problem.what());
    findings.error("S703", {}, fmt::format("this workbook cannot be read{}", why.empty() ? "" : ": " + why),
                   "open it in a spreadsheet program and save it as .xlsx or .ods again");
    return {};
  }
  std::vector<Grid> grids;
  for (std::size_t i = 0; i < document.get_sheet_count(); ++i) {
    Grid grid = grid_of(document, i, findings);
    if (!grid.rows.empty()) {
      grids.push_back(std::move(grid));
    }
  }
  return grids;
}

}  // namespace suasion::scenario::exchange
