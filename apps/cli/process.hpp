#pragma once
/// Which process a run was made by, as a text that is kept with it, and whether that process still runs.

#include <cstdint>
#include <string>
#include <string_view>

namespace suasion::cli {

/// This process: its machine, the start of that machine, the space its number counts in, its number, and when it began
/// (numbers are given again; that pair is not).
[[nodiscard]] std::string this_process();

enum class Life : std::uint8_t {
  alive,
  gone,
  elsewhere  ///< of another machine or container, which cannot be looked into
};

/// Whether the process of such a text still runs. A text that is none of ours is `elsewhere`.
[[nodiscard]] Life life_of(std::string_view process);

/// The machine of such a text.
[[nodiscard]] std::string machine_of(std::string_view process);

}  // namespace suasion::cli
