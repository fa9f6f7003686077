#pragma once
/// Which parts of a scenario nothing computes with.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/scenario.hpp"

namespace suasion::report {

/// True for a section of which some module of the strategic system reads elements.
[[nodiscard]] bool system_reads(std::string_view section);

/// Elements that no module reads, in file order: all of them where the system was not run.
/// @param on names of the modules that were on; empty where there was no system.
[[nodiscard]] std::vector<const scenario::Element*> unused_elements(const scenario::Scenario& scenario,
                                                                    const std::set<std::string, std::less<>>& on);

}  // namespace suasion::report
