#pragma once
/// Importance of inputs from draws that are there already (PAWN): how far the distribution of an output moves when an
/// input is known. No model runs, no law of the inputs is needed, any dependence is allowed; of an input that matters
/// only through another that it is linked with, this cannot tell.
///
/// Draws are cut into slices of equal counts by the input (by value where it has no more distinct values than slices;
/// equal values always together); in each the Kolmogorov-Smirnov distance between the output's distribution function
/// there and over all draws is taken; median and greatest over slices are reported, in [0, 1]. Outputs are put into at
/// most 1024 bins of equal counts first: exact up to 1024 distinct values, at most 1/1024 too small beyond.
///
/// Distances are above 0 for an input that does nothing, and the more so the fewer the draws: so each comes with a
/// floor, the 95 % point of what an input of the same slices gives that is shuffled against the output. Figures at or
/// below it cannot be told apart from nothing. Beyond 65 536 draws every k-th is shuffled and the floor shrunk by
/// 1/sqrt(k), as it shrinks with draws.
/// Intervals (95 %) are a multiplier bootstrap's. Noise makes distances grow, in the bootstrap as in the data: so the
/// lower end lies as far below the figure as the upper end of replicates lies above it, growth included; the upper end
/// as far above as theirs lies above their mean.
/// @source Pianosi and Wagener 2018, Environmental Modelling and Software 108 (PAWN from given data); 2015, same
/// journal 67; Khorashadi Zadeh and others 2017, same journal 91 (dummy input as a floor)

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "suasion/analysis/bootstrap.hpp"
#include "suasion/analysis/parallel.hpp"

namespace suasion::analysis {

struct GivenDataOptions {
  std::size_t slices = 10;         ///< at least 2
  std::size_t replicates = 100;    ///< of the bootstrap
  std::size_t permutations = 200;  ///< for the floor
  std::uint64_t seed = 1;
  unsigned threads = 0;  ///< 0: one per processor
};

/// A distance and what an input without any influence would give.
struct FlooredFigure {
  Bounded value = {};
  double floor = 0.0;
  [[nodiscard]] bool told_apart() const { return value.value > floor; }
};

struct GivenDataImportance {
  std::size_t slices = 0;     ///< of the input, less than asked for where it has few distinct values
  std::size_t left_out = 0;   ///< draws whose input or output is not finite
  FlooredFigure median = {};  ///< over slices: how much the input matters wherever it lies
  FlooredFigure most = {};    ///< in the slice that matters most: some of the input's range may matter alone
};

/// @param inputs,outputs a column of one number per draw each, all of one length.
/// @param watch progress counts pieces of uneven size.
/// @return [outputs][inputs]; nothing if it was cancelled. Same bytes for any number of threads.
[[nodiscard]] std::optional<std::vector<std::vector<GivenDataImportance>>> given_data(
    std::span<const std::span<const double>> inputs, std::span<const std::span<const double>> outputs,
    const GivenDataOptions& options, const Watch& watch);

}  // namespace suasion::analysis
