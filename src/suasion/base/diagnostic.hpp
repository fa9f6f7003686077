#pragma once
/// Messages to the author of a scenario. They are data: a reader gathers all of them and hands them over at once; the
/// library never prints and never ends the process. Only the command turns them into text and an exit status.

#include <cstdint>
#include <string>
#include <vector>

namespace suasion::base {

/// A place in a text the user wrote. Lines and columns count from 1; 0 means "the file as a whole".
struct SourceSpan {
  std::string file = {};         ///< as the user named it, or "--set PATH=VALUE" for an edit from the command line
  std::uint32_t line = 0;        ///< first line
  std::uint32_t column = 0;      ///< first column, in UTF-8 code points
  std::uint32_t end_line = 0;    ///< last line; 0 where unknown
  std::uint32_t end_column = 0;  ///< one past the last column; 0 where unknown
};

enum class Severity : std::uint8_t { warning, error };

/// One message a user can act on.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code = {};     ///< stable, e.g. "S104"; the list is in docs/manual/diagnostics.md
  SourceSpan where = {};     ///< where in the input
  std::string message = {};  ///< what is wrong, the role and value of what was found, and what was expected
  std::string hint = {};     ///< what to do, e.g. "did you mean 'salience'?"; may be empty
};

using Diagnostics = std::vector<Diagnostic>;

/// True if any of the messages is an error.
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// Orders by file, line, column, then severity (errors first), keeping the order of equals.
void sort_by_place(Diagnostics& diagnostics);

/// One message as text: `file:line:column: error S104: message` and, if present, `; hint`. No trailing newline, no
/// colour.
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

}  // namespace suasion::base
