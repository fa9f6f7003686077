#include "suasion/scenario/language.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "suasion/scenario/language_table.hpp"

using namespace suasion;

TEST_CASE("scenario: everything in the table can be explained, by section, by key and by both") {
  for (const scenario::Section& section : scenario::sections()) {
    CAPTURE(section.name);
    const auto text = scenario::explain(section.name);
    REQUIRE(text.has_value());
    CHECK(text->find(section.meaning.substr(0, 20)) != std::string::npos);
    for (const scenario::Key& key : section.keys) {
      CAPTURE(key.name);
      CHECK_FALSE(key.meaning.empty());
      CHECK_FALSE(key.example.empty());
      CHECK(scenario::explain(key.name).has_value());
      const auto both = scenario::explain(std::string(section.name) + "." + std::string(key.name));
      REQUIRE(both.has_value());
      CHECK(both->find("Takes " + scenario::expected(key).substr(0, 10)) != std::string::npos);
    }
  }
}

TEST_CASE("scenario: nothing to explain gives the nearest that there is") {
  const auto result = scenario::explain("sailence");
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error()[0].code == "S311");
  CHECK(result.error()[0].hint == "did you mean 'salience'?");
}

TEST_CASE("scenario: chapters, codes and the table of contents are explained, in lines of at most 100 columns") {
  for (const std::string key : {"", "laws", "quantities", "dates", "paths", "csv", "S104", "s104", "clock.origin"}) {
    CAPTURE(key);
    const auto text = scenario::explain(key);
    REQUIRE(text.has_value());
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      const bool example = line.starts_with("    ");
      CHECK((example || line.size() <= 100));
    }
  }
}

TEST_CASE("scenario: the schema knows every section and key, and refuses others") {
  const nlohmann::json schema = nlohmann::json::parse(scenario::json_schema());
  CHECK(schema["additionalProperties"] == false);
  for (const scenario::Section& section : scenario::sections()) {
    const std::string name(section.name);
    CAPTURE(name);
    REQUIRE(schema["properties"].contains(name));
    const nlohmann::json& element = schema["definitions"][name];
    CHECK(element["additionalProperties"] == false);
    for (const scenario::Key& key : section.keys) {
      CHECK(element["properties"].contains(std::string(key.name)));
    }
  }
}

TEST_CASE("scenario: every reference inside the schema leads somewhere") {
  const nlohmann::json schema = nlohmann::json::parse(scenario::json_schema());
  const std::string text = scenario::json_schema();
  const std::string marker = "\"$ref\": \"#";
  std::size_t seen = 0;
  for (std::size_t at = text.find(marker); at != std::string::npos; at = text.find(marker, at + 1), ++seen) {
    const std::size_t start = at + marker.size();
    const std::string pointer = text.substr(start, text.find('"', start) - start);
    CAPTURE(pointer);
    CHECK(schema.contains(nlohmann::json::json_pointer(pointer)));
  }
  CHECK(seen > 50);
}
