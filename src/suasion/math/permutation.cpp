#include "suasion/math/permutation.hpp"

#include "suasion/base/result.hpp"

namespace suasion::math {

namespace {

/// Mixes all bits into all bits (the finalising steps of Stafford's variant 13, as used by SplitMix64).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/// A number below `limit` out of 64 random bits: the upper word of their product.
std::uint64_t below(std::uint64_t limit, std::uint64_t random) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Wide>(random) * limit) >> 64);
}

/// (x + step) modulo limit, for both below it.
std::uint64_t turned(std::uint64_t x, std::uint64_t step, std::uint64_t limit) {
  const std::uint64_t sum = x + step;
  return sum >= limit ? sum - limit : sum;
}

/// The least number whose square is at least n.
std::uint64_t square_side(std::uint64_t n) {
  std::uint64_t side = 1;
  while (side * side < n) {
    side *= 2;
  }
  for (std::uint64_t step = side / 2; step > 0; step /= 2) {
    if ((side - step) * (side - step) >= n) {
      side -= step;
    }
  }
  return side;
}

}  // namespace

Permutation::Permutation(std::uint64_t size, std::uint64_t key) : size_(size) {
  base::require(size > 0 && size <= (std::uint64_t{1} << 62), "a permutation has from 1 to 2^62 members");
  columns_ = square_side(size);
  rows_ = (size + columns_ - 1) / columns_;
  constexpr std::uint64_t golden = 0x9e3779b97f4a7c15;  // 2^64 over the golden ratio: spreads neighbouring keys
  for (std::uint64_t& round : keys_) {
    key += golden;
    round = mixed(key);
  }
}

std::uint64_t Permutation::once(std::uint64_t index) const {
  std::uint64_t row = index / columns_;
  std::uint64_t column = index % columns_;
  for (std::size_t round = 0; round < keys_.size(); round += 2) {
    row = turned(row, below(rows_, mixed(column ^ keys_[round])), rows_);
    column = turned(column, below(columns_, mixed(row ^ keys_[round + 1])), columns_);
  }
  return row * columns_ + column;
}

std::uint64_t Permutation::operator()(std::uint64_t index) const {
  do {
    index = once(index);
  } while (index >= size_);
  return index;
}

}  // namespace suasion::math
