#pragma once
/// How the library reports the author's mistakes: a value, or all diagnostics at once. Failures of the world (a full
/// disk) are exceptions of <system_error>; broken invariants of our own throw InternalError.

#include <source_location>
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

/// A broken invariant of the library itself: a defect, never the user's doing.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(const std::string& why, std::source_location at = std::source_location::current());
};

/// Throws InternalError with the caller's place unless `condition` holds. Cheap checks only; on in every build.
inline void require(bool condition, const char* why, std::source_location at = std::source_location::current()) {
  if (!condition) {
    throw InternalError(why, at);
  }
}

}  // namespace suasion::base
