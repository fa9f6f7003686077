#include "suasion/analysis/discovery/draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "suasion/math/permutation.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis::discovery {

namespace {

base::Diagnostic error(std::string code, std::string message, std::string hint) {
  return {base::Severity::error, std::move(code), {}, std::move(message), std::move(hint)};
}

void check_outcome(const Draws& draws, base::Diagnostics& found) {
  const auto occurs = static_cast<std::size_t>(
      std::count_if(draws.of_interest.begin(), draws.of_interest.end(), [](std::uint8_t y) { return y != 0; }));
  const std::size_t not_so = draws.size() - occurs;
  if (std::min(occurs, not_so) >= least_of_either_kind) {
    return;
  }
  if (occurs == 0 || not_so == 0) {
    found.push_back(
        error("A401",
              fmt::format("the outcome of interest occurs in {} of {} draws: there is nothing to tell apart",
                          occurs == 0 ? "none" : "each", draws.size()),
              "ask about another outcome, or widen the inputs"));
    return;
  }
  found.push_back(error(
      "A401",
      fmt::format("the outcome of interest occurs in {} of {} draws; a search needs at least {} draws "
                  "in which it occurs and {} in which it does not",
                  occurs, draws.size(), least_of_either_kind, least_of_either_kind),
      fmt::format("about {} draws would do", least_of_either_kind * draws.size() / std::min(occurs, not_so) + 1)));
}

}  // namespace

base::Diagnostics flaws(const Draws& draws) {
  base::Diagnostics found;
  base::require(draws.size() < std::numeric_limits<std::uint32_t>::max(), "rows are numbered with 32 bits");
  if (draws.inputs.empty()) {
    found.push_back(error("A402", "there is no input to search among", "name at least one uncertain input"));
  }
  for (std::size_t j = 0; j < draws.inputs.size(); ++j) {
    const std::span<const double> column = draws.inputs[j];
    if (column.size() != draws.size()) {
      found.push_back(error("A402",
                            fmt::format("input {} has {} draws, the outcome {}", j, column.size(), draws.size()),
                            "give one value for each draw"));
      continue;
    }
    const auto bad = std::find_if(column.begin(), column.end(), [](double x) { return !std::isfinite(x); });
    if (bad != column.end()) {
      found.push_back(error("A402", fmt::format("input {} is not finite in draw {}", j, bad - column.begin()),
                            "leave out draws that are not finite"));
    }
  }
  check_outcome(draws, found);
  return found;
}

Halves split(std::size_t draws, std::uint64_t seed) {
  Halves halves;
  if (draws == 0) {
    return halves;
  }
  const math::Permutation place(draws, math::bits(seed, math::channel("discovery.halves"), 0));
  for (std::uint32_t row = 0; row < draws; ++row) {
    (place(row) < (draws + 1) / 2 ? halves.search : halves.held).push_back(row);
  }
  return halves;
}

std::size_t count_of_interest(const Draws& draws, std::span<const std::uint32_t> rows) {
  return std::accumulate(rows.begin(), rows.end(), std::size_t{0},
                         [&](std::size_t sum, std::uint32_t row) { return sum + draws.of_interest[row]; });
}

}  // namespace suasion::analysis::discovery
