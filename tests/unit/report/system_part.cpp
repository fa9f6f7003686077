#include "suasion/report/system_part.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../../support/sound.hpp"
#include "../../support/system_world.hpp"
#include "schema.hpp"
#include "suasion/report/json_text.hpp"
#include "suasion/report/unused.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/system/roles.hpp"

using namespace suasion;
using Json = nlohmann::ordered_json;

namespace {

/// A visit that comes for sure, a world without it, a question and a claim about it, and what no module reads.
const std::string visit = R"(
[[signal_kinds]]
id = "visit.secretary"
name = "A visit"
discrimination = 1
difficulty = 1
because.judgement = "made up"
[[events]]
id = "tour-stop"
name = "The visit"
kind = "visit.secretary"
from = "FAR"
to = "MID"
planned = 2020-03-10
because.judgement = "made up"
[[questions]]
id = "comes"
text = "Does it come by April?"
event = "tour-stop"
by = 2020-03-31
cluster = "visit"
[[questions]]
id = "base"
text = "Is a base agreed by 2021?"
event = "base.agree"
by = 2021-01-31
cluster = "base"
[[counterfactuals]]
id = "never"
text = "It was never planned; nobody had looked for it."
edits = [{ remove = "events.tour-stop" }]
[[claims]]
id = "tells"
text = "Visits tell of support."
test = "contrast"
measure = "signal.support.FAR-MID.MID"
compare = ["baseline", "never"]
expect = "higher"
at = 2020-03-31
ablate = ["signal.beliefs=frozen"]
because.judgement = "made up"
[[claims]]
id = "taste"
text = "It is a good thing."
untestable = "It is a matter of taste."
because.judgement = "made up"
[[places]]
id = "mid-city"
in = "MID"
kind = "capital"
at = [50, 20]
because.judgement = "made up"
[[processes]]
id = "talks"
name = "Talks"
kind = "bargaining"
between = ["BIG", "MID"]
because.judgement = "made up"
)";

using test::sound;

/// The small system, run, with everything that its part of a summary is made from.
struct Run {
  explicit Run(const system::Assumptions& assume = {}) {
    files.files = {{.name = "test.toml", .bytes = test::system_text(visit)}};
    scenario = sound(scenario::read(files));
    analysis::WorldMaker maker(files, {}, assume, scenario);
    spec = sound(analysis::counterfactual_worlds(scenario, maker));
    ensemble::RunSpec run;
    run.draws = 512;
    results = ensemble::run_worlds(spec, run);
    const analysis::ClaimsPlan plan = sound(analysis::plan_claims(scenario, maker));
    claims = analysis::judge(plan, ensemble::run_worlds(plan.spec, run));
  }

  [[nodiscard]] Json part() const {
    return report::system_part(
        {.scenario = scenario, .spec = spec, .results = results, .claims = claims, .claim_draws = 512});
  }

  scenario::Files files;
  scenario::Scenario scenario;
  ensemble::WorldsSpec spec;
  ensemble::WorldsResults results;
  std::vector<analysis::ClaimResult> claims;
};

const Json& named(const Json& list, const std::string& key, const std::string& value) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Json& one) { return one.at(key) == value; });
  REQUIRE_MESSAGE(found != list.end(), value);
  return *found;
}

bool has_variable(const Json& part, const std::string& name) {
  const Json& list = part.at("variables");
  return std::any_of(list.begin(), list.end(), [&](const Json& one) { return one.at("name") == name; });
}

}  // namespace

TEST_CASE("report/system: what is written follows the published schema, whatever is switched off") {
  const Json rules = test::schema();
  const Json& rule = rules.at("properties").at("system");
  CHECK(test::violation(rules, rule, Run().part(), "") == "");
  const system::Assumptions off = {sound(system::parse_assumption("coercion=off"))};
  CHECK(test::violation(rules, rule, Run(off).part(), "") == "");
}

