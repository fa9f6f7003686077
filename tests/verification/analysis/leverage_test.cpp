// Moves under the compromise model, where everything is known in closed form: the outcome is sum w_i x_i / sum w_i with
// w_i = c_i s_i (van den Bos 1991, Dutch EC Policy Making, ch. 5), so d outcome / d x_i = w_i / sum w.
#include "suasion/analysis/leverage/leverage.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../support/worlds.hpp"

namespace {

using namespace suasion;
using namespace suasion::analysis;

// weights 8, 4, 8: outcome (8*50 + 4*80 + 8*20)/20 = 44
const char* const three = R"(suasion = 1
title = "Three"
[[actors]]
id = "A"
name = "Aland"
[[actors]]
id = "B"
name = "Bland"
[[actors]]
id = "C"
name = "Cland"
[[issues]]
id = "tax"
name = "Tax"
scale = { 0 = "none", 100 = "full" }
because.judgement = "made up"
[issues.positions]
A = 50
B = 80
C = 20
[issues.salience]
A = 80
B = 40
C = 80
[issues.capability]
A = 10
B = 10
C = 10
)";

LeverageAnswer ask(const std::string& goal, double budget, std::size_t most) {
  const scenario::Files files = test::files_of(three);
  const scenario::Scenario scenario = test::scenario_of(files);
  const ensemble::Plan plan = *ensemble::make_plan(scenario, {"scholz2011"});
  WorldMaker maker(files, {}, {}, scenario);
  const auto answer = leverage({.scenario = scenario,
                                .files = files,
                                .plan = plan,
                                .maker = maker,
                                .actor = "A",
                                .goal = goal,
                                .model = "compromise",
                                .budget = budget,
                                .most_moves = most,
                                .draws = 256,
                                .threads = 1});
  REQUIRE(answer);
  REQUIRE(*answer);
  return **answer;
}

}  // namespace

TEST_CASE("the best single move is the one with the largest known gain, and gains what it should") {
  // 25 more of 100 on a position of weight 8/20 gains 10 for 20 points; half as much capability again would make the
  // outcome (12*50 + 4*80 + 8*20)/24 = 45, a gain of 1 for 25 points.
  const LeverageAnswer answer = ask("tax up", 25.0, 1);
  CHECK(answer.start.value == doctest::Approx(44.0));
  const Judged& best = answer.advice.choices.front().confirmed;
  REQUIRE(best.move.size() == 1);
  CHECK(answer.moves[best.move.front().lever].lever.name == "position.tax");
  CHECK(best.move.front().amount == 25.0);
  CHECK(best.figures.gain.value == doctest::Approx(10.0));
  CHECK(best.figures.gain.error == doctest::Approx(0.0));
  CHECK(best.cost == doctest::Approx(20.0));
  for (const Judged& one : answer.advice.singles) {
    if (answer.moves[one.move.front().lever].lever.name == "capability.tax") {
      CHECK(one.figures.gain.value == doctest::Approx(1.0));
    }
  }
}

TEST_CASE("who gains and who loses is what the outcome's way past their positions says") {
  // from 44 to 54: A, at 50 with salience 80 %, is 6 away before and 4 after; B comes 10 nearer, C 10 farther
  const LeverageAnswer answer = ask("tax up", 25.0, 1);
  CHECK(answer.on_issues.fortunes[0].change.value == doctest::Approx(0.8 * 2.0));
  CHECK(answer.on_issues.fortunes[1].change.value == doctest::Approx(0.4 * 10.0));
  CHECK(answer.on_issues.fortunes[2].change.value == doctest::Approx(-0.8 * 10.0));
}

TEST_CASE("moves together gain what the formula says, not the sum of what they gain alone") {
  // position 75 and attention 85 (weight 8.5) cost 22.5: (8.5*75 + 320 + 160)/20.5 = 54.51
  const LeverageAnswer answer = ask("tax up", 22.5, 2);
  const Judged& best = answer.advice.choices.front().confirmed;
  CHECK(best.move.size() == 2);
  CHECK(best.figures.gain.value == doctest::Approx((8.5 * 75.0 + 480.0) / 20.5 - 44.0));
}

TEST_CASE("a goal is reached exactly from where the formula says, and else told how near one gets") {
  const LeverageAnswer reached = ask("tax >= 53.9", 20.0, 1);
  REQUIRE(reached.advice.attainment);
  CHECK(reached.advice.attainment->reached);
  const LeverageAnswer missed = ask("tax >= 54.1", 20.0, 1);
  CHECK(!missed.advice.attainment->reached);
  CHECK(missed.advice.attainment->value == doctest::Approx(54.0));
  REQUIRE(missed.unlimited);
  CHECK(!missed.unlimited->reached);  // one move alone never gets farther
  const LeverageAnswer dear = ask("tax >= 54.1", 20.0, 2);
  REQUIRE(dear.unlimited);
  CHECK(dear.unlimited->reached);
}
