#pragma once
/// One input at a time: every factor at its 5 % and its 95 % point while all others stay at their medians.
///
/// This is LOCAL: it looks along the axes through one point. It sees no interaction, says nothing of other places, and
/// takes no account of links: a factor moves alone even where it would not. It is quick and easy to read; what inputs
/// contribute to uncertainty, sobol.hpp and shapley.hpp tell.

#include <optional>
#include <vector>

#include "suasion/analysis/parallel.hpp"
#include "suasion/ensemble/experiment.hpp"

namespace suasion::analysis {

/// A bar of the picture, in units of the output. Where the output has chance, each is a mean over the same 256 lucks.
struct TornadoBar {
  std::size_t factor = 0;
  double low = 0.0;   ///< the output with the factor at its 5 % point
  double high = 0.0;  ///< the same at its 95 % point; may be below `low`
};

struct Tornado {
  double middle = 0.0;                ///< the output with all at their medians
  std::vector<TornadoBar> bars = {};  ///< widest first, equal ones in the order of factors; what is not a number last
};

struct TornadoOptions {
  std::uint64_t seed = 1;  ///< of luck
  unsigned threads = 0;    ///< 0: one per processor
};

/// @param watch progress counts batches of 256 draws: 1 + 2 factors, or a 256th of that where nothing has chance.
/// @return per output; nothing if it was cancelled. Same bytes for any number of threads.
[[nodiscard]] std::optional<std::vector<Tornado>> tornado(const ensemble::Experiment& experiment,
                                                          const TornadoOptions& options, const Watch& watch);

}  // namespace suasion::analysis
