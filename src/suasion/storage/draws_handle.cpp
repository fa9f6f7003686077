#include "suasion/storage/draws_handle.hpp"

#include <H5public.h>
#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>
#include <utility>

#include "suasion/storage/draws_flaw.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t nearly_full = 1U << 16U;  ///< bytes; HDF5 writes pieces of about this size
constexpr std::array<int, 5> of_the_disk = {ENOSPC, EDQUOT, EFBIG, EIO, EROFS};

/// What stopped a write. HDF5 says only that something did, but what the system said last is mostly still to be seen.
std::error_code write_error(int status, const fs::path& path) {
  if (std::find(of_the_disk.begin(), of_the_disk.end(), errno) != of_the_disk.end()) {
    return {errno, std::generic_category()};
  }
  std::error_code unknown;
  const fs::space_info space = fs::space(path.has_parent_path() ? path.parent_path() : fs::path("."), unknown);
  if (!unknown && space.available < nearly_full) {
    return {ENOSPC, std::generic_category()};
  }
  return status > 0 ? std::error_code(status, std::generic_category()) : std::error_code(status, netcdf_category());
}

/// HDF5 (1.10.8) clears up when the program ends, and crashes there over files that it could not write to their end.
/// All that is ours to close is closed by then.
void leave_hdf5_at_exit() {
  static const herr_t once = H5dont_atexit();
  static_cast<void>(once);
}

/// Whether the file begins as NetCDF-4 (which is HDF5) or NetCDF of old does. @throws std::system_error where it cannot
/// be read at all.
bool begins_as_netcdf(const fs::path& path) {
  const auto refuse = [&](int error) {
    throw std::system_error(error, std::generic_category(), fmt::format("cannot read '{}'", path.string()));
  };
  if (fs::is_directory(path)) {
    refuse(EISDIR);
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    refuse(errno != 0 ? errno : EIO);
  }
  std::array<char, 4> start = {};
  file.read(start.data(), start.size());
  const std::string_view found(start.data(), static_cast<std::size_t>(file.gcount()));
  return found == "\x89HDF" || found.starts_with("CDF");
}

}  // namespace

NetcdfHandle::NetcdfHandle(fs::path path, Purpose purpose) : path_(std::move(path)), purpose_(purpose) {
  if (purpose_ == Purpose::read && !begins_as_netcdf(path_)) {
    throw std::system_error(DrawsFlaw::not_netcdf, fmt::format("cannot read '{}'", path_.string()));
  }
  if (purpose_ == Purpose::write) {
    replace_file(path_, "");  // HDF5 says of whatever goes wrong here that permission is denied
  }
  leave_hdf5_at_exit();
  errno = 0;
  check(purpose_ == Purpose::read ? nc_open(path_.c_str(), NC_NOWRITE, &id_)
                                  : nc_create(path_.c_str(), NC_NETCDF4 | NC_CLOBBER, &id_));
}

NetcdfHandle::NetcdfHandle(NetcdfHandle&& other) noexcept
    : path_(std::move(other.path_)), purpose_(other.purpose_), id_(std::exchange(other.id_, -1)) {}

NetcdfHandle::~NetcdfHandle() {
  if (id_ >= 0) {
    nc_close(id_);
  }
}

void NetcdfHandle::check(int status) const {
  if (status == NC_NOERR) {
    return;
  }
  const bool reading = purpose_ == Purpose::read;
  const std::error_code why = status == NC_ENOMEM ? std::make_error_code(std::errc::not_enough_memory)
                              : !reading          ? write_error(status, path_)
                              : status > 0        ? std::error_code(status, std::generic_category())
                                                  : make_error_code(DrawsFlaw::damaged);
  throw std::system_error(why, fmt::format("cannot {} '{}'", reading ? "read" : "write", path_.string()));
}

void NetcdfHandle::close() {
  errno = 0;
  check(nc_close(std::exchange(id_, -1)));
}

}  // namespace suasion::storage
