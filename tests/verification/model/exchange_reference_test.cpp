// Exchange of concessions and of positions against a plain implementation of the same description, on random scenarios:
// Stokman and van Oosten 1994 (equal gains), van Assen, Stokman and van Oosten 2003 (Raiffa, Kalai and Smorodinsky), as
// docs/models/exchange.md states them.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "../../support/issue.hpp"
#include "reference/exchange.hpp"

namespace {

using suasion::model::lanes;
using suasion::model::Trade;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::TileRun;
namespace reference = suasion::test::reference::exchange;

constexpr std::uint64_t tiles = 25;         // of eight draws each: 200 scenarios a variant
constexpr double tolerance = 1e-9;          // of the scale
constexpr std::size_t fewest_trades = 400;  // over all scenarios of a variant: not to compare nothing with nothing
constexpr std::size_t fewest_issues = 2, most_issues = 4, fewest_actors = 3, most_actors = 9;

/// The issues of one tile, a draw each: [draw][issue].
using Draws = std::vector<std::vector<reference::Issue>>;

/// Who has a stake in an issue. In every fourth tile each issue lacks one of the actors, another on each.
std::vector<std::size_t> who(std::uint64_t tile, std::size_t issue, std::size_t actors) {
  std::vector<std::size_t> present;
  for (std::size_t i = 0; i < actors; ++i) {
    if (tile % 4 != 3 || i != issue % actors) {
      present.push_back(i);
    }
  }
  return present;
}

/// Eight draws of random actors; every issue has a scale of its own, so that units matter.
Draws random_draws(std::uint64_t tile) {
  const std::size_t issues = fewest_issues + tile % (most_issues - fewest_issues + 1);
  const std::size_t actors = fewest_actors + tile % (most_actors - fewest_actors + 1);
  Draws draws(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    for (std::size_t p = 0; p < issues; ++p) {
      reference::Issue issue{.who = who(tile, p, actors), .low = -10.0 * static_cast<double>(p)};
      issue.high = issue.low + 100.0 / static_cast<double>(1 + p);
      issue.actors = random_actors(issue.who.size(), 1000 * tile + 10 * lane + p);
      for (auto& actor : issue.actors) {
        actor.position = issue.low + actor.position / 100.0 * (issue.high - issue.low);
      }
      if (tile % 5 == 1 && p == 0) {
        issue.actors[0].salience = 0.0;  // a stake in name only
      }
      draws[lane].push_back(issue);
    }
  }
  return draws;
}

/// The same draws as the library takes them.
std::vector<TileRun> library_issues(const Draws& draws) {
  std::vector<TileRun> issues;
  for (std::size_t p = 0; p < draws[0].size(); ++p) {
    std::vector<Actors> said;
    for (const auto& draw : draws) {
      said.push_back(draw[p].actors);
    }
    Extras extras;
    extras.actor = draws[0][p].who;
    issues.emplace_back(said, draws[0][p].low, draws[0][p].high, std::vector<double>{}, extras);
  }
  return issues;
}

/// A trade told from the side of its issue with the lower number, so that lists can be compared.
Trade told_from_lower_issue(Trade trade) {
  if (trade.issue[0] > trade.issue[1]) {
    std::swap(trade.issue[0], trade.issue[1]);
    std::swap(trade.actor[0], trade.actor[1]);
    std::swap(trade.gain[0], trade.gain[1]);
    std::swap(trade.shift[0], trade.shift[1]);
  }
  return trade;
}

/// The trades of one draw in the order in which they were struck.
std::vector<Trade> trades_of(const std::vector<Trade>& all, std::size_t lane) {
  std::vector<Trade> own;
  for (const Trade& trade : all) {
    if (trade.lane == lane) {
      own.push_back(told_from_lower_issue(trade));
    }
  }
  return own;
}

/// Whether the same pairs trade on the same issues in the same order.
bool same_deals(const std::vector<Trade>& library, const std::vector<Trade>& expected) {
  bool same = library.size() == expected.size();
  for (std::size_t t = 0; same && t < expected.size(); ++t) {
    for (std::size_t side = 0; side < 2; ++side) {
      same = same && library[t].actor[side] == expected[t].actor[side] &&
             library[t].issue[side] == expected[t].issue[side];
    }
  }
  return same;
}

void check_same(const std::vector<Trade>& library, const std::vector<Trade>& expected,
                const std::vector<reference::Issue>& issues) {
  REQUIRE(same_deals(library, expected));
  for (std::size_t t = 0; t < expected.size(); ++t) {
    CAPTURE(t);
    for (std::size_t side = 0; side < 2; ++side) {
      const reference::Issue& issue = issues[expected[t].issue[side]];
      CHECK(std::abs(library[t].gain[side] - expected[t].gain[side]) < tolerance);
      CHECK(std::abs(library[t].shift[side] - expected[t].shift[side]) < tolerance * (issue.high - issue.low));
    }
    CHECK(std::abs(library[t].third_parties - expected[t].third_parties) < tolerance);
  }
}

/// What was compared, over all scenarios of a variant.
struct Tally {
  std::size_t trades = 0;
};

/// Compares the eight draws of a tile.
void compare_tile(const std::string& variant, const reference::Rules& rules, std::uint64_t tile, Tally& tally) {
  const Draws draws = random_draws(tile);
  std::vector<TileRun> issues = library_issues(draws);
  std::vector<Trade> trades;
  solve_together(issues, *make(variant), &trades);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    CAPTURE(lane);
    const reference::Result expected = reference::solve(draws[lane], rules);
    const std::vector<Trade> struck = trades_of(trades, lane);
    check_same(struck, expected.trades, draws[lane]);
    tally.trades += expected.trades.size();
    for (std::size_t p = 0; p < issues.size(); ++p) {
      CAPTURE(p);
      const double length = draws[lane][p].high - draws[lane][p].low;
      CHECK(std::abs(issues[p].outcome(lane) - expected.outcome[p]) < tolerance * length);
    }
  }
}

/// Compares one variant on all scenarios.
void compare(const std::string& variant, const reference::Rules& rules) {
  Tally tally;
  CAPTURE(variant);
  for (std::uint64_t tile = 0; tile < tiles; ++tile) {
    CAPTURE(tile);
    compare_tile(variant, rules, tile, tally);
  }
  CHECK(tally.trades >= fewest_trades);
}

}  // namespace

TEST_CASE("exchange: the library strikes the trades of the plain implementation, and ends where it does") {
  using reference::Rate;
  compare("exchange", {});
  compare("exchange:rate=raiffa", {.rate = Rate::raiffa});
  compare("exchange:rounds=3", {.rounds = 3});
  compare("exchange:rate=raiffa,rounds=5", {.rate = Rate::raiffa, .rounds = 5});
}

TEST_CASE("position exchange: the library strikes the trades of the plain implementation, and ends where it does") {
  using reference::Rate;
  compare("position-exchange", {.positions_only = true});
  compare("position-exchange:rate=raiffa", {.rate = Rate::raiffa, .positions_only = true});
  compare("position-exchange:rounds=3", {.rounds = 3, .positions_only = true});
  compare("position-exchange:rate=raiffa,rounds=5", {.rate = Rate::raiffa, .rounds = 5, .positions_only = true});
}
