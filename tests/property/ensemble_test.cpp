// The engine's promises: same seed, same results, to the bit, whatever the threads and the order of blocks; and an
// added actor disturbs no other actor's draws.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <sstream>

#include "../support/draws.hpp"
#include "../support/keeper.hpp"
#include "../support/scenario.hpp"
#include "suasion/analysis/forecast.hpp"
#include "suasion/ensemble/run.hpp"

namespace {

using namespace suasion;

/// Every number of the results as bytes.
std::string bytes(const ensemble::Results& results) {
  std::ostringstream out;
  out << std::hexfloat << results.draws_done << ' ' << results.draws_invalid << '\n';
  const auto put = [&](const auto& numbers) {
    for (const auto& number : numbers) {
      out << number << ' ';
    }
    out << '\n';
  };
  for (const auto& issue : results.issues) {
    for (const ensemble::Tally& tally : issue.by_model) {
      put(tally.outcome.counts);
      out << tally.outcome.least << ' ' << tally.outcome.most << ' ' << tally.moments.n << ' ' << tally.moments.mean
          << ' ' << tally.moments.m2 << ' ' << tally.below << ' ' << tally.at << ' ' << tally.above << '\n';
      for (const auto& histogram : tally.position) {
        put(histogram.counts);
      }
      put(tally.mean_position);
      put(tally.moves);
      put(tally.mean_shift);
      put(tally.moved);
      for (const auto& shift : tally.shift) {
        out << shift.mean << ' ' << shift.m2 << ' ';
      }
      put(tally.together);
      put(tally.settled_after);
    }
  }
  return out.str();
}

const std::vector<std::string> models = {"scholz2011", "as-written:rounds=4"};

ensemble::Results run(const scenario::Scenario& scenario, const ensemble::RunSpec& spec,
                      const ensemble::Control& control = {}) {
  const auto plan = ensemble::make_plan(scenario, models);
  REQUIRE(plan.has_value());
  return ensemble::run(*plan, spec, control);
}

std::vector<std::vector<double>> draws_of(const scenario::Scenario& scenario, const ensemble::RunSpec& spec) {
  test::Draws draws;
  static_cast<void>(run(scenario, spec, {.draws = &draws}));
  return draws.columns;
}

}  // namespace

TEST_CASE("ensemble: 1, 2, 3 and 7 threads give the same bytes") {
  const scenario::Scenario scenario = test::random_scenario(6, 11, 2);
  for (const auto design :
       {math::DesignKind::monte_carlo, math::DesignKind::latin_hypercube, math::DesignKind::sobol}) {
    CAPTURE(math::name(design));
    const ensemble::RunSpec spec{.seed = 5, .draws = 3001, .design = design, .threads = 1};
    const std::string expected = bytes(run(scenario, spec));
    CHECK(expected.size() > 1000);
    for (const unsigned threads : {2U, 3U, 7U}) {
      ensemble::RunSpec other = spec;
      other.threads = threads;
      CHECK(bytes(run(scenario, other)) == expected);
    }
  }
}

