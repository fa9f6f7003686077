// Exchange over pairs of issues: the two-actor closed form, equal gains, and real tables.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "../../support/issue.hpp"
#include "../../support/tables.hpp"

namespace {

using suasion::model::Trade;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::TileRun;

std::vector<TileRun> two_issues(double capability = 1.0) {
  // Two actors at the ends of both scales; each cares three times as much for one of them.
  std::vector<TileRun> issues;
  issues.emplace_back(std::vector<Actors>{{{0, capability, .9}, {100, capability, .3}}}, 0, 100);
  issues.emplace_back(std::vector<Actors>{{{0, capability, .3}, {100, capability, .9}}}, 0, 100);
  return issues;
}

std::vector<Trade> trades_of(std::vector<TileRun>& issues, std::string_view model) {
  std::vector<Trade> trades;
  solve_together(issues, *make(model), &trades);
  trades.erase(std::remove_if(trades.begin(), trades.end(), [](const Trade& trade) { return trade.lane != 0; }),
               trades.end());
  return trades;
}

}  // namespace

TEST_CASE("exchange: positions 0 and 100, saliences (.9, .3) and (.3, .9): from (25, 75) to (0, 100), both gain 15") {
  // Stokman and van Oosten 1994; gains are in hundredths of a scale here.
  for (const std::string model : {"exchange", "exchange:rate=raiffa", "exchange:rounds=5"}) {
    CAPTURE(model);
    auto issues = two_issues();
    const auto trades = trades_of(issues, model);
    CHECK(issues[0].outcome() == doctest::Approx(0.0));
    CHECK(issues[1].outcome() == doctest::Approx(100.0));
    REQUIRE(trades.size() == 1);
    CHECK(trades[0].gain[0] == doctest::Approx(0.15));
    CHECK(trades[0].gain[1] == doctest::Approx(0.15));
    CHECK(trades[0].third_parties == 0.0);
    CHECK(trades[0].actor[0] == 1);  // it cares less for the first issue, so it gives way there
    CHECK(trades[0].shift[0] == doctest::Approx(-25.0));
    CHECK(trades[0].shift[1] == doctest::Approx(25.0));
  }
}

TEST_CASE("exchange: who cares alike for both issues, or stands on the same side, does not trade") {
  std::vector<TileRun> alike;
  alike.emplace_back(std::vector<Actors>{{{0, 1, .6}, {100, 1, .3}}}, 0, 100);
  alike.emplace_back(std::vector<Actors>{{{0, 1, .4}, {100, 1, .2}}}, 0, 100);
  CHECK(trades_of(alike, "exchange").empty());
  std::vector<TileRun> same_side;
  same_side.emplace_back(std::vector<Actors>{{{0, 1, .9}, {10, 1, .3}, {100, 1, .5}}}, 0, 100);
  same_side.emplace_back(std::vector<Actors>{{{100, 1, .3}, {90, 1, .9}, {0, 0, .5}}}, 0, 100);
  CHECK(trades_of(same_side, "exchange").empty());
}

TEST_CASE("exchange: a third party that stands with neither loses what the record says") {
  std::vector<TileRun> issues;
  issues.emplace_back(std::vector<Actors>{{{0, 1, .9}, {100, 1, .3}, {100, 0.001, .5}}}, 0, 100);
  issues.emplace_back(std::vector<Actors>{{{0, 1, .3}, {100, 1, .9}, {0, 0.001, .5}}}, 0, 100);
  const auto trades = trades_of(issues, "exchange");
  REQUIRE_FALSE(trades.empty());
  CHECK(trades[0].third_parties == doctest::Approx(-0.25).epsilon(0.01));
}

TEST_CASE("exchange: the more powerful side of a Raiffa trade gains more where it could have had more") {
  std::vector<TileRun> issues;
  issues.emplace_back(std::vector<Actors>{{{0, 1, .9}, {100, 3, .2}}}, 0, 100);
  issues.emplace_back(std::vector<Actors>{{{0, 1, .3}, {100, 3, .9}}}, 0, 100);
  const auto equal = trades_of(issues, "exchange");
  REQUIRE(equal.size() == 1);
  CHECK(equal[0].gain[0] == doctest::Approx(equal[0].gain[1]));
  const auto raiffa = trades_of(issues, "exchange:rate=raiffa");
  REQUIRE(raiffa.size() == 1);
  CHECK(raiffa[0].gain[0] != doctest::Approx(raiffa[0].gain[1]));
  CHECK(raiffa[0].gain[0] > 0.0);
  CHECK(raiffa[0].gain[1] > 0.0);
}

