// What is known of inputs besides their numbers, and how they are put together.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "../../../support/function.hpp"
#include "../../../support/studied.hpp"
#include "suasion/analysis/study/grouping.hpp"
#include "suasion/analysis/study/input_facts.hpp"

namespace {

using namespace suasion;
using analysis::GroupBy;
using analysis::InputFacts;

/// The bundled case, with what it knows of the inputs of one issue and all questions.
struct KnownInputs {
  KnownInputs()
      : world(test::bundled("belarus-2020"), {"scholz2011"}),
        experiment(world.study({"integration", "crackdown"}).spec),
        facts(analysis::input_facts(world.scenario, &world.maker.plan(0), experiment)) {}

  [[nodiscard]] const InputFacts& of(const std::string& path) const {
    const auto at = std::find_if(facts.begin(), facts.end(), [&](const InputFacts& one) { return one.path == path; });
    REQUIRE_MESSAGE(at != facts.end(), path);
    return *at;
  }

  test::Studied world;
  ensemble::ScenarioExperiment experiment;
  std::vector<InputFacts> facts;
};

InputFacts fact(const std::string& part, const std::string& actor, scenario::Grounds grounds,
                const std::string& prior_source = "") {
  return {.part = part, .actor = actor, .grounds = std::move(grounds), .prior_source = prior_source};
}

/// Five inputs: two of A's, one of B's with the same source, a module's, and one that nobody speaks for.
const std::vector<InputFacts> five = {fact("issues", "A", {.because = {{"paper", "p. 1", ""}}}),
                                      fact("issues", "B", {.because = {{"", "", "a guess"}, {"paper", "p. 2", ""}}}),
                                      fact("hazards", "A", {.because = {{"", "", "a guess"}}}),
                                      fact("signal", "", {}, "a module's own"), fact("ties", "", {})};

/// Names with the numbers of their inputs: "A:02 B:1".
std::string grouped_words(GroupBy by, bool chance = true) {
  const auto experiment = test::function_experiment(
      {.factors = 5,
       .function = [](std::span<const double> u, double) { return std::vector<double>{u[0]}; },
       .chance = chance});
  std::string words;
  for (const analysis::FactorGroup& group : analysis::grouped(*experiment, five, by)) {
    words += (words.empty() ? "" : " ") + group.name + (group.chance ? "!" : ":");
    for (const std::size_t factor : group.factors) {
      words += std::to_string(factor);
    }
  }
  return words;
}

}  // namespace

TEST_CASE("every input of the bundled case has words, a part, and somebody who speaks for it") {
  const KnownInputs known;
  REQUIRE(known.facts.size() == known.experiment.factors().size() + known.experiment.fixed().size());
  for (std::size_t f = 0; f < known.experiment.factors().size(); ++f) {
    const InputFacts& one = known.facts[f];
    CAPTURE(one.path);
    CHECK(one.path == known.experiment.factors()[f].name);
    CHECK_FALSE(one.what.empty());
    CHECK(one.what != one.path);
    CHECK_FALSE(one.part.empty());
    CHECK((!one.grounds.because.empty() || !one.prior_source.empty()));
  }
}

TEST_CASE("a number of a stake is its actor's, a parameter its module's, and a day its event's") {
  const KnownInputs known;
  const InputFacts& position = known.of("issues.integration.positions.RUS");
  CHECK(position.actor == "RUS");
  CHECK(position.part == "issues");
  CHECK_FALSE(position.grounds.because.empty());
  const InputFacts& day = known.of("events.defender-2020.day");
  CHECK(day.what == "day of Exercise Defender Europe 20");
  CHECK(day.part == "events");
  CHECK_FALSE(day.grounds.because.empty());
  const auto module = std::find_if(known.facts.begin(), known.facts.end(),
                                   [](const InputFacts& one) { return one.path.starts_with("parameters.signal."); });
  REQUIRE(module != known.facts.end());
  CHECK(module->part == "signal");
  CHECK(module->actor.empty());
}

TEST_CASE("inputs go together by actor, part or source, in the order of their first, and chance stands last") {
  CHECK(grouped_words(GroupBy::input) == "x1:0 x2:1 x3:2 x4:3 x5:4 chance!");
  CHECK(grouped_words(GroupBy::actor) == "A:02 B:1 no single actor:34 chance!");
  CHECK(grouped_words(GroupBy::part) == "issues:01 hazards:2 signal:3 ties:4 chance!");
  CHECK(grouped_words(GroupBy::source) == "paper:01 judgement:23 nobody:4 chance!");
  CHECK(grouped_words(GroupBy::actor, false) == "A:02 B:1 no single actor:34");
}

TEST_CASE("every way to group has a name, and no other word is one") {
  for (const GroupBy by : {GroupBy::input, GroupBy::actor, GroupBy::part, GroupBy::source}) {
    CHECK(analysis::group_by(analysis::name(by)) == by);
  }
  CHECK_FALSE(analysis::group_by("actors"));
  CHECK_FALSE(analysis::group_by(""));
}
