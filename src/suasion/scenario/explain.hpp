#pragma once
/// Pieces of text that explain and the manual share.

#include <string>

#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

/// What a key takes, with its unit and its bounds: "a quantity in percent, 0 to 100".
[[nodiscard]] std::string takes(const Key& key);

/// Rules between the keys of a section in words; empty if there are none.
[[nodiscard]] std::string rules_in_words(const Section& section);

/// Who computes with a section, in a sentence; empty where every run does.
[[nodiscard]] std::string reader_in_words(const Section& section);

/// Breaks lines at blanks so that none is longer than `width`, with `indent` blanks in front of each. Lines that begin
/// with four blanks are left alone.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent = 0, std::size_t width = 100);

}  // namespace suasion::scenario
