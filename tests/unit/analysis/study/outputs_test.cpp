// Every way of naming an output, and what is said of names that mean nothing.
#include "suasion/analysis/study/outputs.hpp"

#include <doctest/doctest.h>

#include "../../../support/studied.hpp"
#include "../../../support/system_world.hpp"

namespace {

using namespace suasion;
using analysis::OutputKind;
using Names = std::vector<std::string>;

/// Two issues, a question, and a claim of every kind.
std::string studied_text() {
  return test::system_text(test::quota_text() + R"(
[[events]]
id = "fair"
kind = "market"
from = "NEX"
planned = 2020-06-15
[[shifts]]
id = "pull"
issue = "quota"
actor = "MID"
variable = "event.fair"
by = 30
because.judgement = "made up"
[[hazards]]
id = "deal"
event = "deal"
per_month = [0.02, 0.08]
because.judgement = "made up"
[[questions]]
id = "year"
text = "?"
event = "deal"
by = 2021-01-30
[[counterfactuals]]
id = "no-fair"
text = "No fair"
edits = [{ remove = "events.fair" }]
[[claims]]
id = "K"
text = "Fairs matter."
because.judgement = "made up"
measure = "stakeholder.quota"
at = 2021-01-31
test = "contrast"
compare = ["baseline", "no-fair"]
expect = "higher"
[[claims]]
id = "AGAIN"
text = "Fairs matter in the end."
because.judgement = "made up"
measure = "stakeholder.quota"
test = "contrast"
compare = ["no-fair", "baseline"]
expect = "lower"
[[claims]]
id = "CROSS"
text = "It takes two."
because.judgement = "made up"
measure = "stakeholder.quota"
test = "interaction"
compare = ["baseline", "no-fair"]
against = ["no-fair", "baseline"]
expect = "higher"
[[claims]]
id = "LEVEL"
text = "It is high."
because.judgement = "made up"
measure = "stakeholder.quota"
at = 2020-12-31
test = "level"
expect = "higher"
bound = 40
[[claims]]
id = "TASTE"
text = "It is good."
because.judgement = "made up"
untestable = "A judgement of value."
)");
}

Names names_of(const analysis::Study& study) {
  Names names;
  for (std::size_t o = 0; o < study.outputs.size(); ++o) {
    names.push_back(study.outputs[o].name);
    CHECK(study.spec.outputs[o].name == names.back());
  }
  return names;
}

/// "M301 message; hint", one after another.
std::string said(const base::Result<analysis::Study>& study) {
  std::string text;
  for (const base::Diagnostic& one : study ? base::Diagnostics() : study.error()) {
    text += one.code + " " + one.message + "; " + one.hint + "\n";
  }
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("where no output is named, it is every question, and on every issue the model that leads") {
  test::Studied world(studied_text(), {"scholz2011", "as-written"});
  CHECK(names_of(world.study({})) == Names{"issues.union@scholz2011", "issues.quota@scholz2011", "questions.year"});
}

TEST_CASE("beside a law fitted to the past stands the first model that reckons from inputs") {
  test::Studied world(studied_text(), {"combination", "scholz2011", "as-written"});
  CHECK(names_of(world.study({})) == Names{"issues.union@combination", "issues.union@scholz2011",
                                           "issues.quota@combination", "issues.quota@scholz2011", "questions.year"});
}

TEST_CASE("a simple rule leads where no other model was asked for") {
  test::Studied world(studied_text(), {"compromise"});
  const analysis::Study study = world.study({});
  REQUIRE(study.outputs.size() == 3);
  CHECK(world.plan.models[study.outputs[0].model].choice.model->info.baseline);
  CHECK(study.outputs[0].id == "union");
  CHECK(study.outputs[1].id == "quota");
}

TEST_CASE("all outputs are those of every forecasting model, and what claims measure, once") {
  test::Studied world(studied_text(), {"scholz2011", "as-written"});
  CHECK(names_of(world.study({}, analysis::Outputs::all)) == Names{"issues.union@scholz2011", "issues.union@as-written",
                                                                   "issues.quota@scholz2011", "issues.quota@as-written",
                                                                   "questions.year", "stakeholder.quota@2022-01-31"});
}

TEST_CASE("short and whole names come to one canonical name") {
  test::Studied world(studied_text(), {"scholz2011", "as-written"});
  CHECK(names_of(world.study({"union", "issues.union", "union@scholz2011", "issues.union@scholz2011"})) ==
        Names(4, "issues.union@scholz2011"));
  CHECK(names_of(world.study({"quota@as-written", "quota@compromise"})) ==
        Names{"issues.quota@as-written", "issues.quota@compromise"});
  CHECK(names_of(world.study({"year", "questions.year"})) == Names(2, "questions.year"));
  CHECK(names_of(world.study({"K", "claims.K"})) == Names(2, "claims.K"));
  CHECK(names_of(world.study({"stakeholder.quota", "stakeholder.quota@2022-01-31", "stakeholder.quota@2020-07-31"})) ==
        Names{"stakeholder.quota@2022-01-31", "stakeholder.quota@2022-01-31", "stakeholder.quota@2020-07-31"});
}

TEST_CASE("what is known of an output goes with it") {
  test::Studied world(studied_text());
  const analysis::Study study = world.study({"quota", "year", "LEVEL", "AGAIN", "stakeholder.quota@2020-07-31"});
  CHECK(study.outputs[0].kind == OutputKind::issue);
  CHECK(study.outputs[0].issue == 1);
  CHECK(study.outputs[1].kind == OutputKind::question);
  CHECK(study.outputs[2].kind == OutputKind::claim);
  CHECK(study.outputs[2].claim->id == "LEVEL");
  CHECK(study.outputs[2].day == "2020-12-31");
  CHECK(study.outputs[3].day == "2022-01-31");  // a claim without a day speaks of the end
  CHECK(study.outputs[4].kind == OutputKind::variable);
  CHECK(study.outputs[4].day == "2020-07-31");
  CHECK(std::get<ensemble::Reading>(study.spec.outputs[4].what).day == 182.0);  // 2020 has a 29 February
}

TEST_CASE("outputs share the worlds that they look at, and take them with the claim's signs") {
  test::Studied world(studied_text());
  const analysis::Study study = world.study({"year", "K", "AGAIN", "CROSS", "LEVEL"});
  REQUIRE(study.spec.worlds.size() == 2);
  const auto worlds = [&](std::size_t output) {
    return std::get<ensemble::Reading>(study.spec.outputs[output].what).worlds;
  };
  constexpr std::size_t none = ensemble::Comparison::none;
  CHECK(std::get<ensemble::Answer>(study.spec.outputs[0].what).world == 0);
  CHECK(worlds(1).first == 0);
  CHECK(worlds(1).second == 1);
  CHECK(worlds(1).third == none);
  CHECK(worlds(2).first == 1);
  CHECK(worlds(2).second == 0);
  CHECK(worlds(3).first == 0);
  CHECK(worlds(3).second == 1);
  CHECK(worlds(3).third == 1);
  CHECK(worlds(3).fourth == 0);
  CHECK(worlds(4).first == 0);
  CHECK(worlds(4).second == none);
}

TEST_CASE("names that mean nothing are told with the nearest one, all at once") {
  test::Studied world(studied_text(), {"scholz2011"});
  const std::string text = said(world.asked({"unoin", "questions.yaer", "issues.year", "stakeholder.qouta", "union"}));
  CHECK(contains(text, "M301 there is no output 'unoin'; did you mean 'union'?\n"));
  CHECK(contains(text, "M301 there is no output 'questions.yaer'; did you mean 'questions.year'?\n"));
  CHECK(contains(text, "M301 there is no output 'issues.year'"));
  CHECK(contains(text, "did you mean 'stakeholder.quota'?\n"));
  CHECK_FALSE(contains(text, "'union';"));
  CHECK(contains(said(world.asked({"nothing-like-it-at-all"})), "outputs are the ids of issues, questions and claims"));
}

TEST_CASE("a model that does not speak of an issue is told, with those that do") {
  test::Studied world(studied_text(), {"scholz2011"});
  CHECK(contains(said(world.asked({"union@scholz2012"})), "did you mean 'scholz2011'?"));
  CHECK(contains(said(world.asked({"union@oracle"})),
                 "M301 'union@oracle': no model 'oracle' of this run speaks of issue 'union'; models are: scholz2011"));
}

TEST_CASE("claims without a test, and days that the clock does not reach, are no outputs") {
  test::Studied world(studied_text());
  CHECK(contains(said(world.asked({"TASTE"})), "M302 claim 'TASTE' is no output"));
  for (const char* const day : {"2020-01-31", "2022-02-01", "2021-02-30", "soon", "2021"}) {
    CHECK(contains(said(world.asked({std::string("stakeholder.quota@") + day})),
                   std::string("M303 'stakeholder.quota@") + day +
                       "' does not name a day of the clock, which runs from 2020-01-31 to 2022-01-31"));
  }
  CHECK(contains(said(world.asked({"year@2021-01-01"})), "M301"));
  CHECK(contains(said(world.asked({"K@2021-01-01"})), "M301"));
}

TEST_CASE("a scenario without a system has its issues for outputs, and nothing else") {
  test::Studied world(test::files_of(R"(suasion = 1
title = "Alone"
[[actors]]
id = "A"
name = "A"
[[actors]]
id = "B"
name = "B"
[[issues]]
id = "x"
name = "X"
scale = { 0 = "no", 100 = "yes" }
because.judgement = "made up"
[issues.stakes.A]
position = 10
salience = 50
capability = 1
[issues.stakes.B]
position = 90
salience = 50
capability = 1
)"));
  CHECK(world.study({}).spec.worlds.empty());
  CHECK(world.study({"x"}).outputs.front().name.starts_with("issues.x@"));
  CHECK(contains(said(world.asked({"questions.x"})), "M301"));
}
