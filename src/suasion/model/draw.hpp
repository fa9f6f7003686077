#pragma once
/// One draw of an issue, for models that work a draw at a time.

#include <limits>
#include <span>

#include "suasion/math/random.hpp"
#include "suasion/model/tile.hpp"

namespace suasion::model {

/// A lane of a tile, seen as a plain issue. Actors are rows of the tile.
struct Draw {
  const IssueTile& issue;
  std::size_t lane;

  [[nodiscard]] std::size_t actors() const { return issue.actors; }
  /// Which actor of the scenario stands in a row; the row itself where the tile does not say.
  [[nodiscard]] std::size_t actor(std::size_t i) const { return issue.actor != nullptr ? issue.actor[i] : i; }
  [[nodiscard]] double scale() const { return issue.scale_high - issue.scale_low; }
  [[nodiscard]] double position(std::size_t i) const { return issue.position[i * lanes + lane]; }
  [[nodiscard]] double capability(std::size_t i) const { return issue.capability[i * lanes + lane]; }
  [[nodiscard]] double salience(std::size_t i) const { return issue.salience[i * lanes + lane]; }
  [[nodiscard]] double weight(std::size_t i) const { return capability(i) * salience(i); }
  /// Only where the issue states the resolve of every actor.
  [[nodiscard]] double resolve(std::size_t i) const { return issue.resolve[i * lanes + lane]; }
  /// Not a number where the issue has none.
  [[nodiscard]] double status_quo() const {
    return issue.status_quo != nullptr ? issue.status_quo[lane] : std::numeric_limits<double>::quiet_NaN();
  }
  /// Stated votes; where nobody's are stated, one for all but the proposer and the parliament.
  [[nodiscard]] double votes(std::size_t i) const {
    if (issue.votes != nullptr) {
      return issue.votes[i * lanes + lane];
    }
    const auto row = static_cast<std::int32_t>(i);
    const Procedure* procedure = issue.procedure;
    return procedure != nullptr && (row == procedure->proposer || row == procedure->parliament) ? 0.0 : 1.0;
  }
  [[nodiscard]] double population(std::size_t i) const {
    return issue.population != nullptr ? issue.population[i * lanes + lane] : 0.0;
  }
  /// Uniform in (0, 1): chance inside the model, a function of (seed, issue, draw, step).
  [[nodiscard]] double chance(std::uint64_t step) const {
    return math::uniform(issue.seed, {issue.shocks}, issue.first_draw + lane, step);
  }
};

/// One more than the largest number of an actor with a stake in any of the issues.
[[nodiscard]] inline std::size_t actors_of(std::span<const IssueTile> issues) {
  std::size_t count = 0;
  for (const IssueTile& issue : issues) {
    for (std::size_t a = 0; a < issue.actors; ++a) {
      const std::size_t above = Draw{issue, 0}.actor(a) + 1;
      count = above > count ? above : count;
    }
  }
  return count;
}

/// sum w_i x_i / sum w_i with w_i = c_i s_i: the compromise. Not a number where nobody has weight.
[[nodiscard]] inline double weighted_mean(const Draw& draw) {
  double sum = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < draw.actors(); ++i) {
    sum += draw.weight(i) * draw.position(i);
    total += draw.weight(i);
  }
  return sum / total;
}

}  // namespace suasion::model
