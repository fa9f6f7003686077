#pragma once
/// The challenge model, written out plainly to check the library's: one draw, every utility computed anew.
/// Sources: Bueno de Mesquita and Stokman 1994; Arregui, Stokman and Thomson 2006; the equations, after Bueno de
/// Mesquita 1984, 1994 and 1997, stand in expected_utility.hpp; docs/models/challenge.md says which variant this is:
/// chances that add up to one for each pair, compromises by least movement, the weighted median as centre.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace suasion::test::reference::challenge {

struct Actor {
  double position = 0.0, capability = 0.0, salience = 0.0;
};
using Actors = std::vector<Actor>;

/// The options with their defaults, as `suasion explain challenge` lists them.
struct Rules {
  bool mean_outcome = false;  ///< outcome=mean, instead of the median
  double Q = 1.0;             ///< chance that things stay as they are if nobody is challenged
  double tolerance = 0.001;   ///< share of the range
  int rounds = 20;
};

enum class Offer { none, conflict, compromise, capitulation };

/// What one round came to, and how close its choices were.
struct Round {
  std::vector<double> position = {};                        ///< [actor]
  std::vector<Offer> offer = {};                            ///< [actor]: the one that it took
  double margin = std::numeric_limits<double>::infinity();  ///< least distance of a choice from going another way
};

/// Actors nearer than this share of the range stand together and make each other no offers (docs/models/
/// expected-utility.md, "Rounding decides others").
inline constexpr double same_position = 1e-6;

/// sum w x / sum w, w = c s.
inline double weighted_mean(const Actors& actors) {
  double sum = 0.0;
  double mass = 0.0;
  for (const Actor& actor : actors) {
    sum += actor.capability * actor.salience * actor.position;
    mass += actor.capability * actor.salience;
  }
  return sum / mass;
}

/// The least position with at least half the weight c s at or below it, or the middle of two where it is exactly half
/// (Black 1958). Halves that differ by rounding alone are halves.
inline double weighted_median(Actors actors) {
  constexpr double rounding = 1e-12;
  std::sort(actors.begin(), actors.end(), [](const Actor& a, const Actor& b) { return a.position < b.position; });
  double mass = 0.0;
  for (const Actor& actor : actors) {
    mass += actor.capability * actor.salience;
  }
  double below = 0.0;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    below += actors[i].capability * actors[i].salience;
    if (i + 1 < actors.size() && std::abs(below - 0.5 * mass) <= rounding * mass) {
      return 0.5 * (actors[i].position + actors[i + 1].position);
    }
    if (below >= 0.5 * mass) {
      return actors[i].position;
    }
  }
  return actors.back().position;
}

/// A round as it is played: who stands where, the range R at the start of the game, the centre mu, and attitudes to
/// risk.
struct Board {
  const Actors& actors;
  double R = 1.0, mu = 0.0, Q = 1.0;
  std::vector<double> risk = {};  ///< r_k

  [[nodiscard]] double distance(std::size_t a, std::size_t b) const {
    return std::abs(actors[a].position - actors[b].position) / R;
  }
};

/// P_ij: the share of the votes on i against j that are cast for i, voter k weighing c_k s_k and bent by its own r_k;
/// even where nobody casts a vote.
inline double chance(const Board& board, std::size_t i, std::size_t j) {
  double for_i = 0.0;
  double all = 0.0;
  for (std::size_t k = 0; k < board.actors.size(); ++k) {
    const double weight = board.actors[k].capability * board.actors[k].salience;
    const double vote = weight * (std::pow(board.distance(k, j), board.risk[k]) -  //
                                  std::pow(board.distance(k, i), board.risk[k]));
    for_i += std::max(0.0, vote);
    all += std::abs(vote);
  }
  return all > 0.0 ? for_i / all : 0.5;
}

/// E_ij: what challenging j is worth to i, seen with risk exponent r; in utilities from -2 to 2.
inline double expected_utility(const Board& board, std::size_t i, std::size_t j, double r) {
  constexpr double T = 0.5;  // a change that nobody made is as likely for the better as for the worse
  const double D = board.distance(i, j);
  const double M = std::abs(board.actors[i].position - board.mu) / board.R + D;
  const double success = 2.0 - 4.0 * std::pow(0.5 - 0.5 * D, r);
  const double failure = 2.0 - 4.0 * std::pow(0.5 + 0.5 * D, r);
  const double unchanged = 2.0 - 4.0 * std::pow(0.5, r);
  const double better = 2.0 - 4.0 * std::pow(0.5 - 0.25 * M, r);
  const double worse = 2.0 - 4.0 * std::pow(0.5 + 0.25 * M, r);
  const double P = chance(board, i, j);
  const double s = board.actors[j].salience;
  return s * (P * success + (1.0 - P) * failure) + (1.0 - s) * success - board.Q * unchanged -
         (1.0 - board.Q) * (T * better + (1.0 - T) * worse);
}

