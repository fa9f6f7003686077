#pragma once
/// The outputs of a scenario that can be studied, by name: outcomes of issues, answers to questions, effects that
/// claims are about, and variables of the system on a day.

#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/claims.hpp"
#include "suasion/ensemble/scenario_experiment.hpp"

namespace suasion::analysis {

enum class OutputKind : std::uint8_t { issue, question, claim, variable };

/// An output with what is known of it.
struct StudiedOutput {
  std::string name = {};  ///< canonical: "issues.ID@MODEL", "questions.ID", "claims.ID", "VARIABLE@DATE"
  OutputKind kind = OutputKind::issue;
  std::string id = {};               ///< of the issue, question or claim; of a variable its name
  std::string day = {};              ///< "2021-12-31", of a claim or variable
  std::string unit = {};             ///< of a claim or variable
  std::size_t issue = 0, model = 0;  ///< of the plan, for issues
  const scenario::Element* claim = nullptr;
};

/// What is to be studied, ready for an experiment.
struct Study {
  std::vector<StudiedOutput> outputs = {};
  ensemble::ExperimentSpec spec = {};  ///< its outputs are those above, in that order
};

/// Which outputs are meant where a command names none.
enum class Outputs : std::uint8_t {
  /// Every question, and on every issue the leading model; where that is a law fitted to the past, whose spread is
  /// mostly its own error, the first model beside it that reckons from the inputs as well. A simple rule where no other
  /// model speaks.
  headline,
  all  ///< besides: every other forecasting model, and at the end of the clock the levels that claims measure
};

/// @param names as a user writes them: an issue's, question's or claim's id or canonical name; "ISSUE@MODEL" for a
/// model that does not lead; a variable's name, with "@DATE" for a day before the end. None: those of `otherwise`.
/// @param plan of the issues. @param maker of the scenario's worlds; not asked where there is no system.
/// @error M301 a name that means nothing, with the nearest; M302 a claim without a test that is a difference or a
/// level; M303 a day outside of the clock; what planning a world finds.
[[nodiscard]] base::Result<Study> plan_study(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                             WorldMaker& maker, const std::vector<std::string>& names,
                                             Outputs otherwise = Outputs::headline);

}  // namespace suasion::analysis
