#include <doctest/doctest.h>

#include <cmath>

#include "../../support/issue.hpp"

using suasion::test::Actors;
using suasion::test::make;
using suasion::test::TileRun;

namespace {

double solve(const Actors& actors, std::string_view rule, const std::vector<double>& status_quo = {}) {
  TileRun run(std::vector<Actors>{actors}, 0, 100, status_quo);
  run.solve(*make(rule));
  return run.outcome();
}

}  // namespace

TEST_CASE("baselines: the median is the middle actor, or midway between the middle two") {
  CHECK(solve({{10, 1, 1}, {20, 1, 1}, {90, 1, 1}}, "median") == 20.0);
  CHECK(solve({{10, 1, 1}, {20, 1, 1}, {40, 1, 1}, {90, 1, 1}}, "median") == 30.0);
}

TEST_CASE("baselines: the weighted median counts power times salience") {
  const Actors actors = {{10, 1, 0.5}, {20, 1, 0.5}, {90, 4, 0.5}};
  CHECK(solve(actors, "weighted-median") == 90.0);
  CHECK(solve(actors, "median") == 20.0);
  // exactly half: midway to the next actor that has any weight
  CHECK(solve({{10, 2, 0.5}, {20, 0, 1}, {60, 1, 1}}, "weighted-median") == 35.0);
  // a tenth and two tenths against three tenths: halves up to rounding are halves
  CHECK(solve({{0, 0.1, 1}, {10, 0.2, 1}, {20, 0.3, 1}}, "weighted-median") == 15.0);
}

TEST_CASE("baselines: the weighted median beats every other position in pairwise votes") {
  // The Condorcet winner with votes w (|x - b| - |x - a|) for a over b minimises the weighted sum of distances.
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Actors actors = suasion::test::random_actors(7, seed);
    const double median = solve(actors, "weighted-median");
    const auto burden = [&](double at) {
      double sum = 0.0;
      for (const auto& actor : actors) {
        sum += actor.capability * actor.salience * std::abs(actor.position - at);
      }
      return sum;
    };
    for (const auto& actor : actors) {
      CHECK(burden(median) <= burden(actor.position) + 1e-9);
    }
  }
}

TEST_CASE("baselines: the status quo is what the scenario says, lane by lane") {
  TileRun run({Actors{{10, 1, 1}, {90, 1, 1}}}, 0, 100, {35, 36, 37, 38, 39, 40, 41, 42});
  run.solve(*make("status-quo"));
  CHECK(run.outcome(0) == 35.0);
  CHECK(run.outcome(7) == 42.0);
}

TEST_CASE("baselines: weights that sum to nothing give no number") {
  const Actors actors = {{10, 0, 1}, {90, 1, 0}};
  CHECK(std::isnan(solve(actors, "compromise")));
  CHECK(std::isnan(solve(actors, "weighted-median")));
  CHECK(solve(actors, "mean") == 50.0);
}
