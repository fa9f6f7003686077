#pragma once
/// What the modules of a system say of their own approximations.

#include <string>
#include <vector>

#include "suasion/system/plan.hpp"

namespace suasion::analysis {

/// A belief at the medians of all parameters, and the worst that was seen of it over some draws besides.
struct BeliefCheck {
  std::string variable = {};  ///< that holds its mean
  system::Approximation at_medians = {};
  double mean_off = 0.0;  ///< largest over medians and draws, in standard deviations, without sign
  double sd_off = 0.0;    ///< likewise, as a share of the exact standard deviation
};

/// So many draws are looked at besides the medians.
inline constexpr std::size_t checked_draws = 7;

/// Beliefs that hear nothing before the origin are left out, and those that hear the same as another one. Empty where
/// no module approximates.
[[nodiscard]] std::vector<BeliefCheck> check_beliefs(const system::Plan& plan, std::uint64_t seed);

}  // namespace suasion::analysis
