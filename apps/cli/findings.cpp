#include "findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::cli {

namespace {

using base::Diagnostic;
using base::Severity;

/// The line's characters as strings of one code point each; tabs as single blanks, so that columns stay true.
std::vector<std::string> characters_of_line(std::string_view bytes, std::uint32_t line) {
  std::size_t from = 0;
  for (std::uint32_t i = 1; i < line && from != std::string_view::npos; ++i) {
    from = bytes.find('\n', from);
    from = from == std::string_view::npos ? from : from + 1;
  }
  std::vector<std::string> characters;
  for (std::size_t i = from; i < bytes.size() && bytes[i] != '\n' && bytes[i] != '\r'; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if ((byte & 0xC0U) == 0x80U && !characters.empty()) {
      characters.back() += bytes[i];
    } else if (byte < 0x20 || byte == 0x7F) {
      characters.emplace_back(" ");  // a tab, or a control character that a terminal might obey
    } else {
      characters.emplace_back(1, bytes[i]);
    }
  }
  return characters;
}

/// The part of a line that is shown: all of it, or a window around the place.
struct Window {
  std::size_t from = 0, to = 0;
};

Window window_of(std::size_t length, std::size_t column, std::size_t room) {
  if (length <= room) {
    return {0, length};
  }
  const std::size_t before = room / 3;
  const std::size_t from = std::min(column > before ? column - before : 0, length - room);
  return {from, from + room};
}

std::string excerpt(const Diagnostic& diagnostic, std::string_view bytes, const report::TextStyle& style) {
  constexpr std::size_t margin = 9;  // "  1234 | "
  const base::SourceSpan& at = diagnostic.where;
  const std::vector<std::string> line = characters_of_line(bytes, at.line);
  const std::size_t column = std::max<std::size_t>(at.column, 1) - 1;
  if (line.empty() || column > line.size() || !std::all_of(line.begin(), line.end(), base::is_utf8)) {
    return {};
  }
  const std::size_t room = std::max<std::size_t>(style.width, 40) - margin;
  const Window window = window_of(line.size(), column, room);
  std::string shown;
  for (std::size_t i = window.from; i < window.to; ++i) {
    shown += line[i];
  }
  const bool one_line = at.end_line == at.line && at.end_column > at.column;
  const std::size_t end = one_line ? at.end_column - 1 : (at.end_line > at.line ? line.size() : column + 1);
  const std::size_t last = std::max(column + 1, std::min(end, window.to));
  std::string mark = "^" + std::string(last - column - 1, '~');
  if (style.colour) {
    mark = fmt::format("\033[{}m{}\033[0m", diagnostic.severity == Severity::error ? "1;31" : "1;33", mark);
  }
  return fmt::format("  {:>4} | {}\n       | {}{}\n", at.line, shown, std::string(column - window.from, ' '), mark);
}

/// The first line of a message, with the severity painted.
std::string headline(const Diagnostic& diagnostic, const report::TextStyle& style) {
  std::string text = base::to_text(diagnostic);
  if (!style.colour) {
    return text;
  }
  const bool error = diagnostic.severity == Severity::error;
  const std::string word = fmt::format("{} {}", error ? "error" : "warning", diagnostic.code);
  const std::size_t at = text.find(word + ":");
  if (at != std::string::npos) {
    text.replace(at, word.size(), fmt::format("\033[{}m{}\033[0m", error ? "1;31" : "1;33", word));
  }
  return text;
}

}  // namespace

std::string findings_text(const base::Diagnostics& diagnostics, const scenario::Files& files,
                          const report::TextStyle& style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += headline(diagnostic, style) + "\n";
    const auto file = std::find_if(files.files.begin(), files.files.end(),
                                   [&](const auto& one) { return one.name == diagnostic.where.file; });
    if (file != files.files.end() && diagnostic.where.line > 0) {
      text += excerpt(diagnostic, file->bytes, style);
    }
  }
  return text;
}

std::size_t how_many(const base::Diagnostics& diagnostics, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [&](const auto& one) { return one.severity == severity; }));
}

std::string findings_count(const base::Diagnostics& diagnostics) {
  const std::size_t errors = how_many(diagnostics, Severity::error);
  const std::size_t warnings = how_many(diagnostics, Severity::warning);
  std::string text = errors > 0 ? report::counted(errors, "error") : std::string();
  if (warnings > 0) {
    text += (text.empty() ? "" : ", ") + report::counted(warnings, "warning");
  }
  return text;
}

}  // namespace suasion::cli
