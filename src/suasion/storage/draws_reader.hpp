#pragma once
/// Reads the NetCDF files that write_netcdf() makes.

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "suasion/storage/draws.hpp"
#include "suasion/storage/draws_handle.hpp"
#include "suasion/storage/draws_layout.hpp"

namespace suasion::storage {

/// An open table of draws. Not thread-safe, nor is anything else that uses libnetcdf at the same time.
class DrawsReader {
 public:
  /// @throws std::system_error: where the system refuses, why; else with a DrawsFlaw.
  explicit DrawsReader(const std::filesystem::path& path);

  /// What the file holds: variables group by group, in the order they were written; attributes but those that are there
  /// for other programs.
  [[nodiscard]] const DrawsHeader& header() const { return header_; }

  /// The places of all columns, as draw_columns() has them.
  [[nodiscard]] const std::vector<DrawColumn>& places() const { return places_; }

  /// Draws that are packed together: pieces that begin and end at multiples of it are the quickest to read.
  [[nodiscard]] std::size_t chunk() const { return chunk_; }

  /// Reads a column of the table from draw `first` on; flags as 0, 1 or NaN. @param out as many draws as wanted.
  /// @throws std::system_error (DrawsFlaw::damaged); InternalError where there are not as many columns or draws.
  void read(std::size_t column, std::uint64_t first, std::span<double> out) const;

  /// All draws of a column. @throws as read().
  [[nodiscard]] std::vector<double> column(std::size_t column) const;

 private:
  void read_group(int group);

  NetcdfHandle file_;
  DrawsHeader header_ = {};
  std::vector<NetcdfVariable> variables_ = {};  ///< of each of the header's
  std::vector<DrawColumn> places_ = {};
  std::size_t chunk_ = 1;
};

}  // namespace suasion::storage
