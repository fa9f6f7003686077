// The question that is put to each kind of output, and what one draw counts for it.
#include "suasion/analysis/study/proposition.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "../../../support/studied.hpp"
#include "../../../support/system_world.hpp"

namespace {

using namespace suasion;
using analysis::Proposition;
using Measure = Proposition::Measure;

const double no_number = std::numeric_limits<double>::quiet_NaN();

std::string asked_text(const std::string& claim) {
  return test::system_text(test::quota_text() + R"(
[[hazards]]
id = "deal"
event = "deal"
per_month = 0.05
because.judgement = "made up"
[[questions]]
id = "year"
text = "?"
event = "deal"
by = 2021-01-30
[[counterfactuals]]
id = "other"
text = "Another"
edits = [{ set = "hazards.deal.per_month", to = 0.1 }]
)" + claim);
}

/// What is asked of an output that takes these values.
Proposition asked_of(const std::string& output, const std::vector<double>& values, const std::string& claim = "") {
  test::Studied world(asked_text(claim));
  const analysis::Study study = world.study({output});
  return analysis::answer_of(world.scenario, study.outputs.front(), values);
}

Proposition of_contrast(const std::string& expect, const std::vector<double>& values,
                        const std::string& measure = "stakeholder.quota") {
  return asked_of("K", values,
                  "[[claims]]\nid = \"K\"\ntext = \"?\"\nbecause.judgement = \"made up\"\nmeasure = \"" + measure +
                      "\"\ntest = \"contrast\"\ncompare = [\"other\", \"baseline\"]\nexpect = " + expect + "\n");
}

Proposition of_level(const std::string& expect, const std::vector<double>& values) {
  return asked_of("K", values,
                  "[[claims]]\nid = \"K\"\ntext = \"?\"\nbecause.judgement = \"made up\"\nmeasure = "
                  "\"stakeholder.quota\"\ntest = \"level\"\nbound = 40\nexpect = " +
                      expect + "\n");
}

double mean(const Proposition& proposition, const std::vector<double>& values) {
  return analysis::mean_of(proposition, values).value;
}

}  // namespace

TEST_CASE("of an issue it is asked whether the likeliest anchor is likelier than the next") {
  // anchors at 0 and 100 meet at 50; what lies on the border belongs to the upper one
  const std::vector<double> values = {10.0, 20.0, 49.9, 50.0, 90.0};
  const Proposition asked = asked_of("union", values);
  CHECK(asked.measure == Measure::band);
  CHECK(asked.threshold == 0.0);
  CHECK(asked.label == "none");
  CHECK(asked.other == "full");
  CHECK(analysis::measured(asked, -5.0) == 1.0);
  CHECK(analysis::measured(asked, 49.9) == 1.0);
  CHECK(analysis::measured(asked, 50.0) == -1.0);
  CHECK(analysis::measured(asked, 120.0) == -1.0);
  CHECK(mean(asked, values) == doctest::Approx(0.2));
  CHECK(asked_of("union", {80.0, 90.0, 10.0}).label == "full");
  CHECK(asked_of("union", {80.0, 10.0}).label == "none");  // a tie goes to the lower one
}

TEST_CASE("of a question it is asked whether yes is more likely than not") {
  const Proposition asked = asked_of("year", {0.0, 1.0});
  CHECK(asked.measure == Measure::above);
  CHECK(asked.threshold == 0.5);
  CHECK(mean(asked, {0.0, 1.0, 1.0, 0.0, 1.0}) == doctest::Approx(0.6));
}

TEST_CASE("of a variable it is asked whether it lies above its median") {
  const Proposition asked = asked_of("stakeholder.quota", {3.0, no_number, 1.0, 2.0, 9.0, 7.0});
  CHECK(asked.measure == Measure::above);
  CHECK(asked.low == 3.0);
  CHECK(asked_of("stakeholder.quota", {no_number}).low == 0.0);
}

