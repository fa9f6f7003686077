#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/analysis/leverage/moves.hpp"
#include "suasion/analysis/leverage/stakes.hpp"
#include "suasion/system/leverage/exchange.hpp"

namespace suasion::analysis {

namespace {

using system::leverage::SwapIssue;
using system::leverage::SwapStake;

constexpr double percent = 100.0;

/// Two actors on one issue, positions in lengths of its scale.
SwapIssue swap_issue(const scenario::Issue& issue, const scenario::Stake& first, const scenario::Stake& second) {
  const Balance balance = balance_of(issue);
  const double length = issue.scale_high - issue.scale_low;
  const auto plain = [&](const scenario::Stake& stake) {
    return SwapStake{.position = (median_of(stake.position) - issue.scale_low) / length,
                     .salience = median_of(stake.salience) / percent,
                     .capability = median_of(stake.capability)};
  };
  return {.first = plain(first),
          .second = plain(second),
          .outcome = (balance.compromise - issue.scale_low) / length,
          .weight = balance.weight / percent};
}

/// The shift of a position that shifts the outcome by so much.
InputPull giving_way(const scenario::Issue& issue, const scenario::Stake& giver, const SwapIssue& swap,
                     const SwapStake& plain, double move) {
  const double length = issue.scale_high - issue.scale_low;
  return {.path = giver.position.path,
          .shift = move * swap.weight / (plain.capability * plain.salience) * length,
          .low = issue.scale_low,
          .high = issue.scale_high,
          .median = median_of(giver.position)};
}

/// The swap of an actor with one other over two issues, if both gain.
std::optional<Move> exchange(const scenario::Scenario& scenario, std::size_t actor, std::size_t other, std::size_t p,
                             std::size_t q, const Costs& costs) {
  const scenario::Issue& issue_p = scenario.issues[p];
  const scenario::Issue& issue_q = scenario.issues[q];
  const scenario::Stake* own_p = stake_of(issue_p, actor);
  const scenario::Stake* own_q = stake_of(issue_q, actor);
  const scenario::Stake* their_p = stake_of(issue_p, other);
  const scenario::Stake* their_q = stake_of(issue_q, other);
  if (own_p == nullptr || own_q == nullptr || their_p == nullptr || their_q == nullptr) {
    return std::nullopt;
  }
  const SwapIssue on_p = swap_issue(issue_p, *own_p, *their_p);
  const SwapIssue on_q = swap_issue(issue_q, *own_q, *their_q);
  const system::leverage::Swap swap = best_swap(on_p, on_q);
  if (!swap.profitable || !std::isfinite(swap.move_p) || !std::isfinite(swap.move_q)) {
    return std::nullopt;
  }
  const bool gets_p = swap.first_gets_p;
  Move move{.kind = MoveKind::exchange, .issue = gets_p ? p : q, .other_issue = gets_p ? q : p, .partner = other};
  move.lever = {.name = fmt::format("exchange.{}.{}-for-{}", scenario.actors[other].id,
                                    scenario.issues[move.other_issue].id, scenario.issues[move.issue].id),
                .discrete = true,
                .fixed_cost = costs.of(MoveKind::exchange)};
  const InputPull at_p =
      giving_way(issue_p, gets_p ? *their_p : *own_p, on_p, gets_p ? on_p.second : on_p.first, swap.move_p);
  const InputPull at_q =
      giving_way(issue_q, gets_p ? *own_q : *their_q, on_q, gets_p ? on_q.first : on_q.second, swap.move_q);
  move.pulls = gets_p ? std::vector{at_p, at_q} : std::vector{at_q, at_p};  // what the actor gets comes first
  return move;
}

}  // namespace

std::vector<Move> exchanges(const scenario::Scenario& scenario, std::size_t actor,
                            const std::vector<std::size_t>& issues, const Costs& costs) {
  const auto wanted = [&](std::size_t issue) { return std::find(issues.begin(), issues.end(), issue) != issues.end(); };
  std::vector<Move> found;
  for (std::size_t p = 0; p < scenario.issues.size(); ++p) {
    for (std::size_t q = p + 1; q < scenario.issues.size(); ++q) {
      for (std::size_t other = 0; other < scenario.actors.size() && (wanted(p) || wanted(q)); ++other) {
        std::optional<Move> move = other == actor ? std::nullopt : exchange(scenario, actor, other, p, q, costs);
        if (move) {
          found.push_back(*std::move(move));
        }
      }
    }
  }
  return found;
}

}  // namespace suasion::analysis
