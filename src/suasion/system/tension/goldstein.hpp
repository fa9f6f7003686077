#pragma once
/// How friendly or hostile kinds of events are, on the conflict-cooperation scale of Goldstein (1992) as the CAMEO
/// event codes carry it: from -10 (military attack) to 8.3 (military aid).

#include <optional>
#include <span>
#include <string_view>

namespace suasion::system::tension {

struct Score {
  std::string_view kind;  ///< of an event; also the beginning of longer kinds, up to a '.', '_' or '-'
  double goldstein = 0.0;
  std::string_view meaning;
};

/// All scores.
[[nodiscard]] std::span<const Score> scores();

/// The score of the longest entry that the kind begins with; nothing for kinds that say nothing about friend and foe.
[[nodiscard]] std::optional<double> goldstein(std::string_view kind);

}  // namespace suasion::system::tension
