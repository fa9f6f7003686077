#include "suasion/storage/draws_netcdf.hpp"

#include <fmt/format.h>
#include <netcdf.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/storage/draws_handle.hpp"
#include "suasion/storage/draws_layout.hpp"
#include "suasion/storage/draws_spool.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_chunk = 16384;  ///< draws; a chunk of one column is then 128 KiB
constexpr std::size_t least_chunk = 256;   ///< draws; smaller ones cost more in bookkeeping than they save
constexpr std::size_t buffer_size = std::size_t{1} << 28U;  ///< bytes, for a chunk of every column

/// Draws that are packed together: as many as fit the buffer, by powers of two.
std::size_t chunk_draws(const DrawsHeader& header) {
  std::size_t chunk = most_chunk;
  while (chunk > least_chunk && chunk * columns(header) * sizeof(double) > buffer_size) {
    chunk /= 2;
  }
  return static_cast<std::size_t>(std::min<std::uint64_t>(chunk, header.draws));
}

class Writer {
 public:
  Writer(const fs::path& path, const DrawsHeader& header)
      : columns_(draw_columns(header)),
        chunk_(chunk_draws(header)),
        file_(path, NetcdfHandle::Purpose::write),
        variables_(define_draws(file_, header, chunk_)),
        buffer_(chunk_ * columns_.size()) {}

  /// Takes the draws that follow those of the last call. @param values [columns][rows].
  void append(std::span<const double> values, std::size_t rows, const DrawsWritten& written) {
    for (std::size_t done = 0; done < rows;) {
      const std::size_t count = std::min(rows - done, chunk_ - held_);
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::copy_n(values.data() + c * rows + done, count, buffer_.data() + c * chunk_ + held_);
      }
      held_ += count;
      done += count;
      if (held_ == chunk_) {
        flush(written);
      }
    }
  }

  /// The draws taken so far.
  [[nodiscard]] std::uint64_t taken() const { return first_ + held_; }

  void finish(const DrawsWritten& written) {
    if (held_ > 0) {
      flush(written);
    }
    file_.close();
  }

 private:
  void flush(const DrawsWritten& written) {
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      write(columns_[c], std::span(buffer_).subspan(c * chunk_, held_));
    }
    first_ += held_;
    held_ = 0;
    if (written) {
      written(first_);
    }
  }

  void write(const DrawColumn& column, std::span<double> values) {
    const NetcdfVariable& target = variables_[column.variable];
    std::vector<std::size_t> start = {0, first_};
    std::vector<std::size_t> count = {1, values.size()};
    start.insert(start.end(), column.index.begin(), column.index.end());
    count.resize(start.size(), 1);
    errno = 0;
    if (target.type == DrawType::real) {
      std::replace_if(
          values.begin(), values.end(), [](double value) { return std::isnan(value); },
          std::numeric_limits<double>::quiet_NaN());  // one NaN for all, whatever made it
      file_.check(nc_put_vara_double(target.group, target.variable, start.data(), count.data(), values.data()));
      return;
    }
    flags_.resize(values.size());
    std::transform(values.begin(), values.end(), flags_.begin(), [](double value) {
      base::require(value == 0 || value == 1 || std::isnan(value), "a flag of a draw is 0, 1 or missing");
      return std::isnan(value) ? missing_flag : static_cast<signed char>(value);
    });
    file_.check(nc_put_vara_schar(target.group, target.variable, start.data(), count.data(), flags_.data()));
  }

  std::vector<DrawColumn> columns_;
  std::size_t chunk_;
  NetcdfHandle file_;
  std::vector<NetcdfVariable> variables_;
  std::vector<double> buffer_;  ///< [columns][chunk], of which `held_` draws from `first_` on wait to be written
  std::uint64_t first_ = 0;
  std::size_t held_ = 0;
  std::vector<signed char> flags_ = {};
};

/// The segments of a folder, read one after the other.
class Spool {
 public:
  explicit Spool(const fs::path& folder) : files_(segment_files(folder)) {}

  /// Sees to it that draw `first` is at hand. @return how many draws are, from there on; 0 at the end.
  std::size_t at_hand(std::uint64_t first) {
    if (used_ == now_.segment.rows && next_ < files_.size()) {
      now_ = read_segment(files_[next_++]);
      used_ = 0;
      base::require(now_.segment.first == first, "segments of draws follow one another without gap or overlap");
    }
    return now_.segment.rows - used_;
  }

  [[nodiscard]] std::size_t columns() const { return now_.segment.columns; }

  /// Takes draws out. @param to [columns][rows]
  void take(std::size_t rows, double* to) {
    for (std::size_t c = 0; c < columns(); ++c) {
      std::copy_n(now_.values.data() + c * now_.segment.rows + used_, rows, to + c * rows);
    }
    used_ += rows;
  }

 private:
  std::vector<fs::path> files_;
  std::size_t next_ = 0, used_ = 0;
  SegmentValues now_ = {};
};

void write_all(const fs::path& path, const DrawsHeader& header, std::span<const fs::path> folders,
               const DrawsWritten& written) {
  Writer writer(path, header);
  std::vector<Spool> spools(folders.begin(), folders.end());
  std::vector<double> values;
  while (writer.taken() < header.draws) {
    std::size_t rows = std::numeric_limits<std::size_t>::max();
    std::size_t width = 0;
    for (Spool& spool : spools) {
      rows = std::min(rows, spool.at_hand(writer.taken()));
      width += spool.columns();
    }
    base::require(rows > 0, "segments cover all draws of the table");
    base::require(width == columns(header), "segments of draws are as wide as the table");
    values.resize(rows * width);
    double* to = values.data();
    for (Spool& spool : spools) {
      spool.take(rows, to);
      to += rows * spool.columns();
    }
    writer.append(values, rows, written);
  }
  base::require(writer.taken() == header.draws, "segments cover no more than the draws of the table");
  writer.finish(written);
}

}  // namespace

void write_netcdf(const fs::path& path, const DrawsHeader& header, const fs::path& spool, const DrawsWritten& written) {
  write_netcdf(path, header, std::vector{spool}, written);
}

void write_netcdf(const fs::path& path, const DrawsHeader& header, const std::vector<fs::path>& spools,
                  const DrawsWritten& written) {
  require_sound(header);
  base::require(columns(header) > 0, "a table of draws has a column at least");
  replace_file_durably(path, [&](const fs::path& beside) { write_all(beside, header, spools, written); });
}

}  // namespace suasion::storage
