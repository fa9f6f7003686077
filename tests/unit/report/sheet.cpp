#include "suasion/report/sheet.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using suasion::report::Sheet;
using Rows = std::vector<std::vector<std::string>>;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Columns before a text in a line, however many bytes its letters take.
std::size_t column_of(const std::string& line, const std::string& text) {
  const std::size_t at = line.find(text);
  REQUIRE_MESSAGE(at != std::string::npos, line);
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

TEST_CASE("report/sheet: columns stand under their heads, however many bytes a letter takes") {
  const Sheet sheet({.width = 60});
  const auto lines = lines_of(
      sheet.table({"moves", "error", "by"}, Rows{{"−1.0", "±0.25", "first"}, {"+12.5", "", "second, Ålesund"}}));
  REQUIRE(lines.size() == 3);
  CHECK(column_of(lines[0], "error") == column_of(lines[1], "±0.25"));
  CHECK(column_of(lines[0], "by") == column_of(lines[1], "first"));
  CHECK(column_of(lines[0], "by") == column_of(lines[2], "second"));
  const auto plain =
      lines_of(Sheet({.width = 60, .unicode = false}).table({"moves", "error", "by"}, Rows{{"1", "±0.25", "first"}}));
  CHECK(column_of(plain[0], "by") == column_of(plain[1], "first"));
}

TEST_CASE("report/sheet: the last column is wrapped under itself, within the width") {
  const Sheet sheet({.width = 40});
  const auto lines =
      lines_of(sheet.table({"share", "input"}, Rows{{"0.5", "position of Russia on the depth of the union"}}));
  REQUIRE(lines.size() > 2);
  const std::size_t indent = column_of(lines[1], "position");
  for (std::size_t i = 2; i < lines.size(); ++i) {
    CHECK(lines[i].find_first_not_of(' ') == indent);
  }
  for (const std::string& line : lines) {
    CHECK(line.size() <= 40);
  }
}

TEST_CASE("report/sheet: a table is broken into lines even where its first columns leave no room") {
  const Sheet sheet({.width = 40});
  const auto lines = lines_of(
      sheet.table({"figure", "input"}, Rows{{std::string(38, '9'), "one two three four five six seven eight"}}));
  REQUIRE(lines.size() > 2);
  CHECK(column_of(lines[0], "input") == column_of(lines[1], "one"));
}

TEST_CASE(
    "report/sheet: a bar stands before each row, ten wide for the whole, and a sliver for what is nearly nothing") {
  const Sheet sheet({.width = 60});
  const auto lines =
      lines_of(sheet.table({"share", "input"}, Rows{{"1.0", "all"}, {"0.5", "half"}, {"0.0", "dust"}, {"0", "nothing"}},
                           {1.0, 0.5, 0.001, 0.0}));
  REQUIRE(lines.size() == 5);
  CHECK(lines[1].starts_with("  ██████████  1.0"));
  CHECK(lines[2].starts_with("  █████       0.5"));
  CHECK(lines[3].starts_with("  ▏           0.0"));
  CHECK(lines[4].starts_with("              0  "));
  CHECK(column_of(lines[0], "share") == column_of(lines[1], "1.0"));
  const auto plain =
      lines_of(Sheet({.width = 60, .unicode = false}).table({"share", "input"}, Rows{{"0.5", "half"}}, {0.5}));
  CHECK(plain[1].starts_with("  #####       0.5"));
}

TEST_CASE("report/sheet: no bars, no column for them; no rows, no table") {
  const Sheet sheet({.width = 60});
  CHECK(sheet.table({"mu", "input"}, Rows{{"1", "one"}}, {-1.0}) == sheet.table({"mu", "input"}, Rows{{"1", "one"}}));
  CHECK(sheet.table({"mu", "input"}, {}).empty());
}

TEST_CASE("report/sheet: paint ends before blanks and line breaks, and there is none without colour") {
  const Sheet painted({.width = 60, .colour = true});
  CHECK(painted.bold("title \n") == "\033[1mtitle\033[0m \n");
  CHECK(painted.dim(" \n") == " \n");
  CHECK(Sheet({.width = 60, .colour = false}).bold("title") == "title");
}

TEST_CASE("report/sheet: what is finished has no no-break spaces, and where it must, ASCII alone") {
  CHECK(Sheet({.width = 60}).finish("5\u00A0% “so”") == "5 % “so”");
  const std::string plain = Sheet({.width = 60, .unicode = false}).finish("−5\u00A0% ± 1, “so”");
  CHECK(std::all_of(plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
  CHECK(plain.find("5 %") != std::string::npos);
}

TEST_CASE("report/sheet: a page is neither narrower than can be read nor wider") {
  CHECK(Sheet({.width = 10}).width() == 40);
  CHECK(Sheet({.width = 72}).width() == 72);
  CHECK(Sheet({.width = 500}).width() == 100);
}
