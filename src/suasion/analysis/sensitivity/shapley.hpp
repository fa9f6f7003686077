#pragma once
/// Shapley effects of all outputs in one pass: the variance of an output shared out among groups of inputs.
///
/// Why beside Sobol' indices: these are shares only where groups are independent. Where links (Experiment::links) cross
/// groups, first-order and total indices overlap, do not add up, and may even change order. Shapley effects always add
/// up to the whole variance, none below 0 (but for Monte Carlo error), interactions and dependence split evenly among
/// those who make them. So: independent groups, and interest in interactions: sobol.hpp. Linked inputs that must be
/// told apart, or one ranking that adds up to 100 %: this. For independent groups an effect lies between the
/// first-order and the total index.
///
/// Each base point x with an independent second point x* walks through the groups in a random order of its own; group
/// after group is drawn anew. Let u be those drawn anew so far and x_u the point with them drawn from their law given
/// all the others as they were: then (f(x) - f(x_u))^2 / 2 has the mean E Var(f | others), and what a group adds to it,
/// on average over orders, is its effect. Drawing from the law given others goes by normal scores z (Matheron's rule):
///   z'_u = z*_u + R_{u,-u} R_{-u,-u}^{-1} (z_{-u} - z*_{-u}),   R the correlations of the linked set
/// so that one x* serves the whole walk. After the last step x_u = x*, so effects add up to the variance exactly.
/// Luck is drawn anew like any other group.
/// @source Goda 2021, Reliability Engineering and System Safety 213, 107673 (walks, for independent inputs); Song,
/// Nelson and Staum 2016, SIAM/ASA Journal on Uncertainty Quantification 4 (E Var as the worth of a set, dependent
/// inputs); Owen 2014, same journal 2 (Shapley value of variance). Matheron's rule: Journel and Huijbregts 1978,
/// chapter VII

#include <optional>

#include "suasion/analysis/parallel.hpp"
#include "suasion/analysis/sensitivity/groups.hpp"
#include "suasion/analysis/sensitivity/resamples.hpp"

namespace suasion::analysis {

struct ShapleyOptions {
  std::size_t base_points = 1024;  ///< above 0; best a power of two
  std::size_t replicates = 200;    ///< of the bootstrap
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one per processor
};

struct ShapleyEffects {
  bool constant = false;            ///< nothing varies, or no finite variance: there are no effects
  std::size_t left_out = 0;         ///< base points with a value that is not finite
  double variance = 0.0;            ///< mean of (f(x) - f(x*))^2 / 2
  std::vector<Bounded> share = {};  ///< per group: its part of that variance; they add up to 1. Empty if constant
};

/// @param groups may cut links and may leave factors out: these vary, but get no share, and the variance is what is
/// left of it given them.
/// @param watch progress counts blocks of 256 base points; each costs 1 + groups batches of 256 draws, up to twice that
/// where a group has chance.
/// @return per output; nothing if it was cancelled. Same bytes for any number of threads.
[[nodiscard]] std::optional<std::vector<ShapleyEffects>> shapley(const ensemble::Experiment& experiment,
                                                                 const std::vector<FactorGroup>& groups,
                                                                 const ShapleyOptions& options, const Watch& watch);

}  // namespace suasion::analysis
