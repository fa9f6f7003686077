#include "suasion/ensemble/chronicle.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "../../support/draws.hpp"
#include "../../support/scenario.hpp"
#include "../../support/sound.hpp"
#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"
#include "suasion/model/expected_utility.hpp"
#include "suasion/model/expected_utility_reference.hpp"

namespace {

using namespace suasion;

std::string question(const std::string& id, const std::string& rest) {
  return "[[questions]]\nid = \"" + id + "\"\ntext = \"?\"\n" + rest + "\n";
}

/// A system with a visit on a day, a hazard and questions of all three kinds.
std::string text() {
  return test::system_text(
      test::quota_text() + R"([[events]]
id = "stop"
name = "The stop"
kind = "stop"
from = "FAR"
to = "MID"
planned = 2020-03-10
because.judgement = "made up"
[[hazards]]
id = "deal"
event = "deal"
per_month = { lognormal = { median = 0.05, log_sd = 0.5 } }
because.judgement = "made up"
)" + question("deal", "event = \"deal\"\nby = 2021-01-30") +
      question("none", "no_event = \"deal\"\nby = 2021-01-30") +
      question("level", "by = 2021-01-30\nthreshold = { of = \"stakeholder.quota\", at_least = 40 }"));
}

}  // namespace

TEST_CASE("a draw's inputs and outcomes are those of the run, bit for bit, whatever the design") {
  const scenario::Scenario scenario = test::random_scenario(5, 3, 2);
  const ensemble::Plan plan = test::sound(ensemble::make_plan(scenario, {"scholz2011", "exchange"}));
  for (const auto design :
       {math::DesignKind::monte_carlo, math::DesignKind::latin_hypercube, math::DesignKind::sobol}) {
    const ensemble::RunSpec spec = {.seed = 7, .draws = 300, .design = design, .threads = 1};
    test::Draws draws;
    static_cast<void>(ensemble::run(plan, spec, {.draws = &draws}));
    for (const std::uint64_t draw : {0U, 13U, 255U, 256U, 299U}) {
      const ensemble::BargainChronicle told = ensemble::chronicle_of(plan, spec, draw);
      for (const ensemble::DrawnInput& input : told.inputs) {
        CHECK(input.value == draws.columns[input.input][draw]);
      }
      std::size_t cell = plan.inputs.size();
      for (const auto& issue : told.courses) {
        for (const ensemble::IssueCourse& course : issue) {
          if (course.active) {
            CHECK(course.outcome == draws.columns[cell++][draw]);
          }
        }
      }
      CHECK(cell + 1 == draws.columns.size());  // behind the outcomes: whether a draw is valid
    }
  }
}

TEST_CASE("the rounds of an issue are those that the plain reference plays") {
  const scenario::Scenario scenario = test::random_scenario(6, 11);
  const ensemble::Plan plan = test::sound(ensemble::make_plan(scenario, {"scholz2011"}));
  const ensemble::RunSpec spec = {.seed = 2, .draws = 64};
  const ensemble::PlannedIssue& issue = plan.issues.front();
  const auto parameters = model::expected_utility::parameters(plan.models.front().choice.settings);
  std::size_t moves = 0;
  for (std::uint64_t draw = 0; draw < 8; ++draw) {
    const ensemble::BargainChronicle told = ensemble::chronicle_of(plan, spec, draw);
    std::vector<double> value(plan.inputs.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
      value[i] = plan.inputs[i].fixed ? plan.inputs[i].quantile(0.5) : 0.0;
    }
    for (const ensemble::DrawnInput& input : told.inputs) {
      value[input.input] = input.value;
    }
    std::vector<model::expected_utility::ReferenceActor> actors;
    for (std::size_t a = 0; a < issue.actor.size(); ++a) {
      actors.push_back({value[issue.position[a]], value[issue.capability[a]], value[issue.salience[a]] / 100.0});
    }
    const auto played = model::expected_utility::play(actors, parameters);
    const ensemble::IssueCourse& course = told.courses.front().front();
    REQUIRE(course.position.size() == played.positions.size());
    for (std::size_t round = 0; round < played.positions.size(); ++round) {
      for (std::size_t a = 0; a < actors.size(); ++a) {
        CHECK(course.position[round][a] == doctest::Approx(played.positions[round][a]).epsilon(1e-9));
      }
    }
    for (const ensemble::RoundMove& move : course.moves) {
      const model::expected_utility::ReferenceMove& plain = played.moves[move.round - 1][move.actor];
      CHECK(move.offer == plain.offer);
      CHECK(move.proposer == plain.proposer);
      ++moves;
    }
  }
  CHECK(moves > 0);
}

TEST_CASE("an input's standing is its probability, and that of a value with others beside it counts them") {
  const scenario::Scenario scenario = test::random_scenario(4, 5);
  const ensemble::Plan plan = test::sound(ensemble::make_plan(scenario, {"compromise"}));
  const ensemble::BargainChronicle told = ensemble::chronicle_of(plan, {.seed = 1, .draws = 10}, 3);
  REQUIRE(!told.inputs.empty());
  for (const ensemble::DrawnInput& input : told.inputs) {
    CHECK(plan.inputs[input.input].quantile(input.standing) == doctest::Approx(input.value).epsilon(1e-12));
    CHECK(input.q05 < input.q95);
    CHECK((input.score() > 0.0) == (input.standing > 0.5));
  }
}

