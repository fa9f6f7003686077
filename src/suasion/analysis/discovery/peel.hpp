#pragma once
/// The first stage of the patient rule induction method: peel thin slices off the whole until little is left.
/// @source Friedman and Fisher 1999, Statistics and Computing 9 (top-down peeling)

#include <cstddef>
#include <vector>

#include "suasion/analysis/discovery/box.hpp"
#include "suasion/analysis/discovery/order.hpp"

namespace suasion::analysis::discovery {

/// A box on the way from everything to little, and what the searched draws say of it.
struct Step {
  Box box = {};
  Count in = {};

  [[nodiscard]] double density() const { return static_cast<double>(in.hits) / static_cast<double>(in.draws); }
};

/// Boxes, each inside the one before; the first is everything. Coverage is in.hits over that of the first.
using Trajectory = std::vector<Step>;

/// Peels. Each step cuts off the share `alpha` of the box at one end of one input (see CutFinder for equal values): the
/// slice for which the density of what remains gains most for each draw given up. Where all slices are equally large
/// that is the largest density of what remains, as in Friedman and Fisher; where inputs have few values, slices differ
/// in size, and a large one should not win for its size alone (Kwakkel and Jaxa-Rozen 2016, Environmental Modelling &
/// Software 79, the "lenient" criteria). Of equals the lower input, and its lower end first. Ends where every further
/// slice would leave fewer than `least` draws, or nothing but cases of interest is left.
/// @param order the rows to search, at least one; taken over. @param alpha in (0, 1), a few percent: the smaller, the
/// more patient. @param least > 0
[[nodiscard]] Trajectory peel(const Draws& draws, Order order, double alpha, std::size_t least);

}  // namespace suasion::analysis::discovery
