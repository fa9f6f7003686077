// Sums on a tree: whoever adds up which blocks, in whatever order, comes to the same bits; and blocks that are missing
// are told and shared out without a gap.
#include "suasion/ensemble/tree.hpp"

#include <cmath>

#include "rapidcheck_doctest.hpp"

namespace {

using namespace suasion;
using ensemble::Range;
using ensemble::Ranges;

struct Sum {
  double value = 0.0;
  void merge(const Sum& later) { value += later.value; }
};

/// A number whose sums round, told by the block alone.
double of_block(std::uint64_t block) {
  return std::sqrt(static_cast<double>(block) + 0.1) * (block % 3 == 0 ? 1e9 : 1.0);
}

}  // namespace

TEST_CASE("tree: blocks added in any order, over any number of trees joined in any order, give the same bits") {
  test::check("any order", [] {
    const std::uint64_t blocks = *rc::gen::inRange<std::uint64_t>(1, 200);
    std::vector<std::uint64_t> order;
    ensemble::Tree<Sum> straight;
    for (std::uint64_t block = 0; block < blocks; ++block) {
      straight.add(block, {of_block(block)});
      order.push_back(block);
    }
    std::vector<ensemble::Tree<Sum>> trees(*rc::gen::inRange<std::size_t>(1, 6));
    for (std::size_t left = blocks; left > 0; --left) {
      const auto at = *rc::gen::inRange<std::size_t>(0, left);
      const std::uint64_t block = order[at];
      order[at] = order[left - 1];
      trees[*rc::gen::inRange<std::size_t>(0, trees.size())].add(block, {of_block(block)});
    }
    ensemble::Tree<Sum> joined;
    while (!trees.empty()) {
      joined.join(std::move(trees.back()));
      trees.pop_back();
    }
    RC_ASSERT(joined.total().value == straight.total().value);
    RC_ASSERT(joined.ranges() == Ranges({{0, blocks}}));
    RC_ASSERT(joined.sound());
  });
}

TEST_CASE("tree: a block that is there already is a defect") {
  ensemble::Tree<Sum> tree;
  tree.add(4, {1.0});
  CHECK_THROWS(tree.add(4, {1.0}));
}

TEST_CASE("tree: what is missing and what is done make up everything, and shares make up what is missing") {
  test::check("complement", [] {
    const std::uint64_t blocks = *rc::gen::inRange<std::uint64_t>(1, 60);
    ensemble::Tree<Sum> tree;
    std::vector<char> seen(blocks, 0);
    for (std::uint64_t block = 0; block < blocks; ++block) {
      if (*rc::gen::arbitrary<bool>()) {
        tree.add(block, {1.0});
        ++seen[block];
      }
    }
    const Ranges left = ensemble::missing({{0, blocks}}, tree.ranges());
    const std::uint64_t of = *rc::gen::inRange<std::uint64_t>(1, 9);
    for (std::uint64_t number = 0; number < of; ++number) {
      const Ranges mine = ensemble::share(left, number, of);
      RC_ASSERT(ensemble::count(mine) >= ensemble::count(left) / of);
      RC_ASSERT(ensemble::count(mine) <= ensemble::count(left) / of + 1);
      for (const Range& range : mine) {
        for (std::uint64_t block = range.first; block < range.end; ++block) {
          ++seen.at(block);
        }
      }
    }
    RC_ASSERT(std::all_of(seen.begin(), seen.end(), [](char times) { return times == 1; }));
  });
}

TEST_CASE("tree: only what lies within a shard is missing there") {
  CHECK(ensemble::missing({{15, 35}}, {{10, 20}, {30, 40}}) == Ranges({{20, 30}}));
  CHECK(ensemble::missing({{15, 35}}, {{0, 100}}).empty());
  CHECK(ensemble::missing({{15, 35}}, {}) == Ranges({{15, 35}}));
  CHECK(ensemble::missing({}, {{1, 2}}).empty());
}