/// Dangers, of the order of the number of actors, that differ by less are equal but for rounding.
inline constexpr double equal_dangers = 1e-12;

/// r_i: exponents from 1/2 to 2, from the danger S_i that an actor is in where all are neutral to risk; 1 where all
/// dangers are equal.
inline std::vector<double> risk_exponents(const Board& neutral) {
  const std::size_t n = neutral.actors.size();
  std::vector<double> danger(n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      danger[i] += j == i ? 0.0 : expected_utility(neutral, j, i, 1.0);
    }
  }
  const double least = *std::min_element(danger.begin(), danger.end());
  const double most = *std::max_element(danger.begin(), danger.end());
  std::vector<double> r(n, 1.0);
  for (std::size_t i = 0; i < n && most - least > equal_dangers; ++i) {
    const double R = (2.0 * danger[i] - most - least) / (most - least);
    r[i] = (1.0 - R / 3.0) / (1.0 + R / 3.0);
  }
  return r;
}

/// What j offers to i by the signs of E_ij and E_ji as i sees them, and where i would go.
struct Proposal {
  Offer offer = Offer::none;
  double target = 0.0;
  double margin = 0.0;  ///< how near the signs are to another offer
};

inline Proposal proposal(const Board& board, std::size_t i, std::size_t j) {
  const double own = expected_utility(board, i, j, board.risk[i]);
  const double other = expected_utility(board, j, i, board.risk[i]);
  const double here = board.actors[i].position;
  const double there = board.actors[j].position;
  const double margin = std::min({std::abs(own), std::abs(other), std::abs(std::abs(other) - std::abs(own))});
  if (own > 0.0 && other > own) {
    return {Offer::conflict, there, margin};
  }
  if (other > 0.0 && own < 0.0 && other > -own) {
    return {Offer::compromise, here + (there - here) * std::abs(own / other), margin};
  }
  if (other > 0.0 && own < 0.0 && other < -own) {
    return {Offer::capitulation, there, margin};
  }
  return {Offer::none, here, margin};
}

/// The offer that i takes: of the best class present (conflict, compromise, capitulation), the one that moves it least;
/// the first of equals. @param margin lowered to the distance from another choice.
inline Proposal best_offer(const Board& board, std::size_t i, double& margin) {
  const double here = board.actors[i].position;
  Proposal best{Offer::none, here, 0.0};
  std::vector<Proposal> all;
  for (std::size_t j = 0; j < board.actors.size(); ++j) {
    if (j == i || board.distance(i, j) < same_position) {
      continue;
    }
    const Proposal made = proposal(board, i, j);
    margin = std::min(margin, made.margin);
    if (made.offer == Offer::none) {
      continue;
    }
    all.push_back(made);
    const bool better_class = best.offer == Offer::none || made.offer < best.offer;
    const bool nearer = made.offer == best.offer && std::abs(made.target - here) < std::abs(best.target - here);
    best = better_class || nearer ? made : best;
  }
  for (const Proposal& made : all) {  // offers of one class that lead elsewhere
    if (made.offer == best.offer && std::abs(made.target - best.target) > same_position * board.R) {
      margin = std::min(margin, (std::abs(made.target - here) - std::abs(best.target - here)) / board.R);
    }
  }
  return best;
}

/// One round; all move together. @param R the range of the positions at the start of the game.
inline Round play_round(const Actors& actors, const Rules& rules, double R) {
  const std::vector<double> neutral(actors.size(), 1.0);
  Board board{actors, R, weighted_median(actors), rules.Q, neutral};
  board.risk = risk_exponents(board);
  Round round;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const Proposal taken = best_offer(board, i, round.margin);
    round.position.push_back(taken.target);
    round.offer.push_back(taken.offer);
  }
  return round;
}

/// Where the final positions leave the issue.
inline double outcome_of(const Actors& actors, const Rules& rules) {
  return rules.mean_outcome ? weighted_mean(actors) : weighted_median(actors);
}

}  // namespace suasion::test::reference::challenge
