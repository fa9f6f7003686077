#pragma once
/// The spatial model of politics as a model of the registry: the issues of a scenario are its dimensions
/// (`linkage=all`), or each is a world of its own (`linkage=none`). The rules of a turn stand in spatial_game.hpp.
///
/// Positions are taken in units of the scales. Saliences are divided by the largest sum over issues of any actor, if
/// that is above 1. An actor's capability is the mean of its capabilities on the issues, weighted by salience; an actor
/// without a stake in an issue has no salience there and stands, without effect, at the compromise. Actors without
/// capability or salience do not play.
///
/// At rest when a turn moves positions by less than `rest` of what the first turn did, or nobody moves.

#include "suasion/model/bargaining.hpp"

namespace suasion::model::spatial {

[[nodiscard]] Model entry();

}  // namespace suasion::model::spatial
