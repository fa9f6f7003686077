#pragma once
/// How the library reports the author's mistakes: a value, or all diagnostics at once. Failures of the world (a full
/// disk) are exceptions of <system_error>; broken invariants of our own throw InternalError.

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>

#include "suasion/base/diagnostic.hpp"

namespace suasion::base {

template <class T>
using Result = tl::expected<T, Diagnostics>;

/// A failed Result with one error that has no place in a file.
[[nodiscard]] inline tl::unexpected<Diagnostics> fail(std::string code, std::string message, std::string hint = {},
                                                      SourceSpan where = {}) {
  return tl::unexpected<Diagnostics>(
      Diagnostics{{Severity::error, std::move(code), std::move(where), std::move(message), std::move(hint)}});
}

/// A line of our own code. In place of std::source_location, which clang 14 does not have.
struct CodePlace {
  const char* file = "";
  int line = 0;

  /// The caller's place, when used as a default argument.
  [[nodiscard]] static constexpr CodePlace current(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
    return {file, line};
  }
};

/// A broken invariant of the library itself: a defect, never the user's doing.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(const std::string& why, CodePlace at = CodePlace::current());
};

/// Throws InternalError with the caller's place unless `condition` holds. Cheap checks only; on in every build.
inline void require(bool condition, const char* why, CodePlace at = CodePlace::current()) {
  if (!condition) {
    throw InternalError(why, at);
  }
}

}  // namespace suasion::base
