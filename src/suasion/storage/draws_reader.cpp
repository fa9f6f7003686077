#include "suasion/storage/draws_reader.hpp"

#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "suasion/base/result.hpp"
#include "suasion/storage/draws_flaw.hpp"

namespace suasion::storage {

namespace {

using Name = std::array<char, NC_MAX_NAME + 1>;

constexpr int sample_dimensions = 2;  ///< chain and draw
constexpr std::array<std::string_view, 4> for_others = {"Conventions", library_attribute, "inference_library_version",
                                                        layout_attribute};

[[noreturn]] void refuse(const NetcdfHandle& file, DrawsFlaw flaw) {
  throw std::system_error(flaw, fmt::format("cannot read '{}'", file.path().string()));
}

/// The value of an attribute; none where it is missing or of a kind that we do not write.
std::optional<DrawAttribute> attribute(const NetcdfHandle& file, int group, int variable, const char* name) {
  nc_type type = NC_NAT;
  std::size_t length = 0;
  const int status = nc_inq_att(group, variable, name, &type, &length);
  if (status == NC_ENOTATT) {
    return std::nullopt;
  }
  file.check(status);
  if (type == NC_CHAR) {
    std::string text(length, '\0');
    file.check(nc_get_att_text(group, variable, name, text.data()));
    return DrawAttribute{name, text};
  }
  if (length != 1) {
    return std::nullopt;
  }
  if (type == NC_INT64 || type == NC_INT) {
    long long whole = 0;
    file.check(nc_get_att_longlong(group, variable, name, &whole));
    return DrawAttribute{name, std::int64_t{whole}};
  }
  double number = 0;
  if (type == NC_DOUBLE) {
    file.check(nc_get_att_double(group, variable, name, &number));
    return DrawAttribute{name, number};
  }
  return std::nullopt;
}

std::string text_of(const NetcdfHandle& file, int group, int variable, const char* name) {
  const std::optional<DrawAttribute> found = attribute(file, group, variable, name);
  const auto* text = found ? std::get_if<std::string>(&found->value) : nullptr;
  return text != nullptr ? *text : std::string();
}

/// @throws std::system_error unless suasion wrote the file, in a layout that we know.
void check_origin(const NetcdfHandle& file) {
  const std::optional<DrawAttribute> layout = attribute(file, file.id(), NC_GLOBAL, layout_attribute);
  const auto* version = layout ? std::get_if<std::int64_t>(&layout->value) : nullptr;
  if (version == nullptr || text_of(file, file.id(), NC_GLOBAL, library_attribute) != library_name) {
    refuse(file, DrawsFlaw::not_ours);
  }
  if (*version > layout_version) {
    refuse(file, DrawsFlaw::newer);
  }
}

std::vector<DrawAttribute> attributes_of(const NetcdfHandle& file) {
  std::vector<DrawAttribute> result;
  int count = 0;
  file.check(nc_inq_natts(file.id(), &count));
  for (int a = 0; a < count; ++a) {
    Name name = {};
    file.check(nc_inq_attname(file.id(), NC_GLOBAL, a, name.data()));
    if (std::find(for_others.begin(), for_others.end(), std::string_view(name.data())) != for_others.end()) {
      continue;
    }
    if (std::optional<DrawAttribute> found = attribute(file, file.id(), NC_GLOBAL, name.data())) {
      result.push_back(*std::move(found));
    }
  }
  return result;
}

/// A dimension with its labels. @throws std::system_error where it has none.
DrawDimension labelled(const NetcdfHandle& file, int group, int dimension) {
  Name name = {};
  std::size_t length = 0;
  file.check(nc_inq_dim(group, dimension, name.data(), &length));
  int variable = 0;
  int rank = 0;
  nc_type type = NC_NAT;
  int along = 0;
  if (nc_inq_varid(group, name.data(), &variable) != NC_NOERR) {
    refuse(file, DrawsFlaw::not_ours);
  }
  file.check(nc_inq_var(group, variable, nullptr, &type, &rank, nullptr, nullptr));
  if (type != NC_STRING || rank != 1) {
    refuse(file, DrawsFlaw::not_ours);
  }
  file.check(nc_inq_vardimid(group, variable, &along));
  if (along != dimension) {
    refuse(file, DrawsFlaw::not_ours);
  }
  std::vector<char*> texts(length, nullptr);
  file.check(nc_get_var_string(group, variable, texts.data()));
  DrawDimension result = {.name = name.data()};
  for (const char* text : texts) {
    result.labels.emplace_back(text == nullptr ? "" : text);
  }
  nc_free_string(length, texts.data());
  return result;
}

/// Sees to it that the first two dimensions are one chain and the same number of draws everywhere.
void check_samples(const NetcdfHandle& file, int group, const std::vector<int>& dimensions, std::uint64_t& draws) {
  constexpr std::array<std::string_view, sample_dimensions> names = {"chain", "draw"};
  for (std::size_t d = 0; d < sample_dimensions; ++d) {
    Name name = {};
    std::size_t length = 0;
    file.check(nc_inq_dim(group, dimensions[d], name.data(), &length));
    const std::size_t expected = d == 0 ? 1 : draws == 0 ? length : draws;
    if (names[d] != name.data() || length != expected || length == 0) {
      refuse(file, DrawsFlaw::not_ours);
    }
    draws = d == 1 ? length : draws;
  }
}

}  // namespace

DrawsReader::DrawsReader(const std::filesystem::path& path) : file_(path, NetcdfHandle::Purpose::read) {
  check_origin(file_);
  header_.attributes = attributes_of(file_);
  int count = 0;
  file_.check(nc_inq_grps(file_.id(), &count, nullptr));
  std::vector<int> groups(static_cast<std::size_t>(count));
  file_.check(nc_inq_grps(file_.id(), nullptr, groups.data()));
  for (const int group : groups) {
    read_group(group);
  }
  if (header_.variables.empty()) {
    refuse(file_, DrawsFlaw::not_ours);
  }
  places_ = draw_columns(header_);
}

void DrawsReader::read_group(int group) {
  Name group_name = {};
  file_.check(nc_inq_grpname(group, group_name.data()));
  int count = 0;
  file_.check(nc_inq_nvars(group, &count));
  for (int v = 0; v < count; ++v) {
    Name name = {};
    nc_type type = NC_NAT;
    int rank = 0;
    file_.check(nc_inq_var(group, v, name.data(), &type, &rank, nullptr, nullptr));
    if (rank < sample_dimensions) {
      continue;  // coordinates
    }
    if (type != NC_DOUBLE && type != NC_BYTE) {
      refuse(file_, DrawsFlaw::not_ours);
    }
    std::vector<int> dimensions(static_cast<std::size_t>(rank));
    file_.check(nc_inq_vardimid(group, v, dimensions.data()));
    check_samples(file_, group, dimensions, header_.draws);
    DrawVariable variable = {.group = group_name.data(),
                             .name = name.data(),
                             .long_name = text_of(file_, group, v, "long_name"),
                             .units = text_of(file_, group, v, "units"),
                             .type = type == NC_DOUBLE ? DrawType::real : DrawType::flag};
    for (std::size_t d = sample_dimensions; d < dimensions.size(); ++d) {
      variable.dimensions.push_back(labelled(file_, group, dimensions[d]));
    }
    std::vector<std::size_t> chunks(dimensions.size(), 1);
    file_.check(nc_inq_var_chunking(group, v, nullptr, chunks.data()));
    chunk_ = std::max<std::size_t>(chunks[1], 1);
    variables_.push_back({group, v, variable.type});
    header_.variables.push_back(std::move(variable));
  }
}

void DrawsReader::read(std::size_t column, std::uint64_t first, std::span<double> out) const {
  base::require(column < places_.size() && first <= header_.draws && out.size() <= header_.draws - first,
                "what is read of a table of draws lies in it");
  const DrawColumn& place = places_[column];
  const NetcdfVariable& source = variables_[place.variable];
  std::vector<std::size_t> start = {0, first};
  std::vector<std::size_t> count = {1, out.size()};
  start.insert(start.end(), place.index.begin(), place.index.end());
  count.resize(start.size(), 1);
  file_.check(nc_get_vara_double(source.group, source.variable, start.data(), count.data(), out.data()));
  if (source.type == DrawType::flag) {
    std::replace(out.begin(), out.end(), double{missing_flag}, std::numeric_limits<double>::quiet_NaN());
  }
}

std::vector<double> DrawsReader::column(std::size_t column) const {
  std::vector<double> values(header_.draws);
  read(column, 0, values);
  return values;
}

}  // namespace suasion::storage