TEST_CASE("of a claim about a sign it is asked whether nineteen in twenty draws have it") {
  const Proposition higher = of_contrast("\"higher\"", {});
  CHECK(higher.threshold == 0.95);
  CHECK(mean(higher, {1.0, -1.0, 0.0, 2.0}) == doctest::Approx(0.5));
  const Proposition lower = of_contrast("\"lower\"", {});
  CHECK(lower.threshold == 0.95);
  CHECK(mean(lower, {1.0, -1.0, 0.0, 2.0}) == doctest::Approx(0.25));
}

TEST_CASE("a claim that worlds differ is asked of the side where most draws lie") {
  CHECK(of_contrast("\"different\"", {1.0, 2.0, -1.0}).measure == Measure::above);
  CHECK(of_contrast("\"different\"", {1.0, -2.0, -1.0}).measure == Measure::below);
}

TEST_CASE("small is nine in ten within the bound, and the same is no difference at all") {
  const Proposition small = of_contrast("\"small\"\nbound = 2", {});
  CHECK(small.threshold == 0.9);
  CHECK(mean(small, {-2.0, -1.9, 0.0, 1.9, 2.0}) == doctest::Approx(0.6));
  const Proposition same = of_contrast("\"same\"", {});
  CHECK(same.threshold == 0.95);
  CHECK(mean(same, {0.0, 1e-9, -1e-9, 0.0}) == doctest::Approx(0.5));
}

TEST_CASE("of the chance of an event it is asked on which side the mean difference lies") {
  const Proposition higher = of_contrast("\"higher\"", {}, "event.deal");
  CHECK(higher.measure == Measure::value);
  CHECK(higher.threshold == 0.0);
  CHECK(mean(higher, {1.0, 0.0, -1.0, 1.0}) == doctest::Approx(0.25));
  CHECK(mean(of_contrast("\"lower\"", {}, "event.deal"), {1.0, 0.0, -1.0, 1.0}) == doctest::Approx(-0.25));
}

TEST_CASE("a level is held against the bound that the claim states") {
  CHECK(mean(of_level("\"higher\"", {}), {39.0, 40.0, 41.0, 42.0}) == doctest::Approx(0.5));
  CHECK(mean(of_level("\"lower\"", {}), {39.0, 40.0, 41.0, 42.0}) == doctest::Approx(0.25));
}

TEST_CASE("draws without a value count for nothing, and the error is that of a mean") {
  const Proposition asked{.measure = Measure::above, .low = 0.0};
  const std::vector<double> values = {1.0, no_number, -1.0, 1.0, 1.0, std::numeric_limits<double>::infinity()};
  const analysis::Estimate found = analysis::mean_of(asked, values);
  CHECK(found.value == doctest::Approx(0.75));
  CHECK(found.error == doctest::Approx(std::sqrt(0.25 / 4.0)));  // the variance of 1, 0, 1, 1 is 1/4
  CHECK(analysis::mean_of(asked, std::vector<double>{2.0}).error == 0.0);
  CHECK(std::isnan(analysis::measured(asked, no_number)));
}

TEST_CASE("a draw speaks for a proposition where it adds to the mean") {
  CHECK(analysis::speaks_for({.measure = Measure::above, .low = 1.0}, 1.1));
  CHECK_FALSE(analysis::speaks_for({.measure = Measure::above, .low = 1.0}, 1.0));
  CHECK(analysis::speaks_for({.measure = Measure::minus_value}, -0.1));
  const Proposition band{.measure = Measure::band, .low = 0.0, .high = 1.0, .other_low = 1.0, .other_high = 2.0};
  CHECK(analysis::speaks_for(band, 0.5));
  CHECK_FALSE(analysis::speaks_for(band, 1.5));
  CHECK_FALSE(analysis::speaks_for(band, 3.0));
  CHECK_FALSE(analysis::speaks_for(band, no_number));
}
