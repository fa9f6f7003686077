#pragma once
/// Independent points of the inputs' joint law, where every kind of sensitivity analysis starts.

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "suasion/ensemble/experiment.hpp"
#include "suasion/math/design.hpp"

namespace suasion::analysis {

/// `count` base points, each in `copies` independent versions (A, B), from one scrambled Sobol' sequence whose axes are
/// the factors of the first copy followed by those of the second; with more axes than the sequence has, from a Latin
/// hypercube. Linked factors are dependent as the experiment says. Powers of two are the best counts.
/// @source Saltelli and others 2010: A and B as the halves of one sequence
class BasePoints {
 public:
  BasePoints(const ensemble::Experiment& experiment, std::size_t count, std::uint64_t seed, std::size_t copies);

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t blocks() const;                 ///< of 256 points; the last may be part of one
  [[nodiscard]] std::size_t rows(std::size_t block) const;  ///< how many of a block's 256 points are base points
  [[nodiscard]] math::DesignKind design() const { return design_; }
  /// 256 coordinates of a block.
  [[nodiscard]] const double* column(std::size_t copy, std::size_t factor, std::size_t block) const;
  /// The columns of all factors.
  [[nodiscard]] std::vector<const double*> columns(std::size_t copy, std::size_t block) const;
  /// Normal scores of a factor's coordinates, one per point, the last block filled up.
  [[nodiscard]] std::vector<double> scores(std::size_t copy, std::size_t factor) const;

 private:
  std::size_t count_, factors_, padded_;
  math::DesignKind design_;
  std::vector<double> values_;  ///< [copies][factors][padded]
};

/// A seed for a second, independent luck of every draw.
[[nodiscard]] std::uint64_t second_luck(std::uint64_t seed);

}  // namespace suasion::analysis
