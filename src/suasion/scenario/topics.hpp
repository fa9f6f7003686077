#pragma once
/// Parts of the manual that belong to no single key, and the list of diagnostics.

#include <span>
#include <string_view>

#include "suasion/base/diagnostic.hpp"

namespace suasion::scenario {

/// A chapter. Paragraphs are separated by an empty line; lines that begin with four blanks are examples.
struct Topic {
  std::string_view name = {};  ///< what `suasion explain` is asked for
  std::string_view title = {};
  std::string_view text = {};
};

[[nodiscard]] std::span<const Topic> topics();

/// What a code means and what to do about it.
struct Code {
  std::string_view code = {};
  base::Severity severity = base::Severity::error;
  std::string_view title = {};
  std::string_view help = {};
};

/// All codes that reading and editing a scenario and its answers, or any study of it, can give, in order.
[[nodiscard]] std::span<const Code> codes();

}  // namespace suasion::scenario
