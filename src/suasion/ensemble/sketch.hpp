#pragma once
/// Counts of values on a grid whose steps grow with them: quantiles of variables whose range nobody knows beforehand,
/// in fixed memory and whole numbers, so that the order of adding cannot matter.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace suasion::ensemble {

/// Values counted together, spread evenly from `low` to `high`.
struct Bin {
  double low = 0.0, high = 0.0;
  std::uint64_t count = 0;
};

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
  /// What quantile() would be off by with other draws: half of what lies between the quantiles one standard error of a
  /// share to either side, sqrt(p (1 - p) / n). @source order statistics, e.g. David and Nagaraja 2003, section 7.1
  [[nodiscard]] double quantile_error(double p) const;
  /// Everything that was counted, ascending; empty bins left out, the outermost cut at the least and the largest value.
  [[nodiscard]] std::vector<Bin> bins() const;
  /// Values were counted that are larger than can be told apart.
  [[nodiscard]] bool overflows() const;

  /// For an archive that reads or writes.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(first_, counts_, count_, least_, most_);
  }

 private:
  void make_room(std::int64_t lowest, std::int64_t highest);

  std::int64_t first_ = 0;                  ///< the bin of counts_[0]
  std::vector<std::uint32_t> counts_ = {};  ///< of the bins from the lowest value's to the highest's
  std::uint64_t count_ = 0;
  double least_ = std::numeric_limits<double>::infinity(), most_ = -std::numeric_limits<double>::infinity();
};

}  // namespace suasion::ensemble
