#include "suasion/storage/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, std::string_view verb, const fs::path& path) {
  throw std::system_error(error, std::generic_category(), fmt::format("cannot {} '{}'", verb, path.string()));
}

/// An open file, closed at the end.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, std::string_view verb)
      : number_(open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (number_ < 0) {
      fail(errno, verb, path);
    }
  }
  ~Descriptor() { release(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int number() const { return number_; }
  /// Closes it. @return false where that failed, which some file systems do for what they could not write.
  bool release() { return number_ < 0 || close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

void write_bytes(const fs::path& path, std::string_view bytes, int flags) {
  Descriptor file(path, O_WRONLY | flags, "write");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      fail(errno, "write", path);
    }
    bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  if (!file.release()) {
    fail(errno, "write", path);
  }
}

void replace(const fs::path& path, const std::function<void(const fs::path&)>& write, bool durably) {
  const fs::path beside = unfinished(path);
  try {
    write(beside);
    if (durably) {
      sync_to_disk(beside);
    }
    fs::rename(beside, path);
  } catch (...) {
    std::error_code ignored;
    fs::remove(beside, ignored);
    throw;
  }
  if (durably) {
    sync_to_disk(path.has_parent_path() ? path.parent_path() : fs::path("."));
  }
}

}  // namespace

std::string read_file(const fs::path& path) {
  const Descriptor file(path, O_RDONLY, "read");
  std::string bytes;
  std::string buffer(1U << 16U, '\0');
  for (;;) {
    const ssize_t got = read(file.number(), buffer.data(), buffer.size());
    if (got < 0 && errno != EINTR) {
      fail(errno, "read", path);
    }
    if (got == 0) {
      return bytes;
    }
    bytes.append(buffer, 0, got > 0 ? static_cast<std::size_t>(got) : 0);
  }
}

fs::path unfinished(const fs::path& place) {
  return place.parent_path() / fmt::format(".{}.unfinished", place.filename().string());
}

void write_new(const fs::path& path, std::string_view bytes) {
  write_bytes(path, bytes, O_CREAT | O_EXCL);
}

void replace_file(const fs::path& path, std::string_view bytes) {
  replace(
      path, [&](const fs::path& beside) { write_bytes(beside, bytes, O_CREAT | O_TRUNC); }, false);
}

void replace_file_durably(const fs::path& path, std::string_view bytes) {
  replace_file_durably(path, [&](const fs::path& beside) { write_bytes(beside, bytes, O_CREAT | O_TRUNC); });
}

void replace_file_durably(const fs::path& path, const std::function<void(const fs::path&)>& write) {
  replace(path, write, true);
}

void sync_to_disk(const fs::path& path) {
  const Descriptor file(path, O_RDONLY, "open");
  if (fsync(file.number()) != 0) {
    fail(errno, "write", path);
  }
}

void sync_folder(const fs::path& folder) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    sync_to_disk(entry.path());
  }
  sync_to_disk(folder);
  sync_to_disk(folder.has_parent_path() ? folder.parent_path() : fs::path("."));
}

}  // namespace suasion::storage
