// The challenge model against the plain reading of it in reference/challenge.hpp (Bueno de Mesquita and Stokman 1994;
// Arregui, Stokman and Thomson 2006; docs/models/challenge.md and expected-utility.md): every round, the end and the
// outcome of random draws.
//
// Each round is replayed from the positions that the library reached in the round before, so that a difference in the
// last digit cannot grow over rounds. Where a choice hangs on less than `tied`, as between offers that move an actor
// equally far or where an expected utility is nearly zero, either way is right: such rounds may differ, and are
// counted.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "../../support/issue.hpp"
#include "reference/challenge.hpp"

namespace {

namespace ref = suasion::test::reference::challenge;
using suasion::model::lanes;
using suasion::test::Actors;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::TileRun;

constexpr double rounding = 1e-9;  ///< of the scale
constexpr double tied = 1e-12;     ///< of a utility or of the range

/// Eight draws of one issue.
struct Tile {
  double low = 0.0, high = 100.0;
  std::vector<Actors> draws = {};
};

/// 3 to 8 actors.
Tile random_tile(std::uint64_t seed) {
  Tile made;
  for (std::size_t l = 0; l < lanes; ++l) {
    made.draws.push_back(random_actors(3 + seed % 6, seed * lanes + l));
  }
  return made;
}

/// 192 draws.
std::vector<Tile> random_tiles() {
  std::vector<Tile> made;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    made.push_back(random_tile(seed));
  }
  return made;
}

/// What was compared, and what was found apart.
struct Tally {
  int draws = 0, rounds = 0, moves = 0, ties = 0, rounds_apart = 0, ends_apart = 0, outcomes_apart = 0;
};

std::string name(const ref::Rules& rules) {
  return "challenge:outcome=" + std::string(rules.mean_outcome ? "mean" : "median") +
         ",Q=" + (rules.Q < 1.0 ? "0.5" : "1") + ",tolerance=" + std::to_string(rules.tolerance) +
         ",rounds=" + std::to_string(rules.rounds);
}

/// One draw, played by the library and followed by the reference.
class Follower {
 public:
  Follower(const Tile& tile, const ref::Rules& rules, const TileRun& run, std::size_t lane)
      : rules_(rules), run_(run), lane_(lane), scale_(tile.high - tile.low) {
    for (const auto& actor : tile.draws[lane]) {
      now_.push_back({actor.position, actor.capability, actor.salience});
    }
  }

  void follow(Tally& tally) {
    const auto [low, high] = std::minmax_element(now_.begin(), now_.end(),
                                                 [](const auto& a, const auto& b) { return a.position < b.position; });
    const double R = high->position - low->position;
    int rests = R > 0.0 ? rules_.rounds + 1 : 0;
    for (int t = 0; t < rules_.rounds && rests > rules_.rounds; ++t) {
      const double before = ref::weighted_median(now_);
      const int moved = round(static_cast<std::size_t>(t), R, tally);
      tally.moves += moved;
      if (moved == 0) {
        rests = t;
      } else if (std::abs(ref::weighted_median(now_) - before) < rules_.tolerance * R) {
        rests = t + 1;
      }
    }
    ++tally.draws;
    tally.ends_apart += rests == run_.settled_after(lane_) ? 0 : 1;
    tally.outcomes_apart += near(ref::outcome_of(now_, rules_), run_.outcome(lane_)) ? 0 : 1;
  }

 private:
  [[nodiscard]] bool near(double a, double b) const { return std::abs(a - b) < rounding * scale_; }

  /// Replays a round of the library, and leaves everybody where the library has them. @return how many moved.
  int round(std::size_t t, double R, Tally& tally) {
    const ref::Round played = ref::play_round(now_, rules_, R);
    bool agreed = true;
    int moved = 0;
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const double library = run_.position(t + 1, i, lane_);
      agreed = agreed && near(played.position[i], library) &&
               static_cast<int>(played.offer[i]) == static_cast<int>(run_.offer(t, i, lane_));
      moved += library != now_[i].position ? 1 : 0;
      now_[i].position = library;
    }
    ++tally.rounds;
    tally.ties += !agreed && played.margin < tied ? 1 : 0;
    tally.rounds_apart += !agreed && played.margin >= tied ? 1 : 0;
    return moved;
  }

  const ref::Rules& rules_;
  const TileRun& run_;
  std::size_t lane_;
  double scale_;
  ref::Actors now_ = {};
};

Tally compare(const ref::Rules& rules, const std::vector<Tile>& tiles) {
  Tally tally;
  for (const Tile& tile : tiles) {
    TileRun run(tile.draws, tile.low, tile.high);
    run.solve(*make(name(rules)));
    for (std::size_t l = 0; l < lanes; ++l) {
      Follower(tile, rules, run, l).follow(tally);
    }
  }
  CAPTURE(name(rules));
  CHECK(tally.rounds_apart == 0);
  CHECK(tally.ends_apart == 0);
  CHECK(tally.outcomes_apart == 0);
  return tally;
}

/// The variants of the model.
const std::vector<ref::Rules> variants = {{},
                                          {.Q = 0.5},
                                          {.mean_outcome = true},
                                          {.mean_outcome = true, .Q = 0.5},
                                          {.tolerance = 0.2},
                                          {.tolerance = 1e-6},
                                          {.rounds = 1},
                                          {.Q = 0.5, .tolerance = 1e-6, .rounds = 60}};

}  // namespace

TEST_CASE("challenge, reference: random draws take the same offers, end after the same round and in the same place") {
  for (const ref::Rules& rules : variants) {
    const Tally tally = compare(rules, random_tiles());
    CHECK(tally.moves > 200);
    CHECK(tally.ties == 0);
  }
}

TEST_CASE("challenge, reference: shared positions, actors without weight, and another scale") {
  std::vector<Tile> tiles = random_tiles();
  for (std::size_t t = 0; t < tiles.size(); ++t) {
    tiles[t].low = -40.0;
    tiles[t].high = 160.0;
    for (Actors& draw : tiles[t].draws) {
      draw.back().position = draw.front().position;
      draw.front().salience = t % 2 == 0 ? 0.0 : 1.0;
      draw[1].capability = t % 3 == 0 ? 0.0 : draw[1].capability;
    }
  }
  for (const ref::Rules& rules : variants) {
    const Tally tally = compare(rules, tiles);
    CHECK(tally.ties == 0);
  }
}

TEST_CASE("challenge, reference: equal weights, so that the median often lies between two") {
  std::vector<Tile> tiles = random_tiles();
  for (Tile& tile : tiles) {
    for (Actors& draw : tile.draws) {
      for (auto& actor : draw) {
        actor.capability = 1.0;
        actor.salience = 0.6;
      }
    }
  }
  for (const ref::Rules& rules : variants) {
    const Tally tally = compare(rules, tiles);
    CHECK(tally.ties * 20 <= tally.rounds);
  }
}

TEST_CASE("challenge, reference: round positions, where offers are often equally good") {
  std::vector<Tile> tiles = random_tiles();
  for (Tile& tile : tiles) {
    for (Actors& draw : tile.draws) {
      for (auto& actor : draw) {
        actor.position = 25.0 * std::round(actor.position / 25.0);
      }
    }
  }
  for (const ref::Rules& rules : variants) {
    const Tally tally = compare(rules, tiles);
    CHECK(tally.ties * 20 <= tally.rounds);
  }
}
