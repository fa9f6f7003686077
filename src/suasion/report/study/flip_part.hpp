#pragma once
/// What would flip an answer, as data and as text.

#include <nlohmann/json_fwd.hpp>

#include "suasion/analysis/flip/conditions.hpp"
#include "suasion/analysis/flip/flip.hpp"
#include "suasion/analysis/flip/tipping.hpp"
#include "suasion/report/study/study_words.hpp"
#include "suasion/report/terminal.hpp"

namespace suasion::report {

/// All that was found about one output.
struct FlipStory {
  std::size_t output = 0;  ///< index into StudyStory::outputs
  const analysis::Proposition& proposition;
  const analysis::Flip& flip;
  const analysis::TippingCurve* tipping = nullptr;  ///< null where no input leans on it
  const analysis::Conditions& conditions;
  std::size_t draws = 0;
  double most = 3.0;  ///< standard deviations: the farthest shift that was looked for
};

/// An output's head, "question", "holds", "mean", "threshold", "draws", "runs", "most", "words", "singles", "joint",
/// "tipping" and "conditions".
[[nodiscard]] nlohmann::ordered_json flip_part(const StudyStory& story, const FlipStory& found);

/// @param parts a list of flip_part().
[[nodiscard]] std::string flip_text(const nlohmann::ordered_json& parts, const TextStyle& style);

}  // namespace suasion::report
