// Every rule of a verdict, on a small world in which the effect is known.
#include "suasion/analysis/claims.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"

namespace {

using namespace suasion;
using analysis::Verdict;

/// A fair in June moves what MID wants on a side issue by `by`; so does a feast in July, by 50. Two thirds of the
/// weight is BIG's, so that the target moves by a third of it.
std::string world(const std::string& by) {
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
by = )" + by + R"(
because.judgement = "made up"
[[hazards]]
id = "deal"
event = "deal"
per_month = 0.05
drivers = { "event.fair" = 1.5 }
because.judgement = "made up"
[[counterfactuals]]
id = "no-fair"
text = "No fair"
edits = [{ remove = "events.fair" }]
)");
}

/// A claim with the fair against none, in January 2021.
std::string claim(const std::string& rest, const std::string& measure = "stakeholder.quota") {
  return "[[claims]]\nid = \"K\"\ntext = \"Fairs matter.\"\nbecause.judgement = \"made up\"\nmeasure = \"" + measure +
         "\"\nat = 2021-01-31\n" + rest + "\n";
}

const std::string contrast = "test = \"contrast\"\ncompare = [\"baseline\", \"no-fair\"]\n";

analysis::ClaimResult judged(const std::string& text, std::uint64_t draws = 2000) {
  const scenario::Files files = test::files_of(text);
  const scenario::Scenario scenario = test::scenario_of(files);
  analysis::WorldMaker maker(files, {}, {}, scenario);
  const auto plan = analysis::plan_claims(scenario, maker);
  REQUIRE_MESSAGE(plan.has_value(), base::to_text(plan.error().front()));
  const auto results = analysis::judge(*plan, ensemble::run_worlds(plan->spec, {.seed = 1, .draws = draws}));
  REQUIRE(results.size() == 1);
  return results.front();
}

Verdict verdict(const std::string& by, const std::string& rest) {
  return judged(world(by) + claim(rest)).verdict;
}

/// What is said of claims that cannot be planned.
std::string mistake(const std::string& text) {
  const scenario::Files files = test::files_of(text);
  const scenario::Scenario scenario = test::scenario_of(files);
  analysis::WorldMaker maker(files, {}, {}, scenario);
  const auto plan = analysis::plan_claims(scenario, maker);
  std::string said;
  for (const base::Diagnostic& one : plan ? base::Diagnostics() : plan.error()) {
    said += base::to_text(one) + "\n";
  }
  return said.empty() ? said : said.substr(said.find("error "));
}

/// Draws of which a share has the fair pull upwards, the others downwards.
std::string up_in(const std::string& share, const std::string& other) {
  return "{ discrete = { \"10\" = " + share + ", \"-10\" = " + other + " } }";
}

}  // namespace

TEST_CASE("a contrast is the difference of two worlds, draw by draw") {
  const auto result =
      judged(world("30") + claim(contrast + "expect = \"higher\"\nbeside = [\"stakeholder.target.quota\"]"));
  CHECK(result.verdict == Verdict::supported);
  CHECK(analysis::name(result.verdict) == "supported");
  CHECK(result.day == "2021-01-31");
  // the target is 10 higher from the end of the fifth month on; at the end of the twelfth seven have passed
  const double effect = 10.0 * (1.0 - std::exp(-0.7));
  CHECK(result.finding.value.value == doctest::Approx(effect).epsilon(1e-9));
  CHECK(result.finding.value.error < 1e-9);
  CHECK(result.finding.share == 1.0);
  CHECK(result.finding.q05 == doctest::Approx(effect).epsilon(0.04));
  CHECK(result.finding.q95 == doctest::Approx(effect).epsilon(0.04));
  REQUIRE(result.beside.size() == 1);
  CHECK(result.beside.front().variable == "stakeholder.target.quota");
  CHECK(result.beside.front().value.value == doctest::Approx(10.0).epsilon(1e-9));
}

TEST_CASE("a sign holds where 95 of 100 draws show it") {
  CHECK(verdict(up_in("0.97", "0.03"), contrast + "expect = \"higher\"") == Verdict::supported);
  CHECK(verdict(up_in("0.90", "0.10"), contrast + "expect = \"higher\"") == Verdict::not_supported);
  CHECK(verdict(up_in("0.97", "0.03"), contrast + "expect = \"lower\"") == Verdict::not_supported);
  CHECK(verdict(up_in("0.03", "0.97"), contrast + "expect = \"lower\"") == Verdict::supported);
  CHECK(verdict(up_in("0.03", "0.97"), contrast + "expect = \"different\"") == Verdict::supported);
  CHECK(verdict(up_in("0.5", "0.5"), contrast + "expect = \"different\"") == Verdict::not_supported);
  CHECK(verdict("0", contrast + "expect = \"different\"") == Verdict::not_supported);
  const auto found = judged(world(up_in("0.90", "0.10")) + claim(contrast + "expect = \"higher\""));
  CHECK(found.finding.share == doctest::Approx(0.9).epsilon(0.03));
}

