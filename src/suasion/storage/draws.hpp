#pragma once
/// What a table of draws holds: a row per draw, and in it the elements of variables, which have names, labels and
/// units. The table is kept as segments while a run is under way (draws_spool.hpp), then as NetCDF-4
/// (draws_netcdf.hpp).

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace suasion::storage {

enum class DrawType : std::uint8_t {
  real,  ///< a double; NaN where there is none
  flag   ///< 0 or 1; NaN where there is none
};

/// An axis of a variable besides the draws, with a label for each place along it.
struct DrawDimension {
  std::string name = {};                 ///< e.g. "input"; letters, digits and underscores
  std::vector<std::string> labels = {};  ///< any UTF-8 text
};

/// A quantity of each draw: one number, or a labelled array of them.
struct DrawVariable {
  std::string group = {};      ///< of the ArviZ schema: "prior", "prior_predictive", "sample_stats", ...
  std::string name = {};       ///< differs from the names of all dimensions of its group
  std::string long_name = {};  ///< what it is, in words
  std::string units = {};      ///< as UDUNITS writes them, "1" for a pure number; empty where elements differ in theirs
  DrawType type = DrawType::real;
  std::vector<DrawDimension> dimensions = {};  ///< the last one runs fastest
};

/// A fact about the whole table.
struct DrawAttribute {
  std::string name = {};
  std::variant<std::string, std::int64_t, double> value = {};
};

struct DrawsHeader {
  std::vector<DrawAttribute> attributes = {};
  std::uint64_t draws = 0;
  std::vector<DrawVariable> variables = {};
};

/// Where a column of the table stands: a row is the elements of the first variable, then those of the second, ...
struct DrawColumn {
  std::size_t variable = 0;             ///< in header.variables
  std::vector<std::size_t> index = {};  ///< along each of the variable's dimensions
};

/// How many numbers the variable has in each draw; 1 without dimensions, 0 where one of them has no labels.
[[nodiscard]] std::size_t elements(const DrawVariable& variable);

/// How many numbers a draw has.
[[nodiscard]] std::size_t columns(const DrawsHeader& header);

/// The place of every column, in order.
[[nodiscard]] std::vector<DrawColumn> draw_columns(const DrawsHeader& header);

/// The labels of a column, with commas between them; the name of a variable without dimensions.
[[nodiscard]] std::string short_name(const DrawsHeader& header, const DrawColumn& column);

/// "GROUP/VARIABLE[LABELS]", or "GROUP/VARIABLE".
[[nodiscard]] std::string full_name(const DrawsHeader& header, const DrawColumn& column);

/// @throws InternalError where names are empty or collide, one dimension of a group has two sets of labels, or there
/// are no draws.
void require_sound(const DrawsHeader& header);

}  // namespace suasion::storage
