#pragma once
/// Inputs put together for questions like "whose numbers matter?".

#include <optional>
#include <string_view>

#include "suasion/analysis/sensitivity/groups.hpp"
#include "suasion/analysis/study/input_facts.hpp"

namespace suasion::analysis {

enum class GroupBy : std::uint8_t {
  input,  ///< each by itself, linked ones together
  actor,  ///< the actor whose number it is; all others together
  part,   ///< the module, or the section of the scenario
  source  ///< the first source that is cited, "judgement" or "nobody"
};

/// "input", "actor", "part", "source".
[[nodiscard]] std::string_view name(GroupBy by);
/// Nothing where there is no such way.
[[nodiscard]] std::optional<GroupBy> group_by(std::string_view name);

/// Groups in order of their first factor, and chance at the end.
/// @param facts [factors] at least
[[nodiscard]] std::vector<FactorGroup> grouped(const ensemble::Experiment& experiment,
                                               const std::vector<InputFacts>& facts, GroupBy by);

}  // namespace suasion::analysis
