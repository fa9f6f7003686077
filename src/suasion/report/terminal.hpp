#pragma once
/// The forecast as plain text, for a terminal or a log: question, words, one small table per issue.

#include <string>
#include <string_view>
#include <vector>

namespace suasion::report {

/// How a text may look where it is going.
struct TextStyle {
  std::size_t width = 80;  ///< columns; at least 40 are used
  bool colour = false;     ///< ANSI escapes
  bool unicode = true;     ///< else ASCII only
};

/// The compact summary: made from summary.json, so it says what the report says.
/// @throws std::invalid_argument where the text is not a summary of a schema this version knows.
[[nodiscard]] std::string terminal_text(std::string_view summary_json, const TextStyle& style);

/// Code points: columns of a terminal for the characters that suasion prints.
[[nodiscard]] std::size_t columns_of(std::string_view text);

/// Breaks text at spaces so that no line is wider than `width` columns (code points), each line after the first
/// indented by `indent`. No-break spaces do not break. Lines end in '\n', the last too.
[[nodiscard]] std::string wrap(std::string_view text, std::size_t width, std::size_t indent = 0);

/// A histogram as a row of `columns` characters: eighth blocks, or " .:-=+*#%@" in ASCII.
[[nodiscard]] std::string sparkline(const std::vector<double>& counts, std::size_t columns, bool unicode);

/// The text with typographic characters replaced by ASCII: quotes, dashes, no-break spaces.
[[nodiscard]] std::string to_ascii(std::string_view text);

}  // namespace suasion::report
