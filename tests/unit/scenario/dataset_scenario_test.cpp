#include "suasion/scenario/dataset_scenario.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace {

using namespace suasion::scenario;

Case decided(const std::string& id, std::vector<CaseStake> stakes) {
  return {.id = id,
          .cluster = "p",
          .decided_by = {.rule = "qualified-majority", .threshold = 0.7, .form = "consultation"},
          .reference_point = 20.0,
          .outcome = 40.0,
          .stakes = std::move(stakes)};
}

const CaseStake proposer{.actor = "P", .position = 50, .salience = 40, .capability = 10, .role = Role::agenda_setter};
const CaseStake state{.actor = "A", .position = 10, .salience = 60, .capability = 5, .votes = 5.0};
const CaseStake other{.actor = "B", .position = 90, .salience = 20, .capability = 5, .votes = 5.0};

}  // namespace

TEST_CASE("dataset: the cases of a cluster are issues of one scenario, with actors in common and fixed numbers") {
  const Dataset set{.cases = {decided("x", {state, other}), decided("y", {proposer, other, state})}};
  const std::vector<std::size_t> which = {0, 1};
  const Scenario scenario = scenario_of(set, which);
  REQUIRE(scenario.issues.size() == 2);
  CHECK(scenario.actors.size() == 3);
  const Issue& y = scenario.issues[1];
  REQUIRE(y.stakes.size() == 3);
  CHECK(y.stakes[0].actor == 0);  // in the order of the scenario's actors
  CHECK(suasion::math::is_fixed(y.stakes[0].position.law));
  CHECK(y.stakes[0].votes);
  CHECK(y.status_quo);
  REQUIRE(y.procedure);
  CHECK(y.procedure->proposer == 2);
  CHECK(y.procedure->form == "consultation");
}

TEST_CASE("dataset: a form of decision is left out where the one whom it needs took no position") {
  const Dataset set{.cases = {decided("x", {state, other})}};
  const std::vector<std::size_t> which = {0};
  const Scenario scenario = scenario_of(set, which);
  REQUIRE(scenario.issues[0].procedure);
  CHECK(scenario.issues[0].procedure->rule == "qualified-majority");
  CHECK(scenario.issues[0].procedure->form.empty());
  CHECK(!scenario.issues[0].procedure->proposer);
}
