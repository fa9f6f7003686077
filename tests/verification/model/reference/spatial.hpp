#pragma once
/// The spatial model of politics, written out plainly to check the library's: one draw, all utilities computed anew.
/// Sources: Wise, Lester and Efird 2015; the equations stand in spatial_game.hpp, what differs from KAPSARC's toolkit
/// in docs/models/spatial.md, the options in `suasion explain spatial`. Positions are in units of the scales.

#include "spatial_election.hpp"

namespace suasion::test::reference::spatial {

/// What one turn came to, and how close its choices were.
struct Turn {
  std::vector<Point> position = {};                         ///< [actor]
  double margin = std::numeric_limits<double>::infinity();  ///< least distance of a choice from going another way
};

/// Everything that a turn is played on.
struct World {
  const Actors& actors;
  const Rules& rules;
  std::vector<double> R;

  /// u^h_k of a point: its utility to k as h sees it.
  [[nodiscard]] double seen(std::size_t h, std::size_t k, const Point& point) const {
    return utility(actors[k], point, seen_risk(rules, R[h], R[k]));
  }
  /// c_k S_k: what k brings to a contest.
  [[nodiscard]] double power(std::size_t k) const { return actors[k].capability * stake(actors[k]); }
};

/// Votes of third party k in the contest of i against j as h sees it, positive for i. It compares joining i with
/// joining j, each with its chance of winning with k's votes on that side, by the utility of the three positions that
/// follow: those of i and j, and its own, which it gives up as its commitment says.
inline double third_party_votes(const World& world, std::size_t h, std::size_t k, std::size_t i, std::size_t j,
                                double for_i, double for_j) {
  const Rules& rules = world.rules;
  const double ui = world.seen(h, k, world.actors[i].position);
  const double uj = world.seen(h, k, world.actors[j].position);
  const double own = world.seen(h, k, world.actors[k].position);
  const double brings = std::abs(vote(rules.voting, world.power(k), ui - uj));
  const double with_i = victory(rules.victory, for_i + brings, for_j);
  const double with_j = victory(rules.victory, for_j + brings, for_i);
  const bool bound_if_won = rules.third_party == "full";
  const bool bound_if_lost = rules.third_party != "none";
  const double join_i =
      with_i * (2.0 * ui + (bound_if_won ? ui : own)) + (1.0 - with_i) * (2.0 * uj + (bound_if_lost ? uj : own));
  const double join_j =
      with_j * (2.0 * uj + (bound_if_won ? uj : own)) + (1.0 - with_j) * (2.0 * ui + (bound_if_lost ? ui : own));
  return vote(rules.voting, world.power(k), (join_i - join_j) / 3.0);
}

/// P: the chance that i beats j in a contest, as h sees it.
inline double contest(const World& world, std::size_t h, std::size_t i, std::size_t j) {
  const Point& at_i = world.actors[i].position;
  const Point& at_j = world.actors[j].position;
  const std::string& voting = world.rules.voting;
  const double for_i = vote(voting, world.power(i), world.seen(h, i, at_i) - world.seen(h, i, at_j));
  const double for_j = vote(voting, world.power(j), world.seen(h, j, at_j) - world.seen(h, j, at_i));
  double strength_i = for_i;
  double strength_j = for_j;
  for (std::size_t k = 0; k < world.actors.size(); ++k) {
    if (k != i && k != j) {
      const double votes = third_party_votes(world, h, k, i, j, for_i, for_j);
      strength_i += std::max(0.0, votes);
      strength_j += std::max(0.0, -votes);
    }
  }
  return victory(world.rules.victory, strength_i, strength_j);
}

/// EU_i(j): what i expects to gain by challenging j, in utilities of two positions.
inline double challenge_gain(const World& world, std::size_t i, std::size_t j) {
  const double P = contest(world, i, i, j);
  const double S = stake(world.actors[j]);
  const double own = world.seen(i, i, world.actors[i].position);
  const double theirs = world.seen(i, i, world.actors[j].position);
  return (1.0 - S) * 2.0 * own + S * (P * 2.0 * own + (1.0 - P) * 2.0 * theirs) - own - theirs;
}

/// A bargain: where the challenger and the challenged would stand.
struct Bargain {
  std::size_t challenger = 0, challenged = 0;
  Point at_challenger = {}, at_challenged = {};
};

/// Where a bargain between a and b puts both, if a wins with chance P; dimension by dimension.
inline Bargain interpolate(const World& world, std::size_t a, std::size_t b, double P) {
  const Actor& x = world.actors[a];
  const Actor& y = world.actors[b];
  Bargain made{a, b, x.position, y.position};
  for (std::size_t k = 0; k < x.position.size(); ++k) {
    const double gap = y.position[k] - x.position[k];
    if (world.rules.interpolation == "s2pmax") {
      // who is weaker gives way by the lead in chances and the other's squared salience, against its own
      const double s = x.salience[k] * x.salience[k];
      const double t = y.salience[k] * y.salience[k];
      const double lead_b = std::max(0.0, 1.0 - 2.0 * P);
      const double lead_a = std::max(0.0, 2.0 * P - 1.0);
      const double mass_a = lead_b * t + (1.0 - lead_b) * s;
      const double mass_b = lead_a * s + (1.0 - lead_a) * t;
      made.at_challenger[k] += mass_a > 0.0 ? gap * lead_b * t / mass_a : 0.0;
      made.at_challenged[k] -= mass_b > 0.0 ? gap * lead_a * s / mass_b : 0.0;
      continue;
    }
    const double power = world.rules.interpolation == "s1p1" ? 1.0 : 2.0;
    const double wa = std::pow(x.salience[k] * P, power);
    const double wb = std::pow(y.salience[k] * (1.0 - P), power);
    if (wa + wb > 0.0) {
      made.at_challenger[k] = made.at_challenged[k] = (wa * x.position[k] + wb * y.position[k]) / (wa + wb);
    }
  }
  return made;
}

/// The bargains that a challenge of i to j proposes: the challenger's estimate, both, or one between them by c S.
inline std::vector<Bargain> proposals(const World& world, std::size_t i, std::size_t j) {
  Bargain mine = interpolate(world, i, j, contest(world, i, i, j));
  if (world.rules.view == "initiator") {
    return {mine};
  }
  const Bargain theirs = interpolate(world, i, j, contest(world, j, i, j));
  if (world.rules.view == "both") {
    return {mine, theirs};
  }
  const double wi = world.power(i);
  const double wj = world.power(j);
  for (std::size_t k = 0; k < mine.at_challenger.size(); ++k) {
    mine.at_challenger[k] = (wi * mine.at_challenger[k] + wj * theirs.at_challenger[k]) / (wi + wj);
    mine.at_challenged[k] = (wi * mine.at_challenged[k] + wj * theirs.at_challenged[k]) / (wi + wj);
  }
  return {mine};
}

/// Everybody's positions if a bargain is carried out.
inline std::vector<Point> state_after(const Actors& actors, const Bargain& bargain) {
  std::vector<Point> state;
  for (const Actor& actor : actors) {
    state.push_back(actor.position);
  }
  state[bargain.challenger] = bargain.at_challenger;
  state[bargain.challenged] = bargain.at_challenged;
  return state;
}

/// The mean utility of everybody's positions to a voter, with its own attitude to risk.
inline double worth(const World& world, std::size_t voter, const std::vector<Point>& state) {
  double sum = 0.0;
  for (const Point& point : state) {
    sum += utility(world.actors[voter], point, world.R[voter]);
  }
  return sum / static_cast<double>(state.size());
}

/// A bargain found by both sides: the same two, put in the same places.
inline bool same_bargain(const Bargain& a, const Bargain& b) {
  if (a.challenger == b.challenger && a.challenged == b.challenged) {
    return same(a.at_challenger, b.at_challenger) && same(a.at_challenged, b.at_challenged);
  }
  return a.challenger == b.challenged && a.challenged == b.challenger && same(a.at_challenger, b.at_challenged) &&
         same(a.at_challenged, b.at_challenger);
}

/// What actor k chooses from: standing still, then the bargains that it is part of, each once.
inline std::vector<Bargain> ballot_of(const World& world, const std::vector<Bargain>& bargains, std::size_t k) {
  const Point& here = world.actors[k].position;
  std::vector<Bargain> ballot = {{k, k, here, here}};
  for (const Bargain& bargain : bargains) {
    const bool known =
        std::any_of(ballot.begin(), ballot.end(), [&](const Bargain& other) { return same_bargain(bargain, other); });
    if ((bargain.challenger == k || bargain.challenged == k) && !known) {
      ballot.push_back(bargain);
    }
  }
  return ballot;
}

/// The chances of a ballot in an election in which all vote, with c.
inline std::vector<double> ballot_chances(const World& world, const std::vector<Bargain>& ballot) {
  std::vector<double> weight;
  Matrix value;
  for (std::size_t v = 0; v < world.actors.size(); ++v) {
    weight.push_back(world.actors[v].capability);
    value.emplace_back();
    for (const Bargain& bargain : ballot) {
      value.back().push_back(worth(world, v, state_after(world.actors, bargain)));
    }
  }
  return election_chances(coalitions(world.rules.voting, weight, value), world.rules.victory, world.rules.pce);
}

/// The number that u in (0, 1) draws by its chance. @param margin lowered to the distance of u from drawing another.
inline std::size_t drawn_by(const std::vector<double>& chance, double u, double& margin) {
  std::size_t taken = 0;
  double sum = chance[0];
  while (taken + 1 < chance.size() && u >= sum) {
    margin = std::min(margin, std::abs(u - sum));
    sum += chance[++taken];
  }
  margin = std::min(margin, std::abs(u - sum));
  return taken;
}

/// The largest, the first of equals. @param margin lowered to its lead over the next.
inline std::size_t largest_of(const std::vector<double>& list, double& margin) {
  const auto taken = static_cast<std::size_t>(std::max_element(list.begin(), list.end()) - list.begin());
  for (std::size_t s = 0; s < list.size(); ++s) {
    margin = s == taken ? margin : std::min(margin, list[taken] - list[s]);
  }
  return taken;
}

/// Where actor k goes: the likeliest of its ballot, or one drawn with u where the transition is stochastic.
inline Point choose(const World& world, const std::vector<Bargain>& bargains, std::size_t k, double u, double& margin) {
  const std::vector<Bargain> ballot = ballot_of(world, bargains, k);
  const std::vector<double> chance = ballot_chances(world, ballot);
  const bool drawn = world.rules.transition == "stochastic";
  const Bargain& taken = ballot[drawn ? drawn_by(chance, u, margin) : largest_of(chance, margin)];
  return taken.challenger == k ? taken.at_challenger : taken.at_challenged;
}

/// A challenge that gains no more than this is not worth it (toolkit: least significant gain).
inline constexpr double least_gain = 1e-5;

/// The first of those that gain most but for rounding, as where two targets stand together. @param margin lowered to
/// its lead over the next.
inline std::size_t first_of_best(const std::vector<double>& gain, double& margin) {
  constexpr double same_gain = 1e-12;
  const double most = *std::max_element(gain.begin(), gain.end());
  std::size_t taken = gain.size();
  for (std::size_t j = 0; j < gain.size(); ++j) {
    const bool among = most - gain[j] <= same_gain;
    taken = among ? std::min(taken, j) : taken;
    margin = among ? margin : std::min(margin, most - gain[j]);
  }
  return taken;
}

/// One turn. @param chance [actor] in (0, 1), used where the transition is stochastic.
inline Turn play_turn(const Actors& actors, const Rules& rules, const std::vector<double>& chance) {
  const World world{actors, rules, risk_attitudes(actors, rules)};
  Turn turn;
  std::vector<Bargain> bargains;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    std::vector<double> gain;
    for (std::size_t j = 0; j < actors.size(); ++j) {
      gain.push_back(same(actors[i].position, actors[j].position) ? 0.0 : challenge_gain(world, i, j));
    }
    double lead = std::numeric_limits<double>::infinity();
    const std::size_t best = first_of_best(gain, lead);
    turn.margin = std::min(turn.margin, std::abs(gain[best] - least_gain));
    if (gain[best] > least_gain) {
      turn.margin = std::min(turn.margin, lead);
      for (const Bargain& bargain : proposals(world, i, best)) {
        bargains.push_back(bargain);
      }
    }
  }
  for (std::size_t k = 0; k < actors.size(); ++k) {
    turn.position.push_back(choose(world, bargains, k, chance[k], turn.margin));
  }
  return turn;
}

