#pragma once
/// summary.json: every figure and every word of a report, as deterministic bytes that do not depend on the machine.
/// The shape is published as schemas/summary.schema.json.

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/precision.hpp"
#include "suasion/report/words.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::report {

/// The version of the shape of summary.json and run.json.
inline constexpr int summary_schema = 1;

/// A part of the summary that was made elsewhere; null where there is none.
using PartText = std::shared_ptr<const nlohmann::ordered_json>;
/// The system's part, see system_part.hpp.
using SystemText = PartText;

/// What a run was asked to do, beyond what its results know.
struct RunInfo {
  std::string hash = {};                   ///< of the scenario's files, see scenario::Files
  std::vector<scenario::Edit> edits = {};  ///< in the order of the command line
  math::DesignKind design = math::DesignKind::monte_carlo;
  std::vector<std::string> assume = {};  ///< settings of the system's modules, as written
  SystemText system = {};
  bool without_system = false;             ///< the run was interrupted before its strategic system was run to its end
  PartText analysis = {};                  ///< studies of what the forecasts hang on, see study/
  std::optional<double> until_error = {};  ///< points: the number of draws was chosen for it
  std::optional<analysis::Headline> hardest = {};  ///< of the headlines, the figure that is known least well
};

/// Changes of a scenario, as summary.json, run.json and studies have them: a list of paths and values.
[[nodiscard]] nlohmann::ordered_json edits_json(const std::vector<scenario::Edit>& edits);

/// The command line that repeats the run of a bundled scenario: `suasion run ID --seed 1 --draws 10000 ...`.
[[nodiscard]] std::string command_line(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                       const ensemble::Results& results, const RunInfo& info);

/// Numbers are the shortest decimals that read back as the same doubles; two spaces of indent; final newline.
/// @throws base::InternalError where plan, results and forecast do not belong to the scenario.
[[nodiscard]] std::string summary_json(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                       const ensemble::Results& results, const analysis::Forecast& forecast,
                                       const RunInfo& info);

}  // namespace suasion::report