TEST_CASE("an ablation that turns or stills the sign makes a verdict conditional") {
  const std::string higher = contrast + "expect = \"higher\"\n";
  CHECK(verdict("30", higher + "ablate = [\"set shifts.pull.by=5\"]") == Verdict::supported);
  CHECK(verdict("30", higher + "ablate = [\"set shifts.pull.by=5\", \"set shifts.pull.by=-5\"]") ==
        Verdict::conditional);
  CHECK(verdict("30", higher + "ablate = [\"set shifts.pull.by=0\"]") == Verdict::conditional);
  CHECK(verdict("-30", higher + "ablate = [\"set shifts.pull.by=5\"]") == Verdict::not_supported);
  CHECK(verdict("30", higher + "ablate = [\"set events.fair.reliability=0; set shifts.pull.by=5\"]") ==
        Verdict::conditional);
  const auto off = judged(world("30") + claim(higher + "ablate = [\"stakeholder=off\"]"));
  CHECK(off.verdict == Verdict::conditional);
  REQUIRE(off.ablations.size() == 1);
  CHECK(off.ablations.front().change == "stakeholder=off");
  CHECK_FALSE(off.ablations.front().holds);
  CHECK(off.ablations.front().why_not == "the module that keeps the variable is off");
}

TEST_CASE("same means no difference in nearly all draws, or none that the draws could tell from chance") {
  CHECK(verdict("0", contrast + "expect = \"same\"") == Verdict::supported);
  CHECK(verdict(up_in("0.5", "0.5"), contrast + "expect = \"same\"") == Verdict::supported);
  CHECK(verdict("5", contrast + "expect = \"same\"") == Verdict::not_supported);
}

TEST_CASE("small is two one-sided tests and a third: within the bound, and not nothing") {
  const std::string small = contrast + "expect = \"small\"\nbound = ";
  CHECK(verdict("3", small + "1") == Verdict::supported);        // 0.5
  CHECK(verdict("3", small + "0.3") == Verdict::not_supported);  // outside on one side
  CHECK(verdict("-3", small + "0.3") == Verdict::not_supported);
  CHECK(verdict("-3", small + "1") == Verdict::supported);
  CHECK(verdict("0", small + "1") == Verdict::not_supported);  // nothing at all is not small but real
}

TEST_CASE("chances of events differ where the mean does by three standard errors") {
  const auto result = judged(world("0") + claim(contrast + "expect = \"higher\"", "event.deal"), 4096);
  CHECK(result.verdict == Verdict::supported);
  CHECK(result.finding.share < 0.95);  // in most draws the deal comes or stays away either way
  // a rate of 0.05 until the fair, 136 days on, then e^1.5 times as much, against 0.05 throughout; one year
  const double days = suasion::system::days_per_month;
  const double with = 1.0 - std::exp(-0.05 * (136.0 + std::exp(1.5) * (12.0 * days - 136.0)) / days);
  const double without = 1.0 - std::exp(-0.05 * 12.0);
  CHECK(std::abs(result.finding.value.value - (with - without)) < 4.0 * result.finding.value.error);
  CHECK(judged(world("0") + claim(contrast + "expect = \"lower\"", "event.deal")).verdict == Verdict::not_supported);
}

TEST_CASE("a level is held against its bound in 95 of 100 draws") {
  const auto at_level = [](const std::string& by, const std::string& rest) {
    return judged(world(by) + claim("test = \"level\"\n" + rest));
  };
  // 60 - 30 e^-1.2 = 50.96 without a pull
  CHECK(at_level("0", "expect = \"higher\"\nbound = 45").verdict == Verdict::supported);
  CHECK(at_level("0", "expect = \"higher\"\nbound = 55").verdict == Verdict::not_supported);
  CHECK(at_level("0", "expect = \"lower\"\nbound = 55").verdict == Verdict::supported);
  CHECK(at_level("0", "expect = \"lower\"\nbound = 45").verdict == Verdict::not_supported);
  CHECK(at_level("0", "expect = \"higher\"\nbound = 45").finding.value.value ==
        doctest::Approx(60.0 - 30.0 * std::exp(-1.2)).epsilon(1e-9));
  const auto mixed = at_level(up_in("0.8", "0.2"), "expect = \"higher\"\nbound = 50.96");
  CHECK(mixed.verdict == Verdict::not_supported);
  CHECK(mixed.finding.share == doctest::Approx(0.8).epsilon(0.05));
}

