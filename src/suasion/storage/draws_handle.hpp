#pragma once
/// An open NetCDF file, for the writer and the reader of draws. libnetcdf is not thread-safe: only one thread of a
/// process at a time may use any NetCDF file.

#include <filesystem>
#include <string>

namespace suasion::storage {

class NetcdfHandle {
 public:
  enum class Purpose : bool { read, write };

  /// Opens a file to read, or makes one (replacing what is there). @throws std::system_error.
  NetcdfHandle(std::filesystem::path path, Purpose purpose);
  ~NetcdfHandle();
  NetcdfHandle(const NetcdfHandle&) = delete;
  NetcdfHandle& operator=(const NetcdfHandle&) = delete;
  NetcdfHandle(NetcdfHandle&& other) noexcept;
  NetcdfHandle& operator=(NetcdfHandle&&) = delete;

  [[nodiscard]] int id() const { return id_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// @param status what a function of libnetcdf returned. @throws std::system_error unless it is success: where the
  /// system refused, why it did (a full disk), though the libraries between us and it do not tell; a file that cannot
  /// be read is DrawsFlaw::damaged.
  void check(int status) const;

  /// Writes what is left and closes. @throws as check().
  void close();

 private:
  std::filesystem::path path_;
  Purpose purpose_;
  int id_ = -1;
};

}  // namespace suasion::storage
