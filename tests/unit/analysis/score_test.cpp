// Scores of forecasts, on answers and counts that are small enough to work out by hand.
#include "suasion/analysis/score.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"

namespace {

using namespace suasion;

/// Three questions: two of one cluster, the third by itself; the second asks that something does not happen.
std::string text() {
  return test::system_text(R"(
[[hazards]]
id = "deal"
event = "deal"
per_month = 0.1
because.judgement = "made up"
[[questions]]
id = "deal-made"
text = "?"
event = "deal"
by = 2021-01-30
cluster = "deal"
[[questions]]
id = "no-deal"
text = "?"
no_event = "deal"
by = 2021-12-31
cluster = "deal"
[[questions]]
id = "base"
text = "?"
event = "base.agree"
by = 2021-12-31
[[questions]]
id = "unknown-still"
text = "?"
event = "deal"
by = 2021-12-31
)");
}

/// What 999 draws might have given: chances 0.75, 0.25, 0.1 and, with all modules off, 0.5, 0.5 and nearly 0.
analysis::Scores scored(const std::vector<analysis::Truth>& answers) {
  const scenario::Files files = test::files_of(text());
  const scenario::Scenario scenario = test::scenario_of(files);
  const auto plan = test::planned(files);
  const ensemble::WorldsSpec spec{.worlds = {{.id = "baseline", .plan = plan}, {.id = "off", .plan = plan}}};
  ensemble::WorldsResults results;
  results.draws_done = 999;
  results.answers.push_back({.yes = {749, 249, 99, 0}});
  results.answers.push_back({.yes = {499, 499, 0, 0}});
  // (yes + 1/2) / (draws + 1)
  return analysis::score(scenario, spec, results, 1, answers);
}

const std::vector<analysis::Truth> all = {{"deal-made", true}, {"no-deal", false}, {"base", false}};

}  // namespace

TEST_CASE("chances are shrunk a little, so that none is 0 or 1") {
  const analysis::Scores scores = scored(all);
  REQUIRE(scores.questions.size() == 3);
  CHECK(scores.questions[0].chance[0] == doctest::Approx(0.7495).epsilon(1e-12));
  CHECK(scores.questions[1].chance[0] == doctest::Approx(0.2495).epsilon(1e-12));
  CHECK(scores.questions[2].chance[0] == doctest::Approx(0.0995).epsilon(1e-12));
  CHECK(scores.questions[2].chance[1] == doctest::Approx(0.0005).epsilon(1e-12));
  CHECK(scores.questions[0].error == doctest::Approx(std::sqrt(0.7495 * 0.2505 / 999.0)).epsilon(1e-12));
}

TEST_CASE("persistence says that nothing happens, whichever way it is asked, and the coin says half") {
  const analysis::Scores scores = scored(all);
  CHECK(scores.questions[0].chance[2] == 0.02);
  CHECK(scores.questions[1].chance[2] == 0.98);
  CHECK(scores.questions[2].chance[2] == 0.02);
  for (const analysis::ScoredQuestion& question : scores.questions) {
    CHECK(question.chance[3] == 0.5);
  }
}

TEST_CASE("Brier and log score are means over questions, and over clusters of questions") {
  const analysis::Scores scores = scored(all);
  CHECK(scores.clusters == 2);
  const double brier[] = {0.2505 * 0.2505, 0.2495 * 0.2495, 0.0995 * 0.0995};
  const double log[] = {-std::log(0.7495), -std::log(0.7505), -std::log(0.9005)};
  CHECK(scores.totals[0].brier == doctest::Approx((brier[0] + brier[1] + brier[2]) / 3.0).epsilon(1e-12));
  CHECK(scores.totals[0].log == doctest::Approx((log[0] + log[1] + log[2]) / 3.0).epsilon(1e-12));
  CHECK(scores.totals[0].brier_by_cluster ==
        doctest::Approx((0.5 * (brier[0] + brier[1]) + brier[2]) / 2.0).epsilon(1e-12));
  CHECK(scores.totals[0].log_by_cluster == doctest::Approx((0.5 * (log[0] + log[1]) + log[2]) / 2.0).epsilon(1e-12));
  // persistence: wrong on the first two at 2 %, right on the third
  CHECK(scores.totals[2].brier == doctest::Approx((2.0 * 0.98 * 0.98 + 0.02 * 0.02) / 3.0).epsilon(1e-12));
  CHECK(scores.totals[2].log == doctest::Approx((-2.0 * std::log(0.02) - std::log(0.98)) / 3.0).epsilon(1e-12));
}

TEST_CASE("questions without a known answer are left out") {
  const analysis::Scores scores = scored({{"base", false}});
  REQUIRE(scores.questions.size() == 1);
  CHECK(scores.questions.front().id == "base");
  CHECK(scores.clusters == 1);
  CHECK(scores.totals[0].brier == doctest::Approx(0.0995 * 0.0995).epsilon(1e-12));
  const analysis::Scores none = scored({});
  CHECK(none.questions.empty());
  CHECK(none.clusters == 0);
  CHECK(none.totals[0].brier == 0.0);
}

TEST_CASE("the base rate leaves hazards and elections, and switches everything else off") {
  const scenario::Files files = test::files_of(text());
  const scenario::Scenario scenario = test::scenario_of(files);
  analysis::WorldMaker maker(files, {}, {}, scenario);
  const auto world = maker.index({.change = analysis::all_modules_off()});
  REQUIRE(world.has_value());
  for (const system::ModuleState& state : maker.plan(*world).modules) {
    const bool kept = state.module->info.name == "outcome" || state.module->info.name == "domestic";
    CHECK((state.why_off == "switched off for this run") == !kept);
  }
}
