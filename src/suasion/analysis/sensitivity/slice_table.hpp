#pragma once
/// How often outputs of each class came with inputs of each slice, and how far the slices' distribution functions are
/// from the one of all.

#include <cstdint>
#include <span>
#include <vector>

#include "suasion/analysis/sensitivity/classes.hpp"

namespace suasion::analysis {

/// Kolmogorov-Smirnov distances over slices.
struct KsSummary {
  double median = 0.0, most = 0.0;
};

/// Counts of draws, [slices][bins]; draws with an input or output that is not finite are left out.
class SliceTable {
 public:
  /// @param slice,bin classes of one draw each, of equal length. Takes every `stride`-th draw of `bin`, and as many of
  /// `slice` one by one.
  SliceTable(const Classes& slice, const Classes& bin, std::size_t stride = 1);

  [[nodiscard]] std::size_t draws() const { return draws_; }

  /// Median and greatest, over slices that are not empty, of max |F_slice - F_all|; zeros without draws.
  [[nodiscard]] KsSummary distances() const;

  /// Neighbouring bins put together, at most `bins` remaining.
  [[nodiscard]] SliceTable coarse(std::size_t bins) const;

  /// The same distances in a bootstrap world: every draw weighs 1 + a standard normal number, to first order. One
  /// number per cell does, as their sum over the n draws of a cell is sqrt(n) times one.
  /// @param normals [slices * bins] at least
  /// @source van der Vaart and Wellner 1996, section 3.6 (multiplier bootstrap of the empirical process)
  [[nodiscard]] KsSummary bootstrap_distances(std::span<const double> normals) const;

  [[nodiscard]] std::size_t cells() const { return slices_ * bins_; }

 private:
  SliceTable(std::size_t slices, std::size_t bins) : slices_(slices), bins_(bins), counts_(slices * bins, 0) {}
  void add_up();
  [[nodiscard]] KsSummary summary(std::vector<double> distances) const;

  std::size_t slices_ = 0, bins_ = 0, draws_ = 0;
  std::vector<std::uint32_t> counts_;  ///< [slices][bins]
  std::vector<double> sizes_ = {};     ///< [slices]: draws in each
  std::vector<double> shares_ = {};    ///< [slices][bins]: distribution functions of the slices
  std::vector<double> whole_ = {};     ///< [bins]: of all
};

}  // namespace suasion::analysis
