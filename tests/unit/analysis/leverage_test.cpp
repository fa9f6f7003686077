// Goals as they are written, the moves of a small scenario, and the objective against scenarios that are edited.
#include "suasion/analysis/leverage/leverage.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"
#include "suasion/analysis/leverage/stage.hpp"

namespace {

using namespace suasion;
using namespace suasion::analysis;

std::string code_of(const std::string& goal) {
  const base::Result<GoalWords> words = parse_goal(goal);
  return words ? "" : words.error().front().code;
}

/// Two issues on which A and B want opposite things, and care the other way round; C stands with A on the first.
const char* const two_issues = R"(suasion = 1
title = "Two issues"
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
A = 20
B = 90
C = [10, 30]
[issues.salience]
A = 80
B = 20
C = 50
[issues.capability]
A = 10
B = 10
C = 5
[[issues]]
id = "port"
name = "Port"
scale = { 0 = "shut", 50 = "open" }
because.judgement = "made up"
[issues.positions]
A = 40
B = 5
[issues.salience]
A = 20
B = 80
[issues.capability]
A = 10
B = 10
)";

/// A scenario ready to be asked.
struct Ready {
  explicit Ready(const std::string& text, const std::vector<std::string>& edits = {})
      : files(test::files_of(text)),
        scenario(test::scenario_of(files, {.edits = edits})),
        plan(*ensemble::make_plan(scenario, {"scholz2011"})),
        maker(files, {}, {}, scenario) {}

  [[nodiscard]] LeverageTask task(const std::string& actor, const std::string& goal) {
    return {.scenario = scenario,
            .files = files,
            .plan = plan,
            .maker = maker,
            .actor = actor,
            .goal = goal,
            .draws = 256,
            .threads = 1};
  }

  scenario::Files files;
  scenario::Scenario scenario;
  ensemble::Plan plan;
  WorldMaker maker;
};

const Move& move_named(const std::vector<Move>& moves, const std::string& name) {
  const auto at = std::find_if(moves.begin(), moves.end(), [&](const Move& one) { return one.lever.name == name; });
  REQUIRE_MESSAGE(at != moves.end(), name);
  return *at;
}

}  // namespace

TEST_CASE("a goal is read in all its forms") {
  const GoalWords down = *parse_goal("tax down");
  CHECK(down.name == "tax");
  CHECK(down.aim == Aim::down);
  const GoalWords bound = *parse_goal("tax<=40@0.6");
  CHECK(bound.aim == Aim::at_most);
  CHECK(bound.value == 40.0);
  CHECK(bound.chance == 0.6);
  const GoalWords model = *parse_goal("tax@compromise >= -2.5 @ 0.25");
  CHECK(model.name == "tax@compromise");
  CHECK(model.value == -2.5);
  CHECK(parse_goal("deal no @ 0.9")->chance == 0.9);
}

TEST_CASE("a goal that cannot be read says what is wrong with it") {
  CHECK(code_of("") == "M311");
  CHECK(code_of("tax") == "M311");
  CHECK(code_of("tax dwn") == "M311");
  CHECK(code_of("tax <=") == "M311");
  CHECK(code_of("tax <= much") == "M311");
  CHECK(code_of("tax <= inf") == "M311");
  CHECK(code_of("tax up 3") == "M311");
  CHECK(code_of("tax up @ 0.5") == "M311");
  CHECK(code_of("tax <= 3 @ 1") == "M314");
  CHECK(code_of("tax <= 3 @ often") == "M314");
  CHECK(parse_goal("tax dwn").error().front().hint == "did you mean 'down'?");
}

TEST_CASE("goals and actors that a scenario does not have are named") {
  Ready ready(two_issues);
  const auto mistake = [&](const std::string& actor, const std::string& goal) {
    const auto answer = leverage(ready.task(actor, goal));
    REQUIRE(!answer);
    return answer.error().front().code;
  };
  CHECK(mistake("D", "tax up") == "M315");
  CHECK(mistake("A", "taxes up") == "M301");
  CHECK(mistake("A", "tax yes") == "M312");
  CHECK(mistake("A", "tax >= 101") == "M313");
  CHECK(mistake("C", "port up") == "M316");
}

TEST_CASE("prices are set by kind, and mistakes in them named") {
  CHECK(with_cost({}, "ally=2.5")->of(MoveKind::ally) == 2.5);
  CHECK(with_cost({}, "ally=2.5")->of(MoveKind::deed) == Costs{}.of(MoveKind::deed));
  for (const char* text : {"alley=2", "ally", "ally=", "ally=-1", "ally=nan", "ally=2x"}) {
    CHECK_MESSAGE(with_cost({}, text).error().front().code == "M317", text);
  }
}

