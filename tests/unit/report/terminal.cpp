#include "suasion/report/terminal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "example.hpp"

using namespace suasion;
using suasion::test::evenly;
using suasion::test::Example;

namespace {

std::string text_of(const report::TextStyle& style) {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000));
  example.add("a-model-with-a-long-name:a=b", false, evenly(42.0, 50.0, 10000));
  example.add("compromise", true, std::vector<double>(10000, 45.0));
  const std::string json =
      report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info);
  return report::terminal_text(json, style);
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::size_t column = 0;
  for (const char c : text) {
    column = c == '\n' ? 0 : column + ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0);
    widest = std::max(widest, column);
  }
  return widest;
}

}  // namespace

TEST_CASE("report/terminal: no line is wider than the terminal") {
  for (const std::size_t width : {40U, 60U, 80U, 100U, 200U}) {
    CAPTURE(width);
    CHECK(widest_line(text_of({.width = width})) <= std::min<std::size_t>(width, 100));
  }
}

TEST_CASE("report/terminal: without unicode every byte is ASCII, and without colour no escape is written") {
  const std::string text = text_of({.unicode = false});
  CHECK(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
  CHECK(text_of({.unicode = true}).find('\033') == std::string::npos);
  CHECK(text_of({.colour = true}).find("\033[1m") != std::string::npos);
}

TEST_CASE("report/terminal: rows show mean, central nine tenths and the shape of every model") {
  const std::string text = text_of({.width = 80});
  CHECK(text.find("  game                        47  41 to 53") != std::string::npos);
  CHECK(text.find("a-model-with-a-long-nam…    46  42 to 50") != std::string::npos);
  CHECK(text.find("  compromise                  45  fixed") != std::string::npos);
  CHECK(text.find("█") != std::string::npos);
  CHECK(text.find(" \n") == std::string::npos);  // no trailing blanks
}

TEST_CASE("report/terminal: what is not a summary is refused") {
  CHECK_THROWS_AS(static_cast<void>(report::terminal_text("{}", {})), std::invalid_argument);
  CHECK_THROWS_AS(static_cast<void>(report::terminal_text("not json", {})), std::invalid_argument);
}

TEST_CASE("report/terminal: text wraps at plain spaces only, and long words stay whole") {
  CHECK(report::wrap("one two three", 7) == "one two\nthree\n");
  CHECK(report::wrap("one two three", 9, 2) == "one two\n  three\n");
  CHECK(report::wrap("in 72\u00A0% of draws", 6) == "in\n72\u00A0%\nof\ndraws\n");
  CHECK(report::wrap("unbreakable", 4) == "unbreakable\n");
  CHECK(report::wrap("ééé ééé", 7) == "ééé ééé\n");
}

TEST_CASE("report/terminal: a sparkline shows peaks at full height and thin tails as more than nothing") {
  CHECK(report::sparkline({0, 1, 2, 4, 8, 4, 2, 1, 0}, 9, true) == " ▁▂▄█▄▂▁ ");
  CHECK(report::sparkline({1000, 3, 1}, 3, false) == "#. ");
  CHECK(report::sparkline({1, 1, 3, 3}, 2, true) == "▃█");
  CHECK(report::sparkline({0, 0}, 2, true) == "  ");
}
