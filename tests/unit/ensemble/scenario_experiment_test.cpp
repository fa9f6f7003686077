#include "suasion/ensemble/scenario_experiment.hpp"

#include <doctest/doctest.h>

#include "../../support/draws.hpp"
#include "../../support/sound.hpp"
#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"
#include "suasion/ensemble/run.hpp"
#include "suasion/math/design.hpp"

namespace {

using namespace suasion;
using model::block_draws;

constexpr std::uint64_t seed = 5;

/// What an experiment makes of the draws that a run would make first.
std::vector<double> first_block(const ensemble::ScenarioExperiment& experiment,
                                const std::vector<ensemble::Push>& pushes = {}, std::vector<char> wanted = {}) {
  const std::size_t factors = experiment.factors().size();
  std::vector<math::Channel> channels;
  for (const ensemble::Factor& factor : experiment.factors()) {
    channels.push_back(factor.channel);
  }
  const math::Design design(math::DesignKind::monte_carlo, seed, channels, block_draws);
  std::vector<double> values(factors * block_draws);
  std::vector<std::span<double>> columns;
  for (std::size_t f = 0; f < factors; ++f) {
    columns.emplace_back(values.data() + f * block_draws, block_draws);
    design.fill(f, 0, columns.back());
  }
  math::GaussianCopula(factors, experiment.links()).apply(columns);
  std::vector<const double*> points;
  for (const auto& column : columns) {
    points.push_back(column.data());
  }
  wanted.resize(experiment.outputs().size(), 1);
  std::vector<double> out(experiment.outputs().size() * block_draws, -1.0);
  experiment.trial()->run({.columns = points, .pushes = pushes, .seed = seed}, wanted, out);
  return out;
}

/// A deal at 0.1 a month or twice as often, and a question about it.
std::string text() {
  return test::system_text(
      "[[hazards]]\nid = \"deal\"\nevent = \"deal\"\nper_month = [0.05, 0.15]\nbecause.judgement = \"made up\"\n"
      "[[questions]]\nid = \"year\"\ntext = \"?\"\nevent = \"deal\"\nby = 2021-01-30\n");
}

ensemble::ExperimentSpec two_worlds(const test::Changes& second) {
  ensemble::ExperimentSpec spec;
  spec.worlds = {{"baseline", test::planned(test::files_of(text()))},
                 {"other", test::planned(test::files_of(text()), second)}};
  return spec;
}

}  // namespace

TEST_CASE("an experiment at the points of a run comes to the outcomes of that run, bit for bit") {
  const scenario::Scenario scenario = test::scenario_of(test::bundled("belarus-2020"));
  const ensemble::Plan plan =
      test::sound(ensemble::make_plan(scenario, {"combination", "scholz2011", "exchange", "challenge"}));
  test::Draws draws;
  static_cast<void>(ensemble::run(plan, {.seed = seed, .draws = 16}, {.draws = &draws}));
  ensemble::ExperimentSpec spec{.plan = &plan, .correlations = scenario.correlations};
  for (std::size_t i = 0; i < plan.issues.size(); ++i) {
    for (std::size_t m = 0; m < plan.models.size(); ++m) {
      if (ensemble::silent_because(plan.models[m], plan.issues[i]).empty()) {
        spec.outputs.push_back({"x", ensemble::IssueOutcome{i, m}});
      }
    }
  }
  const std::size_t outputs = spec.outputs.size();
  const ensemble::ScenarioExperiment experiment(std::move(spec));
  const std::vector<double> found = first_block(experiment);
  const std::size_t first = draws.columns.size() - 1 - outputs;  // behind the outcomes: whether a draw is valid
  for (std::size_t o = 0; o < outputs; ++o) {
    REQUIRE(draws.columns[first + o].size() == 16);
    for (std::size_t draw = 0; draw < 16; ++draw) {
      CHECK(draws.columns[first + o][draw] == found[o * block_draws + draw]);
    }
  }
}

