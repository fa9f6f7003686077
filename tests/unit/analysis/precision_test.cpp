#include "suasion/analysis/precision.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace suasion;
using analysis::Headline;

namespace {

/// One issue from 0 to 200 with two anchors, known to a mean error of 1 and a first chance of 0.1.
struct Small {
  Small() {
    scenario.issues.resize(1);
    scenario.issues[0].scale_low = 0.0;
    scenario.issues[0].scale_high = 200.0;
    scenario.issues[0].anchors = {{0, "none"}, {200, "all"}};
    forecast.issues.resize(1);
    analysis::ModelForecast lead{.outcome = {.mean = {50.0, 1.0}, .sd = 20.0}};
    lead.bands = {{"none", 0, 0, 100, {0.1, 0.015}}, {"all", 200, 100, 200, {0.9, 0.015}}};
    analysis::ModelForecast other{.model = 1, .outcome = {.mean = {50.0, 9.0}, .sd = 180.0}};
    forecast.issues[0].models = {lead, other};
  }
  scenario::Scenario scenario = {};
  analysis::Forecast forecast = {};
};

}  // namespace

TEST_CASE("headlines are the first model's mean in percent of the scale and its bands in percentage points") {
  const Small small;
  const auto figures = analysis::headlines(small.scenario, small.forecast, 400);
  REQUIRE(figures.size() == 3);
  CHECK(figures[0].kind == Headline::Kind::mean);
  CHECK(figures[0].error == 0.5);
  CHECK(figures[0].spread == 10.0);
  CHECK(figures[1].kind == Headline::Kind::band);
  CHECK(figures[1].error == doctest::Approx(1.5));
  const double nearer = 42.0 / 404.0;  // Agresti and Coull: two more of each kind
  CHECK(figures[1].spread == doctest::Approx(100.0 * std::sqrt(nearer * (1.0 - nearer))));
  CHECK(figures[2].band == 1);
  const auto most = analysis::hardest(figures);
  REQUIRE(most.has_value());
  CHECK(most->band == 0);
  CHECK_FALSE(analysis::hardest({}).has_value());
}

TEST_CASE("a chance that no draw of the pilot showed still asks for draws") {
  ensemble::Answers answers;
  answers.yes = {0, 100};
  const auto figures = analysis::headlines({"never", "always"}, answers, 100);
  REQUIRE(figures.size() == 2);
  CHECK(figures[0].question == "never");
  CHECK(figures[0].error == 0.0);
  CHECK(figures[0].spread > 0.0);
  CHECK(figures[0].spread == doctest::Approx(figures[1].spread));
}

TEST_CASE(
    "draws needed are the square of spread over error, a tenth more, in whole blocks, and never under the pilot") {
  CHECK(analysis::draws_needed(50.0, 0.5) == 11008.0);  // 1.1 * 100^2 = 11 000, 43 blocks of 256
  CHECK(analysis::draws_needed(50.0, 40.0) == 2048.0);
  CHECK(analysis::draws_needed(0.0, 1.0) == 2048.0);
  const std::vector<Headline> figures = {{.spread = 10.0}, {.spread = 50.0}};
  CHECK(analysis::draws_needed(figures, 0.5) == 11008.0);
}

TEST_CASE("another try has at least a block more") {
  CHECK(analysis::more_draws(2048, 1.0, 0.5) == 9216.0);  // 1.1 * 4 * 2048 = 9011, 36 blocks
  CHECK(analysis::more_draws(256'000, 0.5000001, 0.5) >= 256'256.0);
}
