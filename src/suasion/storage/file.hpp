#pragma once
/// Files written so that they are there as a whole or not at all, whatever happens to the machine.

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace suasion::storage {

/// The bytes of a file. @throws std::system_error.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Writes a file that does not exist yet. @throws std::system_error (file_exists where it does); a part of it may be
/// left then.
void write_new(const std::filesystem::path& path, std::string_view bytes);

/// What is not finished yet goes by this name, beside its place: `.NAME.unfinished`.
[[nodiscard]] std::filesystem::path unfinished(const std::filesystem::path& place);

/// Replaces a file as a whole: written as unfinished(path), then renamed. @throws std::system_error; the
/// old file is then as it was.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

/// As replace_file(), and does not return before the bytes and the name are on the disk, so that a power cut leaves
/// either the old file or the new one.
void replace_file_durably(const std::filesystem::path& path, std::string_view bytes);

/// The same for a file that somebody else writes. @param write told under which name. What it throws leaves the old
/// file.
void replace_file_durably(const std::filesystem::path& path,
                          const std::function<void(const std::filesystem::path& beside)>& write);

/// Does not return before what a file holds, or the names in a folder, are on the disk. @throws std::system_error.
void sync_to_disk(const std::filesystem::path& path);

/// The same for everything below a folder, and its name.
void sync_folder(const std::filesystem::path& folder);

}  // namespace suasion::storage
