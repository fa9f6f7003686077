#pragma once
/// A small tree that tells apart where the outcome occurs: grown and cut back on half of the draws, its leaves measured
/// on the other half.
/// @source Breiman, Friedman, Olshen and Stone 1984, Classification and Regression Trees

#include <cstdint>
#include <vector>

#include "suasion/analysis/discovery/tree.hpp"
#include "suasion/base/result.hpp"

namespace suasion::analysis::discovery {

struct CartOptions {
  TreeLimits limits = {};       ///< of the tree before it is cut back
  std::size_t most_leaves = 8;  ///< of the tree in the end, for readers' sake
  std::size_t folds = 10;       ///< of cross-validation; at least 2
  std::uint64_t seed = 1;       ///< of halves and folds
};

/// One of the nested trees, from the whole one down to the root alone.
struct Pruning {
  double complexity = 0.0;  ///< the tree is best for prices of a leaf from this one on
  std::size_t leaves = 1;
  double risk = 0.0;            ///< mean of p (1 - p) over the draws that it was grown on: too good
  double validated = 0.0;       ///< mean squared error of the density on draws left out, over folds
  double standard_error = 0.0;  ///< of `validated`
};

struct CartLeaf {
  std::size_t node = 0;  ///< of the tree
  Box box = {};          ///< "above t" has the next double as its low bound
  Fit search = {};       ///< on the draws that the tree was grown on: too good
  Fit held = {};         ///< on the other draws
};

struct CartFindings {
  Share search = {}, held = {};  ///< share of draws of interest in either half
  Tree tree = {};
  std::vector<CartLeaf> leaves = {};   ///< from left to right
  std::vector<Pruning> prunings = {};  ///< from most leaves to one
  std::size_t chosen = 0;              ///< the pruning that `tree` is
};

/// Grows a tree and takes, of its prunings, the smallest whose validated error is at most one standard error above the
/// least (the 1 SE rule); a smaller one if that has more than `most_leaves`. One leaf says that no input tells.
/// Errors: see flaws(). @source Breiman and others 1984, section 3.4.3 (1 SE rule), chapter 8 (squared errors)
[[nodiscard]] base::Result<CartFindings> find_tree(const Draws& draws, const CartOptions& options = {});

}  // namespace suasion::analysis::discovery
