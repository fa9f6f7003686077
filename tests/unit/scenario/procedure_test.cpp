// How an issue is decided, as the language states it and as the plan understands it.
#include <doctest/doctest.h>

#include "helpers.hpp"
#include "suasion/ensemble/plan.hpp"

using namespace suasion;
using scenario_test::read;
using scenario_test::said;
using scenario_test::scenario_text;

namespace {

const std::string quota = R"(
[[issues]]
id = "quota"
name = "Quota"
scale = { 0 = "none", 100 = "full" }
because = "paper p. 2"
[issues.stakes]
RUS = { position = 20, salience = 50, votes = 29, population = [80, 90], resolve = 40 }
BLR = { position = 60, salience = 50, resolve = [20, 60] }
[issues.procedure]
rule = "double-majority"
proposer = "BLR"
form = "consultation"
)";

std::string silence(const scenario::Scenario& scenario, const std::string& model, std::size_t issue) {
  const auto plan = ensemble::make_plan(scenario, {model});
  REQUIRE(plan.has_value());
  return ensemble::silent_because(plan->models.front(), plan->issues[issue]);
}

}  // namespace

TEST_CASE("procedure: votes, populations, resolve and the rule are read, with their defaults") {
  const auto scenario = read(scenario_text("50", quota));
  INFO(said(scenario));
  REQUIRE(scenario.has_value());
  const scenario::Issue& issue = scenario->issues[1];
  REQUIRE(issue.procedure.has_value());
  CHECK(issue.procedure->rule == "double-majority");
  CHECK(issue.procedure->threshold == 0.55);
  CHECK(issue.procedure->population == 0.65);
  CHECK(issue.procedure->form == "consultation");
  CHECK(issue.procedure->proposer == 1);
  CHECK_FALSE(issue.procedure->parliament.has_value());
  CHECK(issue.stakes[0].votes->path == "issues.quota.votes.RUS");
  CHECK_FALSE(issue.stakes[1].votes.has_value());
  CHECK(issue.stakes[1].resolve->unit == "percent");
  CHECK(scenario::quantities(issue.stakes[0]).size() == 6);
  CHECK_FALSE(scenario->issues[0].procedure.has_value());
}

TEST_CASE("procedure: a threshold at which two halves could decide against each other is refused") {
  std::string half = quota;
  half.replace(half.find("rule ="), 6, "threshold = 0.5\nrule =");
  const auto scenario = read(scenario_text("50", half));
  REQUIRE_FALSE(scenario.has_value());
  CHECK(said(scenario).find("S417") != std::string::npos);
  CHECK(said(scenario).find("more than half") != std::string::npos);
}

TEST_CASE("procedure: the plan turns names into rows and rules into shares") {
  const auto scenario = read(scenario_text("50", quota));
  REQUIRE(scenario.has_value());
  const auto plan = ensemble::make_plan(*scenario, {"agenda-setter"});
  REQUIRE(plan.has_value());
  const ensemble::PlannedIssue& issue = plan->issues[1];
  REQUIRE(issue.procedure.has_value());
  CHECK(issue.procedure->proposer == 1);
  CHECK(issue.procedure->parliament == -1);
  CHECK(issue.procedure->threshold == 0.55);
  CHECK(issue.procedure->population_threshold == 0.65);
  CHECK_FALSE(issue.procedure->more_than);
  CHECK(issue.votes == std::vector<std::size_t>{issue.votes[0], ensemble::unstated});
  CHECK(plan->inputs[issue.votes[0]].path == "issues.quota.votes.RUS");
  CHECK(issue.linked);
}

TEST_CASE("a model that lacks an input on one issue says so there, and is refused if it lacks it everywhere") {
  const auto scenario = read(scenario_text("50", quota));
  REQUIRE(scenario.has_value());
  CHECK(silence(*scenario, "agenda-setter", 0) == "it needs a proposer (`procedure.proposer`)");
  CHECK(silence(*scenario, "agenda-setter", 1).empty());
  const auto plan = ensemble::make_plan(*scenario, {"nash"});
  REQUIRE_FALSE(plan.has_value());
  CHECK(base::to_text(plan.error().front()) ==
        "error M104: model 'nash' has nothing to say on any issue: it needs a reference point (`status_quo`); state it "
        "in the scenario, or leave the model out");
}
