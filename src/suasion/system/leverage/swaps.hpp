#pragma once
/// Which exchanges between the scenario's issues would pay, for whom, how often over the uncertainty of the inputs.

#include <cstdint>
#include <string>
#include <vector>

#include "suasion/scenario/scenario.hpp"

namespace suasion::system::leverage {

/// Two actors and two issues: `first` gives way on one issue, `second` on the other. Distances are in percent of each
/// issue's scale, salience is a share, so a gain of 10 is worth a tenth of the scale of an issue that is all one cares
/// for.
struct SwapRow {
  std::string p = {}, q = {};           ///< ids of issues
  std::string first = {}, second = {};  ///< ids of actors
  double share = 0.0;                   ///< of draws in which a swap pays both
  double first_gets_p = 0.0;            ///< of those, the share in which `first` gets its way on p
  double gain = 0.0;                    ///< of each of the two, mean over all draws, 0 where there is none
  double move_p = 0.0, move_q = 0.0;    ///< of the outcomes, percent of the scale, mean over draws with a swap
  double others = 0.0;                  ///< sum of gains and losses of all third actors, mean over all draws
};

/// Every pair of actors with stakes in two issues, over draws of the scenario's positions, salience and capability
/// (with their correlations). Rows without a profitable swap in any draw are left out; the others come by gain,
/// greatest first. A function of (scenario, seed, draws).
[[nodiscard]] std::vector<SwapRow> profitable_swaps(const scenario::Scenario& scenario, std::uint64_t seed = 1,
                                                    std::size_t draws = 1024);

}  // namespace suasion::system::leverage
