#pragma once
/// Counts of values on a grid whose steps grow with them: quantiles of variables whose range nobody knows beforehand,
/// in fixed memory and whole numbers, so that the order of adding cannot matter.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace suasion::ensemble {

/// Each power of two from 2^-24 to 2^16 is cut into 32 equal bins, for either sign; smaller values count as 0, larger
/// ones as the largest. A quantile is off by at most one bin: 3 % of itself, and less by interpolation.
class Sketch {
 public:
  void add(double value) { add({&value, 1}); }
  void add(std::span<const double> values);  ///< finite values only
  void add_zeros(std::uint64_t count);
  void merge(const Sketch& other);
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The value below which a share p of the values lies, p in [0, 1]; never beyond the least or the largest of them; 0
  /// if there are none.
  [[nodiscard]] double quantile(double p) const;

 private:
  void make_room(std::int64_t lowest, std::int64_t highest);

  std::int64_t first_ = 0;                  ///< the bin of counts_[0]
  std::vector<std::uint32_t> counts_ = {};  ///< of the bins from the lowest value's to the highest's
  std::uint64_t count_ = 0;
  double least_ = std::numeric_limits<double>::infinity(), most_ = -std::numeric_limits<double>::infinity();
};

}  // namespace suasion::ensemble
