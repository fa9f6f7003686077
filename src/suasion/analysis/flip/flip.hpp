#pragma once
/// What would flip an answer: the smallest shift of priors that turns it, of one input alone and of all together. A
/// shift moves the normal score of an input: by 1 it makes the input's median what was its 84th percentile, within its
/// law's own range, whatever its form. So shifts of different inputs can be compared, and added up by Pythagoras.

#include <optional>

#include "suasion/analysis/study/proposition.hpp"
#include "suasion/analysis/study/sample.hpp"

namespace suasion::analysis {

struct FlipSpec {
  SampleSpec sample = {};
  double most = 3.0;            ///< standard deviations: shifts beyond are not looked for
  std::size_t candidates = 12;  ///< inputs that are tried alone: those on which the answer leans most
};

/// A shift of one input.
struct Shift {
  std::size_t factor = 0;
  double by = 0.0;  ///< standard deviations; signed
};

/// One input alone, all others as the scenario has them.
struct SingleFlip {
  std::size_t factor = 0;
  std::optional<Estimate> by = {};  ///< where the answer turns; nothing where it does not within FlipSpec::most
  double nearest = 0.0;             ///< the shift, of those tried, that brings the mean nearest to the threshold
  Estimate reached = {};            ///< the mean there
};

/// All inputs together: the shortest shift found, in the metric of the inputs' own law (Mahalanobis 1936; for inputs
/// that are not linked, the root of the sum of squares).
struct JointFlip {
  bool tried = false;                 ///< there is a direction to go: some input leans on the answer
  std::vector<Shift> shifts = {};     ///< largest first
  std::optional<double> length = {};  ///< nothing where no flip was found within FlipSpec::most
  double error = 0.0;                 ///< of the length, from the Monte Carlo error of the mean
  Estimate reached = {};              ///< the mean at the end of the search
};

struct Flip {
  bool holds = false;                    ///< the proposition, as the scenario stands
  Estimate mean = {};                    ///< of what it measures
  std::vector<SingleFlip> singles = {};  ///< those that turn it first, the shortest first
  JointFlip joint = {};
  std::size_t runs = 0;  ///< evaluations of all draws that the search took
};

/// Looks for them. Steepest descent on the mean with its gradient from the draws themselves (the score function: d/dm
/// of E[g] under a normal score of mean m is E[g (z - m)]), as in first-order reliability methods.
/// @source Hasofer and Lind 1974; Rackwitz and Fiessler 1978; Rubinstein 1986 for the gradient
/// @return nothing where it was cancelled.
[[nodiscard]] std::optional<Flip> find_flip(const ensemble::Experiment& experiment, std::size_t output,
                                            const Proposition& proposition, const FlipSpec& spec,
                                            const Watch& watch = {});

}  // namespace suasion::analysis
