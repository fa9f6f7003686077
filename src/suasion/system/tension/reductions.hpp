#pragma once
/// Sanctions that bring about reduced relations: the cross term of the incidents between rival and protege.

#include <vector>

#include "suasion/system/step.hpp"

namespace suasion::system::tension {

struct ReductionColumns {
  math::Channel patience_channel = {};
  Column base = {};                          ///< m per week
  Column branching = {};                     ///< n; a column of zeros where sanctions excite nothing
  Column memory_weeks = {};                  ///< half-life
  std::vector<Column> past_sanctions = {};   ///< days
  std::vector<Column> left_at_origin = {};   ///< [past_sanctions] of what they excite; set at the start
  std::vector<Column> past_reductions = {};  ///< days
  Column sanction = {};                      ///< event: the first sanction ahead
  Column patience = {}, summed = {};
  Column excitation = {};  ///< out: log likelihood ratio of the past, with n against without
  Column reduced = {};     ///< event, brought forward
};

/// Sum over reductions of log(1 + n (1 - rho) R / m), less n for every sanction as far as its time has run: the log of
/// the likelihood of (4) over that with n = 0, weeks counted from each sanction.
class JudgePast final : public Start {
 public:
  explicit JudgePast(ReductionColumns columns) : columns_(std::move(columns)) {}
  void begin(Block& block) const override;

 private:
  ReductionColumns columns_;
};

/// The first reduction ahead, when m t + n (1 - 2^(-t/h)) of each sanction passes what the protege puts up with. Weekly
/// intensities sum to exactly that, so ticks do not matter.
class ReduceRelations final : public Step {
 public:
  explicit ReduceRelations(ReductionColumns columns) : columns_(std::move(columns)) {}
  void advance(Block& block, const Tick& tick) const override;

 private:
  ReductionColumns columns_;
};

}  // namespace suasion::system::tension
