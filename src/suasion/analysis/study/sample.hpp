#pragma once
/// Draws of an experiment in memory: points of one's choice, and what they come to.

#include <vector>

#include "suasion/analysis/parallel.hpp"
#include "suasion/ensemble/experiment.hpp"
#include "suasion/math/design.hpp"

namespace suasion::analysis {

/// A column per factor or output, an entry per draw.
using Columns = std::vector<std::vector<double>>;

struct SampleSpec {
  std::uint64_t seed = 1;
  std::size_t draws = 4096;  ///< a multiple of 256
  unsigned threads = 0;      ///< 0: one per processor. Never changes a result.
};

/// Normal scores of all factors, independent of each other: [factors][draws]. Monte Carlo: the draws that a run with
/// this seed would make.
[[nodiscard]] Columns independent_scores(const ensemble::Experiment& experiment, const SampleSpec& spec);

/// The probabilities that the factors take at given scores, linked as the experiment says. @param shift [factors] is
/// added to the independent scores first; none, if empty.
[[nodiscard]] Columns points_at(const ensemble::Experiment& experiment, const Columns& scores,
                                std::span<const double> shift = {});

/// What the points come to: [outputs][draws]; columns of outputs that are not wanted stay empty. Draw number i has the
/// luck of (seed, i). @param wanted [outputs]; all, if empty. @return nothing where it was cancelled.
[[nodiscard]] Columns evaluate(const ensemble::Experiment& experiment, const Columns& points, const SampleSpec& spec,
                               std::span<const char> wanted = {}, std::span<const ensemble::Push> pushes = {},
                               const Watch& watch = {});

}  // namespace suasion::analysis
