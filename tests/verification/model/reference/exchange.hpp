#pragma once
/// The exchange of concessions and the exchange of positions once more, slowly and one draw at a time, as
/// docs/models/exchange.md and the equations it points to describe them: Stokman and van Oosten 1994 (equal gains), van
/// Assen, Stokman and van Oosten 2003 (Raiffa, Kalai and Smorodinsky). It shares no code with the library, so that the
/// two can check each other. Nothing is kept from one trade to the next: each is searched anew over everything.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "../../../support/issue.hpp"
#include "suasion/model/bargaining.hpp"

namespace suasion::test::reference::exchange {

enum class Rate { equal_gain, raiffa };

/// What is not told from nothing, in units of the scale: a vote that has gone all the way, or an outcome that has been
/// brought to somebody's position, is there only up to rounding.
constexpr double rounding = 1e-12;

/// Which model: position exchange strikes all its trades, of later rounds too, with the outcomes expected before any.
struct Rules {
  Rate rate = Rate::equal_gain;
  std::size_t rounds = 1;
  bool positions_only = false;
};

/// One issue as a scenario states it; positions on its own scale.
struct Issue {
  Actors actors = {};
  std::vector<std::size_t> who = {};  ///< which actors of the scenario these are
  double low = 0.0, high = 1.0;
};

/// What one actor has at stake in one issue; lengths in units of the scale. An absent actor takes part in nothing.
struct Stake {
  bool present = false;
  double ideal = 0.0, vote = 0.0;  ///< where it stands, and what it votes for after its trades
  double salience = 0.0, weight = 0.0;
  bool bound = false;  ///< by a trade of this round
};

using Stakes = std::vector<std::vector<Stake>>;  ///< [issue][actor of the scenario]

/// A trade that could be struck: `first` gives way on issue p by moving its vote so that the outcome shifts by P
/// towards the partner, `second` on issue q by Q. All in units of the scales.
struct Deal {
  std::size_t first = 0, second = 0, p = 0, q = 0;
  double P = 0.0, Q = 0.0;
  double gain_first = 0.0, gain_second = 0.0;
  [[nodiscard]] double sum() const { return gain_first + gain_second; }
};

struct Result {
  std::vector<double> outcome = {};  ///< of each issue, on its scale
  std::vector<model::Trade> trades = {};
};

/// The stakes of everybody on all issues before any trade.
inline Stakes stakes(const std::vector<Issue>& issues) {
  std::size_t actors = 0;
  for (const Issue& issue : issues) {
    actors = std::max(actors, *std::max_element(issue.who.begin(), issue.who.end()) + 1);
  }
  Stakes all(issues.size(), std::vector<Stake>(actors));
  for (std::size_t p = 0; p < issues.size(); ++p) {
    const Issue& issue = issues[p];
    for (std::size_t row = 0; row < issue.actors.size(); ++row) {
      const auto& actor = issue.actors[row];
      const double x = (actor.position - issue.low) / (issue.high - issue.low);
      all[p][issue.who[row]] = {.present = true,
                                .ideal = x,
                                .vote = x,
                                .salience = actor.salience,
                                .weight = actor.capability * actor.salience};
    }
  }
  return all;
}

/// W_p: the weight of all who have a stake in an issue.
inline double total_weight(const std::vector<Stake>& issue) {
  double sum = 0.0;
  for (const Stake& stake : issue) {
    sum += stake.weight;
  }
  return sum;
}

/// O_p = sum_i w_ip v_ip / W_p: the compromise of the votes, in units of the scale.
inline double compromise(const std::vector<Stake>& issue) {
  double sum = 0.0;
  for (const Stake& stake : issue) {
    sum += stake.weight * stake.vote;
  }
  return sum / total_weight(issue);
}

/// The compromise of every issue.
inline std::vector<double> compromises(const Stakes& all) {
  std::vector<double> outcomes;
  for (const auto& issue : all) {
    outcomes.push_back(compromise(issue));
  }
  return outcomes;
}

/// Whether two stand on opposite sides of the outcome of an issue, by more than rounding, and neither is bound there.
/// Positions count, not votes: utilities stay those of the true positions.
inline bool opposed(const Stake& a, const Stake& b, double outcome) {
  return a.present && b.present && !a.bound && !b.bound && std::min(a.ideal, b.ideal) - outcome < -rounding &&
         std::max(a.ideal, b.ideal) - outcome > rounding;
}

/// The direction in which one gives way to another: +1 up the scale, -1 down.
inline double direction(const Stake& mover, const Stake& partner) {
  return partner.ideal > mover.ideal ? 1.0 : -1.0;
}

/// How far the outcome of an issue can shift when `mover` gives way to `partner`, in units of the scale: the vote goes
/// at most to the partner's position, and the outcome at most as far.
inline double largest_shift(const std::vector<Stake>& issue, std::size_t mover, std::size_t partner, double outcome) {
  const double towards = direction(issue[mover], issue[partner]);
  const double vote = towards * (issue[partner].ideal - issue[mover].vote);
  return std::min(issue[mover].weight * vote / total_weight(issue), towards * (issue[partner].ideal - outcome));
}

/// The saliences of a pair on two issues: i gives way on p, j on q.
struct Saliences {
  double ip = 0.0, iq = 0.0, jp = 0.0, jq = 0.0;
};

/// The shifts P and Q at the given ratio P : Q = p_share : q_share that go as far as the limits allow.
inline std::pair<double, double> farthest(double p_share, double q_share, double most_p, double most_q) {
  if (p_share * most_q <= q_share * most_p) {
    return {p_share * most_q / q_share, most_q};
  }
  return {most_p, q_share * most_p / p_share};
}

/// k = gain_i* / gain_j*: the most each could get while the other loses nothing (Raiffa, Kalai and Smorodinsky).
inline double ratio_of_most(const Saliences& s, double most_p, double most_q) {
  const auto [p_for_i, q_for_i] = farthest(s.jq, s.jp, most_p, most_q);  // where j gains nothing: s_jp P = s_jq Q
  const auto [p_for_j, q_for_j] = farthest(s.iq, s.ip, most_p, most_q);  // where i gains nothing: s_ip P = s_iq Q
  return (s.iq * q_for_i - s.ip * p_for_i) / (s.jp * p_for_j - s.jq * q_for_j);
}

/// The trade in which i gives way to j on p, and j to i on q, if it can be struck and brings both something.
inline std::optional<Deal> deal(const Stakes& all, const std::vector<double>& outcomes, const Rules& rules, Deal who) {
  const std::size_t i = who.first;
  const std::size_t j = who.second;
  const auto& on_p = all[who.p];
  const auto& on_q = all[who.q];
  if (!opposed(on_p[i], on_p[j], outcomes[who.p]) || !opposed(on_q[i], on_q[j], outcomes[who.q])) {
    return {};
  }
  const Saliences s{on_p[i].salience, on_q[i].salience, on_p[j].salience, on_q[j].salience};
  if (s.ip * s.jq >= s.jp * s.iq) {
    return {};  // i does not care relatively less for p
  }
  const double most_p = largest_shift(on_p, i, j, outcomes[who.p]);
  const double most_q = largest_shift(on_q, j, i, outcomes[who.q]);
  if (most_p <= rounding || most_q <= rounding) {
    return {};
  }
  const double k = rules.rate == Rate::raiffa ? ratio_of_most(s, most_p, most_q) : 1.0;
  std::tie(who.P, who.Q) = farthest(s.iq + k * s.jq, s.ip + k * s.jp, most_p, most_q);
  who.gain_first = s.iq * who.Q - s.ip * who.P;
  who.gain_second = s.jp * who.P - s.jq * who.Q;
  return who.gain_first > 0.0 && who.gain_second > 0.0 ? std::optional(who) : std::nullopt;
}

/// The trade with the largest sum of gains among all pairs of actors and issues.
inline std::optional<Deal> best_deal(const Stakes& all, const std::vector<double>& outcomes, const Rules& rules) {
  std::optional<Deal> best;
  const std::size_t actors = all.front().size();
  for (std::size_t p = 0; p < all.size(); ++p) {
    for (std::size_t q = p + 1; q < all.size(); ++q) {
      for (std::size_t pair = 0; pair < actors * actors; ++pair) {
        const auto one = deal(all, outcomes, rules, {.first = pair / actors, .second = pair % actors, .p = p, .q = q});
        if (one && (!best || one->sum() > best->sum())) {
          best = one;
        }
      }
    }
  }
  return best;
}

/// What everybody but the two gains when the outcome of an issue goes from one point to another: change of -s |x - O|.
inline double gains_of_others(const std::vector<Stake>& issue, const Deal& struck, double from, double to) {
  double sum = 0.0;
  for (std::size_t i = 0; i < issue.size(); ++i) {
    if (i != struck.first && i != struck.second) {
      sum += issue[i].salience * (std::abs(issue[i].ideal - from) - std::abs(issue[i].ideal - to));
    }
  }
  return sum;
}

/// Moves the vote of whoever gives way on an issue so that the outcome shifts by so much towards the partner, and binds
/// both. Returns the shift with its sign, in units of the scale.
inline double give_way(std::vector<Stake>& issue, std::size_t mover, std::size_t partner, double size) {
  const double shift = direction(issue[mover], issue[partner]) * size;
  issue[mover].vote += shift * total_weight(issue) / issue[mover].weight;
  issue[mover].bound = issue[partner].bound = true;
  return shift;
}

/// Carries a trade out, and says what it came to.
inline model::Trade strike(Stakes& all, const std::vector<double>& outcomes, const std::vector<Issue>& issues,
                           const Deal& deal) {
  const double P = give_way(all[deal.p], deal.first, deal.second, deal.P);
  const double Q = give_way(all[deal.q], deal.second, deal.first, deal.Q);
  const double third = gains_of_others(all[deal.p], deal, outcomes[deal.p], outcomes[deal.p] + P) +
                       gains_of_others(all[deal.q], deal, outcomes[deal.q], outcomes[deal.q] + Q);
  return {.lane = 0,
          .actor = {deal.first, deal.second},
          .issue = {deal.p, deal.q},
          .gain = {deal.gain_first, deal.gain_second},
          .shift = {P * (issues[deal.p].high - issues[deal.p].low), Q * (issues[deal.q].high - issues[deal.q].low)},
          .third_parties = third};
}

/// One draw from the positions to the outcomes.
inline Result solve(const std::vector<Issue>& issues, const Rules& rules) {
  Stakes all = stakes(issues);
  Result result;
  std::vector<double> outcomes = compromises(all);
  for (std::size_t round = 0; round < rules.rounds; ++round) {
    for (auto& issue : all) {
      for (Stake& stake : issue) {
        stake.bound = false;
      }
    }
    while (const auto best = best_deal(all, outcomes, rules)) {
      result.trades.push_back(strike(all, outcomes, issues, *best));
      if (!rules.positions_only) {
        outcomes = compromises(all);
      }
    }
  }
  result.outcome = compromises(all);
  for (std::size_t p = 0; p < issues.size(); ++p) {
    result.outcome[p] = issues[p].low + result.outcome[p] * (issues[p].high - issues[p].low);
  }
  return result;
}

}  // namespace suasion::test::reference::exchange
