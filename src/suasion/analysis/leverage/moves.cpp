#include "suasion/analysis/leverage/moves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/analysis/leverage/stakes.hpp"

namespace suasion::analysis {

namespace {

constexpr double percent = 100.0;
constexpr double steps_of_scale = 40.0;  ///< amounts are multiples of a fortieth of the scale, and of 5 otherwise
constexpr double step = 5.0;
constexpr double unbounded = std::numeric_limits<double>::max();

Move position_move(const scenario::Issue& issue, const scenario::Stake& stake, const Costs& costs) {
  const double length = issue.scale_high - issue.scale_low;
  const double median = median_of(stake.position);
  Move move{.kind = MoveKind::position};
  move.lever = {.name = fmt::format("position.{}", issue.id),
                .least = std::max(-most_of_scale * length, issue.scale_low - median),
                .most = std::min(most_of_scale * length, issue.scale_high - median),
                .step = length / steps_of_scale,
                .cost_per_unit = costs.of(MoveKind::position) * median_of(stake.salience) / length};
  move.pulls = {
      {.path = stake.position.path, .shift = 1.0, .low = issue.scale_low, .high = issue.scale_high, .median = median}};
  return move;
}

Move attention_move(const scenario::Issue& issue, const scenario::Stake& stake, const Costs& costs) {
  const double median = median_of(stake.salience);
  Move move{.kind = MoveKind::attention};
  move.lever = {.name = fmt::format("attention.{}", issue.id),
                .most = std::min(most_attention, percent - median),
                .step = step,
                .cost_per_unit = costs.of(MoveKind::attention)};
  move.pulls = {{.path = stake.salience.path, .shift = 1.0, .low = 0.0, .high = percent, .median = median}};
  return move;
}

Move capability_move(const std::string& name, const scenario::Stake& stake, double most, double price) {
  Move move{.kind = MoveKind::capability};
  move.lever = {.name = name, .most = most, .step = step, .cost_per_unit = price};
  move.pulls = {{.path = stake.capability.path,
                 .scale = 1.0 / percent,
                 .low = 0.0,
                 .high = unbounded,
                 .median = median_of(stake.capability)}};
  return move;
}

/// Those with a stake on the actor's side of where the issue is expected to end.
std::vector<Move> ally_moves(const scenario::Scenario& scenario, std::size_t actor, const scenario::Issue& issue,
                             double mean, const Costs& costs) {
  std::vector<Move> found;
  const scenario::Stake* own = stake_of(issue, actor);
  if (own == nullptr || !std::isfinite(mean)) {
    return found;
  }
  const double side = median_of(own->position) - mean;
  for (const scenario::Stake& stake : issue.stakes) {
    const bool same_side = side * (median_of(stake.position) - mean) > 0.0;
    if (stake.actor != actor && same_side && median_of(stake.capability) * median_of(stake.salience) > 0.0) {
      Move move = capability_move(fmt::format("ally.{}.{}", scenario.actors[stake.actor].id, issue.id), stake,
                                  most_of_ally, costs.of(MoveKind::ally));
      move.kind = MoveKind::ally;
      move.partner = stake.actor;
      found.push_back(std::move(move));
    }
  }
  return found;
}

}  // namespace

std::vector<Move> issue_moves(const scenario::Scenario& scenario, std::size_t actor,
                              const std::vector<std::size_t>& issues, const std::vector<std::size_t>& allied,
                              const IssueMeans& means, const Costs& costs) {
  std::vector<Move> found;
  const auto add = [&](Move move, std::size_t issue) {
    move.issue = issue;
    if (move.lever.discrete || move.lever.most > move.lever.least) {
      found.push_back(std::move(move));
    }
  };
  for (const std::size_t i : issues) {
    const scenario::Issue& issue = scenario.issues[i];
    const scenario::Stake* stake = stake_of(issue, actor);
    if (stake == nullptr) {
      continue;
    }
    add(position_move(issue, *stake, costs), i);
    add(attention_move(issue, *stake, costs), i);
    add(capability_move(fmt::format("capability.{}", issue.id), *stake, most_capability,
                        costs.of(MoveKind::capability)),
        i);
  }
  for (Move& move : exchanges(scenario, actor, issues, costs)) {
    found.push_back(std::move(move));
  }
  for (const std::size_t i : allied) {
    for (Move& move : ally_moves(scenario, actor, scenario.issues[i], means[i], costs)) {
      add(std::move(move), i);
    }
  }
  return found;
}

}  // namespace suasion::analysis
