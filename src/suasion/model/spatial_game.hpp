#pragma once
/// The spatial model of politics (Wise, Lester and Efird 2015; KAPSARC's toolkit): one draw, in d dimensions.
///
/// Actor i has a position x_i in [0, 1]^d, saliences sigma_ik with sum S_i <= 1 over k, and a capability c_i. In each
/// turn
///
///     distance     D_ij = sqrt( sum_k (sigma_ik (x_ik - x_jk))^2 / sum_k sigma_ik^2 )
///     utility      u_i(j) = (1 - D_ij) (1 + D_ij R_i)                              R_i: attitude to risk
///     risk         R from the chances p of the positions in a probabilistic Condorcet election with R = 0, voters of
///     weight
///                  c_i (election.hpp): a line in p from R = 0, -1/2 or -1 at the least p to 1 at the largest (risk
///                  range)
///     seen by h    u^h_i with R^h_i between R_h and R_i (risk adjustment)
///     contest      of i against j, as h sees it: i brings c_i S_i votes for its position against j's, j likewise; a
///     third
///                  party k compares the states in which it joins one side or the other, each with its chance of
///                  winning, and with u_k of its own position where it need not give that up (third-party commitment)
///     challenge    EU_i(j) = (1 - S_j) 2 u_i(i) + S_j (P 2 u_i(i) + (1 - P) 2 u_i(j)) - u_i(i) - u_i(j)
///
/// Each actor challenges where it gains most. The bargain moves both positions towards each other, by dimension,
/// weighted by salience and chance (interpolation), from the view of the challenger, of both, or of a compromise of the
/// two by c S. Each actor then holds an election, all voting with c, between standing still and the bargains it is part
/// of: an alternative is worth the mean utility of everybody's positions. It takes the likeliest (deterministic) or
/// draws one.

#include <vector>

#include "suasion/model/election.hpp"

namespace suasion::model::spatial {

enum class RiskRange : std::uint8_t { min, mid, max };  ///< R in [0, 1], [-1/2, 1], [-1, 1]
enum class RiskAdjust : std::uint8_t { none, one_third, half, two_thirds, full };
enum class Commitment : std::uint8_t { none, semi, full };
enum class Interpolation : std::uint8_t { s1p1, s2p2, s2pmax };
enum class View : std::uint8_t { initiator, both, compromise };

struct Parameters {
  election::Victory victory = election::Victory::linear;
  election::VotingRule voting = election::VotingRule::proportional;
  election::Pce pce = election::Pce::conditional;
  RiskRange risk_range = RiskRange::mid;
  RiskAdjust risk_adjust = RiskAdjust::one_third;
  Commitment commitment = Commitment::semi;
  Interpolation interpolation = Interpolation::s1p1;
  View view = View::compromise;
  bool stochastic = false;  ///< transition: draw the bargain, instead of taking the likeliest
};

struct Actor {
  std::vector<double> position = {}, salience = {};  ///< [dimensions]
  double capability = 0.0;
  std::size_t id = 0;  ///< its number in the scenario, for ties
};

/// Where an actor ends a turn, and whose bargain took it there.
struct Move {
  std::vector<double> position = {};
  int partner = -1;  ///< the other actor of the bargain; -1: it stood still
};

/// One turn. @param actors each with some salience and capability. @param chance [actors] in (0, 1); used if
/// stochastic.
[[nodiscard]] std::vector<Move> turn(const std::vector<Actor>& actors, const Parameters& parameters,
                                     const std::vector<double>& chance);

/// The chance that each actor's position wins an election among all positions held. Actors that stand together share
/// it.
[[nodiscard]] std::vector<double> chances(const std::vector<Actor>& actors, const Parameters& parameters);

/// Sum of the distances that positions moved, as the straight line flies.
[[nodiscard]] double movement(const std::vector<Actor>& actors, const std::vector<Move>& moves);

}  // namespace suasion::model::spatial
