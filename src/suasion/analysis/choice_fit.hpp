#pragma once
/// Fits of the choice models by penalised maximum likelihood.

#include <cstddef>
#include <span>
#include <vector>

#include "suasion/model/choice.hpp"

namespace suasion::analysis {

/// A decided issue, ready for fitting.
struct ChoiceCase {
  model::ChoiceCells cells = {};
  std::size_t outcome = 0;  ///< the cell of the outcome
};

/// Coefficients that maximise sum_i ln P(outcome_i) - (ridge / 2) sum_t (b_t s_t)^2, s_t the standard deviation of term
/// t over all cells of the cases: shrinkage is the same whatever a term's unit. Newton's method on a concave function.
/// @param which cases to use, at least one. @param terms that may differ from 0. @param ridge > 0.
[[nodiscard]] model::Coefficients fit_choice(std::span<const ChoiceCase> cases, std::span<const std::size_t> which,
                                             const std::vector<model::Term>& terms, double ridge);

}  // namespace suasion::analysis