TEST_CASE("report/system: scores stand beside the answers that they were made with, and name who came closest") {
  const Run run;
  analysis::Scores scores;
  const std::string question(run.scenario.section("questions").front()->id);
  scores.questions = {{.id = question, .cluster = "c", .yes = true, .chance = {0.9, 0.4, 0.02, 0.5}, .error = 0.01}};
  scores.totals = {analysis::Score{.brier = 0.01}, {.brier = 0.36}, {.brier = 0.96}, {.brier = 0.25}};
  scores.clusters = 1;
  const std::vector<analysis::Truth> answers = {
      {.question = question, .answer = true, .date = base::parse_date("2020-03-01"), .sources = {"a newspaper"}}};
  const Json ours = report::scores_part(run.scenario, scores, answers);
  CHECK(ours.at("words") ==
        "On 1 question whose answer is known, this run came closest: this run 0.01, a coin 0.25, the base rate 0.36, "
        "persistence 0.96. One case is no evidence of skill, either way: its end was known when its priors were "
        "written.");
  const Json& row = ours.at("questions").front();
  CHECK(row.at("sources") == Json::array({"a newspaper"}));
  CHECK(row.at("date") == "2020-03-01");
  CHECK(row.at("chances").at("base rate") == 0.4);
  scores.totals.front().brier = 0.3;
  scores.totals[1].brier_by_cluster = 0.1;
  for (const std::size_t f : {0U, 2U, 3U}) {
    scores.totals[f].brier_by_cluster = 0.2;
  }
  const Json theirs = report::scores_part(run.scenario, scores, answers);
  CHECK(theirs.at("words").get<std::string>().find(
            "count as one, the base rate did: the base rate 0.10, this run 0.20") != std::string::npos);
  CHECK(theirs.at("words").get<std::string>().find("a coin came closest") != std::string::npos);
  CHECK(theirs.at("words").get<std::string>().find("the model does worse here") != std::string::npos);
  const Json rules = test::schema();
  Json part = run.part();
  CHECK(part.at("scores").is_null());
  part["scores"] = theirs;
  CHECK(test::violation(rules, rules.at("properties").at("system"), part, "") == "");
}

TEST_CASE("report/system: variables have words with names, and what nobody reads is left out") {
  const Json part = Run().part();
  const Json& belief = named(part.at("variables"), "name", "signal.support.FAR-MID.BIG");
  CHECK(belief.at("words") == "support of Far for Middle, as Big sees it");
  CHECK(belief.at("mean").size() == part.at("dates").size());
  CHECK(belief.at("q05").size() == part.at("dates").size());
  CHECK_FALSE(named(part.at("variables"), "name", "event.base.agree").contains("q05"));
  CHECK_FALSE(has_variable(part, "signal.truth.FAR-MID"));
  CHECK_FALSE(has_variable(part, "decision.does.patron.calm"));
  CHECK(has_variable(part, "decision.patron.calm"));
}

TEST_CASE(
    "report/system: an effect is the baseline less the counterfactual, on every day, and shared by all who moved "
    "alike") {
  const Run run;
  const Json part = run.part();
  const Json& never = part.at("counterfactuals").at(0);
  CHECK(part.at("days").size() == run.spec.days.size());
  const Json& effects = never.at("effects");
  const auto belief = std::find_if(effects.begin(), effects.end(), [](const Json& one) {
    return one.at("variables").front() == "signal.support.FAR-MID.MID";
  });
  REQUIRE(belief != effects.end());
  CHECK(belief->at("variables") ==
        Json::array({"signal.support.FAR-MID.MID", "signal.support.FAR-MID.BIG", "signal.support.FAR-MID.NEX"}));
  CHECK(belief->at("mean").size() == run.spec.days.size());
  const std::size_t last = run.spec.days.size() - 1;
  const auto v = std::find(run.results.variables.begin(), run.results.variables.end(), "signal.support.FAR-MID.MID") -
                 run.results.variables.begin();
  const ensemble::Series& series = run.results.comparisons[0][static_cast<std::size_t>(v)];
  CHECK(belief->at("mean").at(last) == series.ticks[series.days[last].tick].mean);
  CHECK(belief->at("course").size() == part.at("dates").size());
  CHECK(belief->at("mean").at(1).get<double>() > 0.0);
  for (const Json& one : effects) {
    const Json& means = one.at("mean");
    CHECK(std::any_of(means.begin(), means.end(), [](const Json& mean) { return mean != 0.0; }));
  }
}

TEST_CASE("report/system: first come the main what-if, turned round, and one question of each cluster") {
  const Json words = Run().part().at("words");
  const std::string what_if = words.at("what_if").get<std::string>();
  CHECK(
      what_if.starts_with("What if it were “It was never planned”? By 1 August 2020, support of Far for Middle, as "
                          "Middle sees it, would be "));
  CHECK(what_if.find(" lower (in ") != std::string::npos);
  const std::string questions = words.at("questions").get<std::string>();
  CHECK(questions.starts_with("Does it come by April? Virtually certain (over 99\u00A0%). Is a base agreed by 2021? "));
}

