// What is left of a plan when only some variables are looked at has the same bits as in the whole.
#include <doctest/doctest.h>

#include <cstring>
#include <string>

#include "../../support/sound.hpp"
#include "suasion/math/random.hpp"
#include "suasion/scenario/read.hpp"
#include "suasion/system/plan.hpp"

namespace {

using namespace suasion;  // NOLINT(google-build-using-namespace)
using test::sound;

system::Plan plan_of(const scenario::Scenario& scenario) {
  return sound(system::make_plan(scenario, {}));
}

/// [ticks + 1][variables][draws] of a run.
std::vector<double> run(const system::Plan& plan) {
  system::Block block(plan.columns);
  block.seed = 7;
  for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
    math::uniforms(block.seed, plan.inputs[i].channel, 0, 0,
                   {block.column(plan.input_columns[i]), system::block_draws});
  }
  std::vector<double> values;
  const auto note = [&] {
    for (const system::Variable& one : plan.variables) {
      const double* column = block.column(one.column);
      values.insert(values.end(), column, column + system::block_draws);
    }
  };
  system::begin(plan, block);
  note();
  for (const system::Tick& tick : plan.ticks) {
    system::advance(plan, tick, block);
    note();
  }
  return values;
}

/// Bits of one variable of the whole run.
std::vector<double> part(const std::vector<double>& all, std::size_t variables, std::size_t variable) {
  std::vector<double> some;
  for (std::size_t at = variable * system::block_draws; at < all.size(); at += variables * system::block_draws) {
    some.insert(some.end(), all.begin() + static_cast<std::ptrdiff_t>(at),
                all.begin() + static_cast<std::ptrdiff_t>(at + system::block_draws));
  }
  return some;
}

std::size_t steps_of(const system::Plan& plan) {
  std::size_t count = 0;
  for (const auto& phase : plan.steps) {
    count += phase.size();
  }
  return count;
}

void check_each_variable(const std::string& file) {
  const scenario::Scenario scenario = sound(scenario::read(sound(scenario::load(file))));
  const system::Plan whole = plan_of(scenario);
  const std::vector<double> all = run(whole);
  for (std::size_t v = 0; v < whole.variables.size(); ++v) {
    INFO(whole.variables[v].name);
    system::Plan plan = plan_of(scenario);
    plan.questions.clear();
    system::keep_only(plan, {whole.variables[v].column});
    REQUIRE(!plan.variables.empty());
    const std::vector<double> alone = part(run(plan), plan.variables.size(), 0);
    const std::vector<double> expected = part(all, whole.variables.size(), v);
    REQUIRE(alone.size() == expected.size());
    CHECK(std::memcmp(alone.data(), expected.data(), alone.size() * sizeof(double)) == 0);
  }
}

}  // namespace

TEST_CASE("a variable that is looked at alone has the bits that it has in the whole run") {
  for (const char* name : {"finland-1958", "belarus-2020"}) {
    check_each_variable(std::string(SUASION_SOURCE_DIR "/scenarios/") + name + ".toml");
  }
}

TEST_CASE("what nobody looks at is left out, what a question asks for is not") {
  const scenario::Scenario scenario =
      sound(scenario::read(sound(scenario::load(SUASION_SOURCE_DIR "/scenarios/belarus-2020.toml"))));
  const system::Plan whole = plan_of(scenario);
  const system::Column level = whole.variables[whole.find("leverage.level").value()].column;
  system::Plan unasked = plan_of(scenario);
  unasked.questions.clear();
  system::keep_only(unasked, {level});
  system::Plan asked = plan_of(scenario);
  asked.questions = {{.id = "reduced",
                      .kind = system::PlannedQuestion::Kind::threshold,
                      .column = whole.variables[whole.find("event.relations.reduce").value()].column}};
  system::keep_only(asked, {level});
  CHECK(steps_of(asked) < steps_of(whole));
  CHECK(steps_of(unasked) < steps_of(asked));
  CHECK(unasked.variables.size() == 1);
  CHECK(!unasked.find("tension.absorption").has_value());
}
