#pragma once
/// What is left of a run folder that cannot be used as one.

#include <filesystem>
#include <string>

namespace suasion::cli {

/// A hint for its user: which of its files are whole, and how to make the run again. Only looks.
/// @param folder of a run; may be anything, and need not exist.
[[nodiscard]] std::string what_can_be_saved(const std::filesystem::path& folder);

}  // namespace suasion::cli
