#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "suasion/scenario/language.hpp"
#include "suasion/scenario/topics.hpp"

namespace fs = std::filesystem;
using namespace suasion;

namespace {

/// Every text of the form "S104" in a file.
void gather(const fs::path& file, std::set<std::string>& codes) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  const std::string text = out.str();
  const auto digit = [&](std::size_t at) { return std::isdigit(static_cast<unsigned char>(text[at])) != 0; };
  constexpr std::size_t length = 6;  // with both quotes
  for (std::size_t at = text.find('"'); at < text.size() && at + length <= text.size(); at = text.find('"', at + 1)) {
    if (std::isupper(static_cast<unsigned char>(text[at + 1])) != 0 && digit(at + 2) && digit(at + 3) &&
        digit(at + 4) && text[at + 5] == '"') {
      codes.insert(text.substr(at + 1, 4));
    }
  }
}

/// The codes that the library and the command give, as far as they stand in their sources.
std::set<std::string> codes_in_sources() {
  const fs::path root = SUASION_SOURCE_DIR;
  std::set<std::string> codes;
  for (const char* folder : {"src/suasion", "apps"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string kind = entry.path().extension().string();
      if ((kind == ".cpp" || kind == ".hpp") && entry.path() != root / "src/suasion/scenario/codes.cpp") {
        gather(entry.path(), codes);
      }
    }
  }
  return codes;
}

}  // namespace

TEST_CASE("scenario: every code that the sources give is in the list, can be explained and is in the manual") {
  const std::set<std::string> given = codes_in_sources();
  CHECK(given.contains("S104"));
  CHECK(given.contains("A401"));
  const std::string manual = scenario::diagnostics_manual();
  for (const std::string& code : given) {
    CAPTURE(code);
    CHECK(scenario::explain(code).has_value());
    CHECK(manual.find("| " + code + " |") != std::string::npos);
  }
}

TEST_CASE("scenario: every code in the list is given somewhere, and the list is in order") {
  const std::set<std::string> given = codes_in_sources();
  for (const scenario::Code& code : scenario::codes()) {
    CAPTURE(code.code);
    CHECK(given.contains(std::string(code.code)));
  }
  CHECK(std::is_sorted(scenario::codes().begin(), scenario::codes().end(),
                       [](const scenario::Code& a, const scenario::Code& b) { return a.code < b.code; }));
}
