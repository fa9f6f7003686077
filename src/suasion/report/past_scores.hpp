#pragma once
/// How each model has scored on decisions whose outcome is known: figures of `suasion backtest`, checked in as
/// past_scores.json, which tools/past_scores.py makes of the files that backtests write.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/model/bargaining.hpp"

namespace suasion::report {

/// A figure with the ends of its 95 % interval (bootstrap of whole clusters).
using Published = std::array<double, 3>;

/// One model on one set of decisions. Errors in points of a scale of 0 to 100; smaller is better.
struct PastScore {
  std::string model = {};              ///< as `suasion list models` names it
  std::size_t cases = 0;               ///< on which the model has something to say
  bool weights_learnt = false;         ///< its weights were learnt on other cases; else only the width of its error was
  Published mean_absolute_error = {};  ///< of the point: the median of what the model says
  std::optional<Published> minus_compromise = {};  ///< the same less that of the compromise model on the same cases
  Published crps = {};                             ///< of the whole forecast
  double coverage_90 = 0.0;                        ///< share of outcomes within its 90 % intervals
};

/// One set of decisions, scored by cross-validation: what is learnt is learnt on other clusters.
struct PastSet {
  std::string title = {};     ///< what was decided, in the plural: "decisions of the European Union"
  std::string citation = {};  ///< whose data
  std::string caveat = {};    ///< what a reader must know besides, as a sentence; may be empty
  std::string made_on = {}, version = {}, command = {};  ///< date, version of suasion, what was run
  std::size_t cases = 0, clusters = 0;
  std::vector<PastScore> scores = {};
};

/// Reads such a table. @throws std::invalid_argument where it is none.
[[nodiscard]] std::vector<PastSet> read_past_scores(std::string_view json);

/// The table that this version ships.
[[nodiscard]] const std::vector<PastSet>& past_scores();

/// The score of a model as it was set, or null: other settings of the same model are another model.
[[nodiscard]] const PastScore* score_of(const PastSet& set, const model::ModelChoice& choice);

/// One score in one sentence; and what a set is and how it was scored.
[[nodiscard]] std::string score_words(const PastSet& set, const PastScore& score);
[[nodiscard]] std::string set_words(const PastSet& set);

}  // namespace suasion::report
