// Writes a known table of draws as NetCDF-4 and prints, as JSON, what is in it, for other programs to find there again.
// usage: draws_tool FILE DRAWS ROWS_OF_A_SEGMENT
#include <cmath>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <nlohmann/json.hpp>

#include "../../support/draws_table.hpp"
#include "../../support/temporary_folder.hpp"
#include "suasion/storage/draws_netcdf.hpp"

namespace {

using namespace suasion;
using nlohmann::json;

/// Every column of the table; null where a draw has no value.
json columns_of(const storage::DrawsHeader& header) {
  json columns = json::array();
  const auto places = storage::draw_columns(header);
  for (std::size_t c = 0; c < places.size(); ++c) {
    const storage::DrawVariable& variable = header.variables[places[c].variable];
    json labels = json::array();
    for (std::size_t d = 0; d < places[c].index.size(); ++d) {
      labels.push_back(variable.dimensions[d].labels[places[c].index[d]]);
    }
    json values = json::array();
    for (std::uint64_t draw = 0; draw < header.draws; ++draw) {
      const double value = test::draws_value(c, draw);
      values.push_back(std::isnan(value) ? json() : json(value));
    }
    columns.push_back({{"group", variable.group}, {"name", variable.name}, {"labels", labels}, {"values", values}});
  }
  return columns;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 4) {
      std::cerr << "usage: draws_tool FILE DRAWS ROWS_OF_A_SEGMENT\n";
      return 2;
    }
    const storage::DrawsHeader header = test::draws_table(std::strtoull(argv[2], nullptr, 10));
    const test::TemporaryFolder spool;
    test::spool_draws(spool.path(), header, std::strtoull(argv[3], nullptr, 10));
    storage::write_netcdf(argv[1], header, spool.path());
    std::cout << columns_of(header) << "\n";
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
