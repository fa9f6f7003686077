#pragma once
/// A random order of 0, 1, ..., size - 1 that is computed, not stored: any place of it at once, in constant memory.

#include <array>
#include <cstdint>

namespace suasion::math {

/// A keyed bijection on [0, size).
/// @source the generalised Feistel network of Black and Rogaway 2002 (section 5), with cycle walking; the round
/// function is a hash of our own, as nothing here must be kept secret.
class Permutation {
 public:
  Permutation(std::uint64_t size, std::uint64_t key);  ///< size above 0

  /// @param index below size
  [[nodiscard]] std::uint64_t operator()(std::uint64_t index) const;

 private:
  [[nodiscard]] std::uint64_t once(std::uint64_t index) const;

  std::uint64_t size_;
  std::uint64_t rows_ = 1, columns_ = 1;    // rows * columns >= size, with less than a row to spare
  std::array<std::uint64_t, 8> keys_ = {};  // one per round
};

}  // namespace suasion::math
