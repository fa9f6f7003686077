#pragma once
/// How good a move is over all draws at once: figures of paired gains, each with its Monte Carlo error. Draws are taken
/// as independent; where they come from an even design the errors err on the safe side.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "suasion/analysis/forecast.hpp"

namespace suasion::analysis {

/// What makes one move better than another.
enum class Criterion : std::uint8_t {
  expected,     ///< mean gain over doing nothing
  worst_tenth,  ///< mean gain in the tenth of draws where it gains least
  helped,       ///< share of draws in which it gains at all
  reach,        ///< chance of reaching the goal, less that of doing nothing
  regret        ///< least regret in 95 % of draws among the moves that are left at the end
};

/// An outcome to be reached, with at least this chance.
struct Goal {
  double value = 0.0;   ///< in the objective's unit
  double chance = 0.5;  ///< in (0, 1)
};

inline constexpr double tenth = 0.1;          ///< of the draws: the tail of Criterion::worst_tenth
inline constexpr double regret_level = 0.95;  ///< of the draws: regret is below the reported one in so many

/// A move's figures over the draws in which both it and doing nothing have a value.
struct GainFigures {
  std::uint64_t draws = 0;    ///< that count
  std::uint64_t invalid = 0;  ///< in which doing nothing has a value and the move has none
  Estimate value = {};        ///< mean outcome
  Estimate gain = {};         ///< mean of outcome less that of doing nothing, paired
  Estimate worst_tenth = {};  ///< mean of the lowest tenth of gains
  Estimate helped = {};       ///< share of draws with a gain above 0
  Estimate reached = {};      ///< share of draws in which the goal is reached; 0 without a goal
  Estimate reach_gain = {};   ///< that less the share of doing nothing, paired
  double nearest = 0.0;       ///< what the outcome attains with the goal's chance (the quantile 1 - chance)
};

/// A move's regret against the best of some moves, draw by draw.
struct Regret {
  Estimate expected = {};  ///< mean over draws
  Estimate worst = {};     ///< quantile regret_level
};

/// Mean and its standard error. Not a number where `x` is empty.
[[nodiscard]] Estimate mean_of(std::span<const double> x);

/// Mean of the lowest `level` of x (expected shortfall): q - E[(q - x)+] / level, q the quantile `level`.
/// @source Rockafellar and Uryasev 2000. Error: that of the mean of (q - x)+, over level
[[nodiscard]] Estimate lowest_mean(std::span<const double> x, double level);

/// Share of x above 0, its error by Laplace's rule of succession, so that none or all of the draws are not certainty.
[[nodiscard]] Estimate share_above_zero(std::span<const double> x);

/// The smallest number that at least `level` of x do not exceed. Error: half the distance of the order statistics one
/// binomial standard deviation away. @source David and Nagaraja 2003
[[nodiscard]] Estimate quantile_of(std::span<const double> x, double level);

/// All figures of a move. @param values, nothing [draws] of the move and of doing nothing, paired.
[[nodiscard]] GainFigures judge(std::span<const double> values, std::span<const double> nothing,
                                const std::optional<Goal>& goal);

/// Regret of each move: the best move's value in that draw less its own, over draws in which every move has a value.
/// @param values [moves] of [draws]; doing nothing counts only if it is among them. @source Savage 1951
[[nodiscard]] std::vector<Regret> regrets(const std::vector<std::span<const double>>& values);

/// Moves of which none costs less and gains more: indices into `cost`, by ascending cost and gain; of equals the first.
[[nodiscard]] std::vector<std::size_t> pareto_front(std::span<const double> cost, std::span<const double> gain);

}  // namespace suasion::analysis
