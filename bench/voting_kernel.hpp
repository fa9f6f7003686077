#pragma once
/// The voting sums of the expected-utility kernel by themselves, and the most that the machine can do of what is inside
/// them. For bench/kernel_bench.cpp.

#include <cstddef>

#include "suasion/math/kernels.hpp"

namespace suasion::bench {

/// One tile. All arrays are aligned to 64 bytes; [..] counts packs of eight doubles.
struct Voting {
  std::size_t actors = 0;
  const double* position = nullptr;  ///< [actors]
  double* table = nullptr;           ///< [actors * actors] row = position, column = voter
  double* total = nullptr;           ///< [actors] sums of the rows
  double* votes = nullptr;           ///< [actors * actors] for the row against the column
  double* room = nullptr;            ///< [voting_room(actors)] to sort in; starts as zeros
};

/// Packs to sort in.
std::size_t voting_room(std::size_t actors);

struct VotingFunctions {
  void (*voter_by_voter)(const Voting& voting) = nullptr;
  void (*find_middles)(const Voting& voting) = nullptr;  ///< once a round, before `sorted`
  void (*sorted)(const Voting& voting) = nullptr;
  /// Subtracts, takes the greater, adds: 2 rows against 4, so that nothing is waited for, `voters` at a time.
  /// @param rows [6 * voters] packs @return something that hangs on all sums
  double (*ceiling)(const double* rows, std::size_t voters, std::size_t repeats) = nullptr;
};

SUASION_KERNELS(VotingFunctions, voting_kernels)

}  // namespace suasion::bench
