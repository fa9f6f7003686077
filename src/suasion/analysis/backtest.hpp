#pragma once
/// Scores of models on decided cases. Whatever is learnt from outcomes (the width of a model's error, the weights of
/// the combined forecast) is learnt on other clusters than the one it is scored on: cross-validation by cluster,
/// several times over with other folds; the score of a case is the mean over the repeats.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "suasion/analysis/combination_fit.hpp"
#include "suasion/analysis/model_laws.hpp"
#include "suasion/analysis/scores.hpp"

namespace suasion::analysis {

inline constexpr std::array<double, 3> coverage_levels = {0.50, 0.80, 0.90};
inline constexpr std::size_t pit_bins = 10;
inline constexpr double log_score_step = 5.0;  ///< width of a cell of the logarithmic score, in points

/// One model on one case; all in points of 0..100, means over repeats.
struct CaseScore {
  double forecast = 0.0;                 ///< the point: the median of the model's law, before any error is added
  double error = 0.0;                    ///< |forecast - outcome|
  double within5 = 0.0, within10 = 0.0;  ///< 1 where the error is at most so many points
  double crps = 0.0, log_score = 0.0;
  std::array<double, coverage_levels.size()> covered = {}, closed = {};  ///< see scores.hpp
  std::array<double, pit_bins> pit = {};                                 ///< share of the transform in each bin
};

enum class Fitting : std::uint8_t {
  error_width,   ///< a model of the registry, with a normal error of constant width
  cross_fitted,  ///< the combined forecast, fitted anew without the case's fold
  shipped        ///< the combined forecast with the weights that this version ships
};

struct ModelBacktest {
  std::string id = {}, title = {};
  Fitting fitting = Fitting::error_width;
  std::vector<std::optional<CaseScore>> cases = {};  ///< nothing where the model does not apply
  std::vector<double> mae = {}, crps = {};           ///< [repeats]: means over cases, to show the spread
  double mean_error_sd = 0.0;                        ///< of the error's width over folds; 0 for the combined forecast
  std::size_t trained_on = 0;  ///< shipped weights: cases of clusters that they were fitted on, scored in sample
};

struct BacktestSpec {
  std::vector<std::string> models = {};  ///< names as model::choose takes them
  LawsSpec laws = {};
  std::size_t folds = 10, repeats = 5;
};

struct Backtest {
  std::vector<ModelBacktest> models = {};            ///< the combined forecast twice, then the registry's, as asked
  std::vector<model::CombinationWeights> fits = {};  ///< of the combined forecast, repeat by repeat, fold by fold
  bool complete = true;                              ///< false: cancelled; nothing else may be used
};

inline constexpr std::string_view combination_id = "combination";
inline constexpr std::string_view shipped_id = "combination as shipped";

/// @param set at least two clusters. @error M1xx a model that does not exist; S402 fewer clusters than two.
[[nodiscard]] base::Result<Backtest> backtest(const scenario::Dataset& set, const BacktestSpec& spec,
                                              const Watch& watch);

/// How many pieces of work `Watch::progress` will count up to.
[[nodiscard]] std::size_t pieces_of(const scenario::Dataset& set, const BacktestSpec& spec);

}  // namespace suasion::analysis
