#pragma once
/// The predictive law of the combined forecast: a linear pool of choice models and the compromise with a normal error.

#include "suasion/math/atoms.hpp"
#include "suasion/model/choice.hpp"
#include "suasion/model/combination_weights.hpp"

namespace suasion::model {

/// Mixture of the choice members, cell by cell, divided by their total weight: P(cell | one of them).
[[nodiscard]] std::array<double, choice_cells> pooled_choice(const ChoiceCells& cells,
                                                             const CombinationWeights& weights);

/// The whole law on the points 0, 1, ..., 100 of the scale and the places held. A cell that nobody holds is spread
/// evenly over the whole points in it; the error of the compromise is cut to the scale. Where everybody stands in one
/// place, all of the mass is there.
/// @return points in 0..100.
[[nodiscard]] math::Atoms combination_law(const ChoiceCells& cells, const CombinationWeights& weights);

/// One draw of the law in [0, 1], a function of two independent uniform numbers in (0, 1). A cell that nobody holds is
/// spread evenly over its width. Not a number where nobody has weight.
[[nodiscard]] double combination_draw(const ChoiceCells& cells, const CombinationWeights& weights, double u, double v);

}  // namespace suasion::model
