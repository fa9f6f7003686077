#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "suasion/scenario/exchange/formats.hpp"

namespace suasion::scenario::exchange {

namespace {

/// A name for a file beside other programs' temporary ones; the file is deleted in the end.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "suasion-XXXXXX").string()) {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) {
      throw std::system_error(errno, std::generic_category(), fmt::format("cannot write '{}'", path_));
    }
    ::close(descriptor);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string bytes() const {
    const std::ifstream in(path_, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

 private:
  std::string path_;
};

/// One sheet, filled row by row from the top left.
class Sheet {
 public:
  Sheet(lxw_workbook* book, const char* name) : sheet_(workbook_add_worksheet(book, name)) {}

  void heading(const std::vector<std::string>& names, lxw_format* bold) {
    for (const std::string& name : names) {
      keep(worksheet_write_string(sheet_, row_, column_++, name.c_str(), bold));
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    next_row();
  }
  Sheet& operator<<(const std::string& text) {
    if (!text.empty()) {
      keep(worksheet_write_string(sheet_, row_, column_, text.c_str(), nullptr));
    }
    ++column_;
    return *this;
  }
  Sheet& operator<<(double number) {
    keep(worksheet_write_number(sheet_, row_, column_++, number, nullptr));
    return *this;
  }
  void next_row() {
    ++row_;
    column_ = 0;
  }
  [[nodiscard]] lxw_error problem() const { return problem_; }

 private:
  void keep(lxw_error problem) { problem_ = problem_ == LXW_NO_ERROR ? problem : problem_; }

  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
  lxw_error problem_ = LXW_NO_ERROR;
};

lxw_error fill_stakes(Sheet sheet, const Table& table, lxw_format* bold) {
  sheet.heading({"Issue", "Actor", "Name", "Capability", "Position", "Salience (%)"}, bold);
  for (std::size_t k = 0; k < table.issues.size(); ++k) {
    for (const TableActor& actor : table.actors) {
      if (const auto& stake = actor.stakes[k]) {
        sheet << table.issues[k].name << actor.name << actor.description << stake->capability << stake->position
              << stake->salience;
        sheet.next_row();
      }
    }
  }
  return sheet.problem();
}

lxw_error fill_issues(Sheet sheet, const Table& table, lxw_format* bold) {
  sheet.heading({"Issue", "Name", "Unit", "Low", "High", "Low means", "High means"}, bold);
  for (const TableIssue& issue : table.issues) {
    sheet << issue.name << issue.title << issue.unit << issue.low << issue.high << issue.low_means << issue.high_means;
    sheet.next_row();
  }
  return sheet.problem();
}

}  // namespace

base::Result<std::string> write_xlsx(const Table& table) {
  const TemporaryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  base::require(book != nullptr, "a workbook can be begun");
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  lxw_doc_properties properties = {};
  constexpr std::time_t first_of_1980 = 315'532'800;  // as the entries of the archive: the same table, the same bytes
  properties.created = first_of_1980;
  workbook_set_properties(book, &properties);
  const lxw_error stakes = fill_stakes({book, "Stakes"}, table, bold);
  const lxw_error issues = fill_issues({book, "Issues"}, table, bold);
  const lxw_error closed = workbook_close(book);
  if (closed != LXW_NO_ERROR) {
    throw std::system_error(EIO, std::generic_category(),
                            fmt::format("cannot write '{}': {}", file.path(), lxw_strerror(closed)));
  }
  for (const lxw_error problem : {stakes, issues}) {
    if (problem != LXW_NO_ERROR) {
      return base::fail("S705", fmt::format("a text does not fit into a cell: {}", lxw_strerror(problem)));
    }
  }
  return file.bytes();
}

}  // namespace suasion::scenario::exchange