TEST_CASE("exchange: on random scenarios every trade gives both sides the same gain, and outcomes stay on the scale") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    std::vector<TileRun> issues;
    std::vector<Actors> said;
    for (std::uint64_t p = 0; p < 4; ++p) {
      said.push_back(suasion::test::random_actors(8, 100 * seed + p));
      issues.emplace_back(std::vector<Actors>{said.back()}, 0, 100);
    }
    std::vector<double> before;
    solve_together(issues, *make("compromise"));
    for (const TileRun& issue : issues) {
      before.push_back(issue.outcome());
    }
    const auto trades = trades_of(issues, "exchange");
    std::map<std::pair<std::size_t, std::size_t>, int> bound;
    double gains = 0.0;
    double third = 0.0;
    for (const Trade& trade : trades) {
      CHECK(trade.gain[0] == doctest::Approx(trade.gain[1]));
      for (const std::size_t actor : trade.actor) {
        for (const std::size_t issue : trade.issue) {
          CHECK(++bound[{actor, issue}] == 1);  // bound after one trade
        }
      }
      before[trade.issue[0]] += trade.shift[0];
      before[trade.issue[1]] += trade.shift[1];
      gains += trade.gain[0] + trade.gain[1];
      third += trade.third_parties;
    }
    double change = 0.0;
    for (std::size_t p = 0; p < issues.size(); ++p) {
      CHECK(issues[p].outcome() == doctest::Approx(before[p]));
      CHECK(issues[p].outcome() >= 0.0);
      CHECK(issues[p].outcome() <= 100.0);
      const double start = [&] {
        TileRun alone({said[p]}, 0, 100);
        alone.solve(*make("compromise"));
        return alone.outcome();
      }();
      for (const auto& actor : said[p]) {
        change += actor.salience * (std::abs(actor.position - start) - std::abs(actor.position - issues[p].outcome())) /
                  100.0;
      }
    }
    CHECK(gains + third == doctest::Approx(change));  // nothing is lost in the books
  }
}

TEST_CASE("exchange: the unit of capability does not matter, even where outcomes come to lie on positions") {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const auto run = [&](double unit) {
      std::vector<TileRun> issues;
      for (std::uint64_t k = 0; k < 3; ++k) {
        Actors actors = suasion::test::random_actors(6, 10 * seed + k);
        for (auto& actor : actors) {
          actor.position = 5.0 * std::round(actor.position / 5.0);  // as tables of experts have them
          actor.capability *= unit;
        }
        issues.emplace_back(std::vector<Actors>{actors}, 0, 100);
      }
      solve_together(issues, *make("exchange:rounds=3"));
      return std::vector<double>{issues[0].outcome(), issues[1].outcome(), issues[2].outcome()};
    };
    const std::vector<double> once = run(1.0);
    const std::vector<double> thrice = run(3.0);
    for (std::size_t k = 0; k < once.size(); ++k) {
      CHECK(thrice[k] == doctest::Approx(once[k]).epsilon(1e-9));
    }
  }
}

TEST_CASE("position exchange: the outcome is the compromise of traded positions") {
  auto issues = two_issues();
  const auto trades = trades_of(issues, "position-exchange");
  REQUIRE(trades.size() == 1);
  CHECK(issues[0].outcome() == doctest::Approx(0.0));  // one trade: nothing to tell the two apart
  CHECK(issues[1].outcome() == doctest::Approx(100.0));
}

TEST_CASE("exchange: the Dutch road toll trades on all of its issues and keeps to its scales (regression)") {
  const auto tables = suasion::test::tables("bargaining_examples/road_toll_netherlands.csv");
  if (!tables) {
    MESSAGE("SKIPPED: SUASION_DATA is not set, so the road toll was not traded");
    return;
  }
  std::vector<TileRun> issues;
  for (const auto& [name, issue] : *tables) {
    const bool toll = name == "tol-hoogte";
    Extras extras;
    extras.actor = issue.who;
    issues.emplace_back(std::vector<Actors>{issue.actors}, toll ? 0.5 : 0.0, toll ? 7.0 : 100.0, std::vector<double>{},
                        extras);
  }
  REQUIRE(issues.size() == 6);
  const auto trades = trades_of(issues, "exchange");
  CHECK(trades.size() > 5);
  double third = 0.0;
  for (const Trade& trade : trades) {
    CHECK(trade.gain[0] > 0.0);
    CHECK(trade.gain[0] == doctest::Approx(trade.gain[1]));
    third += trade.third_parties;
  }
  MESSAGE("trades: " << trades.size() << ", gains of third parties: " << third);
}