TEST_CASE("an interaction is the contrast here less the contrast there") {
  const std::string feast = R"(
[[events]]
id = "feast"
kind = "market"
from = "NEX"
planned = 2020-07-01
[[shifts]]
id = "feast-pull"
issue = "quota"
actor = "MID"
variable = "event.feast"
by = 50
because.judgement = "made up"
[[counterfactuals]]
id = "no-feast"
text = "No feast"
edits = [{ remove = "events.feast" }]
[[counterfactuals]]
id = "neither"
text = "Neither"
edits = [{ remove = "events.fair" }, { remove = "events.feast" }]
)";
  // 20 + 50 + 50 is cut at 100: together the two pull less than each alone does twice
  const auto result = judged(world("50") + feast +
                             claim("test = \"interaction\"\ncompare = [\"baseline\", \"no-fair\"]\n"
                                   "against = [\"no-feast\", \"neither\"]\nexpect = \"lower\"",
                                   "stakeholder.target.quota"));
  CHECK(result.verdict == Verdict::supported);
  CHECK(result.finding.value.value == doctest::Approx(((100.0 - 70.0) - (70.0 - 20.0)) / 3.0).epsilon(1e-9));
}

TEST_CASE("a tilt is the mean where draws are weighed, over the plain mean") {
  const std::string tilt = claim("test = \"tilt\"\nweight = \"event.fair\"\nexpect = \"higher\"");
  const std::string doubtful =
      "[[counterfactuals]]\nid = \"unused\"\ntext = \"x\"\nedits = [{ remove = \"events.fair\" }]\n";
  std::string text = world("30") + doubtful + tilt;
  text.insert(text.find("planned = 2020-06-15"), "reliability = 0.5\n");
  const auto result = judged(text, 4096);
  const double without = 60.0 - 30.0 * std::exp(-1.2);
  const double with = without + 10.0 * (1.0 - std::exp(-0.7));
  CHECK(result.finding.value.value == doctest::Approx(with / (0.5 * (with + without))).epsilon(0.005));
  CHECK(result.measure == "stakeholder.quota");
  std::string none = world("0") + tilt;
  none.insert(none.find("planned = 2020-06-15"), "reliability = 0.5\n");
  CHECK(judged(none).finding.value.value == doctest::Approx(1.0).epsilon(1e-9));
  CHECK(judged(none).verdict == Verdict::not_supported);
}

TEST_CASE("what the author calls untestable, or gives no test for, is untestable, with the reason") {
  const auto stated = judged(world("30") + claim("untestable = \"A matter of taste.\""));
  CHECK(stated.verdict == Verdict::untestable);
  CHECK(stated.reason == "A matter of taste.");
  const auto silent = judged(world("30") + "[[claims]]\nid = \"K\"\ntext = \"Fairs matter.\"\n");
  CHECK(silent.verdict == Verdict::untestable);
  CHECK(silent.reason == "the scenario states no test that can be computed");
  CHECK(analysis::name(silent.verdict) == "untestable");
}

TEST_CASE("claims that measure nothing, or compare too few worlds, are mistakes") {
  CHECK(mistake(world("30") + claim(contrast + "expect = \"higher\"", "stakeholder.quotas")) ==
        "error S607: claim 'K': the system writes down no variable 'stakeholder.quotas'; did you mean "
        "'stakeholder.quota'?\n");
  CHECK(
      mistake(world("30") +
              claim("test = \"interaction\"\ncompare = [\"baseline\", \"no-fair\"]\nexpect = \"lower\"")) ==
      "error S608: claim 'K': a test of kind interaction compares 4 worlds; found 2; give two in 'compare' and two in "
      "'against'\n");
  CHECK(mistake(world("30") + claim("test = \"contrast\"\nexpect = \"higher\"")) ==
        "error S608: claim 'K': a test of kind contrast compares 2 worlds; found 1; give two in 'compare'\n");
}

TEST_CASE("ablations that change nothing that is there are mistakes of the claim") {
  const auto ablated = [](const std::string& change) {
    return mistake(world("30") + claim(contrast + "expect = \"higher\"\nablate = [\"" + change + "\"]"));
  };
  CHECK(ablated("leverage.prize=fixed") ==
        "error M202: claim 'K', ablation 'leverage.prize=fixed': module 'leverage' has no option 'prize'; did you mean "
        "'price'?\n");
}
