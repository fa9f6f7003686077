#pragma once
/// The page of the report, without any figures: markup, style and script in one self-contained document, made from
/// web/.

#include <string_view>

namespace suasion::report {

/// The document, with the markers `/*SUASION_SUMMARY*/null`, `<!--SUASION_TITLE-->` and `<!--SUASION_NOSCRIPT-->` once
/// each.
[[nodiscard]] std::string_view report_template();

}  // namespace suasion::report
