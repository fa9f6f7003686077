#pragma once
/// How a table of draws lies in a NetCDF file: names that writer and reader share, and the making of an empty one.

#include <vector>

#include "suasion/storage/draws.hpp"
#include "suasion/storage/draws_handle.hpp"

namespace suasion::storage {

inline constexpr const char* library_attribute = "inference_library";  ///< as ArviZ's schema names it
inline constexpr const char* library_name = "suasion";
inline constexpr const char* layout_attribute = "suasion_draws_layout";  ///< counts changes that old readers trip over
inline constexpr int layout_version = 1;
inline constexpr signed char missing_flag = -1;

/// A variable as it is in the file.
struct NetcdfVariable {
  int group = 0;
  int variable = 0;
  DrawType type = DrawType::real;
};

/// Makes groups, dimensions, coordinates, attributes and empty variables. @param chunk draws that are packed together.
/// @return of each variable of the header; nothing is made for those without elements. @throws std::system_error.
[[nodiscard]] std::vector<NetcdfVariable> define_draws(const NetcdfHandle& file, const DrawsHeader& header,
                                                       std::size_t chunk);

}  // namespace suasion::storage
