// Boxes, cuts, choices and errors of scenario discovery.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "../../support/discovery_draws.hpp"
#include "suasion/analysis/discovery/cart.hpp"
#include "suasion/analysis/discovery/cut.hpp"
#include "suasion/analysis/discovery/prim.hpp"
#include "suasion/analysis/discovery/refine.hpp"

namespace {

using namespace suasion;
using namespace suasion::analysis::discovery;

std::size_t cut_after(const std::vector<double>& column, std::size_t wanted) {
  CutFinder finder(wanted);
  for (const double x : column) {
    if (finder.add(x, false)) {
      break;
    }
  }
  return finder.cut().draws;
}

std::string code(const Draws& draws) {
  const auto boxes = find_boxes(draws);
  const auto tree = find_tree(draws);
  REQUIRE(boxes.has_value() == tree.has_value());
  return boxes ? "" : boxes.error().front().code;
}

}  // namespace

TEST_CASE("discovery: a cut never parts equal values, and takes about what is wanted") {
  CHECK(cut_after({1, 2, 3, 4, 5, 6}, 2) == 2);
  CHECK(cut_after({1, 1, 1, 1, 2, 2}, 2) == 4);     // a whole value at least
  CHECK(cut_after({1, 2, 2, 2, 2, 2, 3}, 4) == 6);  // 1 alone is less than half of what is wanted
  CHECK(cut_after({1, 1, 2, 2, 2, 2, 3}, 4) == 2);  // half is enough
  CHECK(cut_after({1, 1, 1}, 1) == 0);              // nothing to cut between
  CHECK(cut_after({1, 1, 1, 2}, 3) == 3);
}

TEST_CASE(
    "discovery: bounds lie between neighbours, and keep what they should even where doubles are next to each other") {
  CHECK(bound_above(1.0, 2.0) == 1.5);
  CHECK(bound_below(1.0, 2.0) == 1.5);
  const double next = std::nextafter(1.0, 2.0);
  CHECK(bound_above(1.0, next) == next);
  CHECK(bound_below(1.0, next) == 1.0);
  const double most = std::numeric_limits<double>::max();
  CHECK(bound_above(-most, most) == 0.0);
}

TEST_CASE("discovery: restrictions are told with quantiles and the values that remain") {
  test::Cube cube(200, 2, 1, [](const auto& x) { return x[0]; });
  for (std::size_t i = 0; i < 200; ++i) {
    cube.column(0)[i] = static_cast<double>(i % 4);  // 0, 1, 2, 3
  }
  const auto told = restrictions({{.input = 0, .low = 0.5, .high = 2.5}}, cube.draws());
  REQUIRE(told.size() == 1);
  CHECK(told[0].low == 0.5);
  CHECK(told[0].high == 2.5);
  CHECK(told[0].least == 1.0);
  CHECK(told[0].most == 2.0);
  CHECK(told[0].below == 0.25);
  CHECK(told[0].up_to == 0.75);
  CHECK(told[0].values == 4);
  const auto open = restrictions({{.input = 0, .low = 0.5}}, cube.draws());
  CHECK_FALSE(open[0].high.has_value());
  CHECK(open[0].up_to == 1.0);
}

TEST_CASE("discovery: too few cases, no contrast and bad columns are errors that say what is needed") {
  test::Cube cube(400, 2, 1, [](const auto&) { return 0.5; });
  CHECK(code(cube.draws()).empty());
  auto& outcome = cube.outcome();
  const std::vector<std::uint8_t> before = outcome;
  std::fill(outcome.begin(), outcome.end(), std::uint8_t{1});
  CHECK(code(cube.draws()) == "A401");
  CHECK(flaws(cube.draws())[0].message ==
        "the outcome of interest occurs in each of 400 draws: there is nothing to tell apart");
  std::fill(outcome.begin(), outcome.end(), std::uint8_t{0});
  CHECK(code(cube.draws()) == "A401");
  std::fill_n(outcome.begin(), 40, std::uint8_t{1});
  CHECK(flaws(cube.draws())[0].message ==
        "the outcome of interest occurs in 40 of 400 draws; a search needs at least 50 draws in which it occurs and 50 "
        "in which it does not");
  CHECK(flaws(cube.draws())[0].hint == "about 501 draws would do");
  outcome = before;
  cube.column(1)[17] = std::numeric_limits<double>::quiet_NaN();
  CHECK(flaws(cube.draws())[0].message == "input 1 is not finite in draw 17");
  CHECK(code({{}, cube.draws().of_interest}) == "A402");
}

