#pragma once
/// Boxes: "input 3 at least 0.2, input 7 between 10 and 40", how well they fit draws, and what to say of them.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "suasion/analysis/discovery/draws.hpp"
#include "suasion/analysis/discovery/share.hpp"

namespace suasion::analysis::discovery {

/// One input kept within [low, high], ends included; infinite where there is no bound.
struct Side {
  std::size_t input = 0;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
};

/// All sides must hold. In order of inputs, each at most once; no side means everything.
using Box = std::vector<Side>;

/// The box with another bound for one input; a side without bounds is left out.
[[nodiscard]] Box with_low(Box box, std::size_t input, double low);
[[nodiscard]] Box with_high(Box box, std::size_t input, double high);

/// How many sides the row breaks, and the last of them (an index into the box; 0 if none).
struct Broken {
  std::size_t sides = 0, last = 0;
};
[[nodiscard]] Broken broken(const Box& box, const Draws& draws, std::size_t row);

[[nodiscard]] inline bool inside(const Box& box, const Draws& draws, std::size_t row) {
  return broken(box, draws, row).sides == 0;
}

/// Counts of some rows: how many, how many of interest.
struct Count {
  std::size_t draws = 0, hits = 0;
};

/// Of the rows, those inside the box.
[[nodiscard]] Count count_inside(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows);

/// How well a box tells where the outcome occurs.
/// @source Bryant and Lempert 2010 (coverage and density)
struct Fit {
  Share coverage = {};  ///< of all cases of interest, those inside
  Share density = {};   ///< of all draws inside, those of interest
};

/// @param rows to count among; those that did not help to find the box give honest figures.
[[nodiscard]] Fit fit(const Box& box, const Draws& draws, std::span<const std::uint32_t> rows);

/// One side of a box as data for words. Which name the input has, and how to say it, is for others.
struct Restriction {
  std::size_t input = 0;
  std::optional<double> low = {}, high = {};  ///< bounds as found, half-way between neighbouring draws
  /// Least and greatest value of the draws within the bounds: what to say of a discrete input ("at least 3", not "at
  /// least 2.5").
  double least = 0.0, most = 0.0;
  double below = 0.0;      ///< share of the input's draws below `low`; 0 without one
  double up_to = 1.0;      ///< share of the input's draws not above `high`; 1 without one
  std::size_t values = 0;  ///< number of different values of the input in the draws
};

/// @param draws from which quantiles are taken, usually all of them; at least one.
[[nodiscard]] std::vector<Restriction> restrictions(const Box& box, const Draws& draws);

/// A number above `less` and at most `more`, half-way where doubles allow: the low bound that keeps `more`.
[[nodiscard]] double bound_above(double less, double more);
/// A number below `more` and at least `less`: the high bound that keeps `less`.
[[nodiscard]] double bound_below(double less, double more);

}  // namespace suasion::analysis::discovery
