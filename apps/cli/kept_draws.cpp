#include "kept_draws.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/report/draws_header.hpp"
#include "suasion/storage/draws_netcdf.hpp"
#include "suasion/storage/draws_spool.hpp"
#include "suasion/system/plan.hpp"
#include "system.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t segment_draws = 16'384;

fs::path spool_of(const fs::path& folder, const std::string& stage) {
  return folder / checkpoint_name / fmt::format("draws-{}", stage);
}

/// Draws first, first + 1, ..., end - 1.
ensemble::Ranges draws_of(const ensemble::Ranges& blocks, std::uint64_t draws) {
  ensemble::Ranges list;
  for (const ensemble::Range& range : blocks) {
    const std::uint64_t first = std::min(draws, range.first * model::block_draws);
    const std::uint64_t end = std::min(draws, range.end * model::block_draws);
    if (!list.empty() && list.back().end == first) {
      list.back().end = end;
    } else {
      list.push_back({first, end});
    }
  }
  return list;
}

/// Keeps the segments that lie within the draws that are done. @return whether they have all of them.
bool trim_stage(const fs::path& spool, const ensemble::Ranges& done) {
  if (!fs::is_directory(spool)) {
    return done.empty();
  }
  const storage::SegmentList list = storage::list_segments(spool);
  for (const fs::path& file : list.damaged) {
    fs::remove(file);
  }
  ensemble::Ranges held;
  for (const storage::Segment& segment : list.sound) {
    const ensemble::Range range = {segment.first, segment.first + segment.rows};
    if (ensemble::missing({range}, done).empty() && (held.empty() || held.back().end <= range.first)) {
      held.push_back(range);
    } else {
      fs::remove(segment.path);
    }
  }
  return ensemble::missing(done, held).empty();
}

}  // namespace

FolderDraws::FolderDraws(const fs::path& folder, const std::string& stage) : folder_(spool_of(folder, stage)) {}

void FolderDraws::add(std::uint64_t first, std::size_t rows, std::span<const double> columns) {
  if (rows_ > 0 && first_ + rows_ != first) {
    flush();
  }
  if (rows_ == 0) {
    first_ = first;
    columns_.assign(columns.size() / rows, {});
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const std::span<const double> column = columns.subspan(c * rows, rows);
    columns_[c].insert(columns_[c].end(), column.begin(), column.end());
  }
  rows_ += rows;
  if (rows_ >= segment_draws) {
    flush();
  }
}

void FolderDraws::flush() {
  if (rows_ == 0) {
    return;
  }
  fs::create_directories(folder_);
  std::vector<double> values;
  values.reserve(rows_ * columns_.size());
  for (const std::vector<double>& column : columns_) {
    values.insert(values.end(), column.begin(), column.end());
  }
  storage::write_segment(folder_, first_, rows_, values);
  rows_ = 0;
}

std::vector<std::string> trim_draws(const fs::path& folder, const Kept& kept, std::uint64_t draws) {
  std::vector<std::string> again;
  for (const char* stage : {issues_stage, worlds_stage}) {
    if (!trim_stage(spool_of(folder, stage), draws_of(blocks_of_stage(kept, stage), draws))) {
      again.emplace_back(stage);
      fs::remove_all(spool_of(folder, stage));
    }
  }
  return again;
}

void write_draws(const Prepared& prepared, const fs::path& folder) {
  const bool system = system::has_system(prepared.scenario);
  const ensemble::WorldsSpec worlds = system ? worlds_of_run(prepared) : ensemble::WorldsSpec();
  std::vector<fs::path> spools = {spool_of(folder, issues_stage)};
  if (system) {
    spools.push_back(spool_of(folder, worlds_stage));
  }
  storage::write_netcdf(folder / "draws.nc",
                        report::draws_header(prepared.scenario, prepared.plan, system ? &worlds : nullptr,
                                             prepared.spec, prepared.files.hash()),
                        spools);
}

}  // namespace suasion::cli
