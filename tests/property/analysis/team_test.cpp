// Studies come to the same bytes however many processes share their work.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "../../support/function.hpp"
#include "../../support/scenario.hpp"
#include "../../support/sound.hpp"
#include "../../support/thread_team.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/backtest.hpp"
#include "suasion/analysis/coalitions/scenario_games.hpp"
#include "suasion/analysis/sensitivity/given_data.hpp"
#include "suasion/analysis/sensitivity/morris.hpp"
#include "suasion/analysis/sensitivity/shapley.hpp"
#include "suasion/analysis/sensitivity/sobol.hpp"
#include "suasion/analysis/sensitivity/tornado.hpp"
#include "suasion/analysis/study/sample.hpp"
#include "suasion/analysis/why/decomposition.hpp"

namespace suasion::test {

namespace {

using analysis::Watch;
using Figures = std::vector<double>;

/// Three factors, two linked; two outputs with interactions, luck in both; now and then not a number.
std::unique_ptr<ensemble::Experiment> any_experiment(double a, double link) {
  return function_experiment({.factors = 3,
                              .outputs = {"y1", "y2"},
                              .function =
                                  [a](auto u, double luck) {
                                    const double y = a * u[0] + u[1] * u[2] + luck;
                                    return std::vector{y, u[0] > 0.995 ? std::nan("") : y * u[2]};
                                  },
                              .links = {{0, 2, link}},
                              .chance = true});
}

void put(Figures& all, const analysis::Bounded& one) {
  all.insert(all.end(), {one.value, one.low, one.high});
}

Figures of_designs(const ensemble::Experiment& experiment, const Watch& watch) {
  Figures all;
  const auto indices = analysis::sobol(experiment, analysis::single_factors(experiment),
                                       {.base_points = 600, .replicates = 20, .threads = 1}, watch);
  for (const auto& output : indices->outputs) {
    all.insert(all.end(), {static_cast<double>(output.left_out), output.mean, output.variance});
    for (const auto& group : output.groups) {
      put(all, group.first);
      put(all, group.total);
    }
  }
  const std::vector<analysis::FactorGroup> groups = {{.factors = {0}}, {.factors = {1}}, {.chance = true}};
  const auto effects =
      analysis::shapley(experiment, groups, {.base_points = 600, .replicates = 20, .threads = 1}, watch);
  for (const auto& output : *effects) {
    all.push_back(output.variance);
    std::for_each(output.share.begin(), output.share.end(), [&](const auto& share) { put(all, share); });
  }
  const auto screened = analysis::morris(experiment, {.base_points = 300, .replicates = 20, .threads = 1}, watch);
  for (const auto& output : *screened) {
    for (const auto& factor : output.factors) {
      put(all, factor.mu_star);
      all.insert(all.end(), {factor.mu, factor.sigma});
    }
  }
  const auto bars_of = analysis::tornado(experiment, {.threads = 1}, watch);
  for (const auto& output : *bars_of) {
    for (const auto& bar : output.bars) {
      all.insert(all.end(), {static_cast<double>(bar.factor), bar.low, bar.high});
    }
  }
  return all;
}

Figures of_draws(const ensemble::Experiment& experiment, const Watch& watch) {
  const analysis::SampleSpec spec = {.draws = 1024, .threads = 1};
  const analysis::Columns points = analysis::points_at(experiment, analysis::independent_scores(experiment, spec));
  const analysis::Columns values = analysis::evaluate(experiment, points, spec, {}, {}, watch);
  Figures all;
  for (const auto& column : values) {
    all.insert(all.end(), column.begin(), column.end());
  }
  const std::vector<std::span<const double>> inputs(points.begin(), points.end());
  const std::vector<std::span<const double>> outputs(values.begin(), values.end());
  const auto found = analysis::given_data(inputs, outputs, {.replicates = 20, .permutations = 7, .threads = 1}, watch);
  for (const auto& output : *found) {
    for (const auto& one : output) {
      put(all, one.median.value);
      put(all, one.most.value);
      all.insert(all.end(), {one.median.floor, one.most.floor, static_cast<double>(one.left_out)});
    }
  }
  const auto setting = [](std::uint64_t on) {
    return analysis::Setting{.outputs = {0, 1},
                             .pushes = {{.factor = 1, .scale = on % 2 == 1 ? 0.5 : 1.0, .high = 1.0},
                                        {.factor = 0, .scale = on > 1 ? 0.3 : 1.0, .high = 1.0}}};
  };
  const auto parts_of = analysis::decompose(experiment, 2, 2, setting, spec, watch);
  for (const auto& output : *parts_of) {
    for (const auto& part : output.parts) {
      all.insert(all.end(), {part.value, part.error});
    }
  }
  return all;
}

Figures of_games(const ensemble::Plan& plan, const Watch& watch) {
  std::vector<std::size_t> issues(plan.issues.size());
  std::iota(issues.begin(), issues.end(), 0);
  Figures all;
  const auto games = analysis::coalitions::scenario_games(plan, issues, {.draws = 700, .threads = 1}, watch);
  for (const auto& game : *games) {
    for (const auto& player : game.players) {
      all.insert(all.end(), {player.weight.mean, player.shapley_shubik.error, player.banzhaf.q05, player.pivot_rising,
                             player.veto, player.dummy});
    }
    for (const auto& set : game.winning) {
      all.insert(all.end(), {static_cast<double>(set.players.size()), set.share});
    }
  }
  return all;
}

/// Decisions with three actors each, two to a cluster.
scenario::Dataset made_up_decisions() {
  scenario::Dataset set;
  set.name = "made up";
  for (std::size_t i = 0; i < 12; ++i) {
    scenario::Case& one = set.cases.emplace_back();
    one.id = "c" + std::to_string(i);
    one.cluster = "p" + std::to_string(i / 2);
    one.outcome = static_cast<double>(37 * i % 101);
    const double middle = static_cast<double>(53 * i % 101);
    one.stakes = {{.actor = "A", .position = 0.0, .salience = 50.0, .capability = 2.0},
                  {.actor = "B", .position = middle, .salience = 60.0, .capability = 1.0 + static_cast<double>(i % 4)},
                  {.actor = "C", .position = 100.0, .salience = 50.0, .capability = 1.0}};
  }
  return set;
}

Figures of_backtest(const scenario::Dataset& set, const Watch& watch) {
  const auto scored = sound(analysis::backtest(
      set, {.models = {"compromise", "median", "scholz2011"}, .laws = {.draws = 16, .threads = 1}, .repeats = 2},
      watch));
  Figures all;
  for (const auto& model : scored.models) {
    all.insert(all.end(), {static_cast<double>(model.id.size()), static_cast<double>(model.title.size())});
    all.insert(all.end(), model.mae.begin(), model.mae.end());
    for (const auto& one : model.cases) {
      all.insert(all.end(), {one ? one->forecast : -1.0, one ? one->crps : -1.0, one ? one->log_score : -1.0});
    }
  }
  for (const auto& fit : scored.fits) {
    all.push_back(fit.error_sd);
    all.insert(all.end(), fit.weight.begin(), fit.weight.end());
  }
  return all;
}

bool same_bytes(const Figures& one, const Figures& other) {
  return one.size() == other.size() && std::memcmp(one.data(), other.data(), one.size() * sizeof(double)) == 0;
}

/// Every member of teams of several sizes finds what one process alone finds.
bool shared_alike(const std::function<Figures(const Watch&)>& study) {
  const Figures alone = study({});
  bool alike = !alone.empty();
  for (const unsigned members : {1U, 2U, 3U, 8U}) {
    const auto found = in_team<Figures>(members, [&](base::Team& team) { return study({.team = &team}); });
    alike = alike && std::all_of(found.begin(), found.end(), [&](const auto& one) { return same_bytes(one, alone); });
  }
  return alike;
}

}  // namespace

TEST_CASE("designs and draws come to the same bytes for 1, 2, 3 and 8 processes") {
  check(
      "team",
      [] {
        const double a = static_cast<double>(*rc::gen::inRange(-50, 50)) / 10.0;
        const double link = static_cast<double>(*rc::gen::inRange(-9, 10)) / 10.0;
        const auto linked = any_experiment(a, link);
        const auto loose = any_experiment(a, 0.0);
        RC_ASSERT(shared_alike([&](const Watch& watch) { return of_designs(*loose, watch); }));
        RC_ASSERT(shared_alike([&](const Watch& watch) { return of_draws(*linked, watch); }));
      },
      5);
}

TEST_CASE("games and backtests come to the same bytes for 1, 2, 3 and 8 processes") {
  const scenario::Scenario scenario = random_scenario(5, 3, 2);
  const ensemble::Plan plan = sound(ensemble::make_plan(scenario, {"compromise"}));
  CHECK(shared_alike([&](const Watch& watch) { return of_games(plan, watch); }));
  const scenario::Dataset set = made_up_decisions();
  CHECK(shared_alike([&](const Watch& watch) { return of_backtest(set, watch); }));
}

}  // namespace suasion::test
