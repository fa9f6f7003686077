#pragma once
/// The probabilistic Condorcet election: every alternative's chance of coming out on top, from votes by pairs (Wise,
/// Lester and Efird 2015). Names follow the enumerations of KAPSARC's toolkit.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace suasion::model::election {

/// How strongly a difference d of utilities, in [-1, 1], moves a voter of weight w. Differences below 1e-12 are
/// rounding and move nobody.
enum class VotingRule : std::uint8_t {
  binary,        ///< w sign(d), linear within 1e-8 of 0
  prop_bin,      ///< a fifth binary, the rest proportional
  proportional,  ///< w d
  prop_cbc,      ///< half proportional, half cubic
  cubic,         ///< w d^3
  asym_prosp,    ///< w d for losses, 2/3 w d for gains (prospect theory)
};

/// How the strengths a and b of two coalitions make chances of victory.
enum class Victory : std::uint8_t {
  linear,   ///< a / (a + b)
  square,   ///< of the squares
  quartic,  ///< of the fourth powers
  octic,    ///< of the eighth powers
  binary,   ///< 1 with a tenth more strength than the other, linear in a / (a + b) between
};

enum class Pce : std::uint8_t {
  conditional,       ///< product of the chances against every other, made to add up to 1
  markov_incentive,  ///< stationary chance of the chain in which support times chance brings a challenger forward
  markov_uniform,    ///< the same with every challenger equally likely
};

[[nodiscard]] double vote(VotingRule rule, double weight, double difference);

/// The chance that strength a beats b. Even where neither has any.
[[nodiscard]] double victory(Victory model, double a, double b);

/// A square table of numbers, row by row.
struct Square {
  explicit Square(std::size_t size) : n(size), values(size * size, 0.0) {}
  double& operator()(std::size_t i, std::size_t j) { return values[i * n + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * n + j]; }
  std::size_t n;
  std::vector<double> values;
};

/// Strength of the coalition for i against j: the votes of those who prefer i.
/// @param utility [voters][alternatives] @param weight [voters]
[[nodiscard]] Square coalitions(VotingRule rule, const std::vector<double>& weight,
                                const std::vector<std::vector<double>>& utility);

/// Chances of the alternatives; they add up to 1. Uniform where nobody votes.
[[nodiscard]] std::vector<double> chances(const Square& coalitions, Victory victory, Pce pce);

}  // namespace suasion::model::election
