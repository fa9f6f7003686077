#pragma once
/// Which feasible move does most: the search and its honest comparator, a full grid.
///
/// The search races sets of levers against each other: all single levers, all pairs, and triples that extend the best
/// and the most surprising pairs, at first with few draws and coarse amounts. At each round the better part goes on
/// with four times the draws and finer amounts (successive halving). Amounts are found by polling all neighbours, with
/// strides that halve, which jumps and kinks do not disturb. Every combination is evaluated; nothing is assumed to add
/// up. What it can miss: three levers of which no two do anything together, and peaks narrower than a coarse stride.
/// @source Karnin, Koren and Somekh 2013 (sequential halving); Jamieson and Talwalkar 2016 (more draws, finer);
///   Kolda, Lewis and Torczon 2003 (polling with strides that shrink)

#include "suasion/analysis/advice/evaluations.hpp"

namespace suasion::analysis {

struct AdviceSpec {
  Quest quest = {};
  /// Most that may be spent; a choice for each, later ones never worse than earlier, smaller ones. Infinite: no limit.
  std::vector<double> budgets = {std::numeric_limits<double>::infinity()};
  std::size_t most_levers = 3;  ///< used together, 1 to 3
  std::uint64_t blocks = 64;    ///< of model::block_draws draws: what the last moves are compared on
};

/// A move and its figures.
struct Judged {
  Portfolio move = {};  ///< empty: do nothing
  double cost = 0.0;
  GainFigures figures = {};
};

/// What to do with so much to spend.
struct Choice {
  double budget = 0.0;
  Judged best = {};        ///< doing nothing where no move has a criterion above 0
  double criterion = 0.0;  ///< of the best; its gain where that is Criterion::regret
  Judged confirmed = {};   ///< the same move on as many draws that had no part in choosing it: the figures to report
};

/// A move that was left at the end.
struct Finalist {
  Judged judged = {};
  Regret regret = {};  ///< among the finalists of its budget
};

/// How near the goal one gets with the greatest budget.
struct Attainment {
  bool reached = false;  ///< by a move of the search, with the goal's chance
  double value = 0.0;    ///< the outcome attained with the goal's chance
  Judged move = {};      ///< the cheapest that reaches the goal; else the one that comes nearest
};

struct Advice {
  std::vector<Choice> choices = {};      ///< [budgets]
  std::vector<Finalist> finalists = {};  ///< of the greatest budget, best first; doing nothing among them
  std::vector<Judged> singles = {};      ///< [levers] each lever's best alone; figures of fewer draws for lesser ones
  std::vector<Judged> front = {};        ///< moves with all draws that none beats in both cost and criterion
  std::optional<Attainment> attainment = {};  ///< where there is a goal
  std::uint64_t model_runs = 0;               ///< draws evaluated, over all moves
};

/// Searches. The answer does not depend on the order of the levers, and only through `objective` on threads.
/// @param levers at least one.
/// @return diagnostics (S520) where levers or spec are flawed.
[[nodiscard]] base::Result<Advice> advise(Objective& objective, const std::vector<Lever>& levers,
                                          const AdviceSpec& spec);

/// What a full grid finds.
struct GridAnswer {
  std::vector<Judged> best = {};       ///< [budgets]
  std::vector<double> criterion = {};  ///< [budgets]
  std::uint64_t model_runs = 0;
};

/// Evaluates every portfolio of every amount that is within the greatest budget, all with all draws.
[[nodiscard]] base::Result<GridAnswer> advise_by_grid(Objective& objective, const std::vector<Lever>& levers,
                                                      const AdviceSpec& spec);

/// What advise_by_grid would come to, without doing it: draws evaluated. @param levers, spec without flaws.
[[nodiscard]] std::uint64_t grid_runs(const std::vector<Lever>& levers, const AdviceSpec& spec);

/// What is wrong with the levers and the spec.
[[nodiscard]] base::Diagnostics flaws(const std::vector<Lever>& levers, const AdviceSpec& spec);

}  // namespace suasion::analysis
