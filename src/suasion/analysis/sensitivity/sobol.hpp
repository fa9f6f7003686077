#pragma once
/// Sobol' indices of all outputs in one pass: which groups of inputs, alone and with others, make outputs vary.
///
/// For inputs that are independent, or linked only within a group. Where links cross groups, see shapley.hpp. Costs
/// base_points * (2 + groups) draws, fewer where groups cannot reach outputs. Results are the same bytes for any number
/// of threads.

#include <optional>

#include "suasion/analysis/parallel.hpp"
#include "suasion/analysis/sensitivity/groups.hpp"
#include "suasion/analysis/sensitivity/indices.hpp"
#include "suasion/math/design.hpp"

namespace suasion::analysis {

struct SobolOptions {
  std::size_t base_points = 1024;  ///< above 0; best a power of two, and of that best at least 256
  std::size_t replicates = 200;    ///< of the bootstrap
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one per processor
};

struct SobolStudy {
  std::vector<FactorGroup> groups = {};
  std::vector<OutputIndices> outputs = {};  ///< [outputs], each with an entry per group unless constant
  std::size_t base_points = 0;
  math::DesignKind design = math::DesignKind::sobol;  ///< Sobol', or Latin hypercube where it has too few axes
};

/// @param groups may leave factors out: these vary, but get no index. Luck differs between A and B; a group with
/// `chance` swaps it, for all others AB has A's.
/// @param watch progress counts batches of 256 draws, sobol_batches(...) in all.
/// @return nothing if it was cancelled. @throws base::InternalError if split_links(experiment, groups) is not empty.
[[nodiscard]] std::optional<SobolStudy> sobol(const ensemble::Experiment& experiment, std::vector<FactorGroup> groups,
                                              const SobolOptions& options, const Watch& watch);

/// How many batches of 256 draws it tries at most.
[[nodiscard]] std::size_t sobol_batches(std::size_t groups, const SobolOptions& options);

}  // namespace suasion::analysis
