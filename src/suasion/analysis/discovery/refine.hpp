#pragma once
/// What is done to a box after peeling: restrictions that say nothing are dropped, and what was cut off too much is
/// pasted back.

#include <cstddef>
#include <vector>

#include "suasion/analysis/discovery/box.hpp"

namespace suasion::analysis::discovery {

/// For each side of the box, the chance of at least as many cases of interest inside, if the side told nothing: each of
/// the draws inside were of interest with the density of the box without that side. On the draws that the box was
/// found on it is too small, because the search picked the best of many slices; on others it is an honest p-value.
/// @return [sides of the box] @source Bryant and Lempert 2010 ("quasi-p-values")
[[nodiscard]] std::vector<double> quasi_p(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows);

/// The box without the sides whose quasi-p-value, times the two ends of all inputs that the search could choose from
/// (Bonferroni), is above `level`: the worst goes first, and the rest is tried anew.
[[nodiscard]] Box drop_idle(Box box, const Draws& draws, std::span<const std::uint32_t> rows, double level);

/// Moves one bound at a time outwards by about the share `alpha` of the draws inside, as long as some slice is at least
/// as dense as the box itself; the densest result first, of equals the lower input and its lower end.
/// @source Friedman and Fisher 1999 (bottom-up pasting); there the density must rise, here it must not fall,
/// so that a box of nothing but cases of interest can grow too.
[[nodiscard]] Box paste(Box box, const Draws& draws, std::span<const std::uint32_t> rows, double alpha);

}  // namespace suasion::analysis::discovery
