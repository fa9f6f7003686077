#include "suasion/storage/draws_flaw.hpp"

#include <netcdf.h>

namespace suasion::storage {

namespace {

class DrawsCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "draws"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<DrawsFlaw>(code)) {
      case DrawsFlaw::damaged:
        return "it is damaged, or was cut short";
      case DrawsFlaw::not_netcdf:
        return "it is not a NetCDF file";
      case DrawsFlaw::not_ours:
        return "it is a NetCDF file, but holds no draws that suasion wrote";
      case DrawsFlaw::newer:
        return "it was written by a later suasion";
    }
    return "unknown flaw";
  }
};

class NetcdfCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "netcdf"; }
  [[nodiscard]] std::string message(int code) const override { return nc_strerror(code); }
};

}  // namespace

const std::error_category& draws_category() {
  static const DrawsCategory category;
  return category;
}

const std::error_category& netcdf_category() {
  static const NetcdfCategory category;
  return category;
}

std::error_code make_error_code(DrawsFlaw flaw) {
  return {static_cast<int>(flaw), draws_category()};
}

}  // namespace suasion::storage