TEST_CASE("ensemble: a run in pieces, in any order, gives the same bytes") {
  const scenario::Scenario scenario = test::random_scenario(5, 11, 2);
  const ensemble::RunSpec spec{.seed = 5, .draws = 10'001, .threads = 2};  // 40 blocks, the last with 17 draws
  const std::string expected = bytes(run(scenario, spec));
  test::Keeper keeper;
  keeper.the_end = true;
  ensemble::Ranges pieces = {{31, 40}, {0, 3}, {8, 9}, {3, 8}, {17, 31}};
  std::uint64_t done = 0;
  for (const ensemble::Range& piece : pieces) {
    const auto part = run(scenario, spec, {.keeper = &keeper, .blocks = ensemble::Ranges{piece}});
    done += piece.end == 40 ? 8 * 256 + 17 : piece.count() * 256;
    CHECK(part.draws_done == done);
    CHECK(bytes(part) != expected);
  }
  CHECK(keeper.times == pieces.size());
  CHECK(bytes(run(scenario, spec, {.keeper = &keeper})) == expected);  // and what was left out
  CHECK(bytes(run(scenario, spec, {.keeper = &keeper})) == expected);  // now nothing is left to do
  CHECK(keeper.times == pieces.size() + 1);
}

TEST_CASE("ensemble: a run that is kept now and then, broken off and taken up again gives the same bytes") {
  const scenario::Scenario scenario = test::random_scenario(4, 5);
  const ensemble::RunSpec spec{.seed = 8, .draws = 60'000, .threads = 2};
  const std::string expected = bytes(run(scenario, spec));
  test::Keeper keeper;
  keeper.interval = std::chrono::milliseconds(1);
  std::size_t tries = 0;
  ensemble::Results part;
  do {  // the sink fails as a full disk would, a little later each time
    struct Full : test::Draws {
      std::size_t left = 0;
      void add(std::uint64_t, std::size_t, std::span<const double>) override {
        if (left-- == 0) {
          throw std::runtime_error("full");
        }
      }
    } sink;
    sink.left = 20 + 10 * tries;
    try {
      part = run(scenario, spec, {.draws = &sink, .keeper = &keeper});
    } catch (const std::runtime_error&) {
      REQUIRE(++tries < 100);
    }
  } while (part.draws_done < spec.draws);
  CHECK(tries > 1);
  CHECK(keeper.parts["issues"].size() > 1);
  CHECK(bytes(part) == expected);
}

TEST_CASE("ensemble: another seed gives other draws, and nearly the same forecast") {
  const scenario::Scenario scenario = test::random_scenario(5, 3);
  const auto a = run(scenario, {.seed = 1, .draws = 4096});
  const auto b = run(scenario, {.seed = 2, .draws = 4096});
  CHECK(bytes(a) != bytes(b));
  for (std::size_t m = 0; m < a.issues[0].by_model.size(); ++m) {
    const auto& x = a.issues[0].by_model[m].moments;
    const auto& y = b.issues[0].by_model[m].moments;
    const double error = std::sqrt((x.variance() + y.variance()) / 4096.0);
    CHECK(std::abs(x.mean - y.mean) <= 4.0 * error + 1e-12);
  }
}

TEST_CASE("ensemble: an added actor leaves the draws of the others as they were") {
  const scenario::Scenario five = test::random_scenario(5, 8);
  const scenario::Scenario six = test::random_scenario(6, 8);  // the same five, and one more
  for (const auto design : {math::DesignKind::monte_carlo, math::DesignKind::latin_hypercube}) {
    const ensemble::RunSpec spec{.seed = 9, .draws = 300, .design = design};
    const auto a = draws_of(five, spec);
    const auto b = draws_of(six, spec);
    // status quo, then position, salience, capability of actors 0 to 4 stand in the same columns
    for (std::size_t column = 0; column < 1 + 3 * 5; ++column) {
      CHECK(a[column].size() == spec.draws);
      CHECK(a[column] == b[column]);
    }
  }
}

TEST_CASE("ensemble: an interrupted run is the beginning of the whole one") {
  const scenario::Scenario scenario = test::random_scenario(4, 21);
  std::atomic<bool> cancel = false;
  const ensemble::RunSpec spec{.seed = 4, .draws = 2'000'000, .threads = 2};
  const auto plan = ensemble::make_plan(scenario, models);
  REQUIRE(plan.has_value());
  const auto part =
      ensemble::run(*plan, spec, {.progress = [&](std::uint64_t, std::uint64_t) { cancel = true; }, .cancel = &cancel});
  CHECK(part.draws_done > 0);
  CHECK(part.draws_done < spec.draws);
  CHECK(part.draws_done % model::block_draws == 0);
  auto again = run(scenario, {.seed = 4, .draws = part.draws_done, .threads = 1});
  CHECK(bytes(again) == bytes(part));
}

TEST_CASE("ensemble: draws that are not finite are counted and left out") {
  scenario::Scenario scenario = test::random_scenario(3, 2);
  for (auto& stake : scenario.issues[0].stakes) {
    stake.salience.law = {.form = math::Discrete{{{0.0, 0.5}, {50.0, 0.5}}}};  // in one draw of eight no one cares
  }
  const auto results = run(scenario, {.seed = 1, .draws = 8000});
  CHECK(results.draws_invalid > 800);
  CHECK(results.draws_invalid < 1200);
  for (const auto& tally : results.issues[0].by_model) {
    CHECK(tally.moments.n == 8000 - results.draws_invalid);
    CHECK(std::isfinite(tally.moments.mean));
  }
}

TEST_CASE("forecast: probabilities add up, quantiles ascend, fans stay on the scale") {
  const scenario::Scenario scenario = test::random_scenario(6, 31);
  const auto plan = ensemble::make_plan(scenario, models);
  REQUIRE(plan.has_value());
  const auto results = ensemble::run(*plan, {.seed = 3, .draws = 2000});
  const auto forecast = analysis::forecast(scenario, *plan, results);
  REQUIRE(forecast.issues.size() == 1);
  CHECK(forecast.issues[0].models.size() == models.size() + 5);
  for (const auto& model : forecast.issues[0].models) {
    double sum = 0.0;
    for (const auto& band : model.bands) {
      sum += band.probability.value;
    }
    CHECK(sum == doctest::Approx(1.0));
    CHECK(model.below.value + model.at.value + model.above.value == doctest::Approx(1.0));
    CHECK(std::is_sorted(model.outcome.quantiles.begin(), model.outcome.quantiles.end()));
    CHECK(model.outcome.quantiles.front() >= 0.0);
    CHECK(model.outcome.quantiles.back() <= 100.0);
    for (const auto& actor : model.rounds.actors) {
      CHECK(actor.fan.size() == model.rounds.rounds + 1);
      for (const auto& fan : actor.fan) {
        CHECK(std::is_sorted(fan.begin(), fan.end()));
      }
    }
    for (std::size_t i = 0; i < model.rounds.together.size(); ++i) {
      CHECK(model.rounds.together[i][i] == 1.0);
    }
  }
}
