#pragma once
/// What may be wrong with files of draws, as codes of std::system_error.

#include <string>
#include <system_error>

namespace suasion::storage {

enum class DrawsFlaw : int {
  damaged = 1,  ///< it began well, but is cut short or was changed
  not_netcdf,   ///< neither NetCDF-4 nor NetCDF of old
  not_ours,     ///< NetCDF, but not a table of draws of suasion
  newer         ///< of a later suasion, laid out in a way unknown to this one
};

/// The category of DrawsFlaw; its messages go on from "cannot read 'FILE': ".
[[nodiscard]] const std::error_category& draws_category();

/// The category of codes of libnetcdf.
[[nodiscard]] const std::error_category& netcdf_category();

[[nodiscard]] std::error_code make_error_code(DrawsFlaw flaw);

}  // namespace suasion::storage

template <>
struct std::is_error_code_enum<suasion::storage::DrawsFlaw> : std::true_type {};
