#pragma once
/// Import and export: files of other programs to tables and back, scenarios to tables and back. docs/manual/exchange.md
/// describes the formats.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/scenario/exchange/table.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario::exchange {

enum class Format : std::uint8_t { ktab_csv, ktab_xml, scholz_csv, xlsx };

/// A format that tables are written in.
struct FormatInfo {
  Format format = Format::xlsx;
  std::string_view name = {};       ///< of `--format`
  std::string_view extension = {};  ///< with its dot
  std::string_view meaning = {};
};
[[nodiscard]] std::span<const FormatInfo> formats();

/// A table that was read.
struct Reading {
  Table table = {};
  bool ktab = false;                       ///< it came from a format of KTAB
  std::vector<std::string> left_out = {};  ///< what the file has beyond a table, in words
};

/// Reads a file: a workbook or XML by what it holds, else CSV, and that as KTAB's or as a table of stakes.
/// @param name the file's name, for messages and hints.
/// @error S002 not UTF-8, S004 too large, S006 not CSV, S101 to S104, S108, S201, S203 wrong cells, S401 no issue, S402
/// too few actors, S701 no known layout, S702 not XML, S703 no workbook, S704 counts that disagree; all at once.
[[nodiscard]] base::Result<Reading> read_table(const std::string& name, std::string_view bytes);

/// The bytes of a file in a format. @error S705 the table does not fit (a text too long for a cell).
/// @pre the table is from table_of() for that format, or was read from it. @throws std::system_error.
[[nodiscard]] base::Result<std::string> write_table(const Table& table, Format format);

/// A scenario as text, and what could not come along.
struct Import {
  std::string text = {};
  std::vector<std::string> left_out = {};
};

/// A scenario made of a table. Its numbers are exact, as in the file, and its grounds name the file; comments ask for
/// ranges and sources. It passes `suasion check --strict`.
/// @param file the table's file, as grounds name it. @param title used where the table has none.
/// @error S402, S404, S411 as `suasion check` would say of the scenario, but of the file.
[[nodiscard]] base::Result<Import> scenario_from(const Reading& reading, const std::string& file,
                                                 const std::string& title);

/// A table, and what of the scenario it does not hold.
struct Export {
  Table table = {};
  std::vector<std::string> left_out = {};
};

/// The table of a scenario, cut to what a format can hold. Numbers that are not exact are given by their median, to six
/// significant digits. @param issues ids; all if empty. @param format KTAB's take positions on 0..100.
/// @error S201 unknown issue, S705 what the format has no place for: several issues (Scholz), an actor without a stake
/// in one of them or with several capabilities (KTAB).
[[nodiscard]] base::Result<Export> table_of(const Scenario& scenario, const std::vector<std::string>& issues,
                                            Format format);

}  // namespace suasion::scenario::exchange
