#pragma once
/// Sums of doubles over blocks, added up on a fixed binary tree: block 0 with 1, 2 with 3, then these with each other,
/// and so on. The sum over a set of blocks therefore does not depend on who worked on which of them, nor in which
/// order: threads, processes, shards of a job array and a run that was broken off and taken up again all come to the
/// same bits.
/// @source the order of pairwise summation, whose rounding errors grow as log n (Higham 1993)

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "suasion/base/result.hpp"

namespace suasion::ensemble {

/// Blocks first, first + 1, ..., end - 1.
struct Range {
  std::uint64_t first = 0, end = 0;
  [[nodiscard]] std::uint64_t count() const { return end - first; }
  bool operator==(const Range&) const = default;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(first, end);
  }
};
using Ranges = std::vector<Range>;  ///< ascending, apart from each other

/// @tparam Sums with `void merge(const Sums& later)`, which adds those of later blocks.
template <class Sums>
class Tree {
 public:
  /// Adds a block that is not in it yet.
  void add(std::uint64_t block, Sums sums) { insert(block, {1, std::move(sums)}); }

  /// Adds blocks of which none is in it yet.
  void join(Tree other) {
    for (auto& [first, node] : other.nodes_) {
      insert(first, std::move(node));
    }
  }

  [[nodiscard]] bool empty() const { return nodes_.empty(); }

  /// Which blocks are in it.
  [[nodiscard]] Ranges ranges() const {
    Ranges list;
    for (const auto& [first, node] : nodes_) {
      if (list.empty() || list.back().end != first) {
        list.push_back({first, first});
      }
      list.back().end += node.count;
    }
    return list;
  }

  /// The sum of all that is in it; empty sums if nothing is.
  [[nodiscard]] Sums total() const {
    if (nodes_.empty()) {
      return {};
    }
    Sums sums = nodes_.begin()->second.sums;
    std::for_each(std::next(nodes_.begin()), nodes_.end(), [&](const auto& one) { sums.merge(one.second.sums); });
    return sums;
  }

  /// For an archive that reads or writes. Who reads sees to it that sound() is true.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(nodes_);
  }

  /// False where nodes are not those of a tree, or overlap.
  [[nodiscard]] bool sound() const {
    std::uint64_t end = 0;
    return std::all_of(nodes_.begin(), nodes_.end(), [&end](const auto& one) {
      const auto& [first, node] = one;
      const bool fits = std::has_single_bit(node.count) && first % node.count == 0 && first >= end;
      end = first + node.count;
      return fits && end > first;
    });
  }

 private:
  /// Blocks first ... first + count - 1; `count` is a power of two and divides `first`.
  struct Node {
    std::uint64_t count = 1;
    Sums sums = {};

    template <class Archive>
    void serialize(Archive& archive) {
      archive(count, sums);
    }
  };

  void insert(std::uint64_t first, Node node) {
    for (auto sibling = nodes_.find(first ^ node.count); sibling != nodes_.end() && sibling->second.count == node.count;
         sibling = nodes_.find(first ^ node.count)) {
      if (sibling->first < first) {
        first = sibling->first;
        std::swap(sibling->second.sums, node.sums);
      }
      node.sums.merge(sibling->second.sums);
      node.count *= 2;
      nodes_.erase(sibling);
    }
    const bool fresh = nodes_.emplace(first, std::move(node)).second;
    base::require(fresh, "a block is added up once");
  }

  std::map<std::uint64_t, Node> nodes_ = {};
};

/// What of `wanted` is not in `done`.
[[nodiscard]] Ranges missing(const Ranges& wanted, const Ranges& done);

/// One of `of` nearly equal shares of the blocks, in their order. @param number from 0
[[nodiscard]] Ranges share(const Ranges& blocks, std::uint64_t number, std::uint64_t of);

[[nodiscard]] std::uint64_t count(const Ranges& blocks);

}  // namespace suasion::ensemble
