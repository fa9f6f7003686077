#include "suasion/analysis/sensitivity/groups.hpp"

#include <doctest/doctest.h>

#include "../../../support/function.hpp"
#include "../../../support/sensitivity.hpp"

namespace suasion::test {

namespace {

std::unique_ptr<ensemble::Experiment> chain(bool chance) {
  return function_experiment({.factors = 5,
                              .function = [](auto u, double) { return std::vector{u[0]}; },
                              .links = {{3, 1, 0.5}, {1, 4, -0.2}},
                              .chance = chance});
}

}  // namespace

TEST_CASE("single factors: linked ones are merged, chance comes last") {
  const auto groups = analysis::single_factors(*chain(true));
  REQUIRE(groups.size() == 4);
  CHECK(groups[0].name == "x1");
  CHECK(groups[1].name == "x2 + x4 + x5");
  CHECK(groups[1].factors == std::vector<std::size_t>{1, 3, 4});
  CHECK(groups[2].name == "x3");
  CHECK(groups[3].chance);
  CHECK(groups[3].factors.empty());
  CHECK_FALSE(analysis::single_factors(*chain(false)).back().chance);
}

TEST_CASE("links that cross groups are named, those inside are not") {
  const auto experiment = chain(false);
  CHECK(analysis::split_links(*experiment, analysis::single_factors(*experiment)).empty());
  const auto split =
      analysis::split_links(*experiment, {{.name = "a", .factors = {1, 3}}, {.name = "b", .factors = {0}}});
  REQUIRE(split.size() == 1);
  CHECK(split[0].group == 0);
  CHECK(split[0].inside == 1);
  CHECK(split[0].outside == 4);
}

TEST_CASE("linked sets hold the correlations of normal scores") {
  const auto sets = analysis::linked_sets(*chain(false));
  REQUIRE(sets.size() == 1);
  CHECK(sets[0].axes == std::vector<std::size_t>{1, 3, 4});
  CHECK(sets[0].correlation[0 * 3 + 1] == doctest::Approx(2.0 * std::sin(pi * 0.5 / 6.0)).epsilon(1e-15));
  CHECK(sets[0].correlation[2 * 3 + 0] == doctest::Approx(-2.0 * std::sin(pi * 0.2 / 6.0)).epsilon(1e-15));
  CHECK(sets[0].correlation[1 * 3 + 2] == 0.0);
  CHECK(sets[0].correlation[4] == 1.0);
}

}  // namespace suasion::test
