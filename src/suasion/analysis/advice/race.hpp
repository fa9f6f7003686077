#pragma once
/// The race between sets of levers for one budget: the inside of the search.

#include "suasion/analysis/advice/search.hpp"

namespace suasion::analysis {

/// A set of levers and the best amounts of them so far.
struct Arm {
  Point best = {};
  Worth worth = {};
};

/// @return the draws to compare on, round by round, in blocks: each four times the one before, the last spec.blocks.
[[nodiscard]] std::vector<std::uint64_t> rounds(std::uint64_t blocks);

/// Runs a race for one budget; what it evaluates stays in `evaluations`.
class Race {
 public:
  Race(Evaluations& evaluations, const Lattice& lattice, const AdviceSpec& spec, double budget);

  /// @return finalists, best first, with all draws; none where nothing is affordable.
  [[nodiscard]] std::vector<Arm> run();
  /// Each lever's best alone, with the first round's draws; those without an affordable amount are empty. Valid after
  /// run().
  [[nodiscard]] const std::vector<Arm>& singles() const { return singles_; }

 private:
  [[nodiscard]] std::vector<Arm> arms_of(const std::vector<std::vector<Point>>& starts, std::uint64_t blocks);
  void refine(std::vector<Arm>& arms, std::uint64_t blocks, unsigned from, unsigned to);
  void settle(std::vector<Arm>& arms, std::uint64_t blocks);
  void screen_singles();
  [[nodiscard]] std::vector<Point> combined(const Point& base, std::uint32_t lever) const;
  [[nodiscard]] std::vector<Arm> screen_pairs();
  [[nodiscard]] std::vector<Arm> screen_triples(const std::vector<Arm>& pairs);
  [[nodiscard]] std::vector<double> surprise(const std::vector<Arm>& pairs);

  Evaluations& evaluations_;
  const Lattice& lattice_;
  const AdviceSpec& spec_;
  double budget_ = 0.0;
  std::vector<std::uint64_t> rounds_;
  std::vector<Arm> singles_;                        ///< [levers]
  std::vector<std::vector<std::uint32_t>> places_;  ///< [levers] to try in combinations: best alone, ends, halves
};

}  // namespace suasion::analysis
