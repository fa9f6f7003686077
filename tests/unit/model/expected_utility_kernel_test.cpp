// The expected-utility kernel: the same bits on every instruction set, and whatever draws share a lane or a tile.
#include "suasion/model/expected_utility_kernel.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "../../support/issue.hpp"
#include "suasion/math/target.hpp"

using namespace suasion;
using model::lanes;
using model::expected_utility::Solve;

namespace {

constexpr std::size_t tiles = 5;

std::vector<std::pair<std::string, Solve*>> kernels() {
  std::vector<std::pair<std::string, Solve*>> all = {{"generic", &model::expected_utility::generic::solve}};
#if defined(__x86_64__)
  if (math::can_run(math::Target::avx2)) {
    all.emplace_back("avx2", &model::expected_utility::avx2::solve);
  }
  if (math::can_run(math::Target::avx512)) {
    all.emplace_back("avx512", &model::expected_utility::avx512::solve);
  }
#endif
  return all;
}

/// Tiles of random actors; in the third of the draws whole numbers, so that actors share positions.
std::vector<test::TileRun> some_tiles(std::size_t actors) {
  std::vector<test::TileRun> all;
  for (std::size_t t = 0; t < tiles; ++t) {
    std::vector<test::Actors> draws;
    for (std::size_t l = 0; l < lanes; ++l) {
      draws.push_back(test::random_actors(actors, t * lanes + l));
      for (auto& actor : draws.back()) {
        actor.position = l % 3 == 0 ? std::floor(actor.position / 10.0) : actor.position;
      }
    }
    all.emplace_back(draws, 0, 100);
  }
  return all;
}

/// Everything a kernel writes, as whole numbers, so that equal means the same bits.
std::vector<std::int64_t> written(const std::vector<test::TileRun>& runs, std::size_t actors, std::size_t rounds) {
  std::vector<std::int64_t> all;
  for (const test::TileRun& run : runs) {
    for (const double value : run.course()) {
      all.push_back(std::bit_cast<std::int64_t>(value));
    }
    for (std::size_t l = 0; l < lanes; ++l) {
      all.push_back(std::bit_cast<std::int64_t>(run.outcome(l)));
      all.push_back(run.settled_after(l));
      for (std::size_t row = 0; row < rounds * actors; ++row) {
        all.push_back(run.proposer(row / actors, row % actors, l));
        all.push_back(static_cast<int>(run.offer(row / actors, row % actors, l)));
      }
    }
  }
  return all;
}

/// Solves the tiles `at_once` at a time.
std::vector<std::int64_t> solved(Solve* kernel, const std::string& variant, std::size_t actors, std::size_t at_once) {
  const auto parameters = test::parameters(variant);
  std::vector<test::TileRun> runs = some_tiles(actors);
  std::vector<model::IssueTile> issue;
  std::vector<model::Course> courses;
  for (test::TileRun& run : runs) {
    issue.push_back(run.tile());
    courses.push_back(run.room(parameters.rounds));
  }
  struct alignas(64) Row {
    double lane[lanes];
  };
  // what a tile does not write itself it must not read: room full of what is not a number would show
  std::vector<Row> scratch(model::expected_utility::scratch_packs(actors, parameters));
  for (Row& row : scratch) {
    std::fill_n(row.lane, lanes, std::numeric_limits<double>::quiet_NaN());
  }
  for (std::size_t t = 0; t < tiles; t += at_once) {
    kernel(parameters, {&issue[t], &courses[t], std::min(at_once, tiles - t)}, scratch.front().lane);
  }
  return written(runs, actors, parameters.rounds);
}

}  // namespace

TEST_CASE("expected utility: every instruction set gives the same bits, tile by tile and with lanes refilled") {
  const std::size_t many = model::expected_utility::sorted_from;
  for (const std::size_t actors : {std::size_t{2}, std::size_t{3}, std::size_t{10}, many - 1, many, many + 13}) {
    for (const std::string variant :
         {"scholz2011", "as-written:rounds=4", "scholz2011:tolerance=0.02,rounds=25,range=round",
          "scholz2011:normalisation=pairwise,outcome=median,centre=median,Q=0.4,rounds=6"}) {
      CAPTURE(actors);
      CAPTURE(variant);
      const auto plain = solved(&model::expected_utility::generic::solve, variant, actors, 1);
      for (const auto& [set, kernel] : kernels()) {
        const std::string& name = set;  // clang 14 lets no lambda, as CAPTURE makes one, use a part of a pair
        CAPTURE(name);
        CHECK(solved(kernel, variant, actors, 1) == plain);
        CHECK(solved(kernel, variant, actors, 2) == plain);
        CHECK(solved(kernel, variant, actors, tiles) == plain);
      }
    }
  }
}

TEST_CASE("expected utility: draws that are no numbers leave the other draws of their tile alone") {
  const std::size_t actors = model::expected_utility::sorted_from;
  std::vector<test::Actors> draws;
  for (std::size_t l = 0; l < lanes; ++l) {
    draws.push_back(test::random_actors(actors, l));
  }
  test::TileRun sound(draws, 0, 100);
  draws[1][3].position = std::numeric_limits<double>::quiet_NaN();
  draws[2][0].position = std::numeric_limits<double>::infinity();
  draws[5][7].capability = std::numeric_limits<double>::infinity();
  test::TileRun broken(draws, 0, 100);
  for (const std::string variant : {"scholz2011", "as-written:rounds=2"}) {
    sound.solve(*test::make(variant));
    broken.solve(*test::make(variant));
    for (const std::size_t l : {0U, 3U, 4U, 6U, 7U}) {
      CHECK(broken.outcome(l) == sound.outcome(l));
    }
    CHECK((variant != "scholz2011" || !std::isfinite(broken.outcome(1))));
  }
}