/// What one actor has at stake in one issue.
struct Stake {
  std::size_t actor = 0;  ///< which actor of the scenario
  double position = 0.0, capability = 0.0, salience = 0.0;
};

/// An issue in one draw, on its scale.
struct Issue {
  double low = 0.0, high = 1.0;
  std::vector<Stake> stakes = {};
};

/// sum c s x / sum c s of an issue, in units of its scale.
inline double compromise(const Issue& issue) {
  double sum = 0.0;
  double mass = 0.0;
  for (const Stake& stake : issue.stakes) {
    sum += stake.capability * stake.salience * (stake.position - issue.low) / (issue.high - issue.low);
    mass += stake.capability * stake.salience;
  }
  return sum / mass;
}

/// Those who play, and which actors of the scenario they are.
struct Players {
  Actors actors = {};
  std::vector<std::size_t> who = {};
};

/// The actors of a scenario as points in the space of its issues (spatial.hpp): capability is the mean over issues by
/// salience, saliences are divided by the largest sum of an actor if that is above 1, who has no stake in an issue
/// stands at its compromise with no salience. Who has no capability or no salience does not play.
inline Players players_of(const std::vector<Issue>& issues, std::size_t actors) {
  Players players;
  double largest = 1.0;
  for (std::size_t a = 0; a < actors; ++a) {
    Actor actor;
    double weighted = 0.0;
    double sum = 0.0;
    for (const Issue& issue : issues) {
      actor.position.push_back(compromise(issue));
      actor.salience.push_back(0.0);
      for (const Stake& stake : issue.stakes) {
        if (stake.actor == a) {
          actor.position.back() = (stake.position - issue.low) / (issue.high - issue.low);
          actor.salience.back() = stake.salience;
          weighted += stake.capability * stake.salience;
          sum += stake.salience;
        }
      }
    }
    actor.capability = sum > 0.0 ? weighted / sum : 0.0;
    largest = std::max(largest, sum);
    if (actor.capability > 0.0) {
      players.actors.push_back(actor);
      players.who.push_back(a);
    }
  }
  for (Actor& actor : players.actors) {
    for (double& one : actor.salience) {
      one /= largest;
    }
  }
  return players;
}

