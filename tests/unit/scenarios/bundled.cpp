/// The scenarios that come with suasion: they read without a complaint, the case is complete, and it knows nothing that
/// its day of writing could not know.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "suasion/analysis/truth.hpp"
#include "suasion/base/date.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using suasion::scenario::Files;
using suasion::scenario::Scenario;

const std::filesystem::path folder = std::filesystem::path(SUASION_SOURCE_DIR) / "scenarios";

/// Every message of a reading as text, one a line; empty when there is none.
std::string complaints(const suasion::base::Diagnostics& diagnostics) {
  std::string all;
  for (const auto& diagnostic : diagnostics) {
    all += suasion::base::to_text(diagnostic) + "\n";
  }
  return all;
}

Files bundled_files(const std::string& name) {
  auto files = suasion::scenario::load((folder / name).string());
  REQUIRE_MESSAGE(files.has_value(), complaints(files.error()));
  return *std::move(files);
}

Scenario bundled(const std::string& name) {
  auto scenario = suasion::scenario::read(bundled_files(name), {}, true);
  REQUIRE_MESSAGE(scenario.has_value(), complaints(scenario.error()));
  return *std::move(scenario);
}

/// The text of a scenario cut at the head of each element of a section.
std::vector<std::string> blocks(const std::string& text) {
  std::vector<std::string> all = {""};
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("[[")) {
      all.emplace_back();
    }
    all.back() += line + "\n";
  }
  return all;
}

/// The row marks in `inventory = [...]` of a piece of a scenario.
std::set<std::string> marks(const std::string& text) {
  static const std::regex row(R"(\ninventory = \[([^\]]*)\])");
  static const std::regex mark(R"([A-Z][0-9]{2})");
  std::set<std::string> all;
  for (std::sregex_iterator found(text.begin(), text.end(), row), end; found != end; ++found) {
    const std::string list = (*found)[1].str();
    for (std::sregex_iterator one(list.begin(), list.end(), mark); one != end; ++one) {
      all.insert(one->str());
    }
  }
  return all;
}

double fixed(const suasion::scenario::Quantity& quantity) {
  const auto* value = std::get_if<suasion::math::Fixed>(&quantity.law.form);
  REQUIRE(value != nullptr);
  return value->value;
}

}  // namespace

TEST_CASE("scenarios/bundled: every bundled scenario reads without an error or a warning, even under strict") {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".toml") {
      CAPTURE(entry.path());
      CHECK(complaints(bundled(entry.path().filename().string()).notes) == "");
      ++found;
    }
  }
  CHECK(found >= 2);
}

TEST_CASE("scenarios/bundled: belarus-2020 has every row of the list of what the article mentions") {
  const std::set<std::string> present = marks(bundled_files("belarus-2020.toml").files.front().bytes);
  const std::vector<std::pair<char, int>> rows = {{'A', 20}, {'P', 5}, {'D', 7}, {'Q', 12}, {'E', 11},
                                                  {'R', 8},  {'C', 7}, {'X', 9}, {'K', 24}, {'F', 15}};
  std::size_t expected = 0;
  for (const auto& [letter, count] : rows) {
    for (int number = 1; number <= count; ++number) {
      const std::string mark = letter + std::string(number < 10 ? "0" : "") + std::to_string(number);
      CHECK_MESSAGE(present.contains(mark), mark, " is in no element");
      ++expected;
    }
  }
  CHECK(present.size() == expected);
}

TEST_CASE("scenarios/bundled: belarus-2020 says of every slip of the article what is wrong, where it stands") {
  std::set<std::string> answered;
  for (const std::string& block : blocks(bundled_files("belarus-2020.toml").files.front().bytes)) {
    for (const std::string& mark : marks(block)) {
      if (mark.front() == 'F' && block.find("\ndisputed = ") != std::string::npos &&
          block.find(mark + ":") != std::string::npos) {
        answered.insert(mark);
      }
    }
  }
  CHECK(answered.size() == 15);
}

