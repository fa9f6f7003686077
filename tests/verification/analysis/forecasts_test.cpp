// Scores of forecasts, rates of events and tests of equivalence against closed forms and textbook values.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"
#include "suasion/analysis/claims.hpp"
#include "suasion/analysis/score.hpp"

namespace {

using namespace suasion;

constexpr double month = system::days_per_month;

std::string hazard(const std::string& rest) {
  return test::system_text("[[hazards]]\nid = \"deal\"\nevent = \"deal\"\n" + rest +
                           "\nbecause.judgement = \"made up\"\n");
}

std::string asked(const std::string& id, const std::string& by) {
  return "[[questions]]\nid = \"" + id + "\"\ntext = \"?\"\nevent = \"deal\"\nby = " + by + "\n";
}

ensemble::WorldsResults run(const std::string& text, std::uint64_t draws) {
  return ensemble::run_worlds(test::side_by_side({test::planned(test::files_of(text))}), {.seed = 3, .draws = draws});
}

/// Scores of a forecaster that gave one chance to one question.
analysis::Score score_of(std::uint64_t yes, std::uint64_t draws, bool came) {
  const scenario::Files files = test::files_of(hazard("per_month = 0.1") + asked("q", "2021-01-30"));
  const auto plan = test::planned(files);
  const ensemble::WorldsSpec spec{.worlds = {{.id = "a", .plan = plan}, {.id = "b", .plan = plan}}};
  ensemble::WorldsResults results;
  results.draws_done = draws;
  results.answers = {{.yes = {yes}}, {.yes = {yes}}};
  return analysis::score(test::scenario_of(files), spec, results, 1, std::vector<analysis::Truth>{{"q", came}})
      .totals[0];
}

}  // namespace

TEST_CASE("a constant rate h brings the event about by t with probability 1 - exp(-h t)") {
  constexpr std::uint64_t draws = 50'000;
  const auto results = run(hazard("per_month = 0.13"), draws);
  const ensemble::Series& deal = test::series(results, "event.deal");
  for (std::size_t t = 0; t < deal.ticks.size(); ++t) {
    const double probability = 1.0 - std::exp(-0.13 * static_cast<double>(t + 1));
    const double error = std::sqrt(probability * (1.0 - probability) / static_cast<double>(draws));
    CHECK(std::abs(deal.ticks[t].mean - probability) < 4.0 * error);
  }
}

TEST_CASE("a rate known up to a gamma law gives a Lomax wait") {
  // rate ~ Exp(mean 0.1), that is a gamma of shape 1: P(T > t) = 1 / (1 + 0.1 t) (Lomax 1954). The rate as a discrete
  // mixture on its own quantile midpoints comes to the same within a thousandth.
  std::string law = "per_month = { discrete = { ";
  constexpr int slices = 100;
  double mean_survival = 0.0;
  for (int i = 0; i < slices; ++i) {
    const double rate = -0.1 * std::log(1.0 - (i + 0.5) / slices);
    law += (i > 0 ? ", \"" : "\"") + std::to_string(rate) + "\" = 0.01";
    mean_survival += std::exp(-12.0 * rate) / slices;
  }
  CHECK(mean_survival == doctest::Approx(1.0 / 2.2).epsilon(0.002));
  constexpr std::uint64_t draws = 50'000;
  const auto results = run(hazard(law + " } }"), draws);
  const double share = test::series(results, "event.deal").ticks[11].mean;
  CHECK(std::abs(share - (1.0 - 1.0 / 2.2)) < 4.0 * std::sqrt(0.25 / static_cast<double>(draws)) + 0.001);
}

