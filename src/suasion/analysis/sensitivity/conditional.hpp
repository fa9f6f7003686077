#pragma once
/// Linked inputs drawn anew given the others, row by row.

#include <span>
#include <vector>

#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/analysis/sensitivity/groups.hpp"

namespace suasion::analysis {

/// A linked set at every base point and at its second point, in normal scores. Immutable.
class ConditionalDraw {
 public:
  /// @param points with two copies: the base points and those to draw from.
  ConditionalDraw(math::LinkedAxes set, const BasePoints& points);

  [[nodiscard]] const math::LinkedAxes& set() const { return set_; }

  /// The coordinates in (0, 1) of the set's factors at base point `point` once those with renewed[i] != 0 have been
  /// drawn from their law given the rest. @param renewed,out [factors of the set]; only renewed ones are written.
  /// @source Matheron's rule, see shapley.hpp
  void draw(std::size_t point, std::span<const char> renewed, std::span<double> out) const;

 private:
  math::LinkedAxes set_;
  std::vector<std::vector<double>> base_, second_;  ///< [factors of the set][points]
};

}  // namespace suasion::analysis
