#pragma once
/// Who can decide and who can prevent: the smallest sets that do, and actors of a special kind.

#include <cstddef>
#include <vector>

#include "suasion/analysis/coalitions/power.hpp"

namespace suasion::analysis::coalitions {

/// Actors, ascending.
using Members = std::vector<std::size_t>;

/// Sets without a member to spare: the fewest members first, then the least weight (the first criterion's), then those
/// with lower-numbered actors.
struct MinimalSets {
  std::vector<Members> sets = {};  ///< at most the limit
  std::size_t count = 0;           ///< of all there are
};

/// Winning coalitions that lose whoever leaves. The least weight stands for Riker's (1962) minimum winning coalition.
/// Errors: as hurdles(); A503 more than 22 actors (most_enumerated).
[[nodiscard]] base::Result<MinimalSets> minimal_winning(const Game& game, std::size_t limit = 20);

/// Sets without whom nobody can win, and with one fewer somebody can: what it takes to prevent a decision.
/// Errors: as minimal_winning().
[[nodiscard]] base::Result<MinimalSets> minimal_blocking(const Game& game, std::size_t limit = 20);

struct Roles {
  Members dictators = {};  ///< wins alone, and nobody wins without; at most one
  Members vetoers = {};    ///< nobody wins without any of these; a dictator is one
  Members dummies = {};    ///< change nothing in any coalition; where power was sampled: in none that was seen
};

/// @param power of the same game. Errors: as hurdles().
[[nodiscard]] base::Result<Roles> roles(const Game& game, const Power& power);

}  // namespace suasion::analysis::coalitions
