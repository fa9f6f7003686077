#pragma once
/// Simple rules that must stand beside every forecast, also where they win. Each is a function of one draw's positions,
/// capabilities and saliences; w_i = c_i s_i.

#include <vector>

#include "suasion/model/bargaining.hpp"

namespace suasion::model {

/// `mean`: sum x_i / n. `compromise`: sum w_i x_i / sum w_i (Achen 2006). `median`, `weighted-median`: the least
/// position with at least half the actors, or the weight, at or below it; midway to the next where it is exactly half.
/// `status-quo`: what holds without agreement; not a number (so not shown) where the issue states none.
///
[[nodiscard]] std::vector<Model> baselines();

/// `agenda-setter`: the position of the proposer of the procedure. Not among the baselines, since few issues
/// have one.
[[nodiscard]] Model agenda_setter();

}  // namespace suasion::model