TEST_CASE("report/system: a claim is told in a sentence with its figures; one that cannot be tested says why") {
  const Json claims = Run().part().at("claims");
  const Json& tells = named(claims, "id", "tells");
  const std::string sentence = tells.at("sentence").get<std::string>();
  CHECK(sentence.starts_with("Support of Far for Middle, as Middle sees it, is "));
  CHECK(sentence.find("standard deviations higher on 31 March 2020 with things as they are than with “It was never "
                      "planned”; nine draws in ten give between ") != std::string::npos);
  CHECK(tells.at("verdict") == "conditional");
  CHECK(named(claims, "id", "taste").at("sentence") == "It is a matter of taste.");
}

TEST_CASE("report/system: settings say what they mean and what else they might have been") {
  const Json part = Run().part();
  const Json& beliefs = named(named(part.at("modules"), "id", "signal").at("settings"), "option", "beliefs");
  CHECK(beliefs.at("value") == "updated");
  CHECK(beliefs.at("meaning") != "");
  CHECK(named(beliefs.at("values"), "value", "frozen").at("meaning") != "");
}

TEST_CASE("report/unused: what a module reads is used while it is on, and nothing is used without a system") {
  const Run run;
  const auto sections = [&](const std::set<std::string, std::less<>>& on) {
    std::set<std::string> names;
    for (const scenario::Element* element : report::unused_elements(run.scenario, on)) {
      names.insert(element->section);
    }
    return names;
  };
  CHECK(report::unused_elements(run.scenario, {}).size() == run.scenario.elements.size());
  CHECK(sections({"signal", "leverage", "tension"}) == std::set<std::string>{"processes"});
  CHECK(sections({"signal", "leverage"}) == std::set<std::string>{"places", "processes"});
  CHECK(sections({"leverage", "tension"}) == std::set<std::string>{"processes", "signal_kinds"});
}

TEST_CASE("report/variable_words: ids become names, unknown variables keep their own") {
  const Run run;
  const system::Roles roles = system::roles_of(run.scenario);
  const auto words = [&](std::string_view name) { return report::variable_in_words(run.scenario, roles, name); };
  CHECK(words("leverage.level") == "Union as carried out");
  CHECK(words("leverage.payoff.patron") == "worth of the bargain to Big");
  CHECK(words("decision.rival.visit") == "chance in a month that Far visits");
  CHECK(words("decision.NEX.exercise") == "chance in a month that Next exercises");
  CHECK(words("event.tour-stop") == "The visit");
  CHECK(words("event.visit.secretary") == "A visit");
  CHECK(words("event.leader.leaves.BIG") == "the leader of Big leaves");
  CHECK(words("event.strange") == "“strange” happens");
  CHECK(words("new.thing") == "new.thing");
}

TEST_CASE("report/variable_words: shares of GDP and chances are shown in percent, the level on its issue's scale") {
  const Run run;
  const system::Roles roles = system::roles_of(run.scenario);
  const report::Shown payoff =
      report::shown_as(run.scenario, roles, "leverage.payoff.protege", "share of the protege's GDP");
  CHECK(payoff.times == 100.0);
  CHECK(payoff.unit == "% of the GDP of Middle");
  const report::Shown level = report::shown_as(run.scenario, roles, "leverage.level", "0 to 1");
  CHECK(level.times == 100.0);
  CHECK(level.difference == "points on its scale from 0 to 100");
  CHECK(report::shown_as(run.scenario, roles, "tension.access", "").difference == "percentage points");
  CHECK(report::shown_as(run.scenario, roles, "tension.anxiety.NEX", "").times == 1.0);
}

TEST_CASE("report/variable_words: an explanation in parentheses is no part of a short name") {
  Run run;
  run.scenario.actors[2].name = "United States (its government)";
  CHECK(report::short_name(run.scenario, "FAR") == "the United States");
}

TEST_CASE("report/json: it reads back, lists of numbers stand on one line, and what fits is not broken") {
  Json numbers = Json::array();
  for (int i = 0; i < 100; ++i) {
    numbers.push_back(i + 0.1);
  }
  const Json value = {{"short", {{"a", 1}, {"b", "two"}}}, {"numbers", numbers}, {"long", std::string(150, 'x')}};
  const std::string text = report::json_text(value);
  CHECK(Json::parse(text) == value);
  CHECK(text.starts_with("{\n  \"short\": {\"a\":1,\"b\":\"two\"},\n  \"numbers\": [0.1,1.1,"));
  CHECK(std::count(text.begin(), text.end(), '\n') == 4);
  CHECK(report::json_text(Json::array()) == "[]");
}
