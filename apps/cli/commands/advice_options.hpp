#pragma once
/// What the commands that advise share: options of a scenario with or without a system, and how it is prepared.

#include "system_options.hpp"

namespace suasion::cli {

/// Reads and plans a scenario, with a model of the user's choice in front of those that would run anyway.
/// @param model empty: those of the scenario, or the usual ones. @throws Stop, Failure (bad_input).
[[nodiscard]] Prepared prepare_advice(const SystemOptions& options, const std::string& model, const std::string& word,
                                      const Console& console);

}  // namespace suasion::cli
