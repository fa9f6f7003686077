#pragma once
/// Names of the system's variables for people, with the names of actors in the place of ids and roles.

#include <string>
#include <string_view>

#include "suasion/system/builder.hpp"

namespace suasion::report {

/// An actor's name in running text, without the explanation that may follow it in parentheses: "the United States".
[[nodiscard]] std::string short_name(const scenario::Scenario& scenario, const std::string& id);

/// What a variable is: "support of the United States for Belarus, as Russia sees it". Starts with a small letter unless
/// it starts with a name. A variable that no phrase knows is called by its own name.
[[nodiscard]] std::string variable_in_words(const scenario::Scenario& scenario, const system::Roles& roles,
                                            std::string_view name);

/// What an actor does in a month: "Russia presses". @param role "rival", "patron", "protege" or the id of an actor.
/// @param action as the variable decision.does.ROLE.ACTION names it.
[[nodiscard]] std::string deed_in_words(const scenario::Scenario& scenario, const system::Roles& roles,
                                        std::string_view role, std::string_view action);

/// How figures of a variable are shown: `times` the figure, and `plus` for a level (not for a difference), with the
/// unit behind it. Shares of GDP become percent, chances of events percent, the level of the bargain points of its
/// issue.
struct Shown {
  double times = 1.0, plus = 0.0;
  std::string unit = {};        ///< of a level: "% of the GDP of Belarus", "standard deviations", or nothing
  std::string difference = {};  ///< of a difference: "percentage points" for chances, else as for a level
};

[[nodiscard]] Shown shown_as(const scenario::Scenario& scenario, const system::Roles& roles, std::string_view name,
                             std::string_view unit);

}  // namespace suasion::report
