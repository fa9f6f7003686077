#pragma once
/// What moves cost. One unit makes them comparable, and every number here is a judgement.

#include <array>
#include <string>
#include <string_view>

#include "suasion/base/result.hpp"

namespace suasion::analysis {

enum class MoveKind : std::uint8_t { position, attention, capability, exchange, ally, deed };
inline constexpr std::size_t move_kinds = 6;

/// A kind of move and its price in points. A point is what an actor loses, by its own stated interests, if an issue
/// that has its whole attention ends a hundredth of the scale farther from its position.
struct CostRow {
  MoveKind kind = MoveKind::position;
  std::string_view name;     ///< as --cost takes it
  double value = 0.0;        ///< points
  std::string_view unit;     ///< what one pays so much for
  std::string_view meaning;  ///< what is done, and what the price stands for
};

/// The default prices. @source judgement
inline constexpr std::array<CostRow, move_kinds> default_costs = {{
    {MoveKind::position, "position", 1.0, "hundredth of the scale, times the actor's salience (0 to 1)",
     "another stated position: what the actor would lose by its own interests if it were taken at its word"},
    {MoveKind::attention, "attention", 0.5, "percent point of salience",
     "more attention to an issue, which other issues then lack"},
    {MoveKind::capability, "capability", 0.5, "percent of the actor's capability on the issue",
     "more means spent on an issue"},
    {MoveKind::exchange, "exchange", 5.0, "swap",
     "an exchange of concessions that leaves both better off: only the effort of striking it is charged"},
    {MoveKind::ally, "ally", 0.5, "percent of the ally's capability on the issue",
     "an actor on the same side is won to put more behind its position"},
    {MoveKind::deed, "deed", 10.0, "deed",
     "one of the scenario's what-ifs that is in the actor's own hands: a visit, a sanction, a promise"},
}};

/// Prices in force.
struct Costs {
  std::array<CostRow, move_kinds> rows = default_costs;
  [[nodiscard]] double of(MoveKind kind) const { return rows[static_cast<std::size_t>(kind)].value; }
};

/// Sets one price, written KIND=POINTS. @error M317 no such kind, with the nearest; or no price.
[[nodiscard]] base::Result<Costs> with_cost(Costs costs, const std::string& text);

}  // namespace suasion::analysis
