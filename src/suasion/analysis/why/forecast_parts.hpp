#pragma once
/// Why a scenario's forecasts are what they are: what each module adds to the chance of each question, and what each
/// actor's demand adds to the outcome of each issue.

#include <optional>

#include "suasion/analysis/study/outputs.hpp"
#include "suasion/analysis/why/decomposition.hpp"

namespace suasion::analysis {

/// The switch that stands for everything dated before the origin.
inline constexpr std::string_view history_switch = "history";

struct ForecastParts {
  std::vector<std::string> switches = {};  ///< names of modules and history_switch, or ids of actors
  std::vector<StudiedOutput> outputs = {};
  std::vector<Decomposition> parts = {};  ///< [outputs]
};

/// The chance of every question, from all modules off and no history (rates without drivers: the base rate of scores)
/// to the modules that are on in this scenario and its dated history. @return nothing where it was cancelled; empty
/// where there is no system or no question.
/// @error what planning a world finds.
[[nodiscard]] base::Result<std::optional<ForecastParts>> parts_by_module(const scenario::Scenario& scenario,
                                                                         const ensemble::Plan& plan, WorldMaker& maker,
                                                                         const SampleSpec& spec,
                                                                         const Watch& watch = {});

/// The outcome of issues, from everybody content with the reference point (the median of the status quo, or where none
/// is stated the middle of the scale) to everybody's own demand: what the demand of each actor adds.
/// @param study of issues alone. @return nothing where it was cancelled.
[[nodiscard]] std::optional<ForecastParts> parts_by_actor(const scenario::Scenario& scenario,
                                                          const ensemble::Plan& plan, const Study& study,
                                                          const SampleSpec& spec, const Watch& watch = {});

/// The point from which parts_by_actor() starts.
[[nodiscard]] double reference_point(const scenario::Issue& issue);

}  // namespace suasion::analysis
