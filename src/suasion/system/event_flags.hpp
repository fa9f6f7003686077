#pragma once
/// From the day of an event to a variable that is 1 once it has happened.

#include "suasion/system/step.hpp"

namespace suasion::system {

class EventFlag final : public Step {
 public:
  EventFlag(Column day, Column flag) : day_(day), flag_(flag) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  Column day_, flag_;
};

}  // namespace suasion::system
