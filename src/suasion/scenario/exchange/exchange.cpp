#include "suasion/scenario/exchange/exchange.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "suasion/base/text.hpp"
#include "suasion/scenario/bytes.hpp"
#include "suasion/scenario/exchange/formats.hpp"

namespace suasion::scenario::exchange {

namespace {

constexpr FormatInfo all_formats[] = {
    {Format::ktab_csv, "ktab", ".csv", "KTAB's table: all issues side by side, 0..100"},
    {Format::scholz_csv, "scholz", ".csv", "Actor, Capability, Position, Salience: one issue"},
    {Format::ktab_xml, "ktab-xml", ".xml", "KTAB's XML, with the parameters of `spatial`"},
    {Format::xlsx, "xlsx", ".xlsx", "a workbook with the sheets Stakes and Issues"}};

bool is_workbook(std::string_view bytes, const std::string& extension) {
  return bytes.starts_with("PK") || extension == ".xlsx" || extension == ".xlsm" || extension == ".ods";
}

bool is_xml(std::string_view bytes, const std::string& extension) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return extension == ".xml" || (first != std::string_view::npos && bytes[first] == '<');
}

class Reader {
 public:
  Reader(const std::string& name, std::string_view bytes) : bytes_(bytes), document_{.files = {name}, .root = {}} {
    extension_ = std::filesystem::path(name).extension().string();
    std::transform(extension_.begin(), extension_.end(), extension_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  }

  base::Result<Reading> read() {
    constexpr std::string_view compound_file = "\xD0\xCF\x11\xE0";  // of programs before 2007
    if (bytes_.starts_with(compound_file) || extension_ == ".xls") {
      findings_.error("S703", {}, "this is a workbook of an old kind", "save it as .xlsx or .ods");
    } else if (is_workbook(bytes_, extension_)) {
      workbook();
    } else if (auto bad = not_utf8(bytes_, document_.files.front())) {
      return tl::unexpected(*std::move(bad));
    } else if (is_xml(bytes_, extension_)) {
      reading_.table = read_ktab_xml(bytes_, findings_);
      reading_.ktab = true;
    } else {
      const Grid grid = csv_grid(bytes_, findings_);
      if (findings_.errors() == 0) {
        interpret(grid, nullptr);
      }
    }
    if (findings_.errors() == 0) {
      enough_actors();
    }
    base::Diagnostics problems = findings_.take();
    if (base::has_errors(problems)) {
      base::sort_by_place(problems);
      return tl::unexpected(std::move(problems));
    }
    return std::move(reading_);
  }

 private:
  void workbook() {
    const std::vector<Grid> grids = read_workbook(bytes_, findings_);
    if (findings_.errors() > 0) {
      return;
    }
    if (grids.empty()) {
      findings_.error("S402", {}, "there are no actors: the workbook is empty");
      return;
    }
    const auto called = [&](std::string_view name) {
      return std::find_if(grids.begin(), grids.end(), [&](const Grid& grid) { return folded(grid.sheet) == name; });
    };
    const auto stakes = called("stakes") == grids.end() ? grids.begin() : called("stakes");
    const auto issues = called("issues");
    const bool with_issues = issues != grids.end() && issues != stakes;
    interpret(*stakes, with_issues ? &*issues : nullptr);
    for (const Grid& grid : grids) {
      if (&grid != &*stakes && !(with_issues && &grid == &*issues)) {
        reading_.left_out.push_back(fmt::format("the sheet '{}'", grid.sheet));
      }
    }
  }

  void interpret(const Grid& grid, const Grid* issues) {
    if (grid.rows.empty()) {
      findings_.error("S402", {}, "there are no actors: the file is empty");
    } else if (is_stakes(grid)) {
      reading_.table = read_stakes(grid, issues, findings_, reading_.left_out);
    } else if (is_ktab(grid)) {
      reading_.table = read_ktab_csv(grid, findings_);
      reading_.ktab = true;
    } else {
      unknown_layout(grid);
    }
  }

  void unknown_layout(const Grid& grid) {
    const CsvRow& first = grid.rows.front();
    std::string hint = "see docs/manual/exchange.md";
    if (first.size() == 1 && first.front().text.find_first_of(";\t") != std::string::npos) {
      hint = "separate the cells by commas";
    }
    for (const Cell& cell : first) {
      const std::string near = base::did_you_mean(cell.text, {"Actor", "Stakeholder"});
      hint = near.empty() ? hint : near;
    }
    GridReader(grid, findings_)
        .error("S701", first.front().where,
               "no known layout begins like this: expected a heading with Actor, Capability, Position and Salience, or "
               "the first line of a KTAB table with name, description, number of actors and number of issues",
               hint);
  }

  void enough_actors() {
    const Table& table = reading_.table;
    for (std::size_t k = 0; k < table.issues.size(); ++k) {
      const auto with = std::count_if(table.actors.begin(), table.actors.end(),
                                      [&](const TableActor& actor) { return actor.stakes[k].has_value(); });
      if (with < 2) {
        findings_.error("S402", {},
                        fmt::format("the issue '{}' has {} with a position; it needs at least two",
                                    table.issues[k].name, with == 0 ? "no actor" : "one actor"));
      }
    }
  }

  std::string_view bytes_;
  Document document_;
  Findings findings_{document_};
  std::string extension_;
  Reading reading_;
};

}  // namespace

std::span<const FormatInfo> formats() {
  return all_formats;
}

base::Result<Reading> read_table(const std::string& name, std::string_view bytes) {
  return Reader(name, bytes).read();
}

base::Result<std::string> write_table(const Table& table, Format format) {
  switch (format) {
    case Format::ktab_csv:
      return write_ktab_csv(table);
    case Format::ktab_xml:
      return write_ktab_xml(table);
    case Format::scholz_csv:
      return write_scholz_csv(table);
    case Format::xlsx:
      break;
  }
  return write_xlsx(table);
}

}  // namespace suasion::scenario::exchange
