#pragma once
/// Under which inputs an answer comes out: scenario discovery on draws of an experiment.

#include <optional>

#include "suasion/analysis/discovery/cart.hpp"
#include "suasion/analysis/discovery/prim.hpp"
#include "suasion/analysis/study/input_facts.hpp"
#include "suasion/analysis/study/proposition.hpp"
#include "suasion/analysis/study/sample.hpp"

namespace suasion::analysis {

/// A box with its sides in values of inputs.
struct ConditionBox {
  std::vector<discovery::Restriction> sides = {};  ///< Restriction::input is a factor
  discovery::Fit search = {}, held = {};           ///< on the draws that it was found on, and on the others
};

struct Conditions {
  discovery::Share overall = {};          ///< of held draws, those of interest
  std::vector<ConditionBox> boxes = {};   ///< by PRIM, the best first; none if no input tells
  std::vector<ConditionBox> leaves = {};  ///< of a small tree, the densest first; one that holds all if no input tells
  std::vector<double> restricted = {};    ///< [sides of the first box]: share of searches on half of the draws that
                                          ///< restrict the same input
  std::string why_not = {};               ///< why nothing was looked for; empty otherwise
};

/// Where the draws speak for a proposition: boxes of inputs (Friedman and Fisher 1999) and a tree (Breiman and others
/// 1984), each found on one half of the draws and measured on the other.
/// @param points, values of one sample. @param facts [factors] for the inputs' laws: sides are in their values.
[[nodiscard]] Conditions find_conditions(const ensemble::Experiment& experiment, std::size_t output,
                                         const Proposition& proposition, const std::vector<InputFacts>& facts,
                                         const Columns& points, const std::vector<double>& values, std::uint64_t seed);

}  // namespace suasion::analysis
