#pragma once
/// Tables of draws whose values are known, for the tests of what stores them.

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <vector>

#include "suasion/storage/draws.hpp"
#include "suasion/storage/draws_spool.hpp"

namespace suasion::test {

/// Inputs, outcomes, flags with gaps, and a flag without further dimensions.
inline storage::DrawsHeader draws_table(std::uint64_t draws) {
  return {.attributes = {{"title", "A small table"}, {"seed", std::int64_t{7}}, {"level", 0.25}},
          .draws = draws,
          .variables = {{.group = "prior",
                         .name = "inputs",
                         .long_name = "uncertain inputs",
                         .units = "1",
                         .dimensions = {{"input", {"issues.depth.positions.RUS", "issues.depth.positions.BLR"}}}},
                        {.group = "prior_predictive",
                         .name = "outcomes",
                         .long_name = "outcome of each issue by each model",
                         .dimensions = {{"outcome", {"depth@scholz2011", "depth@compromise", "Größe@median"}}}},
                        {.group = "prior_predictive",
                         .name = "answers",
                         .long_name = "answers to questions",
                         .type = storage::DrawType::flag,
                         .dimensions = {{"world", {"main", "rival"}}, {"question", {"war", "coup"}}}},
                        {.group = "sample_stats", .name = "valid", .type = storage::DrawType::flag}}};
}

/// What column `c` of that table has in a draw.
inline double draws_value(std::size_t c, std::uint64_t draw) {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  if (c < 5) {
    return c == 3 && draw % 10 == 3 ? missing : static_cast<double>((draw * 37 + c * 11) % 101) / 7;
  }
  return c == 6 && draw % 5 == 1 ? missing : static_cast<double>((draw + c) % (c == 9 ? 1000 : 3) == 0 ? 1 : 0);
}

/// Values of some draws as segments have them.
inline std::vector<double> draws_values(const storage::DrawsHeader& header, std::uint64_t first, std::uint64_t rows) {
  std::vector<double> values;
  for (std::size_t c = 0; c < storage::columns(header); ++c) {
    for (std::uint64_t draw = first; draw < first + rows; ++draw) {
      values.push_back(draws_value(c, draw));
    }
  }
  return values;
}

/// Writes the whole table in segments of some rows.
inline void spool_draws(const std::filesystem::path& folder, const storage::DrawsHeader& header, std::uint64_t rows) {
  std::filesystem::create_directories(folder);
  for (std::uint64_t first = 0; first < header.draws; first += rows) {
    const std::uint64_t count = std::min(rows, header.draws - first);
    storage::write_segment(folder, first, count, draws_values(header, first, count));
  }
}

}  // namespace suasion::test
