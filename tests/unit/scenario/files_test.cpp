#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "helpers.hpp"
#include "suasion/scenario/language.hpp"

namespace fs = std::filesystem;
using namespace suasion;
using scenario_test::said;

namespace {

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

const fs::path root = SUASION_SOURCE_DIR;

/// The scenario of the helpers with its numbers in a table.
scenario::Files with_table(const std::string& csv) {
  std::string text = scenario_test::scenario_text();
  text = text.substr(0, text.find("[issues.positions]")) + "positions = \"t.csv\"\n";
  return {.files = {{.name = "dir/test.toml", .bytes = text}, {.name = "t.csv", .bytes = csv}}};
}

}  // namespace

TEST_CASE("scenario: a missing file, a folder and an unknown version are told apart") {
  CHECK(scenario::load("/nowhere/x.toml").error().at(0).code == "S001");
  CHECK(scenario::load(root.string()).error().at(0).message.find("is a folder") != std::string::npos);
}

TEST_CASE("scenario: five actors and one issue take fewer than thirty lines and pass the strict check") {
  const fs::path file = root / "tests" / "end_to_end" / "good" / "small.toml";
  const std::string bytes = bytes_of(file);
  CHECK(std::count(bytes.begin(), bytes.end(), '\n') < 30);
  const auto files = scenario::load(file.string());
  REQUIRE(files.has_value());
  const auto result = scenario::read(*files, {}, true);
  INFO(said(result));
  REQUIRE(result.has_value());
  CHECK(result->id == "small");
  CHECK(result->actors.size() == 5);
  CHECK(result->issues.at(0).stakes.size() == 5);
  CHECK(result->notes.empty());
}

TEST_CASE("scenario: the starter passes the strict check, whatever its title") {
  for (const std::string title : {"Herring", "A \"quoted\" \\ title\n", "\xC3\x84rger"}) {
    const auto result = scenario_test::read(scenario::starter(title), {}, true);
    INFO(said(result));
    REQUIRE(result.has_value());
    CHECK(result->title == title);
    CHECK(result->actors.size() == 5);
    CHECK(result->notes.empty());
  }
}

TEST_CASE("scenario: the bundled scenarios can be read") {
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "scenarios")) {
    if (entry.path().extension() != ".toml") {
      continue;
    }
    CAPTURE(entry.path().string());
    const auto files = scenario::load(entry.path().string());
    REQUIRE(files.has_value());
    const auto result = scenario::read(*files);
    INFO(said(result));
    CHECK(result.has_value());
  }
}

TEST_CASE("scenario: the published schema and the manual are those of this program") {
  CHECK(bytes_of(root / "schemas" / "scenario.schema.json") == scenario::json_schema());
  CHECK(bytes_of(root / "docs" / "manual" / "language.md") == scenario::manual());
  CHECK(bytes_of(root / "docs" / "manual" / "diagnostics.md") == scenario::diagnostics_manual());
}

TEST_CASE("scenario: a table may bring the numbers of an issue") {
  const auto result =
      scenario::read(with_table("\xEF\xBB\xBF"
                                "actor,position,salience,capability,because\r\n"
                                "RUS,65..90,50,,\"paper p. 3, note\"\r\n"
                                "BLR, 15 ..40 ,90,4,\r\n"));
  INFO(said(result));
  REQUIRE(result.has_value());
  const auto& stakes = result->issues[0].stakes;
  REQUIRE(stakes.size() == 2);
  CHECK(std::get<math::Interval>(stakes[0].position.law.form).high == 90.0);
  CHECK(stakes[0].position.grounds.because.at(0).place == "p. 3, note");
  CHECK(stakes[0].position.where.file == "dir/t.csv");
  CHECK(stakes[0].position.where.line == 2);
  CHECK(stakes[0].position.where.column == 5);
  CHECK(stakes[0].capability.path == "actors.RUS.capability");
  CHECK(stakes[1].capability.path == "issues.union.capability.BLR");
  CHECK(stakes[1].position.path == "issues.union.positions.BLR");
}

TEST_CASE("scenario: columns count characters, not bytes") {
  const auto result =
      scenario::read(with_table("actor,position,salience\n\xC3\x84,1,2\nRUS,1,2\nBLR,\xC3\xA4\xC3\xA4,3\n"));
  REQUIRE_FALSE(result.has_value());
  REQUIRE(result.error().size() == 2);
  CHECK(result.error()[0].where.line == 2);
  CHECK(result.error()[1].where.column == 5);
  CHECK(result.error()[1].where.end_column == 7);
}

TEST_CASE("scenario: the hash of the files changes with every byte and with no folder") {
  scenario::Files files = with_table("actor,position\n");
  const std::string before = files.hash();
  CHECK(before.size() == 32);
  files.files[0].name = "elsewhere/test.toml";
  CHECK(files.hash() == before);
  files.files[1].bytes += " ";
  CHECK(files.hash() != before);
}
