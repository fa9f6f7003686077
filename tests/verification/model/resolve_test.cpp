// Bargaining with resolve: what its rules imply in closed form, in the limit, or by symmetry.
#include <doctest/doctest.h>

#include <cmath>

#include "../../support/issue.hpp"

namespace {

using namespace suasion::model;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::TileRun;

struct Sample {
  double mean = 0.0, sd = 0.0;
};

/// The model over many draws of chance, with the same inputs.
Sample sample(const Actors& actors, const std::vector<double>& resolve, const std::string& options = "",
              std::size_t draws = 800) {
  double sum = 0.0;
  double squares = 0.0;
  for (std::size_t first = 0; first < draws; first += lanes) {
    Extras extras;
    extras.resolve = resolve;
    extras.first_draw = first;
    TileRun run({actors}, 0, 100, {}, extras);
    run.solve(*make("resolve" + options));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      sum += run.outcome(lane);
      squares += run.outcome(lane) * run.outcome(lane);
    }
  }
  const auto n = static_cast<double>(draws);
  return {sum / n, std::sqrt(std::max(0.0, squares / n - sum / n * sum / n))};
}

}  // namespace

TEST_CASE("resolve: the unanimous stay where they are, and nobody's weight is not a number") {
  const Sample same = sample({{40, 1, 1}, {40, 2, .5}, {40, 1, .2}}, {0.2, 0.9, 0.5});
  CHECK(same.mean == doctest::Approx(40.0));
  CHECK(same.sd < 1e-6);
  CHECK(std::isnan(sample({{40, 0, 1}, {60, 1, 0}}, {0.5, 0.5}).mean));
}

TEST_CASE("resolve: two actors that are mirror images end in the middle on average") {
  const Sample mirror = sample({{20, 1, 1}, {80, 1, 1}}, {0.4, 0.4}, "", 4000);
  CHECK(std::abs(mirror.mean - 50.0) < 4.0 * mirror.sd / std::sqrt(4000.0) + 1e-9);
  CHECK(mirror.sd > 0.5);  // chance decides who prevails
}

TEST_CASE("resolve: whoever is more resolved draws the outcome towards itself") {
  double before = 101.0;
  for (const double rho : {0.05, 0.5, 0.95}) {
    const double now = sample({{20, 1, 1}, {80, 1, 1}}, {rho, 0.5}, "", 2000).mean;
    CHECK(now < before);
    before = now;
  }
}

TEST_CASE("resolve: if giving way is unbearable and coercing ruinous, nothing moves") {
  Extras extras;
  extras.resolve = {1.0, 1.0};
  TileRun proud({{{20, 1, 1}, {80, 2, 1}}}, 0, 100, {}, extras);
  proud.solve(*make("resolve:pride=2,coercing=2,retaliation=2,precision=500"));
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    CHECK(proud.position(10, 0, lane) == doctest::Approx(20.0));
    CHECK(proud.position(10, 1, lane) == doctest::Approx(80.0));
    CHECK(proud.outcome(lane) == doctest::Approx(60.0));
  }
}

TEST_CASE("resolve: positions and outcome stay in the hull, the unit of capability does not matter, nor the order") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Actors actors = random_actors(6, seed);
    Extras extras;
    for (const auto& actor : random_actors(6, seed + 1000)) {
      extras.resolve.push_back(actor.salience);
    }
    double low = 100.0;
    double high = 0.0;
    for (const auto& actor : actors) {
      low = std::min(low, actor.position);
      high = std::max(high, actor.position);
    }
    TileRun run({actors}, 0, 100, {}, extras);
    run.solve(*make("resolve"));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      CHECK(run.outcome(lane) >= low - 1e-9);
      CHECK(run.outcome(lane) <= high + 1e-9);
      for (std::size_t i = 0; i < actors.size(); ++i) {
        CHECK(run.position(10, i, lane) >= low - 1e-9);
        CHECK(run.position(10, i, lane) <= high + 1e-9);
      }
    }
    Extras turned = extras;
    turned.resolve = {extras.resolve.rbegin(), extras.resolve.rend()};
    turned.actor = {5, 4, 3, 2, 1, 0};
    TileRun back({Actors(actors.rbegin(), actors.rend())}, 0, 100, {}, turned);
    back.solve(*make("resolve"));
    CHECK(back.outcome() == doctest::Approx(run.outcome()).epsilon(1e-9));
    for (auto& actor : actors) {
      actor.capability *= 0x1p6;
    }
    TileRun scaled({actors}, 0, 100, {}, extras);
    scaled.solve(*make("resolve"));
    CHECK(scaled.course() == run.course());
  }
}

TEST_CASE("resolve: of equally good moves none is preferred for the row that it stands in") {
  // cheap coercion: whoever loses to a partner in both games of a pair has the same move twice
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Actors actors = random_actors(5, seed);
    Extras extras;
    for (const auto& actor : random_actors(5, seed + 1000)) {
      extras.resolve.push_back(actor.salience);
      extras.actor.push_back(extras.actor.size());
    }
    extras.first_draw = 8 * seed;
    Extras turned = extras;
    turned.resolve = {extras.resolve.rbegin(), extras.resolve.rend()};
    turned.actor = {extras.actor.rbegin(), extras.actor.rend()};
    TileRun run({actors}, 0, 100, {}, extras);
    TileRun back({Actors(actors.rbegin(), actors.rend())}, 0, 100, {}, turned);
    for (TileRun* one : {&run, &back}) {
      one->solve(*make("resolve:coercing=0,coerced=0.05"));
    }
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      CHECK(back.outcome(lane) == doctest::Approx(run.outcome(lane)).epsilon(1e-9));
    }
  }
}

TEST_CASE("resolve: each assumption matters to some outcome") {
  // Ablation: a parameter that changes nothing would be no parameter.
  const Actors actors = random_actors(6, 11);
  const std::vector<double> resolve = {0.1, 0.9, 0.5, 0.7, 0.3, 0.6};
  const double base = sample(actors, resolve).mean;
  for (const std::string change : {"precision=2", "coercing=0", "coerced=0", "retaliation=0", "hardened=0", "pride=0",
                                   "rounds=1", "outcome=median"}) {
    CAPTURE(change);
    CHECK(sample(actors, resolve, ":" + change).mean != base);
  }
}