TEST_CASE("Brier and log scores have their textbook values") {
  // Brier (1950): squared distance from what came; Good (1952): -ln of the chance given to what came. The counts are
  // such that (yes + 1/2) / (draws + 1) is a round number.
  CHECK(score_of(499'999, 999'999, true).brier == doctest::Approx(0.25).epsilon(1e-5));        // a coin
  CHECK(score_of(499'999, 999'999, true).log == doctest::Approx(0.6931471806).epsilon(1e-5));  // ln 2
  CHECK(score_of(899'999, 999'999, true).brier == doctest::Approx(0.01).epsilon(1e-4));
  CHECK(score_of(899'999, 999'999, true).log == doctest::Approx(0.1053605157).epsilon(1e-4));
  CHECK(score_of(899'999, 999'999, false).brier == doctest::Approx(0.81).epsilon(1e-5));
  CHECK(score_of(899'999, 999'999, false).log == doctest::Approx(2.302585093).epsilon(1e-5));
}

TEST_CASE("both scores are proper: no chance scores better on average than the true one") {
  constexpr std::uint64_t draws = 999;
  const auto expected = [](double truth, std::uint64_t yes, auto member) {
    return truth * (score_of(yes, draws, true).*member) + (1.0 - truth) * (score_of(yes, draws, false).*member);
  };
  for (const auto member : {&analysis::Score::brier, &analysis::Score::log}) {
    for (const double truth : {0.1, 0.37, 0.8}) {
      const auto best = static_cast<std::uint64_t>(std::lround(truth * 1000.0 - 0.5));
      for (std::uint64_t yes = 0; yes <= draws; yes += 37) {
        CHECK(expected(truth, best, member) <= expected(truth, yes, member) + 1e-6);
      }
    }
  }
}

TEST_CASE("an effect that is small but real passes two one-sided tests, and neither the bound nor nought") {
  // Schuirmann (1987): equivalence within +-b at 5 % holds where the 90 % interval lies within. Here the distribution
  // over draws takes the part of the interval: normal with mean m and sd 1, and 1.645 is its 95 % point.
  const auto verdict = [](double mean, const std::string& bound) {
    const scenario::Files files = test::files_of(test::system_text(R"(
[[parameters]]
path = "stakeholder.speed"
value = 100
because.judgement = "at once"
[[issues]]
id = "quota"
name = "Quota"
scale = { 0 = "none", 100 = "all" }
status_quo = 50
because.judgement = "made up"
[issues.positions]
BIG = 50
MID = 50
[issues.salience]
BIG = 0
MID = 50
[issues.capability]
BIG = 1
MID = 1
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
by = { normal = { mean = )" + std::to_string(mean) + R"(, sd = 1 } }
because.judgement = "made up"
[[counterfactuals]]
id = "no-fair"
text = "No fair"
edits = [{ remove = "events.fair" }]
[[claims]]
id = "K"
text = "Small but real."
because.judgement = "made up"
test = "contrast"
measure = "stakeholder.quota"
compare = ["baseline", "no-fair"]
at = 2021-01-31
expect = "small"
bound = )" + bound + "\n"));
    const scenario::Scenario scenario = test::scenario_of(files);
    analysis::WorldMaker maker(files, {}, {}, scenario);
    const auto plan = analysis::plan_claims(scenario, maker);
    REQUIRE(plan.has_value());
    return analysis::judge(*plan, ensemble::run_worlds(plan->spec, {.seed = 1, .draws = 20'000})).front();
  };
  const auto found = verdict(1.0, "2.8");  // 1 + 1.645 = 2.645 < 2.8
  CHECK(found.finding.q05 == doctest::Approx(1.0 - 1.6449).epsilon(0.05));
  CHECK(found.finding.q95 == doctest::Approx(1.0 + 1.6449).epsilon(0.03));
  CHECK(found.verdict == analysis::Verdict::supported);
  CHECK(verdict(1.0, "2.5").verdict == analysis::Verdict::not_supported);
  CHECK(verdict(-1.0, "2.8").verdict == analysis::Verdict::supported);
  CHECK(verdict(-1.0, "2.5").verdict == analysis::Verdict::not_supported);
  CHECK(verdict(0.0, "2.8").verdict == analysis::Verdict::not_supported);  // within chance of nothing
}
