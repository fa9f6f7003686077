#pragma once
/// The steps of a month of choices.

#include "suasion/system/decision/planner.hpp"

namespace suasion::system::decision {

/// Lets all who choose this month see the state as it is.
class Look final : public Step {
 public:
  Look(const leverage::StateInputs& truth, const leverage::StateInputs& seen) : truth_(truth), seen_(seen) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  leverage::StateInputs truth_, seen_;
};

/// The rival's weight on strategy: higher, the more anxious the neighbours are.
class WeighStrategy final : public Start, public Step {
 public:
  WeighStrategy(Column base, Column effect, std::vector<Column> anxieties, Column to)
      : base_(base), effect_(effect), anxieties_(std::move(anxieties)), to_(to) {}
  void begin(Block& block) const override { weigh(block); }
  void advance(Block& block, const Tick& /*tick*/) const override { weigh(block); }

 private:
  void weigh(Block& block) const;

  Column base_, effect_;
  std::vector<Column> anxieties_;
  Column to_;
};

class RivalMoves final : public Step {
 public:
  RivalMoves(const GroundColumns& grounds, ActorColumns actor, Column ambassador, Column engages)
      : grounds_(grounds), actor_(std::move(actor)), ambassador_(ambassador), engages_(engages) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  GroundColumns grounds_;
  ActorColumns actor_;
  Column ambassador_, engages_;
};

class PatronMoves final : public Step {
 public:
  PatronMoves(const GroundColumns& grounds, ActorColumns actor, Column base)
      : grounds_(grounds), actor_(std::move(actor)), base_(base) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  GroundColumns grounds_;
  ActorColumns actor_;
  Column base_;
};

class ProtegeMoves final : public Step {
 public:
  ProtegeMoves(const GroundColumns& grounds, ActorColumns actor, std::vector<Column> patron_does, Column base,
               Column asked)
      : grounds_(grounds), actor_(std::move(actor)), patron_does_(std::move(patron_does)), base_(base), asked_(asked) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  GroundColumns grounds_;
  ActorColumns actor_;
  std::vector<Column> patron_does_;
  Column base_, asked_;
};

class NeighbourMoves final : public Step {
 public:
  NeighbourMoves(double sharpness, std::array<Column, neighbour_numbers> numbers, ActorColumns actor)
      : sharpness_(sharpness), numbers_(numbers), actor_(std::move(actor)) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  double sharpness_;
  std::array<Column, neighbour_numbers> numbers_;
  ActorColumns actor_;
};

/// What follows from the choices of a month: a tilt that wears off, an ambassador, a base agreed or refused.
struct Consequences {
  Column tilt = {}, tilt_half_life = {}, tilt_step = {}, does_tilt = {};
  Column ambassador = {};
  std::optional<Column> does_ambassador = {};
  Column base = {}, asked = {}, does_host = {}, agree = {}, refuse = {};
};

class Follow final : public Step {
 public:
  explicit Follow(const Consequences& of) : of_(of) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  void tilt(Block& block, const Tick& tick) const;
  void base(Block& block, const Tick& tick) const;

  Consequences of_;
};

}  // namespace suasion::system::decision
