// The spatial model of politics against the plain reading of it in reference/spatial.hpp and spatial_election.hpp
// (Wise, Lester and Efird 2015; Wise, "Markov Voting with Incentives in KTAB"; docs/models/spatial.md): the election by
// itself, then every turn, the end and the outcome of random scenarios, for every value of every option.
//
// Each turn is replayed from the positions that the library reached in the turn before. So a difference in the last
// digit cannot grow over turns, and agreement of every turn, of the test for rest and of the outcome is agreement of
// the whole. Where a choice hangs on less than `tied`, either way is right: such turns may differ, and are counted.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "../../support/issue.hpp"
#include "reference/spatial.hpp"
#include "suasion/math/random.hpp"
#include "suasion/model/spatial_game.hpp"

namespace {

namespace election = suasion::model::election;
namespace ref = suasion::test::reference::spatial;
using suasion::model::lanes;
using suasion::test::Actors;
using suasion::test::Extras;
using suasion::test::make;
using suasion::test::random_actors;
using suasion::test::solve_together;
using suasion::test::TileRun;

constexpr double rounding = 1e-9;  ///< of a scale, or of a chance
constexpr double tied = 1e-9;      ///< leads in chances or gains that rounding may turn round

/// Issues of the same actors in eight draws.
struct Scenario {
  std::size_t actors = 0;
  std::uint64_t seed = 1;
  double low = 0.0, high = 100.0;
  std::vector<std::vector<std::size_t>> who = {};  ///< [issue]: which actors have a stake
  std::vector<std::vector<Actors>> draws = {};     ///< [issue][lane]
};

/// 3 to 8 actors; @param most_issues one to so many issues, taking turns.
Scenario random_scenario(std::uint64_t seed, std::size_t most_issues) {
  Scenario made;
  made.actors = 3 + seed % 6;
  made.seed = seed;
  for (std::size_t p = 0; p <= seed % most_issues; ++p) {
    made.who.emplace_back();
    for (std::size_t a = 0; a < made.actors; ++a) {
      made.who.back().push_back(a);
    }
    made.draws.emplace_back();
    for (std::size_t l = 0; l < lanes; ++l) {
      made.draws.back().push_back(random_actors(made.actors, (seed * 3 + p) * lanes + l));
    }
  }
  return made;
}

/// What was compared, and what was found apart.
struct Tally {
  int turns = 0, ties = 0, turns_apart = 0, ends = 0, ends_apart = 0, outcomes = 0, outcomes_apart = 0;
};

/// The issues of one draw as the reference takes them.
std::vector<ref::Issue> issues_of(const Scenario& said, std::size_t lane) {
  std::vector<ref::Issue> issues;
  for (std::size_t p = 0; p < said.draws.size(); ++p) {
    issues.push_back({said.low, said.high, {}});
    const Actors& actors = said.draws[p][lane];
    for (std::size_t row = 0; row < actors.size(); ++row) {
      issues.back().stakes.push_back(
          {said.who[p][row], actors[row].position, actors[row].capability, actors[row].salience});
    }
  }
  return issues;
}

/// One draw of a space, played by the library and followed by the reference.
class Follower {
 public:
  Follower(const Scenario& said, const ref::Rules& rules, const std::vector<TileRun*>& runs, std::size_t lane)
      : said_(said),
        rules_(rules),
        runs_(runs),
        lane_(lane),
        players_(ref::players_of(issues_of(said, lane), said.actors)) {}

  void follow(Tally& tally) {
    const int settled = runs_[0]->settled_after(lane_);
    int rests = rules_.turns + 1;
    double first = 0.0;
    for (int t = 0; t < rules_.turns && rests > rules_.turns; ++t) {
      const double moved = turn(t, tally);
      first = t == 0 ? moved : first;
      if (moved <= 0.0) {
        rests = t;
      } else if (moved < rules_.rest * first) {
        rests = t + 1;
      }
    }
    ++tally.ends;
    tally.ends_apart += rests == settled ? 0 : 1;
    const ref::Point outcome = ref::outcome_of(players_.actors, rules_, chance(0));
    for (std::size_t p = 0; p < runs_.size(); ++p) {
      ++tally.outcomes;
      tally.outcomes_apart += std::abs(outcome[p] - in_units(runs_[p]->outcome(lane_))) < rounding ? 0 : 1;
    }
  }

