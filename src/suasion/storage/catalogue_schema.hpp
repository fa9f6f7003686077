#pragma once
/// The tables of the catalogue, and how files of one version become files of the next. Private to the storage floor.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <system_error>

#include "suasion/storage/sqlite.hpp"

namespace suasion::storage {

/// Why a sound file is not ours to use.
enum class CatalogueFlaw : std::uint8_t {
  later = 1,  ///< a later version of suasion wrote it
  foreign     ///< another program wrote it
};

[[nodiscard]] std::error_code catalogue_error(CatalogueFlaw flaw);

/// Opens the file, makes it where there is none, and brings it up to this version. A file that is not ours is left
/// as it is. @throws std::system_error of sqlite_category() or catalogue_error().
[[nodiscard]] std::unique_ptr<Database> open_to_write(const std::filesystem::path& path);

/// Opens a file that exists, and looks at every page of it. Null where nothing has been put into it yet.
/// @throws as open_to_write().
[[nodiscard]] std::unique_ptr<Database> open_to_read(const std::filesystem::path& path);

}  // namespace suasion::storage
