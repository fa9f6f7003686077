// The table of swaps that would pay, over the draws of a scenario.
#include "suasion/system/leverage/swaps.hpp"

#include <doctest/doctest.h>

#include "../../support/system_world.hpp"
#include "suasion/scenario/read.hpp"

namespace {

using namespace suasion;  // NOLINT(google-build-using-namespace)

scenario::Scenario two_issues(const std::string& far_on_union, const std::string& mid_on_base) {
  const std::string more = R"(
[issues.stakes.FAR]
position = 30
salience = )" + far_on_union +
                           R"(
capability = 10
[[issues]]
id = "base"
name = "Base"
scale = { 0 = "none", 10 = "full" }
because.judgement = "made up"
[issues.stakes.BIG]
position = 10
salience = 30
capability = 100
[issues.stakes.MID]
position = 0
salience = )" + mid_on_base +
                           R"(
capability = 60
)";
  std::string text = test::system_text();
  text.insert(text.find("[[ties]]"), more);
  auto read = scenario::read({.files = {{.name = "test.toml", .bytes = text}}});
  REQUIRE(read.has_value());
  return *std::move(read);
}

}  // namespace

TEST_CASE("swaps: who cares less for one issue gives way on it, and both gain in every draw") {
  // BIG weighs union 60 to base 30, MID weighs them 90 to 10: MID would rather give the base
  const auto rows = system::leverage::profitable_swaps(two_issues("20", "10"));
  REQUIRE(rows.size() == 1);
  const auto& row = rows.front();
  CHECK(row.p == "union");
  CHECK(row.q == "base");
  CHECK(row.first == "MID");
  CHECK(row.second == "BIG");
  CHECK(row.share == 1.0);
  CHECK(row.first_gets_p == 1.0);
  CHECK(row.move_p < 0.0);
  CHECK(row.move_q > 0.0);
  CHECK(row.gain > 0.0);
}

TEST_CASE("swaps: with the same weights of both issues nobody has anything to swap") {
  CHECK(system::leverage::profitable_swaps(two_issues("20", "45")).empty());
}

TEST_CASE("swaps: what is uncertain pays in some draws only, and the third actor feels it") {
  const auto rows = system::leverage::profitable_swaps(two_issues("20", "[20, 70]"));
  REQUIRE(rows.size() == 1);
  CHECK(rows.front().share == doctest::Approx(1.0));  // one way or the other
  CHECK(rows.front().first_gets_p > 0.2);
  CHECK(rows.front().first_gets_p < 0.8);
  CHECK(rows.front().others != 0.0);
  CHECK(system::leverage::profitable_swaps(two_issues("0", "[20, 70]")).front().others == 0.0);
}
