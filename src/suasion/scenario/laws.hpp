#pragma once
/// From what an author wrote for a number to its law.

#include <optional>
#include <string>
#include <vector>

#include "suasion/math/law.hpp"
#include "suasion/scenario/findings.hpp"

namespace suasion::scenario {

/// What is known about a quantity before its law is read.
struct Expectation {
  std::string what = {};  ///< for people, e.g. "salience of Russia on Depth of integration"
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// The law, cut to the natural bounds; nothing if a finding was made.
[[nodiscard]] std::optional<math::Law> read_law(const Node& node, const Expectation& expected, Findings& findings);

/// Keys of a law table: the forms, and what may stand beside them.
[[nodiscard]] const std::vector<std::string>& law_forms();
[[nodiscard]] const std::vector<std::string>& law_extras();

}  // namespace suasion::scenario
