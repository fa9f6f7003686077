// Searches against plain, slow ones written from the papers, and laws that they obey.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "../../support/discovery_draws.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/analysis/discovery/peel.hpp"
#include "suasion/analysis/discovery/prim.hpp"
#include "suasion/analysis/discovery/refine.hpp"
#include "suasion/analysis/discovery/tree.hpp"

namespace {

using namespace suasion;
using namespace suasion::analysis::discovery;
using test::check;

/// Draws with 0/1 outcomes; every other input has few values if `ties`.
struct Data {
  std::vector<std::vector<double>> columns = {};
  std::vector<std::uint8_t> outcome = {};
  std::vector<std::span<const double>> views = {};

  [[nodiscard]] Draws draws() {
    views.assign(columns.begin(), columns.end());
    return {views, outcome};
  }
};

Data any_data(bool ties) {
  Data data;
  const auto n = static_cast<std::size_t>(*rc::gen::inRange(30, 200));
  const auto seed = static_cast<std::uint64_t>(*rc::gen::inRange(1, 1'000'000));
  const int inputs = *rc::gen::inRange(1, 5);
  for (int j = 0; j < inputs; ++j) {
    std::vector<double>& column = data.columns.emplace_back(n);
    math::uniforms(seed, math::channel("property." + std::to_string(j)), 0, 0, column);
    for (double& x : column) {
      x = ties && j % 2 == 0 ? std::floor(x * (2.0 + 3.0 * j)) : x;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double chance = 0.2 + 0.6 * (data.columns[0][i] > 0.4 ? 1.0 : 0.0);
    data.outcome.push_back(math::uniform(seed, math::channel("property.luck"), i) < chance ? 1 : 0);
  }
  return data;
}

/// One peeling step as Friedman and Fisher (1999, section 8) write it, for inputs without equal values: of all boxes
/// that lack the share alpha at one end of one input, the one with the largest mean. @return the rows kept
std::vector<std::size_t> plain_peel(const Draws& draws, const std::vector<std::size_t>& rows, double alpha) {
  const auto slice =
      std::max<std::size_t>(1, static_cast<std::size_t>(std::floor(alpha * static_cast<double>(rows.size()))));
  std::vector<std::size_t> best;
  std::size_t most = 0;
  for (const std::span<const double> x : draws.inputs) {
    std::vector<std::size_t> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    for (const std::size_t from : {slice, std::size_t{0}}) {  // the lower end is cut off, then the upper
      std::vector<std::size_t> kept(sorted.begin() + static_cast<std::ptrdiff_t>(from),
                                    sorted.end() - static_cast<std::ptrdiff_t>(slice - from));
      const auto hits = static_cast<std::size_t>(
          std::count_if(kept.begin(), kept.end(), [&](std::size_t row) { return draws.of_interest[row] != 0; }));
      if (best.empty() || hits > most) {  // all keep equally many, so the most hits are the largest mean
        most = hits;
        best = kept;
      }
    }
  }
  std::sort(best.begin(), best.end());
  return best;
}

std::vector<std::size_t> rows_inside(const Box& box, const Draws& draws) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    if (inside(box, draws, i)) {
      result.push_back(i);
    }
  }
  return result;
}

Rows all_rows(const Draws& draws) {
  Rows rows(draws.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// n times Gini's index / 2 of the two parts that "x <= t" makes.
double gini(const Draws& draws, std::size_t input, double threshold) {
  double sum = 0.0;
  for (const bool left : {true, false}) {
    double n = 0.0;
    double h = 0.0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
      if ((draws.inputs[input][i] <= threshold) == left) {
        n += 1.0;
        h += draws.of_interest[i];
      }
    }
    sum += n > 0.0 ? h * (1.0 - h / n) : 0.0;
  }
  return sum;
}

}  // namespace

TEST_CASE("discovery: every step of peeling is the plain one of the paper") {
  check("without equal values, step by step", [] {
    Data data = any_data(false);
    const Draws draws = data.draws();
    const double alpha = *rc::gen::inRange(2, 20) / 100.0;
    const Trajectory trajectory = peel(draws, sorted(draws), alpha, 10);
    for (std::size_t s = 0; s + 1 < trajectory.size(); ++s) {
      const auto kept = plain_peel(draws, rows_inside(trajectory[s].box, draws), alpha);
      RC_ASSERT(rows_inside(trajectory[s + 1].box, draws) == kept);
    }
  });
}

