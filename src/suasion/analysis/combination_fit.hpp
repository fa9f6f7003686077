#pragma once
/// Fits of the combined forecast: choice models, the error of the compromise, and their weights in the pool by
/// stacking.

#include <span>
#include <string>
#include <vector>

#include "suasion/analysis/choice_fit.hpp"
#include "suasion/analysis/error_law.hpp"
#include "suasion/model/combination_weights.hpp"
#include "suasion/scenario/dataset.hpp"

namespace suasion::analysis {

/// A decided issue as the combined forecast sees it.
struct CombinationCase {
  ChoiceCase choice = {};
  ErrorScores compromise = {};  ///< of the compromise with an error
  double outcome = 0.0;         ///< in points of 0..100
  std::size_t cluster = 0;
};

/// @return positions and outcome on 0..100 of the case's scale. Clusters are numbered by first appearance.
[[nodiscard]] std::vector<CombinationCase> combination_cases(const scenario::Dataset& set);

/// The case as a choice model takes it.
[[nodiscard]] model::ChoiceIssue choice_issue(const scenario::Case& one);

/// A value of a case's scale in points of 0..100.
[[nodiscard]] double in_points(const scenario::Case& one, double value);

/// How firmly a fit is held: fixed before looking, not tuned.
struct CombinationPriors {
  double ridge = 10.0;  ///< of every choice model
  int folds = 5;        ///< of the inner cross-validation that weighs the parts
  /// Pseudo-cases of the Dirichlet prior on weights: of each choice member, and of the compromise with its error.
  double member_cases = 40.0, error_cases = 12.0;
};

/// Each of `clusters` numbers in one of `folds` folds of nearly equal size, a function of (seed, channel, repeat).
[[nodiscard]] std::vector<std::size_t> assign_folds(std::size_t clusters, std::size_t folds, std::uint64_t seed,
                                                    std::string_view channel, std::uint64_t repeat);

/// Fits everything to the cases in `which`, weights included, which come from an inner cross-validation by cluster.
[[nodiscard]] model::CombinationWeights fit_combination(std::span<const CombinationCase> cases,
                                                        std::span<const std::size_t> which,
                                                        const CombinationPriors& priors = {});

}  // namespace suasion::analysis