TEST_CASE("the moves of an actor have ranges, prices and inputs") {
  Ready ready(two_issues);
  const std::vector<Move> moves = issue_moves(ready.scenario, 0, {0}, {0}, {50.0, 25.0}, {});
  const Move& position = move_named(moves, "position.tax");
  CHECK(position.lever.least == -20.0);  // not below the scale
  CHECK(position.lever.most == 25.0);
  CHECK(position.lever.cost_per_unit == doctest::Approx(0.8));
  CHECK(move_named(moves, "attention.tax").lever.most == 20.0);
  CHECK(move_named(moves, "capability.tax").pulls.front().path == "issues.tax.capability.A");
  CHECK(move_named(moves, "ally.C.tax").partner == 2);
  CHECK(std::none_of(moves.begin(), moves.end(), [](const Move& one) { return one.lever.name == "ally.B.tax"; }));
}

TEST_CASE("an exchange moves both outcomes by what leaves both equally better off") {
  // weights 8 and 2 and 2.5 on tax, outcome 430/12.5 = 34.4; 2 and 8 on port, outcome 12. B gives way on tax, A on
  // port.
  Ready ready(two_issues);
  const std::vector<Move> moves = exchanges(ready.scenario, 0, {0, 1}, {});
  REQUIRE(moves.size() == 1);
  const Move& swap = moves.front();
  CHECK(swap.lever.name == "exchange.B.port-for-tax");
  CHECK(swap.issue == 0);
  CHECK(swap.pulls.front().path == "issues.tax.positions.B");
  CHECK(swap.pulls.back().path == "issues.port.positions.A");
  const double tax = swap.pulls.front().shift * 2.0 / 12.5 / 100.0;
  const double port = swap.pulls.back().shift * 2.0 / 10.0 / 50.0;
  CHECK(tax < 0.0);
  CHECK(port < 0.0);
  CHECK(0.8 * -tax - 0.2 * -port == doctest::Approx(0.8 * -port - 0.2 * -tax));
}

TEST_CASE("the objective of a move is a run of the scenario with the moved numbers set") {
  Ready ready(two_issues);
  std::uint64_t half = 256;
  const Setup setup = *set_up(ready.task("A", "tax down"), half);
  std::size_t lever = 0;
  while (setup.stage.moves[lever].lever.name != "position.tax") {
    ++lever;
  }
  ScenarioObjective objective(setup.stage, -1.0, 1, 2, {});
  const std::vector<Portfolio> moves = {{}, {{lever, -12.5}}};
  std::vector<double> values(512);
  objective.evaluate(moves, 0, 1, values);

  Ready edited(two_issues, {"issues.tax.positions.A=7.5"});
  std::uint64_t same = 256;
  const Setup other = *set_up(edited.task("A", "tax down"), same);
  ScenarioObjective expected(other.stage, -1.0, 1, 1, {});
  std::vector<double> wanted(256);
  expected.evaluate(std::vector<Portfolio>{{}}, 0, 1, wanted);
  CHECK(std::equal(wanted.begin(), wanted.end(), values.begin() + 256));
  CHECK(!std::equal(wanted.begin(), wanted.end(), values.begin()));
}

TEST_CASE("deeds are an actor's own, not past, and not undone once they are announced") {
  const std::string text = test::system_text(R"(
[[events]]
id = "trip"
kind = "visit"
from = "FAR"
to = "MID"
announced = 2020-01-15
planned = 2020-03-01
[[events]]
id = "old"
kind = "visit"
from = "FAR"
to = "MID"
date = 2019-03-01
[[counterfactuals]]
id = "called-off"
text = "The trip is called off."
edits = [{ cancel = "events.trip", on = 2020-01-31 }]
[[counterfactuals]]
id = "never"
text = "No trip was planned."
edits = [{ remove = "events.trip" }]
[[counterfactuals]]
id = "no-old"
text = "Nobody came."
edits = [{ remove = "events.old" }]
)");
  const scenario::Files files = test::files_of(text);
  const scenario::Scenario scenario = test::scenario_of(files);
  const scenario::Document document = *scenario::parse(files);
  const Moves far = deeds(scenario, document, 2, "MID", {});
  REQUIRE(scenario.actors[2].id == "FAR");
  REQUIRE(far.open.size() == 1);
  CHECK(far.open.front().deed == "called-off");
  REQUIRE(far.closed.size() == 2);
  CHECK(far.closed[0].id == "never");
  CHECK(far.closed[1].why == "it lies in the past");
  CHECK(deeds(scenario, document, 0, "MID", {}).open.empty());
}

TEST_CASE("an answer does not hang on threads, and a search can be stopped") {
  Ready ready(two_issues);
  LeverageTask task = ready.task("A", "tax down");
  const auto one = leverage(task);
  task.threads = 2;
  const auto two = leverage(task);
  REQUIRE(one);
  REQUIRE(two);
  CHECK((*one)->advice.choices.front().best.move == (*two)->advice.choices.front().best.move);
  CHECK((*one)->on_issues.fortunes.front().change.value == (*two)->on_issues.fortunes.front().change.value);
  const std::atomic<bool> stop = true;
  const auto stopped = leverage(task, {.cancel = &stop});
  REQUIRE(stopped);
  CHECK(!*stopped);
}
