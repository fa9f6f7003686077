#include "suasion/storage/draws_layout.hpp"

#include <netcdf.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <map>
#include <numeric>

#include "suasion/base/version.hpp"

namespace suasion::storage {

namespace {

constexpr std::size_t most_coordinates = 16384;  ///< numbers of draws packed together
constexpr int deflate_level = 1;  ///< higher ones take several times as long for some hundredths of the size

/// A dimension in its group, with the variable that holds its coordinates.
struct Axis {
  int group = 0;
  int dimension = 0;
  int variable = 0;
  const std::vector<std::string>* labels = nullptr;  ///< numbers from 0 where there are none
  std::size_t length = 0;
};

/// Of one group, by name.
using Axes = std::map<std::string, Axis>;

class Layout {
 public:
  Layout(const NetcdfHandle& file, const DrawsHeader& header, std::size_t chunk)
      : file_(file), header_(header), chunk_(chunk) {}

  std::vector<NetcdfVariable> define() {
    errno = 0;
    put_text(file_.id(), NC_GLOBAL, "Conventions", "CF-1.8");
    put_library(file_.id());
    check(nc_put_att_int(file_.id(), NC_GLOBAL, layout_attribute, NC_INT, 1, &layout_version));
    for (const DrawAttribute& attribute : header_.attributes) {
      put(attribute);
    }
    std::vector<NetcdfVariable> made;
    for (const DrawVariable& variable : header_.variables) {
      made.push_back(elements(variable) > 0 ? define(variable) : NetcdfVariable());
    }
    check(nc_enddef(file_.id()));
    for (const auto& [group, axes] : groups_) {
      for (const auto& [name, axis] : axes) {
        write_coordinates(axis);
      }
    }
    return made;
  }

 private:
  void check(int status) const { file_.check(status); }

  void put_text(int group, int variable, const char* name, const std::string& text) const {
    check(nc_put_att_text(group, variable, name, text.size(), text.data()));
  }

  void put_library(int group) const {
    put_text(group, NC_GLOBAL, library_attribute, library_name);
    put_text(group, NC_GLOBAL, "inference_library_version", std::string(base::version()));
  }

  void put(const DrawAttribute& attribute) const {
    const char* name = attribute.name.c_str();
    if (const auto* text = std::get_if<std::string>(&attribute.value)) {
      put_text(file_.id(), NC_GLOBAL, name, *text);
    } else if (const auto* whole = std::get_if<std::int64_t>(&attribute.value)) {
      const long long value = *whole;
      check(nc_put_att_longlong(file_.id(), NC_GLOBAL, name, NC_INT64, 1, &value));
    } else {
      check(nc_put_att_double(file_.id(), NC_GLOBAL, name, NC_DOUBLE, 1, &std::get<double>(attribute.value)));
    }
  }

  /// The group, made with its chain and draws where it is new.
  Axes& group_of(const std::string& name) {
    const auto [at, added] = groups_.try_emplace(name);
    if (added) {
      int group = 0;
      check(nc_def_grp(file_.id(), name.c_str(), &group));
      put_library(group);
      axis(at->second, group, "chain", nullptr, 1, "chain; there is only one");
      axis(at->second, group, "draw", nullptr, header_.draws, "number of the draw, from 0");
    }
    return at->second;
  }

  /// A dimension of a group, made with its coordinates where it is new.
  const Axis& axis(Axes& axes, int group, const std::string& name, const std::vector<std::string>* labels,
                   std::size_t length, const std::string& long_name) const {
    const auto [at, added] = axes.try_emplace(name);
    if (added) {
      Axis& axis = at->second;
      axis = {.group = group, .labels = labels, .length = length};
      check(nc_def_dim(group, name.c_str(), length, &axis.dimension));
      check(nc_def_var(group, name.c_str(), labels == nullptr ? NC_INT64 : NC_STRING, 1, &axis.dimension,
                       &axis.variable));
      put_text(group, axis.variable, "long_name", long_name);
      if (labels == nullptr) {
        pack(group, axis.variable, {std::min(length, most_coordinates)});
      }
    }
    return at->second;
  }

  void pack(int group, int variable, const std::vector<std::size_t>& chunks) const {
    check(nc_def_var_chunking(group, variable, NC_CHUNKED, chunks.data()));
    check(nc_def_var_deflate(group, variable, 1, 1, deflate_level));
  }

  NetcdfVariable define(const DrawVariable& variable) {
    Axes& axes = group_of(variable.group);
    NetcdfVariable target = {.group = axes.at("chain").group, .type = variable.type};
    std::vector<int> dimensions = {axes.at("chain").dimension, axes.at("draw").dimension};
    std::vector<std::size_t> chunks = {1, chunk_};
    for (const DrawDimension& dimension : variable.dimensions) {
      dimensions.push_back(
          axis(axes, target.group, dimension.name, &dimension.labels, dimension.labels.size(), dimension.name)
              .dimension);
      chunks.push_back(1);  // one column over all draws is what is read most
    }
    const bool real = variable.type == DrawType::real;
    check(nc_def_var(target.group, variable.name.c_str(), real ? NC_DOUBLE : NC_BYTE,
                     static_cast<int>(dimensions.size()), dimensions.data(), &target.variable));
    pack(target.group, target.variable, chunks);
    describe(target, variable);
    return target;
  }

  void describe(const NetcdfVariable& target, const DrawVariable& variable) const {
    if (!variable.long_name.empty()) {
      put_text(target.group, target.variable, "long_name", variable.long_name);
    }
    if (!variable.units.empty()) {
      put_text(target.group, target.variable, "units", variable.units);
    }
    if (variable.type == DrawType::real) {
      const double missing = std::numeric_limits<double>::quiet_NaN();
      check(nc_def_var_fill(target.group, target.variable, NC_FILL, &missing));
      return;
    }
    constexpr std::array<signed char, 2> values = {0, 1};
    check(nc_def_var_fill(target.group, target.variable, NC_FILL, &missing_flag));
    check(nc_put_att_schar(target.group, target.variable, "flag_values", NC_BYTE, values.size(), values.data()));
    put_text(target.group, target.variable, "flag_meanings", "no yes");
  }

  void write_coordinates(const Axis& axis) const {
    if (axis.labels != nullptr) {
      std::vector<const char*> labels;
      std::transform(axis.labels->begin(), axis.labels->end(), std::back_inserter(labels),
                     [](const std::string& label) { return label.c_str(); });
      check(nc_put_var_string(axis.group, axis.variable, labels.data()));
      return;
    }
    std::vector<long long> numbers(std::min(axis.length, most_coordinates));
    for (std::size_t first = 0; first < axis.length; first += numbers.size()) {
      numbers.resize(std::min(numbers.size(), axis.length - first));
      std::iota(numbers.begin(), numbers.end(), static_cast<long long>(first));
      const std::size_t count = numbers.size();
      check(nc_put_vara_longlong(axis.group, axis.variable, &first, &count, numbers.data()));
    }
  }

  const NetcdfHandle& file_;
  const DrawsHeader& header_;
  std::size_t chunk_;
  std::map<std::string, Axes> groups_ = {};
};

}  // namespace

std::vector<NetcdfVariable> define_draws(const NetcdfHandle& file, const DrawsHeader& header, std::size_t chunk) {
  return Layout(file, header, chunk).define();
}

}  // namespace suasion::storage