 private:
  /// Replays turn t of the library. @return how far everybody moved.
  double turn(int t, Tally& tally) {
    const ref::Actors before = players_.actors;
    const ref::Turn played = ref::play_turn(before, rules_, chances(t));
    for (std::size_t i = 0; i < before.size(); ++i) {
      players_.actors[i].position = played.position[i];
    }
    const bool agreed = take_over(static_cast<std::size_t>(t) + 1);
    ++tally.turns;
    tally.ties += !agreed && played.margin < tied ? 1 : 0;
    tally.turns_apart += !agreed && played.margin >= tied ? 1 : 0;
    return ref::movement(before, players_.actors);
  }

  [[nodiscard]] double in_units(double x) const { return (x - said_.low) / (said_.high - said_.low); }

  [[nodiscard]] double chance(std::uint64_t step) const {
    return suasion::math::uniform(said_.seed, {Extras{}.shocks}, lane_, step);
  }

  /// The numbers that draw bargains in a turn.
  [[nodiscard]] std::vector<double> chances(int turn) const {
    std::vector<double> list;
    for (const std::size_t a : players_.who) {
      list.push_back(chance(1 + static_cast<std::uint64_t>(turn) * said_.actors + a));
    }
    return list;
  }

  /// Puts the players where the library has them after a turn. @return whether they were there, but for rounding.
  bool take_over(std::size_t round) {
    bool agreed = true;
    for (std::size_t p = 0; p < runs_.size(); ++p) {
      for (std::size_t row = 0; row < said_.who[p].size(); ++row) {
        for (std::size_t i = 0; i < players_.who.size(); ++i) {
          if (players_.who[i] == said_.who[p][row]) {
            double& at = players_.actors[i].position[p];
            const double library = in_units(runs_[p]->position(round, row, lane_));
            agreed = agreed && std::abs(at - library) < rounding;
            at = library;
          }
        }
      }
    }
    return agreed;
  }

  const Scenario& said_;
  const ref::Rules& rules_;
  const std::vector<TileRun*>& runs_;
  std::size_t lane_;
  ref::Players players_;
};

/// Plays the issues `which` of a scenario and follows them.
void follow(const Scenario& all, const std::vector<std::size_t>& which, const ref::Rules& rules,
            std::vector<TileRun>& runs, Tally& tally) {
  Scenario said = all;
  said.who.clear();
  said.draws.clear();
  std::vector<TileRun*> space;
  for (const std::size_t p : which) {
    said.who.push_back(all.who[p]);
    said.draws.push_back(all.draws[p]);
    space.push_back(&runs[p]);
  }
  for (std::size_t l = 0; l < lanes; ++l) {
    Follower(said, rules, space, l).follow(tally);
  }
}

void compare(const Scenario& said, const ref::Rules& rules, Tally& tally) {
  std::vector<TileRun> runs;
  std::vector<std::size_t> every;
  for (std::size_t p = 0; p < said.draws.size(); ++p) {
    Extras extras;
    extras.actor = said.who[p];
    extras.seed = said.seed;
    runs.emplace_back(said.draws[p], said.low, said.high, std::vector<double>{}, extras);
    every.push_back(p);
  }
  solve_together(runs, *make(rules.name()));
  if (rules.linkage == "all") {
    follow(said, every, rules, runs, tally);
    return;
  }
  for (const std::size_t p : every) {
    follow(said, {p}, rules, runs, tally);
  }
}

/// Some of 64 draws may hang on a tie, as where victory is certain over each of those who stand together.
void check_agreement(const ref::Rules& rules, const std::vector<Scenario>& scenarios) {
  Tally tally;
  for (const Scenario& scenario : scenarios) {
    compare(scenario, rules, tally);
  }
  CAPTURE(rules.name());
  CHECK(tally.turns > 100);
  CHECK(tally.turns_apart == 0);
  CHECK(tally.ties * 20 <= tally.turns);
  CHECK(tally.ends_apart == 0);
  CHECK(tally.outcomes_apart == 0);
}

/// Eight scenarios, 64 draws, with one to three issues.
std::vector<Scenario> random_scenarios() {
  std::vector<Scenario> made;
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    made.push_back(random_scenario(seed, 3));
  }
  return made;
}

ref::Rules with(std::string ref::Rules::*option, const std::string& value) {
  ref::Rules rules;
  rules.*option = value;
  return rules;
}

}  // namespace

