#pragma once
/// The expected-utility model once more: one draw at a time, with std::pow, written in the order of the papers and with
/// no thought of speed. The kernel must agree with it; benchmarks measure how much faster the kernel is.

#include <vector>

#include "suasion/model/expected_utility_kernel.hpp"

namespace suasion::model::expected_utility {

struct ReferenceActor {
  double position = 0.0, capability = 0.0, salience = 0.0;
};

/// What one actor did in one round.
struct ReferenceMove {
  Offer offer = Offer::none;
  std::size_t proposer = 0;
  double own = 0.0;    ///< E_ij as i sees it
  double other = 0.0;  ///< E_ji as i sees it
};

struct ReferenceCourse {
  std::vector<std::vector<double>> positions;     ///< [rounds played + 1][actors]
  std::vector<std::vector<ReferenceMove>> moves;  ///< [rounds played][actors]
  std::vector<std::vector<double>> risk;          ///< [rounds played][actors]: exponents
  std::vector<double> mean;                       ///< [rounds played + 1]: weighted mean of positions
  double outcome = 0.0;
};

/// Plays all rounds, or until no one moves.
[[nodiscard]] ReferenceCourse play(const std::vector<ReferenceActor>& actors, const Parameters& parameters);

}  // namespace suasion::model::expected_utility
