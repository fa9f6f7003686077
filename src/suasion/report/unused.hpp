#pragma once
/// Which parts of a scenario nothing computed with in a run. Private to the report floor.

#include <set>
#include <string>
#include <vector>

#include "suasion/scenario/scenario.hpp"

namespace suasion::report {

/// Elements that no module reads, in file order: all of them where the system was not run.
/// @param on names of the modules that were on; empty where there was no system.
[[nodiscard]] std::vector<const scenario::Element*> unused_elements(const scenario::Scenario& scenario,
                                                                    const std::set<std::string, std::less<>>& on);

}  // namespace suasion::report