TEST_CASE("readings and answers of worlds are those of a run, and differences are taken draw by draw") {
  ensemble::ExperimentSpec spec = two_worlds({.edits = {"hazards.deal.per_month=0.3"}});
  constexpr double year = 365.25;
  spec.outputs = {{"level", ensemble::Reading{"event.deal", year}},
                  {"effect", ensemble::Reading{"event.deal", year, {.first = 1, .second = 0}}},
                  {"answer", ensemble::Answer{"year", 0}},
                  {"change", ensemble::Answer{"year", 1, 0}}};
  const auto results = ensemble::run_worlds(test::side_by_side({spec.worlds[0].plan, spec.worlds[1].plan}),
                                            {.seed = seed, .draws = block_draws});
  const ensemble::ScenarioExperiment experiment(std::move(spec));
  const std::vector<double> found = first_block(experiment);
  const auto mean = [&](std::size_t output) {
    double sum = 0.0;
    for (std::size_t row = 0; row < block_draws; ++row) {
      sum += found[output * block_draws + row];
    }
    return sum / static_cast<double>(block_draws);
  };
  CHECK(mean(0) == doctest::Approx(test::series(results, "event.deal").ticks[11].mean));
  CHECK(mean(1) == doctest::Approx(test::difference(results, "event.deal").ticks[11].mean));
  CHECK(mean(2) * block_draws == doctest::Approx(static_cast<double>(results.answers[0].yes[0])));
  CHECK(mean(3) * block_draws == doctest::Approx(static_cast<double>(results.answers[1].yes[0]) -
                                                 static_cast<double>(results.answers[0].yes[0])));
  CHECK(mean(1) > 0.1);
}

TEST_CASE("outputs that are not wanted stay as they are, and those that are do not change for it") {
  ensemble::ExperimentSpec spec = two_worlds({.edits = {"hazards.deal.per_month=0.3"}});
  spec.outputs = {{"answer", ensemble::Answer{"year", 0}}, {"change", ensemble::Answer{"year", 1, 0}}};
  const ensemble::ScenarioExperiment experiment(std::move(spec));
  const std::vector<double> all = first_block(experiment);
  const std::vector<double> one = first_block(experiment, {}, {0, 1});
  CHECK(one.front() == -1.0);
  CHECK(std::equal(all.begin() + block_draws, all.end(), one.begin() + block_draws));
}

TEST_CASE("a push changes a value after it was drawn, known exactly or not") {
  ensemble::ExperimentSpec spec = two_worlds({.edits = {"hazards.deal.per_month=0.3"}});
  spec.outputs = {
      {"first", ensemble::Reading{"event.deal", 365.25}},
      {"second", ensemble::Reading{"event.deal", 365.25, {.first = 1, .second = ensemble::Comparison::none}}}};
  const ensemble::ScenarioExperiment experiment(std::move(spec));
  std::size_t rate = 0;
  while (experiment.factors()[rate].name != "hazards.deal.per_month") {
    ++rate;
  }
  const std::vector<double> set =
      first_block(experiment, {{.factor = rate, .scale = 0.0, .shift = 0.3, .low = 0.0, .high = 1.0}});
  CHECK(std::equal(set.begin(), set.begin() + block_draws, set.begin() + block_draws));
  const std::vector<double> none = first_block(experiment, {{.factor = rate, .scale = 0.0, .low = 0.0, .high = 1.0}});
  CHECK(std::all_of(none.begin(), none.begin() + block_draws, [](double value) { return value == 0.0; }));
}

TEST_CASE("an output is reached by the inputs that its issue or its world reads, and by no others") {
  const scenario::Scenario scenario = test::scenario_of(test::bundled("belarus-2020"));
  const ensemble::Plan plan = test::sound(ensemble::make_plan(scenario, {"scholz2011"}));
  ensemble::ExperimentSpec spec{.plan = &plan,
                                .outputs = {{"a", ensemble::IssueOutcome{0, 0}}, {"b", ensemble::IssueOutcome{1, 0}}}};
  const ensemble::ScenarioExperiment experiment(std::move(spec));
  std::size_t own = 0;
  for (std::size_t f = 0; f < experiment.factors().size(); ++f) {
    const std::string& name = experiment.factors()[f].name;
    const bool first = name.starts_with("issues." + scenario.issues[0].id + ".");
    CHECK_FALSE((first && experiment.reaches(f, 1)));
    CHECK((!first || experiment.reaches(f, 0)));
    own += first ? 1 : 0;
  }
  CHECK(own > 5);
}
