#include "voting_kernel.hpp"

#include "suasion/model/expected_utility_votes.hpp"

namespace suasion::bench::SUASION_TARGET {

namespace {

using namespace suasion::model::expected_utility::SUASION_TARGET;  // NOLINT(google-build-using-namespace)
using suasion::model::lanes;

Work work_on(const Voting& voting) {
  const std::size_t n = voting.actors;
  Work w{};
  w.n = n;
  w.x = const_cast<Pack*>(reinterpret_cast<const Pack*>(voting.position));  // read only
  w.table = reinterpret_cast<Pack*>(voting.table);
  w.total = reinterpret_cast<Pack*>(voting.total);
  w.votes = reinterpret_cast<Pack*>(voting.votes);
  w.sorted = reinterpret_cast<Pack*>(voting.room);
  w.prefix = w.sorted + n + 1;
  w.voter = reinterpret_cast<std::uint32_t*>(w.prefix + n * (n + 1));
  w.middle = w.voter + n * lanes;
  w.first = w.middle + n * n * lanes;
  return w;
}

void voter_by_voter(const Voting& voting) {
  Work w = work_on(voting);
  count_voter_by_voter(w);
}

void middles(const Voting& voting) {
  Work w = work_on(voting);
  if (voting.actors > 1 && w.voter[lanes] == w.voter[0]) {  // the first time
    for (std::size_t at = 0; at < voting.actors * lanes; ++at) {
      w.voter[at] = static_cast<std::uint32_t>(at);
    }
  }
  find_middles(w);
}

void sorted(const Voting& voting) {
  Work w = work_on(voting);
  count_sorted_votes(w);
}

SUASION_INLINE Part greater(Part x, Part y) {
#if defined(__SSE2__)
  return Part(SUASION_NATIVE(max_pd, x, y));
#else
  return x > y ? x : y;
#endif
}

/// Written out, so that every sum is a register. Each native vector of the machine by itself: no pack in the way.
double ceiling(const double* rows, std::size_t voters, std::size_t repeats) {
  const auto* const row = reinterpret_cast<const Pack*>(rows);
  const Part zero{};
  Part all{};
  for (std::size_t r = 0; r < repeats; ++r) {
    for (std::size_t p = 0; p < pack_lanes / part_lanes; ++p) {
      Part a0{}, a1{}, a2{}, a3{}, b0{}, b1{}, b2{}, b3{};
      for (std::size_t k = 0; k < voters; ++k) {
        const Part a = row[k].part[p];
        const Part b = row[voters + k].part[p];
        const Part d0 = row[2 * voters + k].part[p];
        a0 = a0 + greater(zero, d0 - a);
        b0 = b0 + greater(zero, d0 - b);
        const Part d1 = row[3 * voters + k].part[p];
        a1 = a1 + greater(zero, d1 - a);
        b1 = b1 + greater(zero, d1 - b);
        const Part d2 = row[4 * voters + k].part[p];
        a2 = a2 + greater(zero, d2 - a);
        b2 = b2 + greater(zero, d2 - b);
        const Part d3 = row[5 * voters + k].part[p];
        a3 = a3 + greater(zero, d3 - a);
        b3 = b3 + greater(zero, d3 - b);
      }
      all = all + (((a0 + a1) + (a2 + a3)) + ((b0 + b1) + (b2 + b3)));
    }
    asm volatile("" ::: "memory");  // the numbers may have changed: no repeat is left out
  }
  return all[0];
}

}  // namespace

VotingFunctions voting_kernels() {
  return {&voter_by_voter, &middles, &sorted, &ceiling};
}

}  // namespace suasion::bench::SUASION_TARGET
