/// Every file of tests/end_to_end/bad ends in lines `#! ...` with exactly what `suasion check` has to say about it.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "suasion/scenario/language.hpp"
#include "suasion/scenario/read.hpp"

namespace fs = std::filesystem;
using namespace suasion;

namespace {

const fs::path folder = fs::path(SUASION_SOURCE_DIR) / "tests" / "end_to_end" / "bad";

struct Asked {
  std::vector<std::string> lines = {};
  bool strict = false;
};

Asked asked_of(const fs::path& file) {
  Asked asked;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#! ")) {
      asked.lines.push_back(line.substr(3));
    }
    asked.strict = asked.strict || line.find("Read with: strict") != std::string::npos;
  }
  return asked;
}

/// What is said, with the files called as from tests/end_to_end.
std::vector<std::string> said_of(const fs::path& file, bool strict) {
  const std::string prefix = (folder.parent_path() / "").string();
  const base::Result<scenario::Files> files = scenario::load(file.string());
  base::Diagnostics said;
  if (!files) {
    said = files.error();
  } else if (const auto read = scenario::read(*files, {}, strict); !read) {
    said = read.error();
  }
  std::vector<std::string> lines;
  for (base::Diagnostic diagnostic : said) {
    if (diagnostic.where.file.starts_with(prefix)) {
      diagnostic.where.file = diagnostic.where.file.substr(prefix.size());
    }
    lines.push_back(base::to_text(diagnostic));
  }
  return lines;
}

std::vector<fs::path> bad_files() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("scenario: every bad scenario gets exactly its messages") {
  for (const fs::path& file : bad_files()) {
    CAPTURE(file.filename().string());
    const Asked asked = asked_of(file);
    REQUIRE_FALSE(asked.lines.empty());
    CHECK(joined(said_of(file, asked.strict)) == joined(asked.lines));
  }
}

TEST_CASE("scenario: there are at least forty bad scenarios, and each of them is refused") {
  const std::vector<fs::path> files = bad_files();
  CHECK(files.size() >= 40);
  for (const fs::path& file : files) {
    const Asked asked = asked_of(file);
    CAPTURE(file.filename().string());
    CHECK(std::any_of(asked.lines.begin(), asked.lines.end(),
                      [](const std::string& line) { return line.find(": error S") != std::string::npos; }));
  }
}

TEST_CASE("scenario: every code that a bad scenario gives is in the list of diagnostics") {
  const std::string manual = scenario::diagnostics_manual();
  std::set<std::string> codes;
  for (const fs::path& file : bad_files()) {
    for (const std::string& line : asked_of(file).lines) {
      const std::size_t at = std::min(line.find(": error S"), line.find(": warning S"));
      REQUIRE(at != std::string::npos);
      const std::size_t code = line.find('S', line.find(' ', at + 2));
      codes.insert(line.substr(code, 4));
    }
  }
  for (const std::string& code : codes) {
    CAPTURE(code);
    CHECK(manual.find("| " + code + " |") != std::string::npos);
    CHECK(scenario::explain(code).has_value());
  }
}
