#pragma once
/// Forecasts of dated questions against what came to pass, beside forecasters that know nothing of the case.

#include <span>
#include <string>
#include <vector>

#include "suasion/analysis/forecast.hpp"
#include "suasion/analysis/system_worlds.hpp"
#include "suasion/analysis/truth.hpp"

namespace suasion::analysis {

inline constexpr std::array<std::string_view, 4> forecasters = {"suasion", "base rate", "persistence", "coin"};

struct ScoredQuestion {
  std::string id = {}, cluster = {};
  bool yes = false;
  std::array<double, forecasters.size()> chance = {};  ///< of yes, by forecaster, in (0, 1)
  double error = 0.0;                                  ///< Monte Carlo error of suasion's
};

/// Mean scores of one forecaster. Brier (1950): the squared distance of the chance from 0 or 1; 0 is best, a coin gets
/// 0.25. Log score (Good 1952): minus the natural logarithm of the chance given to what happened; a coin gets 0.69.
struct Score {
  double brier = 0.0, log = 0.0;  ///< over questions
  double brier_by_cluster = 0.0,
         log_by_cluster = 0.0;  ///< over means of clusters, since questions of one hang together
};

struct Scores {
  std::vector<ScoredQuestion> questions = {};
  std::array<Score, forecasters.size()> totals = {};
  std::size_t clusters = 0;
};

/// The assumptions that leave only rates without drivers: what `base rate` stands for.
[[nodiscard]] std::string all_modules_off();

/// Scores every question with a known answer. @param off index of the world with all modules off. `persistence` says
/// that nothing happens, at 2 % and 98 %: certainty would score without bound. Chances are (yes + 1/2) / (draws + 1),
/// so that none is 0 or 1.
[[nodiscard]] Scores score(const scenario::Scenario& scenario, const ensemble::WorldsSpec& spec,
                           const ensemble::WorldsResults& results, std::size_t off, std::span<const Truth> answers);

}  // namespace suasion::analysis
