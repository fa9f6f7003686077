#pragma once
/// Which inputs are swapped together, and which hang together by a copula.

#include <cstddef>
#include <string>
#include <vector>

#include "suasion/ensemble/experiment.hpp"

namespace suasion::analysis {

/// Factors whose influence is asked for as one: an actor's, a module's, a source's, or a single factor.
struct FactorGroup {
  std::string name = {};
  std::vector<std::size_t> factors = {};
  bool chance = false;  ///< the luck of the draw (Points::seed) belongs to it
};

/// The sets of linked factors.
[[nodiscard]] std::vector<math::LinkedAxes> linked_sets(const ensemble::Experiment& experiment);

/// A group per factor in the experiment's order, linked factors in one group whose name is theirs joined by " + ".
/// Last, if any output has chance, a group "chance".
[[nodiscard]] std::vector<FactorGroup> single_factors(const ensemble::Experiment& experiment);

/// A link that a group cuts: it holds the factor `inside`, but not `outside`.
struct SplitLink {
  std::size_t group = 0, inside = 0, outside = 0;
};

/// All links that groups cut, in the order of groups and links. Where there are any, the groups are not independent:
/// Sobol' indices mean nothing for them (shapley.hpp does).
[[nodiscard]] std::vector<SplitLink> split_links(const ensemble::Experiment& experiment,
                                                 const std::vector<FactorGroup>& groups);

/// False where no factor of the group, nor its luck, can touch the output.
[[nodiscard]] bool reaches(const ensemble::Experiment& experiment, const FactorGroup& group, std::size_t output);

}  // namespace suasion::analysis
