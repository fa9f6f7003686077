#pragma once
/// report.html: summary.json put into the page of template.hpp, so that the page needs nothing else.

#include <string>
#include <string_view>

namespace suasion::report {

/// The self-contained report of a summary. Deterministic.
/// @param summary_json as summary_json() gives it.
/// @throws std::invalid_argument where the text is not a summary of a schema this version knows, with the reason.
[[nodiscard]] std::string report_html(std::string_view summary_json);

/// The same with a page of the caller's. @throws base::InternalError where a marker is missing or not alone.
[[nodiscard]] std::string report_html(std::string_view summary_json, std::string_view page);

}  // namespace suasion::report
