#include <algorithm>

#include "suasion/analysis/discovery/tree.hpp"

namespace suasion::analysis::discovery {

namespace {

/// n times the impurity p (1 - p) of a node; half of Gini's index, which changes no choice.
double impurity(Count count) {
  const auto n = static_cast<double>(count.draws);
  const auto h = static_cast<double>(count.hits);
  return count.draws == 0 ? 0.0 : h * (n - h) / n;
}

struct Split {
  std::size_t input = 0, left = 0;  ///< rows that go left; 0: no split
  double threshold = 0.0, impurity = 0.0;
};

/// A node yet to be split: its rows are the same range of every list.
struct Open {
  std::size_t node = 0, begin = 0, end = 0, depth = 0;
};

class Growth {
 public:
  Growth(const Draws& draws, Order order, const TreeLimits& limits)
      : draws_(draws), limits_(limits), order_(std::move(order)), goes_left_(draws.size()), buffer_(order_.rows) {}

  Tree run() {
    open_.push_back({0, 0, order_.rows, 0});
    tree_.push_back({.count = count(0, order_.rows)});
    while (!open_.empty()) {
      const Open at = open_.back();
      open_.pop_back();
      if (at.depth < limits_.depth) {
        divide(at);
      }
    }
    return std::move(tree_);
  }

 private:
  [[nodiscard]] Count count(std::size_t begin, std::size_t end) const {
    Count result{end - begin, 0};
    for (const std::uint32_t row : order_.of(0).subspan(begin, end - begin)) {
      result.hits += draws_.of_interest[row];
    }
    return result;
  }

  void divide(const Open& at) {
    const Split split = best_split(at);
    if (split.left == 0) {
      return;
    }
    partition(at, split);
    const std::size_t middle = at.begin + split.left;
    const std::size_t left = tree_.size();
    tree_[at.node].input = split.input;
    tree_[at.node].threshold = split.threshold;
    tree_[at.node].left = left;
    tree_[at.node].right = left + 1;
    tree_.push_back({.count = count(at.begin, middle)});
    tree_.push_back({.count = count(middle, at.end)});
    open_.push_back({left + 1, middle, at.end, at.depth + 1});
    open_.push_back({left, at.begin, middle, at.depth + 1});
  }

  [[nodiscard]] Split best_split(const Open& at) const {
    // what rounding alone could gain is no gain
    constexpr double rounding = 1e-12;
    Split best{.impurity = impurity(tree_[at.node].count) * (1.0 - rounding)};
    if (at.end - at.begin < 2 * limits_.least_leaf || best.impurity == 0.0) {
      return best;
    }
    for (std::size_t j = 0; j < draws_.inputs.size(); ++j) {
      try_input(j, at, best);
    }
    return best;
  }

  void try_input(std::size_t input, const Open& at, Split& best) const {
    const std::span<const std::uint32_t> rows = order_.of(input).subspan(at.begin, at.end - at.begin);
    const std::span<const double> column = draws_.inputs[input];
    const Count all = tree_[at.node].count;
    Count left;
    for (std::size_t i = 0; i + limits_.least_leaf < rows.size(); ++i) {
      ++left.draws;
      left.hits += draws_.of_interest[rows[i]];
      const double here = column[rows[i]];
      const double next = column[rows[i + 1]];
      if (here == next || left.draws < limits_.least_leaf) {
        continue;
      }
      const double sum = impurity(left) + impurity({all.draws - left.draws, all.hits - left.hits});
      if (sum < best.impurity) {
        best = {input, left.draws, bound_below(here, next), sum};
      }
    }
  }

  void partition(const Open& at, const Split& split) {
    const std::span<const std::uint32_t> chosen = order_.of(split.input);
    for (std::size_t i = at.begin; i < at.end; ++i) {
      goes_left_[chosen[i]] = i < at.begin + split.left ? 1 : 0;
    }
    for (std::size_t j = 0; j < draws_.inputs.size(); ++j) {
      const std::span<std::uint32_t> rows = order_.of(j).subspan(at.begin, at.end - at.begin);
      std::size_t kept = 0;
      std::size_t aside = 0;
      for (const std::uint32_t row : rows) {  // both are written, one counts: no branch to guess wrong
        rows[kept] = row;
        buffer_[aside] = row;
        kept += goes_left_[row];
        aside += 1U - goes_left_[row];
      }
      std::copy_n(buffer_.begin(), aside, rows.begin() + static_cast<std::ptrdiff_t>(kept));
    }
  }

  const Draws& draws_;
  TreeLimits limits_;
  Order order_;
  std::vector<std::uint8_t> goes_left_;  ///< [draws]
  std::vector<std::uint32_t> buffer_;    ///< [rows]
  std::vector<Open> open_ = {};
  Tree tree_ = {};
};

}  // namespace

Tree grow(const Draws& draws, Order order, const TreeLimits& limits) {
  base::require(order.rows > 0 && limits.least_leaf > 0, "a tree needs draws, and draws in its leaves");
  return Growth(draws, std::move(order), limits).run();
}

}  // namespace suasion::analysis::discovery
