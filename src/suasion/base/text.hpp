#pragma once
/// Small text helpers shared by all floors.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace suasion::base {

/// Number of insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b` (optimal string
/// alignment distance; Damerau 1964), ignoring ASCII case.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, if it is near enough to be a likely slip (distance at most 1 + a third of its
/// length); otherwise empty. Ties go to the earlier candidate.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `did you mean 'x'?`, or empty when nothing is near.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// Shortest decimal text that reads back as the same double, e.g. "0.1", "1e-07", "12000".
[[nodiscard]] std::string shortest(double value);

/// True if the bytes are valid UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// The parts between separators, without blanks around them; empty parts are left out.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace suasion::base
