#pragma once
/// The drift of relations towards balance, and the alignment that follows it.

#include <vector>

#include "suasion/system/step.hpp"

namespace suasion::system::tension {

struct DriftColumns {
  Column rate = {};                    ///< per month
  std::vector<Column> relations = {};  ///< [parties^2], of the start; the diagonal is unused
  std::vector<Column> now = {};        ///< [parties^2]
  std::size_t parties = 0;
  std::size_t protege = 0, patron = 1;
  Column alignment_before = {};  ///< of the protege's army with the patron, at the origin
  Column alignment = {};         ///< out
};

/// Relations and alignment as they are said to be.
class BeginDrift final : public Start {
 public:
  explicit BeginDrift(DriftColumns columns) : columns_(std::move(columns)) {}
  void begin(Block& block) const override;

 private:
  DriftColumns columns_;
};

/// One tick of the bounded drift in every draw; alignment moves by half the change of the relation, both being as wide
/// as their scales (0 to 1, -1 to 1), and stays between 0 and 1.
class Drift final : public Step {
 public:
  explicit Drift(DriftColumns columns) : columns_(std::move(columns)) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  DriftColumns columns_;
};

}  // namespace suasion::system::tension
