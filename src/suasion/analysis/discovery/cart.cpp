#include "suasion/analysis/discovery/cart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "suasion/math/permutation.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis::discovery {

namespace {

/// The nested trees without their validation, by ascending complexity.
std::vector<Pruning> nested(const Tree& tree, const std::vector<double>& collapse) {
  std::vector<double> steps = {0.0};
  for (std::size_t t = 0; t < tree.size(); ++t) {
    if (!tree[t].is_leaf()) {
      steps.push_back(collapse[t]);
    }
  }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  std::vector<Pruning> result;
  for (const double complexity : steps) {
    const Tree part = prune(tree, collapse, complexity);
    result.push_back({.complexity = complexity, .leaves = leaf_count(part), .risk = risk(part)});
  }
  return result;
}

/// A complexity between that of a pruning and the next, to stand for all of them: their geometric mean.
double between(const std::vector<Pruning>& prunings, std::size_t k) {
  return k + 1 < prunings.size() ? std::sqrt(prunings[k].complexity * prunings[k + 1].complexity)
                                 : std::numeric_limits<double>::infinity();
}

/// Density that the tree, pruned to `complexity`, forecasts for a row.
double forecast(const Tree& tree, const std::vector<double>& collapse, double complexity, const Draws& draws,
                std::size_t row) {
  std::size_t t = 0;
  while (!tree[t].is_leaf() && collapse[t] > complexity) {
    t = draws.inputs[tree[t].input][row] <= tree[t].threshold ? tree[t].left : tree[t].right;
  }
  return static_cast<double>(tree[t].count.hits) / static_cast<double>(tree[t].count.draws);
}

struct Sums {
  double first = 0.0, second = 0.0;  ///< of squared errors, and of their squares
};

void validate(const Draws& draws, const Order& order, const Rows& rows, const CartOptions& options,
              std::vector<Pruning>& prunings) {
  const math::Permutation place(rows.size(), math::bits(options.seed, math::channel("discovery.folds"), 0));
  std::vector<Sums> sums(prunings.size());
  for (std::size_t fold = 0; fold < options.folds; ++fold) {
    Rows others;
    Rows left_out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      (place(i) % options.folds == fold ? left_out : others).push_back(rows[i]);
    }
    const Tree tree = grow(draws, among(order, marks(draws.size(), others)), options.limits);
    const std::vector<double> collapse = complexities(tree);
    for (std::size_t k = 0; k < prunings.size(); ++k) {
      const double complexity = between(prunings, k);
      for (const std::uint32_t row : left_out) {
        const double error = forecast(tree, collapse, complexity, draws, row) - draws.of_interest[row];
        sums[k].first += error * error;
        sums[k].second += error * error * error * error;
      }
    }
  }
  const auto n = static_cast<double>(rows.size());
  for (std::size_t k = 0; k < prunings.size(); ++k) {
    const double mean = sums[k].first / n;
    prunings[k].validated = mean;
    prunings[k].standard_error = std::sqrt(std::max(0.0, sums[k].second / n - mean * mean) / n);
  }
}

std::size_t by_one_standard_error(const std::vector<Pruning>& prunings, std::size_t most_leaves) {
  const auto best = std::min_element(prunings.begin(), prunings.end(),
                                     [](const Pruning& a, const Pruning& b) { return a.validated < b.validated; });
  const double limit = best->validated + best->standard_error;
  std::size_t chosen = prunings.size() - 1;
  while (chosen > 0 && prunings[chosen].validated > limit && prunings[chosen - 1].leaves <= most_leaves) {
    --chosen;
  }
  return chosen;
}

}  // namespace

base::Result<CartFindings> find_tree(const Draws& draws, const CartOptions& options) {
  base::require(options.folds >= 2 && options.most_leaves >= 1, "cross-validation needs two folds, a tree one leaf");
  if (base::Diagnostics wrong = flaws(draws); !wrong.empty()) {
    return tl::unexpected(std::move(wrong));
  }
  const Halves halves = split(draws.size(), options.seed);
  const Order order = among(sorted(draws), marks(draws.size(), halves.search));
  const Tree whole = grow(draws, order, options.limits);
  const std::vector<double> collapse = complexities(whole);
  CartFindings findings;
  findings.search = share(count_of_interest(draws, halves.search), halves.search.size());
  findings.held = share(count_of_interest(draws, halves.held), halves.held.size());
  findings.prunings = nested(whole, collapse);
  validate(draws, order, halves.search, options, findings.prunings);
  findings.chosen = by_one_standard_error(findings.prunings, options.most_leaves);
  findings.tree = prune(whole, collapse, findings.prunings[findings.chosen].complexity);
  for (TreeLeaf& leaf : leaves(findings.tree)) {
    const Fit search = fit(leaf.box, draws, halves.search);
    const Fit held = fit(leaf.box, draws, halves.held);
    findings.leaves.push_back({leaf.node, std::move(leaf.box), search, held});
  }
  return findings;
}

}  // namespace suasion::analysis::discovery
