#include "suasion/base/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace suasion::base {

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

void sort_by_place(Diagnostics& diagnostics) {
  const auto key = [](const Diagnostic& d) {
    return std::tuple(std::string_view(d.where.file), d.where.line, d.where.column, d.severity == Severity::warning);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

std::string to_text(const Diagnostic& diagnostic) {
  const SourceSpan& at = diagnostic.where;
  std::string text = at.file;
  if (at.line > 0) {
    text += fmt::format(":{}:{}", at.line, at.column);
  }
  if (!text.empty()) {
    text += ": ";
  }
  text += diagnostic.severity == Severity::error ? "error" : "warning";
  text += fmt::format(" {}: {}", diagnostic.code, diagnostic.message);
  if (!diagnostic.hint.empty()) {
    text += "; " + diagnostic.hint;
  }
  return text;
}

}  // namespace suasion::base
