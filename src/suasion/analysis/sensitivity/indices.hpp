#pragma once
/// First-order and total Sobol' indices of one output from a pick-and-freeze design: pure arithmetic.
///
/// With f the output, A and B independent points and AB^g the point A with group g taken from B, the mean over all base
/// points taken off f first, V the variance over the 2 N values of f(A) and f(B):
///   first order  S_g = mean(f(B) (f(AB^g) - f(A))) / V     Saltelli and others 2010, table 2 (b)
///   total        T_g = mean((f(A) - f(AB^g))^2) / (2 V)    Jansen 1999; Saltelli and others 2010, table 2 (f)
/// S_g is the share of the variance that would be gone were the group known, T_g the share that would be left were
/// everything else known. S_g of a weak group may come out below 0 by its Monte Carlo error; T_g cannot.
/// @source Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010, Computer Physics Communications 181; Jansen
/// 1999, Computer Physics Communications 117

#include <span>
#include <vector>

#include "suasion/analysis/sensitivity/resamples.hpp"

namespace suasion::analysis {

/// Values of one output over N base points.
struct PickFreeze {
  std::span<const double> a = {}, b = {};  ///< [N]: f(A), f(B)
  /// [groups][N]: f(AB^g). Empty where the group cannot reach the output: f(AB^g) = f(A), both indices exactly 0.
  std::vector<std::span<const double>> ab = {};
};

struct GroupIndices {
  Bounded first = {}, total = {};
};

struct OutputIndices {
  bool constant = false;                  ///< nothing varies, or no finite variance: there are no indices
  std::size_t left_out = 0;               ///< base points with a value that is not finite
  double mean = 0.0;                      ///< over f(A) and f(B)
  double variance = 0.0;                  ///< of the same, divided by their number
  std::vector<GroupIndices> groups = {};  ///< in order; empty if constant
};

/// @param resamples of the N base points; the same for all outputs, so that figures of two outputs are paired.
[[nodiscard]] OutputIndices indices(const PickFreeze& values, const Resamples& resamples);

}  // namespace suasion::analysis
