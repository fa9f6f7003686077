#pragma once
/// The combined forecast as a model of the registry: a draw of its outcome is a draw from its predictive law, given the
/// draw's positions, saliences and capabilities. The law and what it was learnt from: combination_law.hpp and
/// combination_weights.hpp; docs/models/combination.md has equations, scores and limits.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::combination {

/// The row of the registry. Uses the reference point, the proposer and the parliament of an issue where they are
/// stated.
[[nodiscard]] Model entry();

}  // namespace suasion::model::combination
