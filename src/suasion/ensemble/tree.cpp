#include "suasion/ensemble/tree.hpp"

#include <numeric>

namespace suasion::ensemble {

Ranges missing(const Ranges& wanted, const Ranges& done) {
  Ranges list;
  for (const Range& range : wanted) {
    std::uint64_t from = range.first;
    for (const Range& one : done) {
      if (one.first > from && from < range.end) {
        list.push_back({from, std::min(one.first, range.end)});
      }
      from = std::max(from, one.end);
    }
    if (from < range.end) {
      list.push_back({from, range.end});
    }
  }
  return list;
}

std::uint64_t count(const Ranges& blocks) {
  return std::accumulate(blocks.begin(), blocks.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const Range& one) { return sum + one.count(); });
}

Ranges share(const Ranges& blocks, std::uint64_t number, std::uint64_t of) {
  const std::uint64_t all = count(blocks);
  const auto border = [&](std::uint64_t n) { return all / of * n + std::min(n, all % of); };
  const std::uint64_t from = border(number);
  const std::uint64_t to = border(number + 1);
  Ranges list;
  std::uint64_t passed = 0;
  for (const Range& one : blocks) {
    const std::uint64_t first = std::clamp(from, passed, passed + one.count()) - passed + one.first;
    const std::uint64_t end = std::clamp(to, passed, passed + one.count()) - passed + one.first;
    if (first < end) {
      list.push_back({first, end});
    }
    passed += one.count();
  }
  return list;
}

}  // namespace suasion::ensemble