TEST_CASE("discovery: boxes of a trajectory shrink, and say what draws say") {
  check("nesting and counts, equal values or not", [] {
    Data data = any_data(*rc::gen::arbitrary<bool>());
    const Draws draws = data.draws();
    const Rows rows = all_rows(draws);
    const Trajectory trajectory = peel(draws, sorted(draws), 0.1, 10);
    for (std::size_t s = 0; s < trajectory.size(); ++s) {
      const Count in = count_inside(trajectory[s].box, draws, rows);
      RC_ASSERT(in.draws == trajectory[s].in.draws && in.hits == trajectory[s].in.hits);
      RC_ASSERT(in.draws >= 10U);
      if (s > 0) {  // RC_ASSERT looks at both sides of "or"
        RC_ASSERT(in.draws < trajectory[s - 1].in.draws);
      }
    }
  });
}

TEST_CASE("discovery: pasting keeps what was inside and never lowers the density") {
  check("pasting", [] {
    Data data = any_data(*rc::gen::arbitrary<bool>());
    const Draws draws = data.draws();
    const Rows rows = all_rows(draws);
    const Trajectory trajectory = peel(draws, sorted(draws), 0.1, 10);
    const Step& end = trajectory.back();
    const Box larger = paste(end.box, draws, rows, 0.1);
    const Count in = count_inside(larger, draws, rows);
    RC_ASSERT(in.hits * end.in.draws >= end.in.hits * in.draws);
    for (const std::size_t row : rows_inside(end.box, draws)) {
      RC_ASSERT(inside(larger, draws, row));
    }
  });
}

TEST_CASE("discovery: neither the order of draws nor the unit of an input matters") {
  check("draws reversed, inputs stretched", [] {
    Data data = any_data(*rc::gen::arbitrary<bool>());
    Data other = data;
    for (std::vector<double>& column : other.columns) {
      std::reverse(column.begin(), column.end());
      for (double& x : column) {
        x = 1000.0 * x - 7.0;
      }
    }
    std::reverse(other.outcome.begin(), other.outcome.end());
    const Draws a = data.draws();
    const Draws b = other.draws();
    const Trajectory first = peel(a, sorted(a), 0.1, 10);
    const Trajectory second = peel(b, sorted(b), 0.1, 10);
    RC_ASSERT(first.size() == second.size());
    for (std::size_t s = 0; s < first.size(); ++s) {
      RC_ASSERT(first[s].in.draws == second[s].in.draws && first[s].in.hits == second[s].in.hits);
    }
    const Tree tree = grow(a, sorted(a), {.depth = 3, .least_leaf = 5});
    const Tree same = grow(b, sorted(b), {.depth = 3, .least_leaf = 5});
    RC_ASSERT(tree.size() == same.size());
    for (std::size_t t = 0; t < tree.size(); ++t) {
      RC_ASSERT(tree[t].input == same[t].input && tree[t].count.hits == same[t].count.hits);
    }
  });
}

TEST_CASE("discovery: the first split of a tree is the best of all") {
  check("every threshold tried, slowly", [] {
    Data data = any_data(*rc::gen::arbitrary<bool>());
    const Draws draws = data.draws();
    const Tree tree = grow(draws, sorted(draws), {.depth = 1, .least_leaf = 1});
    const double reached = tree[0].is_leaf() ? gini(draws, 0, -1e300) : gini(draws, tree[0].input, tree[0].threshold);
    for (std::size_t j = 0; j < draws.inputs.size(); ++j) {
      for (const double threshold : draws.inputs[j]) {
        RC_ASSERT(reached <= gini(draws, j, threshold) + 1e-9);
      }
    }
  });
}

TEST_CASE("discovery: each pruning is the cheapest of all subtrees at its price of a leaf") {
  // Breiman and others 1984, theorem 3.10: risk plus price times leaves is least, and of equals the tree is the
  // smallest
  check("all subtrees of a tree of depth three", [] {
    Data data = any_data(false);
    const Draws draws = data.draws();
    const Tree tree = grow(draws, sorted(draws), {.depth = 3, .least_leaf = 3});
    const std::vector<double> collapse = complexities(tree);
    const double price = *rc::gen::inRange(0, 200) / 5000.0;
    const Tree pruned = prune(tree, collapse, price);
    const double cost = risk(pruned) + price * static_cast<double>(leaf_count(pruned));
    std::vector<std::size_t> inner;
    for (std::size_t t = 0; t < tree.size(); ++t) {
      if (!tree[t].is_leaf()) {
        inner.push_back(t);
      }
    }
    for (std::size_t choice = 0; choice < (std::size_t{1} << inner.size()); ++choice) {
      std::vector<double> cut(tree.size(), 0.0);
      for (std::size_t k = 0; k < inner.size(); ++k) {
        cut[inner[k]] = (choice >> k & 1U) != 0 ? 0.0 : 1.0;
      }
      const Tree other = prune(tree, cut, 0.5);
      RC_ASSERT(cost <= risk(other) + price * static_cast<double>(leaf_count(other)) + 1e-12);
    }
  });
}
