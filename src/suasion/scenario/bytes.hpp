#pragma once
/// Files as bytes, and whether they are text.

#include <optional>
#include <string>
#include <string_view>

#include "suasion/base/result.hpp"
#include "suasion/scenario/document.hpp"

namespace suasion::scenario {

/// How messages speak of a file.
struct Asker {
  std::string as = {};           ///< its name
  std::string_view what = {};    ///< what it is: "the scenario", "the table"
  std::string folder_hint = {};  ///< what to do if it is a folder
  base::SourceSpan where = {};   ///< the place that named it; without a line where nothing did
};

/// Bytes of a file. @error S001 (S007 where a place named it) missing, a folder or unreadable, S004 more than 64 MiB.
[[nodiscard]] base::Result<std::string> bytes_of(const std::string& path, const Asker& asker);

/// Line and column (in code points) of a byte; of the end for offsets beyond it.
[[nodiscard]] Place place_at(std::string_view bytes, std::size_t offset);

/// The finding (S002) with the place of the first byte that is not UTF-8; nothing if all are. @param as the file's
/// name.
[[nodiscard]] std::optional<base::Diagnostics> not_utf8(std::string_view bytes, const std::string& as);

}  // namespace suasion::scenario
