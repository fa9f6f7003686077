#pragma once
/// Events of the scenario that lie ahead of the origin: whether and when each takes place in each draw.

#include "suasion/system/builder.hpp"

namespace suasion::system {

/// Plans every event with a day after the origin, unless it is called off or `sent = false`. In each draw it takes
/// place with its `reliability` (1 if not stated) on its day, or anywhere between its first and last; then
/// Builder::event of its id, and of its kind where the kind is another word, hold that day.
void plan_calendar(Builder& builder);

}  // namespace suasion::system