TEST_CASE("election, reference: chances of random coalitions, some of them empty, in every form and election") {
  const std::vector<std::pair<election::Victory, std::string>> forms = {{election::Victory::linear, "linear"},
                                                                        {election::Victory::square, "square"},
                                                                        {election::Victory::quartic, "quartic"},
                                                                        {election::Victory::octic, "octic"},
                                                                        {election::Victory::binary, "binary"}};
  const std::vector<std::pair<election::Pce, std::string>> elections = {
      {election::Pce::conditional, "conditional"},
      {election::Pce::markov_incentive, "markov-incentive"},
      {election::Pce::markov_uniform, "markov-uniform"}};
  int apart = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::size_t n = 2 + seed % 6;
    const Actors numbers = random_actors(n * n, 1000 + seed);
    election::Square square(n);
    ref::Matrix rows(n, std::vector<double>(n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        const double one = numbers[i * n + j].capability;  // even, lopsided, or often nothing
        const double strength = seed % 3 == 0 ? one : seed % 3 == 1 ? one * one * one : std::max(0.0, one - 0.5);
        rows[i][j] = square(i, j) = i == j ? 0.0 : strength;
      }
    }
    for (const auto& [form, form_name] : forms) {
      for (const auto& [pce, pce_name] : elections) {
        const std::vector<double> library = election::chances(square, form, pce);
        const std::vector<double> plain = ref::election_chances(rows, form_name, pce_name);
        for (std::size_t i = 0; i < n; ++i) {
          apart += std::abs(library[i] - plain[i]) < rounding ? 0 : 1;
        }
      }
    }
  }
  CHECK(apart == 0);
}

TEST_CASE("spatial, reference: every value of every option gives the same turns, ends and outcomes") {
  const std::vector<std::pair<std::string ref::Rules::*, std::vector<std::string>>> options = {
      {&ref::Rules::victory, {"linear", "square", "quartic", "octic", "binary"}},
      {&ref::Rules::voting, {"binary", "prop-bin", "prop-cbc", "cubic"}},
      {&ref::Rules::pce, {"markov-incentive", "markov-uniform"}},
      {&ref::Rules::risk_range, {"min", "max"}},
      {&ref::Rules::risk_adjust, {"none", "half", "two-thirds", "full"}},
      {&ref::Rules::third_party, {"none", "full"}},
      {&ref::Rules::interpolation, {"s2p2", "s2pmax"}},
      {&ref::Rules::view, {"initiator", "both"}},
      {&ref::Rules::transition, {"stochastic"}},
      {&ref::Rules::linkage, {"none"}},
      {&ref::Rules::outcome, {"drawn", "mean"}},
  };
  for (const auto& [option, values] : options) {
    for (const std::string& value : values) {
      check_agreement(with(option, value), random_scenarios());
    }
  }
}

TEST_CASE("spatial, reference: options that change together, and when a game ends") {
  ref::Rules tough;
  tough.victory = "square";
  tough.voting = "prop-cbc";
  tough.pce = "markov-incentive";
  tough.view = "both";
  tough.interpolation = "s2pmax";
  check_agreement(tough, random_scenarios());
  ref::Rules drawn;
  drawn.transition = "stochastic";
  drawn.outcome = "drawn";
  drawn.third_party = "full";
  drawn.view = "initiator";
  drawn.risk_adjust = "full";
  check_agreement(drawn, random_scenarios());
  ref::Rules late;
  late.rest = 0.0;  // only when nobody moves
  late.turns = 7;
  late.linkage = "none";
  check_agreement(late, random_scenarios());
  ref::Rules early;
  early.rest = 0.5;
  check_agreement(early, random_scenarios());
}

TEST_CASE("spatial, reference: actors without a stake, without weight, and scales that do not start at zero") {
  std::vector<Scenario> scenarios = random_scenarios();
  for (Scenario& said : scenarios) {
    said.low = -40.0;
    said.high = 160.0;
    for (std::size_t p = 0; p < said.draws.size(); ++p) {
      const std::size_t absent = (p + 1) % said.actors;
      if (said.draws.size() > 1) {
        said.who[p].erase(said.who[p].begin() + static_cast<std::ptrdiff_t>(absent));
      }
      for (Actors& draw : said.draws[p]) {
        draw.back().salience = p == 0 ? 0.0 : draw.back().salience;  // with one issue, the last does not play
        draw.front().capability = p == 1 ? 0.0 : draw.front().capability;
        if (said.draws.size() > 1) {
          draw.erase(draw.begin() + static_cast<std::ptrdiff_t>(absent));
        }
      }
    }
  }
  check_agreement({}, scenarios);
  check_agreement(with(&ref::Rules::outcome, "mean"), scenarios);
  check_agreement(with(&ref::Rules::transition, "stochastic"), scenarios);
}

TEST_CASE("spatial, reference: voting=asym-prosp counts every vote for an alternative alike") {
  Tally tally;
  for (const Scenario& scenario : random_scenarios()) {
    compare(scenario, with(&ref::Rules::voting, "asym-prosp"), tally);
  }
  CHECK(tally.turns_apart == 0);
}
