#pragma once
/// Studies of a scenario's outputs as JSON: what `why`, `sensitivity` and `flip` show one by one, and the report of
/// `run --full` shows together.

#include <functional>
#include <limits>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "simulate.hpp"
#include "suasion/analysis/parallel.hpp"
#include "suasion/analysis/study/sample.hpp"
#include "suasion/report/study/study_words.hpp"
#include "suasion/report/summary.hpp"

namespace suasion::cli {

/// A scenario, what is to be studied of it, and what is known of its inputs.
struct PreparedStudy {
  std::shared_ptr<const Prepared> prepared = {};
  std::vector<analysis::StudiedOutput> outputs = {};
  std::shared_ptr<const ensemble::ScenarioExperiment> experiment = {};
  std::vector<analysis::InputFacts> facts = {};

  /// For words. Refers to this.
  [[nodiscard]] report::StudyStory story() const;
};

/// Finds outputs of a scenario that is prepared. @param path of the scenario, for messages. @throws Stop (bad_input)
/// with what is wrong, and the nearest names.
[[nodiscard]] PreparedStudy study_of(std::shared_ptr<const Prepared> prepared, const std::vector<std::string>& names,
                                     analysis::Outputs otherwise, const std::string& path, const Console& console);

/// Ends a study that was interrupted. @throws Failure (interrupted), always.
[[noreturn]] void interrupted_study();

inline constexpr std::size_t least_why_draws = 1024;  ///< two orders of switches and their reverses
inline constexpr std::size_t least_flip_draws = 512;

/// Issues by actor and questions by module; other outputs are left out. @param spec an even number of blocks.
/// @throws Stop; Failure (bad_input) where the actors are too many to be told apart; Failure (interrupted).
[[nodiscard]] nlohmann::ordered_json why_of(const PreparedStudy& study, const analysis::SampleSpec& spec,
                                            const analysis::Watch& watch, const Console& console);

/// How to ask what flips an answer.
struct FlipHow {
  double above = std::numeric_limits<double>::quiet_NaN();  ///< ask whether the output lies above; else the usual
  std::string along = {};                                   ///< input of the tipping curve; empty: what matters most
  double most = 3.0;                                        ///< standard deviations
};

/// Everything about one output. @throws Failure (bad_input) where it is the same in every draw, where there is no such
/// input, or where it cannot lie above that value; Failure (interrupted).
[[nodiscard]] nlohmann::ordered_json flip_of(const PreparedStudy& study, std::size_t output, const FlipHow& how,
                                             const analysis::SampleSpec& sample, const analysis::Watch& watch);

/// The outputs that a reader asks about first: the lead issue, the first question of each cluster, the first claims.
[[nodiscard]] std::vector<std::string> lead_outputs(const scenario::Scenario& scenario);

/// All studies of a scenario, for its report; null where they were cancelled. @param studied may be empty.
/// @param team shares the work; null where this process is alone.
[[nodiscard]] report::PartText all_studies(const Prepared& prepared,
                                           const std::function<void(std::size_t done, std::size_t all)>& studied,
                                           const std::atomic<bool>* cancel, base::Team* team = nullptr);

}  // namespace suasion::cli
