#include "suasion/storage/draws_spool.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "suasion/base/hash.hpp"
#include "suasion/base/result.hpp"
#include "suasion/storage/draws_flaw.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

// A segment: magic, then version, first draw, rows, columns and checksum as numbers of 64 bits, lowest byte first, then
// the values, column by column, as zlib packs their bytes: all lowest bytes, then all second ones, ...
constexpr std::string_view magic = "suasiond";
constexpr std::uint64_t version = 1;
constexpr std::size_t word = sizeof(std::uint64_t);
constexpr std::size_t checksum_at = magic.size() + 4 * word;
constexpr std::size_t head_size = checksum_at + word;
constexpr std::string_view extension = ".segment";
constexpr int digits = 15;
constexpr int bits = 8;
constexpr std::uint64_t byte_mask = 0xFF;
constexpr std::uint64_t expansion = 1100;                    ///< zlib makes nothing smaller than by a factor of 1032
constexpr std::size_t most_at_once = std::size_t{1} << 30U;  ///< zlib counts in 32 bits
static_assert(std::numeric_limits<double>::is_iec559 && sizeof(double) == word);

void append(std::string& bytes, std::uint64_t number) {
  for (std::size_t b = 0; b < word; ++b) {
    bytes.push_back(static_cast<char>(number >> (bits * b) & byte_mask));
  }
}

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t b = 0; b < word; ++b) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[at + b])} << (bits * b);
  }
  return number;
}

/// Of all that is not the checksum itself.
std::uint64_t checksum(std::string_view bytes) {
  const std::uint64_t head = base::hash64(bytes.substr(0, checksum_at));
  return head ^ base::hash64(bytes.substr(head_size));
}

/// The bytes of numbers by their place in the number: exponents side by side pack well.
std::string shuffled(std::span<const double> values) {
  std::string bytes(values.size() * word, '\0');
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto number = std::bit_cast<std::uint64_t>(values[i]);
    for (std::size_t b = 0; b < word; ++b) {
      bytes[b * values.size() + i] = static_cast<char>(number >> (bits * b) & byte_mask);
    }
  }
  return bytes;
}

std::vector<double> unshuffled(std::string_view bytes) {
  std::vector<double> values(bytes.size() / word);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::uint64_t number = 0;
    for (std::size_t b = 0; b < word; ++b) {
      number |= std::uint64_t{static_cast<unsigned char>(bytes[b * values.size() + i])} << (bits * b);
    }
    values[i] = std::bit_cast<double>(number);
  }
  return values;
}

// zlib's interface is of bytes without a sign.
const Bytef* raw(const char* bytes) {
  return reinterpret_cast<const Bytef*>(bytes);
}
Bytef* raw(char* bytes) {
  return reinterpret_cast<Bytef*>(bytes);
}

fs::path segment_path(const fs::path& folder, std::uint64_t first) {
  return folder / fmt::format("{:0{}}{}", first, digits, extension);
}

/// Packs a text behind a head of some bytes. Of zlib's ways to look for repetition it takes runs alone: the bytes of
/// numbers have hardly any other, and looking for it takes three times as long.
std::string packed(const std::string& plain, std::string bytes) {
  z_stream stream = {};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS, MAX_MEM_LEVEL, Z_RLE) != Z_OK) {
    throw std::bad_alloc();
  }
  std::array<char, 1U << 16U> piece = {};
  std::size_t taken = 0;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    if (stream.avail_in == 0 && taken < plain.size()) {
      stream.next_in = const_cast<Bytef*>(raw(plain.data() + taken));  // which it does not write to
      stream.avail_in = static_cast<uInt>(std::min(plain.size() - taken, most_at_once));
      taken += stream.avail_in;
    }
    stream.next_out = raw(piece.data());
    stream.avail_out = piece.size();
    state = deflate(&stream, taken == plain.size() ? Z_FINISH : Z_NO_FLUSH);
    bytes.append(piece.data(), piece.size() - stream.avail_out);
  }
  deflateEnd(&stream);
  return bytes;
}

/// The head of a segment whose bytes are as they were written.
std::optional<Segment> sound_head(const fs::path& path, std::string_view bytes) {
  if (bytes.size() < head_size || !bytes.starts_with(magic) || number_at(bytes, magic.size()) != version ||
      checksum(bytes) != number_at(bytes, checksum_at)) {
    return std::nullopt;
  }
  const Segment segment = {number_at(bytes, magic.size() + word), number_at(bytes, magic.size() + 2 * word),
                           number_at(bytes, magic.size() + 3 * word), path};
  const std::uint64_t most = (bytes.size() - head_size) * expansion;
  const bool possible = segment.rows > 0 && segment.columns > 0 && segment.rows <= most / segment.columns;
  return possible && path.filename() == segment_path({}, segment.first) ? std::optional(segment) : std::nullopt;
}

}  // namespace

void write_segment(const fs::path& folder, std::uint64_t first, std::uint64_t rows, std::span<const double> values) {
  base::require(rows > 0 && !values.empty() && values.size() % rows == 0, "a segment of draws is a whole table");
  std::string bytes(magic);
  for (const std::uint64_t number : {version, first, rows, values.size() / rows}) {
    append(bytes, number);
  }
  append(bytes, 0);  // the checksum's place
  bytes = packed(shuffled(values), std::move(bytes));
  std::string sum;
  append(sum, checksum(bytes));
  bytes.replace(checksum_at, word, sum);
  replace_file_durably(segment_path(folder, first), bytes);
}

std::vector<fs::path> segment_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(extension) && !name.starts_with('.')) {
      files.push_back(entry.path());
    }
  }
  // by number: names grow longer beyond the digits that are padded
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    const std::string left = a.filename().string();
    const std::string right = b.filename().string();
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  return files;
}

SegmentList list_segments(const fs::path& folder) {
  SegmentList list;
  for (const fs::path& path : segment_files(folder)) {
    const std::string bytes = read_file(path);
    if (const std::optional<Segment> segment = sound_head(path, bytes)) {
      list.sound.push_back(*segment);
    } else {
      list.damaged.push_back(path);
    }
  }
  return list;
}

SegmentValues read_segment(const fs::path& path) {
  const std::string bytes = read_file(path);
  const auto damaged = [&] {
    return std::system_error(DrawsFlaw::damaged, fmt::format("cannot read '{}'", path.string()));
  };
  const std::optional<Segment> segment = sound_head(path, bytes);
  if (!segment) {
    throw damaged();
  }
  std::string plain(segment->rows * segment->columns * word, '\0');
  uLongf size = plain.size();
  const int failed = uncompress(raw(plain.data()), &size, raw(bytes.data() + head_size), bytes.size() - head_size);
  if (failed == Z_MEM_ERROR) {
    throw std::bad_alloc();
  }
  if (failed != Z_OK || size != plain.size()) {
    throw damaged();
  }
  return {*segment, unshuffled(plain)};
}

}  // namespace suasion::storage
