#pragma once
/// How well a run knows its headlines, in words.

#include <string>

#include "suasion/analysis/precision.hpp"
#include "suasion/report/summary.hpp"

namespace suasion::report {

/// "the mean outcome on Depth of union", "the chance of “as today” on Depth of union", "the chance of “Is a base
/// agreed?”".
[[nodiscard]] std::string figure_in_words(const scenario::Scenario& scenario, const analysis::Headline& figure);

/// "0.49 percentage points", "0.49 % of its scale": an error in points, to two digits.
[[nodiscard]] std::string error_in_words(const analysis::Headline& figure, double error);

/// Which figure of the headlines is known least well, and how well; where the number of draws was chosen for an error,
/// that it was. Empty where there is no figure.
[[nodiscard]] std::string precision_in_words(const scenario::Scenario& scenario, const RunInfo& info,
                                             std::uint64_t draws);

}  // namespace suasion::report
