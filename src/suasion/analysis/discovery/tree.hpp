#pragma once
/// Classification trees: grown by Gini's impurity, and cut back by cost and complexity.
/// @source Breiman, Friedman, Olshen and Stone 1984, Classification and Regression Trees, chapters 2 to 4

#include <cstddef>
#include <span>
#include <vector>

#include "suasion/analysis/discovery/box.hpp"
#include "suasion/analysis/discovery/order.hpp"

namespace suasion::analysis::discovery {

struct TreeNode {
  std::size_t input = 0;
  double threshold = 0.0;           ///< draws with the input at most this go left
  std::size_t left = 0, right = 0;  ///< indices of nodes, above this one's; 0 for a leaf
  Count count = {};                 ///< of the draws that the tree was grown on
  [[nodiscard]] bool is_leaf() const { return left == 0; }
};

/// The first node is the root.
using Tree = std::vector<TreeNode>;

struct TreeLimits {
  std::size_t depth = 4;        ///< splits from root to leaf, at most
  std::size_t least_leaf = 20;  ///< draws in a leaf, at least
};

/// Splits each node where Gini's impurity falls most (of equals, the lower input and lower threshold), down to the
/// limits; nodes of one kind are not split, nor those where no split lowers the impurity.
/// @param order the rows to grow on, at least one; taken over
[[nodiscard]] Tree grow(const Draws& draws, Order order, const TreeLimits& limits);

/// Complexity from which on each node is a leaf: the weakest link is cut first. Falls from a node to those below it; 0
/// for leaves. Risk is the mean over draws of p (1 - p), p the leaf's density: a class probability tree, because leaves
/// are asked for densities, not for verdicts, which would all be "no" for rare outcomes.
/// @return [nodes] @source Breiman and others 1984, section 3.3 (weakest link), section 4.6 (class probability trees)
[[nodiscard]] std::vector<double> complexities(const Tree& tree);

/// The tree with every node a leaf whose complexity is at most `complexity`.
/// @param collapse as complexities() gives them
[[nodiscard]] Tree prune(const Tree& tree, std::span<const double> collapse, double complexity);

/// Mean over draws of p (1 - p) in their leaf.
[[nodiscard]] double risk(const Tree& tree);
[[nodiscard]] std::size_t leaf_count(const Tree& tree);

/// The leaves as boxes, from left to right; together they hold every draw, each in one box only.
struct TreeLeaf {
  std::size_t node = 0;
  Box box = {};
};
[[nodiscard]] std::vector<TreeLeaf> leaves(const Tree& tree);

}  // namespace suasion::analysis::discovery
