#pragma once
/// Draws while a run is under way: a folder of segments, each a file that holds some draws that follow one another. A
/// segment is there as a whole or not at all, and says itself whether it is sound, so that a run that was killed goes
/// on from those that are. Functions are thread-safe as long as no two write the same segment.

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace suasion::storage {

/// A segment that is whole and sound.
struct Segment {
  std::uint64_t first = 0;  ///< its first draw
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
  std::filesystem::path path = {};
};

struct SegmentList {
  std::vector<Segment> sound = {};                  ///< by first draw
  std::vector<std::filesystem::path> damaged = {};  ///< cut short or changed; best deleted and drawn again
};

/// Segment of draws as it is in memory.
struct SegmentValues {
  Segment segment = {};
  std::vector<double> values = {};  ///< [columns][rows]
};

/// Writes draws `first` to `first + rows` durably, replacing a segment that begins with the same draw. @param folder
/// exists. @param values [columns][rows]; NaNs keep their bits. @throws std::system_error.
void write_segment(const std::filesystem::path& folder, std::uint64_t first, std::uint64_t rows,
                   std::span<const double> values);

/// The segments of a folder, each looked through to its checksum, one in memory at a time. Other files are passed over.
/// @throws std::system_error where the folder or a file cannot be read.
[[nodiscard]] SegmentList list_segments(const std::filesystem::path& folder);

/// The files of a folder that are segments by their names, by first draw, not opened. @throws std::system_error.
[[nodiscard]] std::vector<std::filesystem::path> segment_files(const std::filesystem::path& folder);

/// @throws std::system_error (DrawsFlaw::damaged where the file is not sound).
[[nodiscard]] SegmentValues read_segment(const std::filesystem::path& path);

}  // namespace suasion::storage