TEST_CASE(
    "scenarios/bundled: belarus-2020 dates nothing after its origin but plans, terms, questions, claims and what might "
    "happen") {
  const Files files = bundled_files("belarus-2020.toml");
  const auto origin = suasion::base::parse_date("2020-01-31");
  REQUIRE(bundled("belarus-2020.toml").origin == *origin);
  const std::regex date(R"([0-9]{4}-[0-9]{2}-[0-9]{2})");
  const std::regex may_lie_ahead(R"(^((planned|until|by|end|from|at) = |.*\{ add = "events").*)");
  std::istringstream lines(files.files.front().bytes);
  std::size_t dates = 0;
  for (std::string line; std::getline(lines, line);) {
    for (std::sregex_iterator found(line.begin(), line.end(), date), end; found != end; ++found) {
      const auto day = suasion::base::parse_date(found->str());
      ++dates;
      CHECK_MESSAGE((!day || *day <= *origin || std::regex_match(line, may_lie_ahead)), line);
    }
  }
  CHECK(dates > 50);
}

TEST_CASE("scenarios/bundled: belarus-2020 asks its twenty questions") {
  CHECK(bundled("belarus-2020.toml").section("questions").size() == 20);
}

TEST_CASE("scenarios/bundled: answers stand in a file apart, every question has one, and no scenario has any") {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "truth")) {
    CAPTURE(entry.path());
    const std::string name = entry.path().filename().string();
    const Scenario scenario = bundled(name);
    CHECK(suasion::analysis::truth_path((folder / name).string()) == entry.path().string());
    const auto truths = suasion::analysis::load_truths(entry.path().string(), scenario);
    REQUIRE_MESSAGE(truths.has_value(), complaints(truths.error()));
    CHECK(truths->unanswered.empty());
    CHECK(truths->answers.size() == scenario.section("questions").size());
    CHECK(bundled_files(name).files.front().bytes.find("\ntruth") == std::string::npos);
    ++found;
  }
  CHECK(found >= 1);
}

TEST_CASE("scenarios/bundled: every issue of belarus-2020 has 6 to 12 stakes, each number with its grounds") {
  const Scenario scenario = bundled("belarus-2020.toml");
  std::set<std::string> issues;
  for (const auto& issue : scenario.issues) {
    CAPTURE(issue.id);
    issues.insert(issue.id);
    CHECK(issue.status_quo.has_value());
    CHECK(issue.stakes.size() >= 6);
    CHECK(issue.stakes.size() <= 12);
    for (const auto& stake : issue.stakes) {
      CAPTURE(scenario.actors[stake.actor].id);
      CHECK(!stake.position.grounds.because.empty());
      CHECK(!stake.salience.grounds.because.empty());
      CHECK(!stake.capability.grounds.because.empty());
      CHECK(std::ranges::any_of(stake.position.grounds.because,
                                [](const auto& reason) { return !reason.judgement.empty(); }));
    }
  }
  CHECK(issues == std::set<std::string>{"basing", "diplomatic", "energy", "integration", "sanctions"});
}

TEST_CASE("scenarios/bundled: ec-car-emissions is the table of Scholz, Calbert and Smith (2011)") {
  struct Row {
    std::string actor;
    double capability, position, salience;
  };
  const std::vector<Row> table = {
      {"NLD", 0.08, 4, 80},  {"BEL", 0.08, 7, 40},  {"LUX", 0.03, 4, 20}, {"DEU", 0.16, 4, 80},  {"FRA", 0.16, 10, 60},
      {"ITA", 0.16, 10, 60}, {"GBR", 0.16, 10, 90}, {"IRL", 0.05, 7, 10}, {"DNK", 0.05, 4, 100}, {"GRC", 0.08, 7, 70}};
  const Scenario scenario = bundled("ec-car-emissions.toml");
  REQUIRE(scenario.issues.size() == 1);
  const auto& issue = scenario.issues.front();
  CHECK(issue.scale_low == 4);
  CHECK(issue.scale_high == 10);
  CHECK(scenario.run.models == std::vector<std::string>{"scholz2011"});
  REQUIRE(issue.stakes.size() == table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    CAPTURE(table[i].actor);
    CHECK(scenario.actors[issue.stakes[i].actor].id == table[i].actor);
    CHECK(fixed(issue.stakes[i].capability) == table[i].capability);
    CHECK(fixed(issue.stakes[i].position) == table[i].position);
    CHECK(fixed(issue.stakes[i].salience) == table[i].salience);
  }
}
