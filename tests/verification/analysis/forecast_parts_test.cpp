// Parts of forecasts that can be written down: the weighted mean adds up actor by actor, and one module alone moves a
// hazard.
#include "suasion/analysis/why/forecast_parts.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "../../support/studied.hpp"
#include "../../support/system_world.hpp"

namespace {

using namespace suasion;

analysis::ForecastParts weighted_parts(const std::string& more) {
  test::Studied world(test::weighted_text("10", more));
  const analysis::Study study = world.study({"x@compromise"});
  return *analysis::parts_by_actor(world.scenario, world.plan, study, {.draws = 8192});
}

/// w_i (E x_i - r) / sum w: the mean is linear in every position, so that an actor adds the same in any order.
void check_weighted(const analysis::ForecastParts& found, double from) {
  REQUIRE(found.switches == std::vector<std::string>{"A", "B", "C"});
  const analysis::Decomposition& one = found.parts.front();
  const double weights[] = {1.0, 2.0, 1.0};
  const double means[] = {40.0, 80.0, 10.0};
  const double spreads[] = {80.0 / std::sqrt(12.0), 40.0 / std::sqrt(12.0), 0.0};
  CHECK(one.none.value == doctest::Approx(from).epsilon(1e-12));
  CHECK(one.none.error < 1e-9);
  for (std::size_t a = 0; a < 3; ++a) {
    CAPTURE(a);
    const double error = weights[a] * spreads[a] / 4.0 / std::sqrt(8192.0);
    CHECK(std::abs(one.parts[a].value - weights[a] * (means[a] - from) / 4.0) < 4.0 * error + 1e-9);
    CHECK(std::abs(one.parts[a].error - error) < 0.5 * error + 1e-9);  // 16 pairs of blocks
  }
}

}  // namespace

TEST_CASE("what an actor adds to a weighted mean is its weight times the way from the status quo") {
  // Shapley 1953: of an additive game, every player's own addition
  check_weighted(weighted_parts("status_quo = 30\n"), 30.0);
}

TEST_CASE("where no status quo is stated the way begins at the middle of the scale") {
  check_weighted(weighted_parts(""), 50.0);
}

TEST_CASE("a status quo that is uncertain counts by its median") {
  CHECK(weighted_parts("status_quo = { uniform = [20, 40] }\n").parts.front().none.value == doctest::Approx(30.0));
}

TEST_CASE("of all modules the one that a hazard is driven by makes its chance, from the rate alone") {
  // exp(-0.05 a month for twelve months) is left without drivers; the quota rises above its start, and drives it
  test::Studied world(test::system_text(test::quota_text() + R"(
[[hazards]]
id = "deal"
event = "deal"
per_month = 0.05
drivers = { "stakeholder.quota" = 0.03 }
because.judgement = "made up"
[[questions]]
id = "year"
text = "?"
event = "deal"
by = 2021-01-31
)"));
  const auto found = *test::sound(analysis::parts_by_module(world.scenario, world.plan, world.maker, {.draws = 8192}));
  REQUIRE(found.outputs.size() == 1);
  const analysis::Decomposition& one = found.parts.front();
  const double chance = 1.0 - std::exp(-0.05 * 12.0);
  CHECK(std::abs(one.none.value - chance) < 4.0 * std::sqrt(chance * (1.0 - chance) / 8192.0) + 0.002);
  double sum = 0.0;
  for (std::size_t s = 0; s < found.switches.size(); ++s) {
    CAPTURE(found.switches[s]);
    sum += one.parts[s].value;
    CHECK((one.parts[s].value != 0.0) == (found.switches[s] == "stakeholder"));
  }
  CHECK(sum == doctest::Approx(one.all.value - one.none.value).epsilon(1e-12));
  CHECK(one.all.value > one.none.value + 10.0 * one.none.error);
}

TEST_CASE("a scenario without a system, or without a question, has no parts by module") {
  test::Studied alone(test::weighted_text("10"));
  CHECK(
      test::sound(analysis::parts_by_module(alone.scenario, alone.plan, alone.maker, {.draws = 1024}))->parts.empty());
  test::Studied silent(test::system_text());
  CHECK(test::sound(analysis::parts_by_module(silent.scenario, silent.plan, silent.maker, {.draws = 1024}))
            ->parts.empty());
}