TEST_CASE("the system of a draw is that of a run of worlds, bit for bit") {
  const auto plan = test::planned(test::files_of(text()));
  const ensemble::RunSpec spec = {.seed = 5, .draws = 4};
  const auto results = ensemble::run_worlds(test::side_by_side({plan}), spec);
  std::vector<ensemble::SystemChronicle> told;
  for (std::uint64_t draw = 0; draw < spec.draws; ++draw) {
    told.push_back(ensemble::chronicle_of(*plan, spec, draw));
  }
  for (std::size_t v = 0; v < plan->variables.size(); ++v) {
    for (const system::Tick& tick : plan->ticks) {
      math::Moments moments;
      for (const ensemble::SystemChronicle& draw : told) {
        moments.add(draw.level[tick.number][v]);
      }
      CHECK(results.worlds.front()[v].ticks[tick.number].mean == moments.mean);
      CHECK(results.worlds.front()[v].ticks[tick.number].m2 == moments.m2);
    }
  }
  for (std::size_t q = 0; q < plan->questions.size(); ++q) {
    const auto yes = std::count_if(told.begin(), told.end(), [&](const auto& draw) { return draw.yes[q] != 0; });
    CHECK(results.answers.front().yes[q] == static_cast<std::uint64_t>(yes));
  }
}

TEST_CASE("a draw of a later block answers as the run counts it") {
  const auto plan = test::planned(test::files_of(text()));
  const auto with = ensemble::run_worlds(test::side_by_side({plan}), {.seed = 5, .draws = 301});
  const auto without = ensemble::run_worlds(test::side_by_side({plan}), {.seed = 5, .draws = 300});
  const ensemble::SystemChronicle told = ensemble::chronicle_of(*plan, {.seed = 5, .draws = 301}, 300);
  for (std::size_t q = 0; q < plan->questions.size(); ++q) {
    CHECK(with.answers.front().yes[q] - without.answers.front().yes[q] == (told.yes[q] != 0 ? 1U : 0U));
  }
}

TEST_CASE("an event's day agrees with its flag, and a dated one comes on its day") {
  const auto plan = test::planned(test::files_of(text()));
  const ensemble::SystemChronicle told = ensemble::chronicle_of(*plan, {.seed = 1, .draws = 40}, 39);
  const std::size_t stop = *plan->find("event.stop");
  CHECK(told.day[stop] == 39.0);  // 2020-03-10
  for (std::size_t v = 0; v < plan->variables.size(); ++v) {
    CHECK(plan->variables[v].is_event == !std::isnan(told.day[v]));
    for (const system::Tick& tick : plan->ticks) {
      if (plan->variables[v].is_event) {
        CHECK(told.level[tick.number][v] == (told.day[v] <= tick.end ? 1.0 : 0.0));
      }
    }
  }
}

TEST_CASE("a sample holds the draws one by one") {
  const auto plan = test::planned(test::files_of(text()));
  const ensemble::RunSpec spec = {.seed = 9, .draws = 270};
  const ensemble::SystemSample sample = ensemble::system_sample(*plan, spec, 1000);
  CHECK(sample.draws == 270);
  for (const std::uint64_t draw : {0U, 100U, 269U}) {
    const ensemble::SystemChronicle told = ensemble::chronicle_of(*plan, spec, draw);
    for (std::size_t v = 0; v < plan->variables.size(); ++v) {
      CHECK(sample.last[v][draw] == told.level.back()[v]);
      CHECK(sample.spread.back()[v].n == 270);
    }
    for (std::size_t q = 0; q < plan->questions.size(); ++q) {
      CHECK(sample.yes[q][draw] == told.yes[q]);
    }
  }
}

TEST_CASE("the most typical draw lies in the middle, extreme ones at the ends") {
  const scenario::Scenario scenario = test::random_scenario(4, 5);
  const ensemble::Plan plan = test::sound(ensemble::make_plan(scenario, {"compromise"}));
  const ensemble::RunSpec spec = {.seed = 1, .draws = 200};
  const ensemble::BargainSample sample = ensemble::bargain_sample(plan, spec, 200);
  const std::vector<double>& outcomes = sample.outcome[0][ensemble::lead_model(plan, 0)];
  REQUIRE(outcomes.size() == 200);
  const std::uint64_t typical = ensemble::typical_draw(plan, sample, nullptr);
  CHECK(std::abs(ensemble::standing_in(outcomes, outcomes[typical]) - 0.5) < 0.01);
  CHECK(outcomes[ensemble::extreme_draw(outcomes, true)] == *std::max_element(outcomes.begin(), outcomes.end()));
  CHECK(outcomes[ensemble::extreme_draw(outcomes, false)] == *std::min_element(outcomes.begin(), outcomes.end()));
  CHECK(std::isnan(ensemble::standing_in({}, 1.0)));
  CHECK(ensemble::standing_in({1.0, 2.0, 2.0, 3.0}, 2.0) == 0.5);
  CHECK(ensemble::extreme_draw({std::nan(""), 2.0, 1.0}, true) == 1);
}
