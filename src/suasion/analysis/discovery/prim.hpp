#pragma once
/// Under which inputs does it occur? The patient rule induction method with honest figures: boxes are found on half of
/// the draws and measured on the other half.
/// @source Friedman and Fisher 1999, Statistics and Computing 9, 123-143; Bryant and Lempert 2010, Technological
/// Forecasting and Social Change 77, 34-49

#include <cstdint>
#include <vector>

#include "suasion/analysis/discovery/peel.hpp"
#include "suasion/base/result.hpp"

namespace suasion::analysis::discovery {

/// Which box of a trajectory is taken.
enum class Rule : std::uint8_t {
  knee,            ///< the one farthest above the chord from the first box to the densest, in (coverage, density)
  least_coverage,  ///< the densest that still covers a given share of the cases of interest
};

struct PrimOptions {
  double alpha = 0.05;  ///< share peeled off in a step; Friedman and Fisher 1999 advise 0.05 to 0.1
  Rule rule = Rule::knee;
  double coverage = 0.5;  ///< for Rule::least_coverage
  /// Peeling ends at this share of the draws searched; 0: half the share of cases of interest, at most 0.05. Never at
  /// fewer than 20 draws.
  double least_share = 0.0;
  double level = 0.05;  ///< restrictions must be significant at this level, all chances to find one considered
  std::size_t most_boxes = 3;
  std::uint64_t seed = 1;  ///< of the halves
};

/// A box and what speaks for it.
struct FoundBox {
  Box box = {};
  Fit search = {};  ///< on the draws that it was found on: too good
  Fit held = {};    ///< on the other draws
  /// Coverage and density on held draws outside all earlier boxes; coverage still of all cases of interest.
  Fit held_beyond = {};
  std::vector<double> p_search = {}, p_held = {};  ///< [sides of the box]: quasi-p-values in either half,
  ///< outside all earlier boxes
  Trajectory trajectory = {};  ///< on searched draws outside all earlier boxes
  std::size_t chosen = 0;      ///< the box of the trajectory; `box` is this less idle sides, with slices pasted on
};

struct PrimFindings {
  Share search = {}, held = {};      ///< share of draws of interest in either half
  std::vector<FoundBox> boxes = {};  ///< by covering: each found on what the earlier ones left; empty if none tells
  Fit search_together = {}, held_together = {};  ///< of the union of the boxes
};

/// Finds boxes until `most_boxes`, or no restriction is significant, or fewer than 25 cases of interest are left, or a
/// box is no denser than the draws as a whole.
/// Errors: see flaws().
[[nodiscard]] base::Result<PrimFindings> find_boxes(const Draws& draws, const PrimOptions& options = {});

/// The place on a trajectory that the rule takes. Both rules look no further than the first box of greatest density.
/// @param trajectory not empty, its first box with cases of interest
[[nodiscard]] std::size_t choose(const Trajectory& trajectory, Rule rule, double coverage);

/// How often the first box restricts each input, over searches on random halves of all draws: near 1 for inputs that
/// matter, and shared among inputs that stand for one another.
/// @return [inputs] shares of `searches`. Errors: see flaws(). @source Bryant and Lempert 2010
/// (resampling)
[[nodiscard]] base::Result<std::vector<double>> restricted_share(const Draws& draws, const PrimOptions& options = {},
                                                                 std::size_t searches = 50);

}  // namespace suasion::analysis::discovery
