#pragma once
/// Tables of positions from outside this repository (SUASION_DATA), as issues.

#include <map>
#include <optional>
#include <string>

#include "issue.hpp"

namespace suasion::test {

/// An issue of a table.
struct TableIssue {
  Actors actors = {};                 ///< saliences in [0, 1]
  std::vector<std::size_t> who = {};  ///< numbers of the actors, the same on every issue of the table
};

/// Issues by name of a table with the columns issue (optional), actor, position, salience and capability or power.
/// Saliences above 1 are percent. Rows without a position are left out. Nothing where SUASION_DATA is not set.
/// @throws std::runtime_error where the file cannot be read.
[[nodiscard]] std::optional<std::map<std::string, TableIssue>> tables(const std::string& path);

}  // namespace suasion::test