/// How far positions moved in a turn: the sum of straight lines, in units of the scales.
inline double movement(const Actors& before, const Actors& after) {
  double sum = 0.0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    double square = 0.0;
    for (std::size_t k = 0; k < before[i].position.size(); ++k) {
      square += std::pow(after[i].position[k] - before[i].position[k], 2.0);
    }
    sum += std::sqrt(square);
  }
  return sum;
}

/// Where final positions leave every issue, in units of the scales: their mean by the chance of each in a last election
/// (actors that stand together share one), one of them drawn by that chance with u, or their mean by power times
/// salience, that of all issues together.
inline Point outcome_of(const Actors& actors, const Rules& rules, double u) {
  std::vector<double> chance = position_chances(actors, rules, risk_attitudes(actors, rules));
  const std::vector<std::size_t> number = alternatives(actors);
  for (std::size_t i = 0; i < actors.size(); ++i) {
    chance[i] /= static_cast<double>(std::count(number.begin(), number.end(), number[i]));
  }
  Point outcome(actors.front().position.size(), 0.0);
  if (rules.outcome == "drawn") {
    double margin = 0.0;
    return actors[drawn_by(chance, u, margin)].position;
  }
  for (std::size_t k = 0; k < outcome.size(); ++k) {
    double sum = 0.0;
    double mass = 0.0;
    for (std::size_t i = 0; i < actors.size(); ++i) {
      const double weight = rules.outcome == "mean" ? actors[i].capability * stake(actors[i]) : chance[i];
      sum += weight * actors[i].position[k];
      mass += weight;
    }
    outcome[k] = sum / mass;
  }
  return outcome;
}

}  // namespace suasion::test::reference::spatial
