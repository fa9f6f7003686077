#pragma once
/// Problems of choosing moves whose answer is known, for tests and benchmarks.

#include "lucky_objective.hpp"
#include "suasion/analysis/advice/search.hpp"

namespace suasion::test {

struct AdviceProblem {
  std::string name = {};
  std::vector<analysis::Lever> levers = {};
  analysis::AdviceSpec spec = {};
  MoveFunction function = {};
  /// The mean over luck, in closed form.
  std::function<double(std::span<const double> amounts)> mean = {};

  [[nodiscard]] double mean_of(const analysis::Portfolio& move) const;
  [[nodiscard]] LuckyObjective objective(unsigned threads = 1) const { return {levers.size(), function, threads}; }
};

/// Five levers of 21 amounts, each best at an amount of its own inside its range; the best alone is lever 3 at 0.45.
[[nodiscard]] AdviceProblem quadratic_problem();
/// One lever of 401 amounts that reaches the goal from `threshold` on, in every draw.
[[nodiscard]] AdviceProblem step_problem(double threshold);
/// The best pair is c and d, which do next to nothing alone: 30 at (1, 1), against 19 of the two best singles.
[[nodiscard]] AdviceProblem synergy_problem();
/// The two best singles, a and b, cancel: 1 together; the best pair is a and c: 15.
[[nodiscard]] AdviceProblem cancel_problem();
/// Fourteen levers, up to three together: a gives 10, the next eleven 1 each, m and n nothing alone and 8 together,
/// which is less than any pair with a; the best three are a, m and n: 18.
[[nodiscard]] AdviceProblem hidden_problem();
/// Five levers of 21 amounts, up to three together, with ridges, kinks and a jump, under a budget that binds.
[[nodiscard]] AdviceProblem triple_problem(double budget);

/// Four levers of up to 21 amounts on one or both sides of nothing, some of them done or not: slopes, curvature, jumps
/// and interactions of any sign, fixed costs and costs per unit, all by a seed, under a budget that binds more or less.
[[nodiscard]] AdviceProblem random_problem(std::uint64_t seed);

/// The greatest mean of any move on the lattice within the budget, by looking at all of them in closed form.
[[nodiscard]] double best_mean(const AdviceProblem& problem, double budget);

}  // namespace suasion::test
