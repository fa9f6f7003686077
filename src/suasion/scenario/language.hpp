#pragma once
/// The grammar as data. One table says which keys exist, what they take and what they mean; the reader, the JSON
/// Schema, `suasion explain` and the manual are all made from it, so they cannot disagree.

#include <string>
#include <string_view>

#include "suasion/base/result.hpp"

namespace suasion::scenario {

/// The published JSON Schema (draft 4 features only, so that TOML editors take it), pretty-printed, with final newline.
[[nodiscard]] std::string json_schema();

/// Documentation of a key, a section, a chapter or a diagnostic, e.g. "issues", "issues.positions", "because", "laws",
/// "S104"; the whole table of contents for an empty key. Plain text, at most 100 columns but for long examples.
/// @error S311 unknown key, with the nearest.
[[nodiscard]] base::Result<std::string> explain(std::string_view key);

/// The whole reference as Markdown, for docs/manual/language.md.
[[nodiscard]] std::string manual();

/// The list of diagnostics as Markdown, for docs/manual/diagnostics.md.
[[nodiscard]] std::string diagnostics_manual();

/// A commented starter scenario that passes `suasion check --strict`, titled `title`.
[[nodiscard]] std::string starter(std::string_view title);

}  // namespace suasion::scenario
