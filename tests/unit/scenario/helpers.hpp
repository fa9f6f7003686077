#pragma once
/// Small scenarios as text, and what the reader makes of them.

#include <string>
#include <vector>

#include "suasion/scenario/read.hpp"

namespace suasion::scenario_test {

/// A sound scenario whose parts can be replaced: the law of one position, and more sections at the end.
inline std::string scenario_text(const std::string& position = "[65, 90]", const std::string& more = "") {
  return R"(suasion = 1
title = "Test"
clock = { origin = 2020-01-31, end = 2021-01-31 }
[[sources]]
id = "paper"
title = "A paper"
[[actors]]
id = "RUS"
name = "Russia"
capability = [40, 60]
because = "paper p. 1"
[[actors]]
id = "BLR"
name = "Belarus"
capability = { value = [2, 6], because = { judgement = "small" } }
[[issues]]
id = "union"
name = "Union"
scale = { 0 = "none", 50 = "half", 100 = "full" }
because = "paper p. 2"
[issues.positions]
BLR = [15, 40]
RUS = )" +
         position +
         R"(
[issues.salience]
RUS = [50, 80]
BLR = 90
)" + more;
}

inline base::Result<scenario::Scenario> read(const std::string& text, const std::vector<scenario::Edit>& edits = {},
                                             bool strict = false) {
  return scenario::read(scenario::Files{.files = {{.name = "test.toml", .bytes = text}}}, edits, strict);
}

/// All messages as text, errors or warnings; a line each.
inline std::string said(const base::Result<scenario::Scenario>& result) {
  std::string text;
  for (const base::Diagnostic& diagnostic : result ? result->notes : result.error()) {
    text += base::to_text(diagnostic) + "\n";
  }
  return text;
}

}  // namespace suasion::scenario_test
