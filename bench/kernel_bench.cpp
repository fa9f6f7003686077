// The voting sum, the inner loop of the expected-utility kernel, on every instruction set of this machine.
//
// inner_sum: one evaluation is a subtraction, a maximum and an addition for one voter, one pair of actors and one draw.
//   ceiling   the most evaluations a second that the machine does: all operands in the first-level cache, eight sums in
//             registers, nothing else to do (the best of several tries in the same run)
//   reached   what the kernel's voting sum does for so many actors, its table wherever the caches hold it
//   ratio     reached / ceiling
// round: both voting sums of a round of one tile, voter by voter and by sorting.
//   direct_us, sorted_us, gain = direct / sorted; where gain is above 1 on every instruction set, the kernel sorts.
//
// All times are the best of many tries, in processor time of the thread: others on the machine disturb them little.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "suasion/math/random.hpp"
#include "suasion/model/expected_utility_kernel.hpp"
#include "voting_kernel.hpp"

namespace suasion::bench {

SUASION_PICK_KERNELS(VotingFunctions, voting_kernels)

std::size_t voting_room(std::size_t actors) {
  return model::expected_utility::scratch_packs(std::max(actors, model::expected_utility::sorted_from), {});
}

}  // namespace suasion::bench

namespace {

using suasion::bench::Voting;
using suasion::bench::VotingFunctions;
using suasion::math::Target;
constexpr std::size_t lanes = suasion::model::lanes;

struct alignas(64) Row {
  double lane[lanes] = {};
};

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds a call takes, the best of `tries`; each try calls for at least a tenth of a millisecond.
double best_seconds(int tries, const std::function<void()>& call) {
  double best = std::numeric_limits<double>::infinity();
  int calls = 1;
  while (tries > 0) {
    const double start = processor_seconds();
    for (int i = 0; i < calls; ++i) {
      call();
    }
    const double taken = processor_seconds() - start;
    if (taken < 1e-4) {
      calls *= 2;
      continue;
    }
    best = std::min(best, taken / calls);
    --tries;
  }
  return best;
}

/// Actors at random positions, some of them on the same; a new tile at every call of next(), so that no branch of the
/// code that is measured can be learned by heart.
class Tiles {
 public:
  explicit Tiles(std::size_t actors)
      : actors_(actors),
        positions_(count * actors),
        table_(actors * actors),
        total_(actors),
        votes_(actors * actors),
        room_(suasion::bench::voting_room(actors)) {
    const auto source = suasion::math::channel("tiles");
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      for (std::size_t l = 0; l < lanes; ++l) {
        const double u = suasion::math::uniform(1, source, i, l);
        positions_[i].lane[l] = i % 5 == 0 ? std::round(20.0 * u) / 20.0 : u;
      }
    }
    for (std::size_t j = 0; j < actors; ++j) {
      for (std::size_t k = 0; k < actors; ++k) {
        for (std::size_t l = 0; l < lanes; ++l) {
          const double gap = std::abs(positions_[j].lane[l] - positions_[k].lane[l]);
          table_[j * actors + k].lane[l] = gap;
          total_[j].lane[l] += gap;
        }
      }
    }
  }

  [[nodiscard]] Voting next() {
    now_ = (now_ + 1) % count;
    return {.actors = actors_,
            .position = positions_[now_ * actors_].lane,
            .table = table_.front().lane,
            .total = total_.front().lane,
            .votes = votes_.front().lane,
            .room = room_.front().lane};
  }

 private:
  static constexpr std::size_t count = 32;
  std::size_t actors_, now_ = 0;
  std::vector<Row> positions_, table_, total_, votes_, room_;
};

/// Evaluations a second at the most.
double ceiling(const VotingFunctions& functions) {
  constexpr std::size_t voters = 40;
  constexpr std::size_t repeats = 100;
  constexpr double evaluations = 8.0 * voters * repeats * lanes;
  std::vector<Row> rows(6 * voters);
  return evaluations /
         best_seconds(100, [&] { benchmark::DoNotOptimize(functions.ceiling(rows.front().lane, voters, repeats)); });
}

void inner_sum(benchmark::State& state, Target target) {
  const auto n = static_cast<std::size_t>(state.range(0));
  const VotingFunctions& functions = suasion::bench::voting_kernels(target);
  Tiles tiles(n);
  const Voting voting = tiles.next();
  double most = 0.0;
  double seconds = std::numeric_limits<double>::infinity();
  for (auto _ : state) {
    most = std::max(most, ceiling(functions));
    seconds = std::min(seconds, best_seconds(100, [&] { functions.voter_by_voter(voting); }));
  }
  const double reached = static_cast<double>(n * n * (n - 1) / 2 * lanes) / seconds;
  state.counters["ceiling"] = most;
  state.counters["reached"] = reached;
  state.counters["ratio"] = reached / most;
}

void round_of_votes(benchmark::State& state, Target target) {
  const VotingFunctions& functions = suasion::bench::voting_kernels(target);
  Tiles tiles(static_cast<std::size_t>(state.range(0)));
  double direct = std::numeric_limits<double>::infinity();
  double sorted = direct;
  for (auto _ : state) {
    direct = std::min(direct, 2.0 * best_seconds(20, [&] { functions.voter_by_voter(tiles.next()); }));
    sorted = std::min(sorted, best_seconds(20, [&] {
                        const Voting voting = tiles.next();
                        functions.find_middles(voting);
                        functions.sorted(voting);
                        functions.sorted(voting);
                      }));
  }
  state.counters["direct_us"] = 1e6 * direct;
  state.counters["sorted_us"] = 1e6 * sorted;
  state.counters["gain"] = direct / sorted;
}

const bool registered = [] {
  for (const Target target : {Target::generic, Target::avx2, Target::avx512}) {
    if (!suasion::math::can_run(target)) {
      continue;
    }
    const std::string name(suasion::math::name(target));
    auto* sum = benchmark::RegisterBenchmark(("inner_sum/" + name).c_str(), inner_sum, target);
    for (const int actors : {10, 20, 40, 80}) {
      sum->Arg(actors);
    }
    sum->Iterations(3)->Unit(benchmark::kMillisecond);
    auto* round = benchmark::RegisterBenchmark(("round/" + name).c_str(), round_of_votes, target);
    for (const int actors : {20, 32, 40, 48, 64, 80, 120, 160, 200}) {
      round->Arg(actors);
    }
    round->Iterations(3)->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
