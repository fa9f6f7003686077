#pragma once
/// Diagnostics as text with the line they are about, and as data.

#include <string>

#include "suasion/base/diagnostic.hpp"
#include "suasion/report/terminal.hpp"
#include "suasion/scenario/read.hpp"

namespace suasion::cli {

/// Every message as base::to_text says it, followed by the source line with a caret and tildes under the place, if the
/// file is among `files`. No count line.
[[nodiscard]] std::string findings_text(const base::Diagnostics& diagnostics, const scenario::Files& files,
                                        const report::TextStyle& style);

/// "2 errors, 1 warning"; empty if there are none.
[[nodiscard]] std::string findings_count(const base::Diagnostics& diagnostics);

/// Warnings, or errors.
[[nodiscard]] std::size_t how_many(const base::Diagnostics& diagnostics, base::Severity severity);

}  // namespace suasion::cli