TEST_CASE("discovery: halves are equal, disjoint, and the seed's") {
  const Halves halves = split(1001, 3);
  CHECK(halves.search.size() == 501);
  CHECK(halves.held.size() == 500);
  std::vector<std::uint8_t> seen = marks(1001, halves.search);
  for (const std::uint32_t row : halves.held) {
    CHECK(seen[row] == 0);
  }
  CHECK(split(1001, 3).search == halves.search);
  CHECK(split(1001, 4).search != halves.search);
}

TEST_CASE("discovery: rules choose the knee, or the densest that covers enough") {
  const auto step = [](std::size_t draws, std::size_t hits) { return Step{.in = {draws, hits}}; };
  // coverage and density: (1, .1), (1, .2), (.9, .9), (.5, 1), (.2, 1)
  const Trajectory trajectory = {step(1000, 100), step(500, 100), step(100, 90), step(50, 50), step(20, 20)};
  CHECK(choose(trajectory, Rule::knee, 0.0) == 2);
  CHECK(choose(trajectory, Rule::least_coverage, 0.95) == 1);
  CHECK(choose(trajectory, Rule::least_coverage, 0.6) == 2);
  CHECK(choose(trajectory, Rule::least_coverage, 0.1) == 3);
  CHECK(choose({step(1000, 100)}, Rule::knee, 0.0) == 0);
  CHECK(choose({step(1000, 100), step(500, 100)}, Rule::knee, 0.0) == 1);  // nothing lost at all
}

TEST_CASE("discovery: inputs of few values are restricted at whole values") {
  test::Cube cube(4000, 3, 8, [](const auto&) { return 0.0; });
  for (std::size_t i = 0; i < 4000; ++i) {
    cube.column(1)[i] = std::floor(5.0 * cube.column(1)[i]);  // 0 to 4
    cube.outcome()[i] = cube.column(1)[i] >= 3.0 && cube.column(0)[i] < 0.5 ? 1 : 0;
  }
  const auto found = find_boxes(cube.draws());
  REQUIRE(found.has_value());
  REQUIRE(found->boxes[0].box.size() == 2);
  CHECK(found->boxes[0].box[1].low == 2.5);
  const auto tree = find_tree(cube.draws());
  REQUIRE(tree.has_value());
  CHECK(tree->leaves.size() == 3);
}

TEST_CASE("discovery: a tree has no more leaves than wanted, and its leaves hold each draw once") {
  const test::Cube cube(4000, 3, 8, [](const auto& x) { return x[0] * x[1]; });
  const auto large = find_tree(cube.draws(), {.limits = {.depth = 6}, .most_leaves = 64});
  const auto small = find_tree(cube.draws(), {.limits = {.depth = 6}, .most_leaves = 3});
  REQUIRE(large.has_value());
  CHECK(large->leaves.size() > 3);
  CHECK(small->leaves.size() <= 3);
  std::size_t draws = 0;
  double coverage = 0.0;
  for (const CartLeaf& leaf : large->leaves) {
    draws += leaf.search.density.of;
    coverage += leaf.held.coverage.value;
    CHECK(leaf.search.density.count == large->tree[leaf.node].count.hits);
  }
  CHECK(draws == 2000);
  CHECK(coverage == doctest::Approx(1.0));
}

TEST_CASE("discovery: the tree is the smallest within one standard error of the best") {
  const test::Cube cube(4000, 6, 8, [](const auto& x) { return x[0] * x[1]; });
  const auto found = find_tree(cube.draws(), {.limits = {.depth = 6}, .most_leaves = 64});
  REQUIRE(found.has_value());
  const auto& all = found->prunings;
  const auto best = std::min_element(all.begin(), all.end(),
                                     [](const Pruning& a, const Pruning& b) { return a.validated < b.validated; });
  const double limit = best->validated + best->standard_error;
  CHECK(static_cast<std::size_t>(best - all.begin()) < found->chosen);  // else the rule would not show
  CHECK(all[found->chosen].validated <= limit);
  for (std::size_t k = found->chosen + 1; k < all.size(); ++k) {
    CHECK(all[k].validated > limit);
  }
  CHECK(found->leaves.size() == all[found->chosen].leaves);
}

TEST_CASE("discovery: leaves may have the least number of draws, and not one fewer") {
  test::Cube cube(200, 1, 8, [](const auto&) { return 0.0; });
  for (std::size_t i = 0; i < 200; ++i) {
    cube.column(0)[i] = static_cast<double>(i);
    cube.outcome()[i] = i < 100 ? 1 : 0;
  }
  const Draws draws = cube.draws();
  CHECK(grow(draws, sorted(draws), {.depth = 1, .least_leaf = 100}).size() == 3);
  CHECK(grow(draws, sorted(draws), {.depth = 1, .least_leaf = 101}).size() == 1);
}
