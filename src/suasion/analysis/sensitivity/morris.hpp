#pragma once
/// Morris' screening of all outputs in one pass: cheap, for many factors, to tell those that do nothing.
///
/// From every base point each factor in turn steps by half the unit interval (down where it is above the middle), the
/// others staying: a radial design. The elementary effect is the change of the output divided by the signed step. Steps
/// map the unit interval onto itself, so points keep their law. A factor that is linked takes its set along: in normal
/// scores the others move by their correlation with it times its step, z'_l = z_l + R_li (z'_i - z_i), which is what
/// keeps their law given it. Luck is the same on both ends of a step.
/// @source Morris 1991, Technometrics 33 (elementary effects, mu, sigma); Campolongo, Cariboni and Saltelli 2007,
/// Environmental Modelling and Software 22 (mu*); Campolongo, Saltelli and Cariboni 2011, Computer Physics
/// Communications 182 (radial design)

#include <optional>

#include "suasion/analysis/parallel.hpp"
#include "suasion/analysis/sensitivity/resamples.hpp"
#include "suasion/ensemble/experiment.hpp"

namespace suasion::analysis {

struct MorrisOptions {
  std::size_t base_points = 256;  ///< above 0; the cost is base_points * (1 + factors) draws
  std::size_t replicates = 200;   ///< of the bootstrap
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one per processor
};

/// Effects of a factor, in units of the output per whole unit interval of the factor.
struct ElementaryEffects {
  Bounded mu_star = {};  ///< mean size: how much the factor matters
  double mu = 0.0;       ///< mean: near 0 beside a large mu_star, the effect changes its sign
  double sigma = 0.0;    ///< standard deviation (n - 1): bends and interactions; 0 for a factor that acts linearly
};

struct MorrisOutput {
  std::size_t left_out = 0;                     ///< base points with a value that is not finite
  std::vector<ElementaryEffects> factors = {};  ///< in order; not numbers if every point was left out
};

/// @param watch progress counts batches of 256 draws, blocks * (1 + factors) in all.
/// @return per output; nothing if it was cancelled. Same bytes for any number of threads.
[[nodiscard]] std::optional<std::vector<MorrisOutput>> morris(const ensemble::Experiment& experiment,
                                                              const MorrisOptions& options, const Watch& watch);

}  // namespace suasion::analysis
