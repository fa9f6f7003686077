#pragma once
/// What moved a forecast away from a simpler one: the difference, cut into parts that add up to it.

#include <functional>
#include <optional>

#include "suasion/analysis/forecast.hpp"
#include "suasion/analysis/study/sample.hpp"

namespace suasion::analysis {

/// Sets of switches are bits of one number.
inline constexpr std::size_t most_switches = 63;

/// How an experiment is made to run with some switches on and the others off.
struct Setting {
  std::vector<std::size_t> outputs = {};  ///< of the experiment, one for each output that is decomposed
  std::vector<ensemble::Push> pushes = {};
};

/// One output, from all switches off to all on.
struct Decomposition {
  Estimate none = {}, all = {};      ///< means over draws
  std::vector<Estimate> parts = {};  ///< [switches]; they sum to all - none, up to rounding
};

/// Shapley values (Shapley 1953) of the switches: what each adds to the mean, averaged over all orders in which they
/// may be turned on. Orders are drawn: one for each block of 256 draws, and its reverse for the next, so that one run
/// of each step serves an order and the parts still sum exactly; errors are those over pairs of blocks, and hold the
/// chance of orders as well as of draws.
/// @source Castro, Gómez and Tejada 2009 (sampled orders); Mitchell and others 2022 (an order and its reverse)
/// @param switches at most most_switches. @param setting what to run where the switches of a set are on (bit i: switch
/// i).
/// @param spec an even number of blocks, four at least.
/// @return [outputs]; nothing where it was cancelled. Draws in which an output has no value are left out.
[[nodiscard]] std::optional<std::vector<Decomposition>> decompose(const ensemble::Experiment& experiment,
                                                                  std::size_t switches, std::size_t outputs,
                                                                  const std::function<Setting(std::uint64_t)>& setting,
                                                                  const SampleSpec& spec, const Watch& watch = {});

/// The sets of switches that decompose() will ask for.
[[nodiscard]] std::vector<std::uint64_t> sets_asked(std::size_t switches, const SampleSpec& spec);

}  // namespace suasion::analysis
