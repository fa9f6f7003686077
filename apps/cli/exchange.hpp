#pragma once
/// Files of other programs, as the commands `new` and `export` see them.

#include <string>
#include <vector>

#include "console.hpp"

namespace suasion::cli {

/// The text of a scenario made from a table; what is left out goes to standard error.
/// @param title of the scenario. @param insist use it even where the table has one of its own.
/// @throws Stop (bad_input) after showing all that is wrong with the table.
[[nodiscard]] std::string import_scenario(const std::string& table, const std::string& title, bool insist,
                                          Console& console);

/// "left out: ..." a line each, on standard error.
void note_left_out(const std::vector<std::string>& left_out, const Console& console);

}  // namespace suasion::cli
