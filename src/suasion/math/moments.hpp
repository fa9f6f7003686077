#pragma once
/// Mean and variance of values that stream by, and how to add up parts.

#include <cmath>
#include <cstdint>

namespace suasion::math {

/// Count, mean and sum of squared deviations from the mean.
/// @source Welford 1962 for add, Chan, Golub and LeVeque 1979 for merge: both stable where the naive sum of squares is
/// not. Adding in another order changes the last bits, so merge in a fixed order.
struct Moments {
  std::uint64_t n = 0;
  double mean = 0.0;
  double m2 = 0.0;  ///< sum of squared deviations from the mean

  void add(double value) {
    ++n;
    const double away = value - mean;
    mean += away / static_cast<double>(n);
    m2 += away * (value - mean);
  }

  /// Adds the values behind `other`, as if they came after ours.
  void merge(const Moments& other) {
    if (other.n == 0) {
      return;
    }
    const auto ours = static_cast<double>(n);
    const auto theirs = static_cast<double>(other.n);
    const double apart = other.mean - mean;
    n += other.n;
    mean += apart * (theirs / (ours + theirs));
    m2 += other.m2 + apart * apart * (ours * theirs / (ours + theirs));
  }

  /// For an archive that reads or writes.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(n, mean, m2);
  }

  /// Unbiased (divided by n - 1); 0 for fewer than two values.
  [[nodiscard]] double variance() const { return n > 1 ? m2 / static_cast<double>(n - 1) : 0.0; }

  /// Of the mean, if the values are independent; 0 for fewer than two values.
  [[nodiscard]] double standard_error() const { return n > 1 ? std::sqrt(variance() / static_cast<double>(n)) : 0.0; }
};

}  // namespace suasion::math
