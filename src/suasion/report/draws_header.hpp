#pragma once
/// The table of draws that a run saves: names, labels and units of what ensemble::draw_columns and
/// ensemble::world_columns hand over.

#include "suasion/ensemble/worlds.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/storage/draws.hpp"

namespace suasion::report {

/// Variables of the issues come first, then those of the worlds, if there are any:
/// prior/inputs, prior_predictive/outcomes (ISSUE@MODEL), sample_stats/valid; prior/system_inputs,
/// prior_predictive/answers (world, question), of those worlds that answer questions.
/// @param worlds null where the scenario has no system
[[nodiscard]] storage::DrawsHeader draws_header(const scenario::Scenario& scenario, const ensemble::Plan& plan,
                                                const ensemble::WorldsSpec* worlds, const ensemble::RunSpec& run,
                                                const std::string& hash);

}  // namespace suasion::report
