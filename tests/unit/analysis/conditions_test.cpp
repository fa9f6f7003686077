// Conditions of answers of which it is known where they are so.
#include "suasion/analysis/flip/conditions.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "../../support/function.hpp"

namespace {

using namespace suasion;

const analysis::Proposition over_half{.measure = analysis::Proposition::Measure::above, .low = 0.5};

/// Of three inputs between 10 and 20. @param function of their places in that range, and of luck.
analysis::Conditions conditions_of(std::function<double(std::span<const double>, double)> function) {
  const auto experiment = test::function_experiment(
      {.factors = 3,
       .function = [&](std::span<const double> u, double luck) { return std::vector<double>{function(u, luck)}; },
       .chance = true});
  const analysis::SampleSpec sample{.draws = 4096};
  const analysis::Columns points = analysis::points_at(*experiment, analysis::independent_scores(*experiment, sample));
  const analysis::Columns values = analysis::evaluate(*experiment, points, sample);
  const std::vector<analysis::InputFacts> facts(3, {.law = {math::Uniform{10.0, 20.0}}});
  return analysis::find_conditions(*experiment, 0, over_half, facts, points, values.front(), 1);
}

/// An experiment of whose output it is known that the first input does not reach it.
class Shielded final : public ensemble::Experiment {
 public:
  explicit Shielded(std::unique_ptr<ensemble::Experiment> inner) : inner_(std::move(inner)) {}
  [[nodiscard]] const std::vector<ensemble::Factor>& factors() const override { return inner_->factors(); }
  [[nodiscard]] const std::vector<std::string>& outputs() const override { return inner_->outputs(); }
  [[nodiscard]] const std::vector<math::RankCorrelation>& links() const override { return inner_->links(); }
  [[nodiscard]] bool reaches(std::size_t factor, std::size_t /*output*/) const override { return factor > 0; }
  [[nodiscard]] bool has_chance(std::size_t output) const override { return inner_->has_chance(output); }
  [[nodiscard]] std::unique_ptr<ensemble::Trial> trial() const override { return inner_->trial(); }

 private:
  std::unique_ptr<ensemble::Experiment> inner_;
};

}  // namespace

TEST_CASE("the box in which an answer is so is found, with its sides in values of the inputs") {
  const analysis::Conditions found =
      conditions_of([](std::span<const double> u, double) { return u[0] > 0.7 && u[2] < 0.4 ? 1.0 : 0.0; });
  CHECK(found.why_not.empty());
  CHECK(found.overall.value == doctest::Approx(0.12).epsilon(0.15));
  REQUIRE_FALSE(found.boxes.empty());
  const analysis::ConditionBox& box = found.boxes.front();
  REQUIRE(box.sides.size() == 2);
  for (const analysis::discovery::Restriction& side : box.sides) {
    CHECK((side.input == 0 || side.input == 2));
    CHECK(side.low.has_value() == (side.input == 0));
    CHECK(side.high.has_value() == (side.input == 2));
    CHECK((side.input == 0 ? side.least : side.most) == doctest::Approx(side.input == 0 ? 17.0 : 14.0).epsilon(0.03));
  }
  CHECK(box.held.density.value > 0.9);
  CHECK(box.held.coverage.value > 0.8);
  REQUIRE(found.restricted.size() == 2);
  CHECK(found.restricted[0] > 0.9);
  CHECK(found.restricted[1] > 0.9);
}

TEST_CASE("the leaves of the tree stand in order of how often it is so") {
  const analysis::Conditions found =
      conditions_of([](std::span<const double> u, double luck) { return luck < 0.2 + 0.6 * u[1] ? 1.0 : 0.0; });
  REQUIRE(found.leaves.size() >= 2);
  for (std::size_t i = 1; i < found.leaves.size(); ++i) {
    CHECK(found.leaves[i - 1].held.density.value >= found.leaves[i].held.density.value);
  }
  for (const analysis::ConditionBox& leaf : found.leaves) {
    for (const analysis::discovery::Restriction& side : leaf.sides) {
      CHECK(side.input == 1);
    }
  }
}

TEST_CASE("where chance alone decides there is no box") {
  CHECK(conditions_of([](std::span<const double>, double luck) { return luck; }).boxes.empty());
}

TEST_CASE("an answer that is never so, or always, has no conditions, and it is said why") {
  for (const double value : {0.0, 1.0}) {
    const analysis::Conditions found = conditions_of([&](std::span<const double>, double) { return value; });
    CHECK_FALSE(found.why_not.empty());
    CHECK(found.boxes.empty());
    CHECK(found.leaves.empty());
  }
}

TEST_CASE("draws without a value are left out of the search") {
  const analysis::Conditions found = conditions_of([](std::span<const double> u, double) {
    return u[1] > 0.5 ? std::numeric_limits<double>::quiet_NaN() : u[0] > 0.5 ? 1.0 : 0.0;
  });
  CHECK(found.overall.value == doctest::Approx(0.5).epsilon(0.1));
  REQUIRE_FALSE(found.boxes.empty());
  REQUIRE(found.boxes.front().sides.size() == 1);
  CHECK(found.boxes.front().sides.front().input == 0);
}

TEST_CASE("sides name the inputs of the experiment, those that do not reach the output left aside") {
  const Shielded experiment(test::function_experiment(
      {.factors = 3, .function = [](std::span<const double> u, double) { return std::vector<double>{u[2]}; }}));
  const analysis::SampleSpec sample{.draws = 1024};
  const analysis::Columns points = analysis::points_at(experiment, analysis::independent_scores(experiment, sample));
  const analysis::Columns values = analysis::evaluate(experiment, points, sample);
  const std::vector<analysis::InputFacts> facts(3, {.law = {math::Uniform{0.0, 1.0}}});
  const analysis::Conditions found =
      analysis::find_conditions(experiment, 0, over_half, facts, points, values.front(), 1);
  REQUIRE_FALSE(found.boxes.empty());
  REQUIRE(found.boxes.front().sides.size() == 1);
  CHECK(found.boxes.front().sides.front().input == 2);
}
