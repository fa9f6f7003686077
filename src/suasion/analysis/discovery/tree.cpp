#include "suasion/analysis/discovery/tree.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace suasion::analysis::discovery {

namespace {

/// A node's part of the risk, if it were a leaf.
double own_risk(const TreeNode& node, double all) {
  const auto n = static_cast<double>(node.count.draws);
  const auto h = static_cast<double>(node.count.hits);
  return h * (n - h) / n / all;
}

/// Risk and leaves below each node, given which nodes are leaves by now.
struct Below {
  double risk = 0.0;
  std::size_t leaves = 1;
};

std::vector<Below> sums(const Tree& tree, const std::vector<char>& cut) {
  const auto all = static_cast<double>(tree[0].count.draws);
  std::vector<Below> below(tree.size());
  for (std::size_t t = tree.size(); t-- > 0;) {  // children have higher indices
    const TreeNode& node = tree[t];
    if (node.is_leaf() || cut[t] != 0) {
      below[t] = {own_risk(node, all), 1};
    } else {
      below[t] = {below[node.left].risk + below[node.right].risk, below[node.left].leaves + below[node.right].leaves};
    }
  }
  return below;
}

/// Marks a node as a leaf from `complexity` on, and all below it that are not yet leaves.
void collapse_at(const Tree& tree, std::size_t node, double complexity, std::vector<char>& cut,
                 std::vector<double>& result) {
  std::vector<std::size_t> open = {node};
  while (!open.empty()) {
    const std::size_t t = open.back();
    open.pop_back();
    if (tree[t].is_leaf() || cut[t] != 0) {
      continue;
    }
    cut[t] = 1;
    result[t] = complexity;
    open.push_back(tree[t].left);
    open.push_back(tree[t].right);
  }
}

}  // namespace

std::vector<double> complexities(const Tree& tree) {
  const auto all = static_cast<double>(tree[0].count.draws);
  std::vector<double> result(tree.size(), 0.0);
  std::vector<char> cut(tree.size(), 0);
  double reached = 0.0;
  while (!tree[0].is_leaf() && cut[0] == 0) {
    const std::vector<Below> below = sums(tree, cut);
    double weakest = std::numeric_limits<double>::infinity();
    std::size_t link = 0;
    for (std::size_t t = 0; t < tree.size(); ++t) {
      if (tree[t].is_leaf() || cut[t] != 0) {
        continue;
      }
      const double g = (own_risk(tree[t], all) - below[t].risk) / static_cast<double>(below[t].leaves - 1);
      if (g < weakest) {
        weakest = g;
        link = t;
      }
    }
    reached = std::max(reached, weakest);  // never falls, rounding apart
    collapse_at(tree, link, reached, cut, result);
  }
  return result;
}

Tree prune(const Tree& tree, std::span<const double> collapse, double complexity) {
  Tree result;
  std::vector<std::size_t> old = {0};  // of each node of the result
  for (std::size_t t = 0; t < old.size(); ++t) {
    TreeNode node = tree[old[t]];
    if (!node.is_leaf() && collapse[old[t]] <= complexity) {
      node = {.count = node.count};
    }
    if (!node.is_leaf()) {
      old.push_back(node.left);
      old.push_back(node.right);
      node.left = old.size() - 2;
      node.right = old.size() - 1;
    }
    result.push_back(node);
  }
  return result;
}

double risk(const Tree& tree) {
  return sums(tree, std::vector<char>(tree.size(), 0))[0].risk;
}

std::size_t leaf_count(const Tree& tree) {
  return static_cast<std::size_t>(
      std::count_if(tree.begin(), tree.end(), [](const TreeNode& node) { return node.is_leaf(); }));
}

std::vector<TreeLeaf> leaves(const Tree& tree) {
  std::vector<TreeLeaf> result;
  std::vector<TreeLeaf> open = {{0, {}}};
  while (!open.empty()) {
    const TreeLeaf at = open.back();
    open.pop_back();
    const TreeNode& node = tree[at.node];
    if (node.is_leaf()) {
      result.push_back(at);
      continue;
    }
    // "above the threshold" as a closed bound: the next double
    const double above = std::nextafter(node.threshold, std::numeric_limits<double>::infinity());
    open.push_back({node.right, with_low(at.box, node.input, above)});
    open.push_back({node.left, with_high(at.box, node.input, node.threshold)});
  }
  return result;
}

}  // namespace suasion::analysis::discovery
