#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <numeric>

#include "../../support/temporary_folder.hpp"
#include "../rapidcheck_doctest.hpp"
#include "suasion/storage/draws_netcdf.hpp"
#include "suasion/storage/draws_reader.hpp"
#include "suasion/storage/draws_spool.hpp"
#include "suasion/storage/file.hpp"

using namespace suasion;

namespace {

/// A header with all kinds of variables: some without dimensions, some with labels that are odd or none.
storage::DrawsHeader any_header() {
  static const std::vector<std::string> groups = {"prior", "prior_predictive", "sample_stats"};
  storage::DrawsHeader header = {.draws = *rc::gen::inRange<std::uint64_t>(1, 700)};
  const int variables = *rc::gen::inRange(1, 6);
  for (int v = 0; v < variables; ++v) {
    storage::DrawVariable variable = {
        .group = *rc::gen::elementOf(groups),
        .name = "v" + std::to_string(v),
        .units = *rc::gen::element<std::string>("", "1", "m s-1"),
        .type = *rc::gen::arbitrary<bool>() ? storage::DrawType::real : storage::DrawType::flag};
    const int dimensions = *rc::gen::inRange(0, 3);
    for (int d = 0; d < dimensions; ++d) {
      const auto part = rc::gen::element<std::string>("a", "Z", "@", ".", ",", " ", "[", "/", "\"", "é", "Ж");
      const auto label = rc::gen::map(rc::gen::container<std::vector<std::string>>(part), [](const auto& parts) {
        return std::accumulate(parts.begin(), parts.end(), std::string());
      });
      variable.dimensions.push_back({"d" + std::to_string(v) + std::to_string(d),
                                     *rc::gen::resize(4, rc::gen::container<std::vector<std::string>>(label))});
    }
    header.variables.push_back(variable);
  }
  header.variables.push_back({.group = "sample_stats", .name = "always"});  // a column at least
  return header;
}

/// [columns][draws]; any bits for numbers, 0, 1 and missing for flags.
std::vector<std::vector<double>> any_values(const storage::DrawsHeader& header) {
  std::vector<std::vector<double>> values;
  for (const storage::DrawColumn& place : storage::draw_columns(header)) {
    const bool real = header.variables[place.variable].type == storage::DrawType::real;
    const auto number =
        rc::gen::map(rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()), [real](std::uint64_t bits) {
          return real ? std::bit_cast<double>(bits) : bits % 3 == 2 ? std::nan("") : static_cast<double>(bits % 3);
        });
    values.push_back(*rc::gen::resize(1000, rc::gen::container<std::vector<double>>(header.draws, number)));
  }
  return values;
}

/// Writes the values in segments of any length.
void spool_any(const std::filesystem::path& folder, const std::vector<std::vector<double>>& values) {
  std::filesystem::create_directory(folder);
  const std::size_t draws = values.front().size();
  for (std::size_t first = 0; first < draws;) {
    const std::size_t rows = std::min(*rc::gen::inRange<std::size_t>(1, 300), draws - first);
    std::vector<double> segment;
    for (const std::vector<double>& column : values) {
      segment.insert(segment.end(), column.begin() + static_cast<std::ptrdiff_t>(first),
                     column.begin() + static_cast<std::ptrdiff_t>(first + rows));
    }
    storage::write_segment(folder, first, rows, segment);
    first += rows;
  }
}

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

}  // namespace

TEST_CASE("any table of draws comes back as it was, with the same bytes however it was cut into segments") {
  test::check("draws round trip", [] {
    const storage::DrawsHeader header = any_header();
    const auto values = any_values(header);
    const test::TemporaryFolder folder;
    std::string bytes;
    for (const char* name : {"a", "b"}) {
      spool_any(folder.path() / name, values);
      storage::write_netcdf(folder.path() / "draws.nc", header, folder.path() / name);
      const std::string now = storage::read_file(folder.path() / "draws.nc");
      RC_ASSERT(bytes.empty() || bytes == now);
      bytes = now;
    }
    const storage::DrawsReader reader(folder.path() / "draws.nc");
    RC_ASSERT(reader.header().draws == header.draws);
    RC_ASSERT(reader.places().size() == values.size());
    const auto names_of = [](const storage::DrawsHeader& table) {
      std::vector<std::string> names;
      for (const storage::DrawColumn& place : storage::draw_columns(table)) {
        names.push_back(storage::full_name(table, place));
      }
      return names;
    };
    // groups come back one after the other: columns are found by name
    const std::vector<std::string> written = names_of(header);
    const std::vector<std::string> read = names_of(reader.header());
    for (std::size_t c = 0; c < values.size(); ++c) {
      const auto before = written.begin() + static_cast<std::ptrdiff_t>(c);
      const auto twin = static_cast<std::size_t>(std::count(written.begin(), before, written[c]));
      std::size_t at = 0;
      for (std::size_t seen = 0; at < read.size() && (read[at] != written[c] || seen++ < twin); ++at) {
      }
      RC_ASSERT(at < read.size());
      const std::vector<double> column = reader.column(at);
      RC_ASSERT(std::equal(column.begin(), column.end(), values[c].begin(), values[c].end(), same));
    }
  });
}
