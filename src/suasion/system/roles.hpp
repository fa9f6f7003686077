#pragma once
/// Who plays which part, read from the scenario's [system] table, and what else that table says.

#include "suasion/system/assume.hpp"
#include "suasion/system/builder.hpp"

namespace suasion::system {

/// The [system] table, or null.
[[nodiscard]] const scenario::Element* system_table(const scenario::Scenario& scenario);

/// Roles of a scenario that has the table. Groups among the neighbours stand for their members; the protege, the patron
/// and the rival are never their own neighbours.
[[nodiscard]] Roles roles_of(const scenario::Scenario& scenario);

/// The settings of the table's `assume`. @error M2xx at the place of the table.
[[nodiscard]] base::Result<Assumptions> assumptions_of(const scenario::Scenario& scenario);

}  // namespace suasion::system
