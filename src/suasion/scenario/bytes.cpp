#include "suasion/scenario/bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

namespace {

constexpr std::uintmax_t most_bytes = std::uintmax_t{64} << 20U;  // 64 MiB; a scenario is written by people

/// Index of the first byte that is not part of valid UTF-8.
std::size_t first_bad_byte(std::string_view bytes) {
  // Lines are short, so look for the bad line first and then for the byte in it.
  std::size_t start = 0;
  while (start < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    if (!base::is_utf8(bytes.substr(start, end - start))) {
      std::size_t good = 0;
      for (std::size_t length = 1; length <= end - start; ++length) {
        if (base::is_utf8(bytes.substr(start, length))) {
          good = length;
        }
      }
      return start + good;
    }
    start = end + 1;
  }
  return bytes.size();
}

}  // namespace

base::Result<std::string> bytes_of(const std::string& path, const Asker& asker) {
  const auto failed = [&](std::string code, const std::string& why, std::string hint = {}) {
    return base::fail(std::move(code), fmt::format("{} '{}' {}", asker.what, asker.as, why), std::move(hint),
                      asker.where);
  };
  const std::string code = asker.where.line > 0 ? "S007" : "S001";
  std::error_code problem;
  const std::filesystem::file_status status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) {
    return failed(code, "does not exist", asker.where.line > 0 ? "its place is relative to the scenario file" : "");
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return failed(code, "is a folder", asker.folder_hint);
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    return failed(code, fmt::format("cannot be read: {}", std::generic_category().message(errno)));
  }
  std::string bytes;
  constexpr std::size_t chunk = std::size_t{1} << 16U;
  std::string buffer(chunk, '\0');
  while (const std::size_t got = std::fread(buffer.data(), 1, chunk, file.get())) {
    bytes.append(buffer, 0, got);
    if (bytes.size() > most_bytes) {
      return failed("S004", "is larger than 64 MiB, which no scenario needs");
    }
  }
  if (std::ferror(file.get()) != 0) {
    return failed(code, fmt::format("cannot be read: {}", std::generic_category().message(errno)));
  }
  return bytes;
}

Place place_at(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, std::min(offset, bytes.size()));
  const std::size_t line_end = before.rfind('\n');
  const std::string_view line = before.substr(line_end == std::string_view::npos ? 0 : line_end + 1);
  Place place;
  place.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  place.column = static_cast<std::uint32_t>(1 + std::count_if(line.begin(), line.end(), [](char c) {
                                              return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                                            }));
  place.end_line = place.line;
  place.end_column = place.column;
  return place;
}

std::optional<base::Diagnostics> not_utf8(std::string_view bytes, const std::string& as) {
  if (base::is_utf8(bytes)) {
    return {};
  }
  const std::size_t at = first_bad_byte(bytes);
  const Place place = place_at(bytes, at);
  return base::Diagnostics{{base::Severity::error,
                            "S002",
                            {.file = as, .line = place.line, .column = place.column},
                            fmt::format("this is not UTF-8 text: byte {} is 0x{:02X}", at,
                                        static_cast<unsigned>(static_cast<unsigned char>(bytes[at]))),
                            "save the file as UTF-8"}};
}

}  // namespace suasion::scenario
