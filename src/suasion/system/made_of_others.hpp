#pragma once
/// Variables made of others: whether an event has happened, and the product of two.

#include "suasion/system/step.hpp"

namespace suasion::system {

/// 1 from the end of the tick in which the day lies, 0 before.
class EventFlag final : public Step {
 public:
  EventFlag(Column day, Column flag) : day_(day), flag_(flag) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  Column day_, flag_;
};

/// to = first times second.
class Product final : public Step {
 public:
  Product(Column first, Column second, Column to) : first_(first), second_(second), to_(to) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  Column first_, second_, to_;
};

}  // namespace suasion::system
