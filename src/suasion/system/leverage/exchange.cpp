#include "suasion/system/leverage/exchange.hpp"

#include <algorithm>
#include <cmath>

namespace suasion::system::leverage {

namespace {

/// True if the two stand on opposite sides of the outcome, one of them perhaps on it.
bool opposed(const SwapIssue& issue) {
  return (issue.first.position - issue.outcome) * (issue.second.position - issue.outcome) <= 0.0 &&
         issue.first.position != issue.second.position;
}

/// How far the outcome moves if `giver` adopts the other's position.
double most_shift(const SwapIssue& issue, const SwapStake& giver) {
  const double weight = giver.capability * giver.salience / issue.weight;
  return weight * std::abs(issue.first.position - issue.second.position);
}

/// How far the outcome can move before the gainer has all it wants: beyond that it would lose again.
double most_wanted(const SwapIssue& issue, const SwapStake& gainer) {
  return std::abs(gainer.position - issue.outcome);
}

double towards(const SwapStake& gainer, double outcome, double size) {
  return gainer.position < outcome ? -size : size;
}

}  // namespace

double equal_gain_rate(const SwapIssue& p, const SwapIssue& q) {
  return (q.first.salience + q.second.salience) / (p.first.salience + p.second.salience);
}

Swap best_swap(const SwapIssue& p, const SwapIssue& q) {
  Swap swap;
  const double cross = p.first.salience * q.second.salience - q.first.salience * p.second.salience;
  if (!opposed(p) || !opposed(q) || cross == 0.0 || p.first.salience + p.second.salience == 0.0) {
    return swap;
  }
  swap.first_gets_p = cross > 0.0;
  const SwapStake& gets_p = swap.first_gets_p ? p.first : p.second;
  const SwapStake& gives_p = swap.first_gets_p ? p.second : p.first;
  const SwapStake& gets_q = swap.first_gets_p ? q.second : q.first;
  const SwapStake& gives_q = swap.first_gets_p ? q.first : q.second;
  const double rate = equal_gain_rate(p, q);
  double on_p = std::min(most_shift(p, gives_p), most_wanted(p, gets_p));
  double on_q = std::min(most_shift(q, gives_q), most_wanted(q, gets_q));
  on_p = std::min(on_p, rate * on_q);
  on_q = on_p / rate;
  swap.gain = gets_p.salience * on_p - gives_q.salience * on_q;
  swap.profitable = swap.gain > 0.0;
  swap.move_p = towards(gets_p, p.outcome, on_p);
  swap.move_q = towards(gets_q, q.outcome, on_q);
  return swap;
}

double externality(const Swap& swap, const SwapIssue& p, const SwapIssue& q, const SwapStake& on_p,
                   const SwapStake& on_q) {
  const auto loss = [](const SwapStake& stake, double outcome, double move) {
    return stake.salience * (std::abs(outcome + move - stake.position) - std::abs(outcome - stake.position));
  };
  return -loss(on_p, p.outcome, swap.move_p) - loss(on_q, q.outcome, swap.move_q);
}

}  // namespace suasion::system::leverage
