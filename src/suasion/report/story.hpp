#pragma once
/// The story of one draw: what was unusual in what it drew, how the bargaining went, what happened in the system and
/// when, and how the draw compares with others. As data, with every sentence in it; the text is made from the data.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "suasion/ensemble/chronicle.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// A system in one draw, and in others to compare with.
struct SystemTale {
  const system::Plan& plan;
  const ensemble::SystemChronicle& draw;
  const ensemble::SystemSample& others;
};

/// Everything that a story is told from.
struct DrawTale {
  const scenario::Scenario& scenario;
  const ensemble::Plan& plan;
  const ensemble::RunSpec& spec;
  std::uint64_t draw = 0;
  std::string chosen = {};                    ///< how the draw came to be chosen: "as asked", "typical" ...
  std::vector<std::size_t> models = {};       ///< of the plan, whose course is told; empty: those that lead
  const ensemble::BargainChronicle& bargain;  ///< of that draw
  const ensemble::BargainSample& others;      ///< the first draws of the same run
  const SystemTale* system = nullptr;         ///< null: the scenario has no system
};

/// {"story", "scenario", "run", "words", "inputs", "issues", "system"}: the last is null where there is none. Figures
/// are those of the draw, to the last bit. See docs/manual/story.md.
[[nodiscard]] nlohmann::ordered_json story_json(const DrawTale& tale);

/// The story to read: made from story_json() alone. Ends with a line break.
[[nodiscard]] std::string story_text(const nlohmann::ordered_json& story, const TextStyle& style);

}  // namespace suasion::report
