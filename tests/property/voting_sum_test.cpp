// The voting sums of the expected-utility kernel: by sorting, voter by voter, and as the equation has them.
#include <algorithm>
#include <cmath>
#include <vector>

#include "rapidcheck_doctest.hpp"
#include "suasion/model/expected_utility_votes.hpp"

namespace {

using namespace suasion::model::expected_utility::SUASION_TARGET;  // NOLINT(google-build-using-namespace)
namespace expected_utility = suasion::model::expected_utility;
using suasion::model::lanes;

/// Positions, weights and exponents of eight draws, and the table that they make.
struct Votes {
  explicit Votes(std::size_t actors)
      : n(actors),
        x(n),
        total(n),
        table(n * n),
        votes(n * n),
        sorted(n + 1),
        prefix(n * (n + 1)),
        voter(n * lanes),
        middle(n * n * lanes),
        first((expected_utility::cells_for(n) + 1) * lanes) {
    w.n = n;
    w.x = x.data();
    w.total = total.data();
    w.table = table.data();
    w.votes = votes.data();
    w.sorted = sorted.data();
    w.prefix = prefix.data();
    w.voter = voter.data();
    w.middle = middle.data();
    w.first = first.data();
    for (std::size_t at = 0; at < voter.size(); ++at) {
      voter[at] = static_cast<std::uint32_t>(at);
    }
  }

  /// New positions on a grid of `steps` (few of them make many ties), with weights and exponents.
  void fill(std::uint64_t seed, int steps) {
    std::uint64_t state = seed;
    const auto uniform = [&state] {
      state = state * 6364136223846793005U + 1442695040888963407U;
      return static_cast<double>(state >> 40) * 0x1p-24;
    };
    for (std::size_t l = 0; l < lanes; ++l) {
      std::vector<double> weight(n), exponent(n);
      for (std::size_t k = 0; k < n; ++k) {
        weight[k] = uniform() < 0.1 ? 0.0 : uniform();
        exponent[k] = 0.5 + 1.5 * uniform();
        set_lane(x[k], l, std::floor(uniform() * steps) / steps);
      }
      for (std::size_t j = 0; j < n; ++j) {
        double sum = 0.0;
        for (std::size_t k = 0; k < n; ++k) {
          const double votes_for = weight[k] * std::pow(std::abs(x[k][l] - x[j][l]), exponent[k]);
          set_lane(table[j * n + k], l, votes_for);
          sum += votes_for;
        }
        set_lane(total[j], l, sum);
      }
    }
  }

  /// sum_k max(0, D_kj - D_ki)
  [[nodiscard]] double by_equation(std::size_t i, std::size_t j, std::size_t l) const {
    double sum = 0.0;
    for (std::size_t k = 0; k < n; ++k) {
      sum += std::max(0.0, table[j * n + k][l] - table[i * n + k][l]);
    }
    return sum;
  }

  std::size_t n;
  std::vector<Pack> x, total, table, votes, sorted, prefix;
  std::vector<std::uint32_t> voter, middle, first;
  Work w{};
};

bool near_equation(const Votes& votes) {
  for (std::size_t i = 0; i < votes.n; ++i) {
    for (std::size_t j = 0; j < votes.n; ++j) {
      for (std::size_t l = 0; l < lanes; ++l) {
        const double right = i == j ? 0.0 : votes.by_equation(i, j, l);
        if (!(std::abs(votes.votes[i * votes.n + j][l] - right) < 1e-9)) {
          return false;
        }
        if (votes.x[i][l] == votes.x[j][l] && votes.votes[i * votes.n + j][l] != 0.0) {
          return false;  // no one has a vote between two that stand on the same position
        }
      }
    }
  }
  return true;
}

}  // namespace

TEST_CASE("votes counted by sorting are those of the equation, with ties and in round after round") {
  suasion::test::check(
      "sorted = direct",
      [] {
        Votes votes(*rc::gen::inRange<std::size_t>(2, 100));
        for (int round = 0; round < 3; ++round) {  // each sorts on from the order of the last
          votes.fill(*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::element(1, 2, 7, 40, 1 << 20));
          find_middles(votes.w);
          count_sorted_votes(votes.w);
          RC_ASSERT(near_equation(votes));
          count_voter_by_voter(votes.w);
          RC_ASSERT(near_equation(votes));
        }
      },
      40);
}

TEST_CASE("votes counted by sorting: crowds in one cell of the grid, far from a few others") {
  Votes votes(90);
  votes.fill(1, 1 << 20);
  for (std::size_t k = 3; k < votes.n; ++k) {
    for (std::size_t l = 0; l < lanes; ++l) {
      set_lane(votes.x[k], l, 0.25 + 1e-9 * votes.x[k][l]);
    }
  }
  set_lane(votes.x[0], 0, 1e6);
  for (std::size_t l = 0; l < lanes; ++l) {
    for (std::size_t j = 0; j < votes.n; ++j) {
      double sum = 0.0;
      for (std::size_t k = 0; k < votes.n; ++k) {
        const double gap = std::abs(votes.x[k][l] - votes.x[j][l]) / 1e6;
        set_lane(votes.table[j * votes.n + k], l, gap);
        sum += gap;
      }
      set_lane(votes.total[j], l, sum);
    }
  }
  find_middles(votes.w);
  count_sorted_votes(votes.w);
  CHECK(near_equation(votes));
}
