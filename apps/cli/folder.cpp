#include "folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "kept.hpp"
#include "status.hpp"
#include "suasion/storage/file.hpp"

namespace suasion::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

Failure in_use(const fs::path& folder, std::string_view why) {
  return {bad_input, fmt::format("output folder in use: '{}' {}", folder.string(), why),
          "name another with --out, or move it away; suasion never overwrites a folder"};
}

/// Why the place is taken, or empty.
std::string taken(const fs::path& place) {
  std::error_code unreadable;
  const fs::file_status status = fs::symlink_status(place, unreadable);
  if (!fs::exists(status)) {
    return {};
  }
  if (!fs::is_directory(status)) {
    return "is not a folder";
  }
  return fs::is_empty(place, unreadable) && !unreadable ? std::string() : "is not empty";
}

/// The folder `path` names, however it is written ("out/", "./out"), as an absolute path: the command may rename it.
fs::path plain(const fs::path& path) {
  fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

std::vector<fs::path> make_parents(const fs::path& folder) {
  std::vector<fs::path> made;
  for (fs::path parent = folder.parent_path(); !parent.empty() && !fs::exists(parent); parent = parent.parent_path()) {
    made.push_back(parent);
  }
  fs::create_directories(folder.parent_path());
  return made;
}

void make_folder(const fs::path& folder) {
  constexpr mode_t mode = 0777;
  if (mkdir(folder.c_str(), mode) != 0 && errno != EEXIST) {
    fail(errno, fmt::format("cannot make folder '{}'", folder.string()));
  }
}

/// Locks a folder; -1 where another run holds it. @param make it where it is not there
int lock_folder(const fs::path& folder, bool make) {
  for (;;) {
    if (make) {
      make_folder(folder);
    }
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
      fail(errno, fmt::format("cannot open folder '{}'", folder.string()));
    }
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      close(descriptor);
      if (error == EWOULDBLOCK) {
        return -1;
      }
      fail(error, fmt::format("cannot lock folder '{}'", folder.string()));
    }
    struct stat held = {};
    struct stat there = {};
    fstat(descriptor, &held);
    if (stat(folder.c_str(), &there) == 0 && there.st_ino == held.st_ino && there.st_dev == held.st_dev) {
      return descriptor;
    }
    close(descriptor);  // its owner finished and renamed it between our two calls
  }
}

/// The folder that an unfinished one will be; any other as it is.
fs::path finished_name(const fs::path& path) {
  const std::string name = path.filename().string();
  constexpr std::string_view end = ".unfinished";
  return name.starts_with(".") && name.ends_with(end) && name.size() > end.size() + 1
             ? path.parent_path() / name.substr(1, name.size() - 1 - end.size())
             : path;
}

}  // namespace

OutputFolder OutputFolder::claim(const fs::path& wanted) {
  OutputFolder folder;
  folder.wanted_ = plain(wanted);
  if (const std::string why = taken(folder.wanted_); !why.empty()) {
    throw in_use(wanted, why);
  }
  folder.made_parents_ = make_parents(folder.wanted_);
  const fs::path unfinished = storage::unfinished(folder.wanted_);
  folder.lock_ = lock_folder(unfinished, true);
  if (folder.lock_ < 0) {
    throw in_use(wanted, "is being written by another run");
  }
  if (keeps_parts(unfinished)) {
    throw Failure(bad_input, fmt::format("output folder in use: a run into '{}' was broken off", wanted.string()),
                  fmt::format("`suasion resume {}` goes on with it; delete '{}' to begin anew", wanted.string(),
                              unfinished.string()));
  }
  for (const fs::directory_entry& left_behind : fs::directory_iterator(unfinished)) {
    fs::remove_all(left_behind.path());
  }
  folder.unfinished_ = unfinished;
  if (const std::string why = taken(folder.wanted_); !why.empty()) {  // another run finished before we had the lock
    throw in_use(wanted, why);
  }
  return folder;
}

fs::path OutputFolder::unfinished_of(const fs::path& wanted) {
  const fs::path final_place = finished_name(plain(wanted));
  fs::path unfinished = storage::unfinished(final_place);
  if (fs::is_directory(unfinished) && !fs::is_empty(unfinished)) {
    return unfinished;
  }
  return fs::is_directory(final_place) ? final_place : fs::path();
}

bool OutputFolder::is_unfinished(const fs::path& folder) {
  return finished_name(plain(folder)) != plain(folder);
}

OutputFolder OutputFolder::take_up(const fs::path& wanted) {
  const fs::path place = unfinished_of(wanted);
  if (place.empty()) {
    throw Failure(world, fmt::format("there is no run in '{}', complete or not", wanted.string()),
                  "name the folder that was given to `suasion run`, or that it named at its end");
  }
  OutputFolder folder;
  folder.wanted_ = finished_name(plain(wanted));
  const fs::path unfinished = storage::unfinished(folder.wanted_);
  folder.lock_ = lock_folder(place, false);
  if (folder.lock_ < 0) {
    throw in_use(wanted, "is being written by another run");
  }
  if (place != unfinished && rename(place.c_str(), unfinished.c_str()) != 0) {
    fail(errno, fmt::format("cannot go on in folder '{}'", wanted.string()));
  }
  folder.unfinished_ = unfinished;
  folder.taken_up_ = true;
  return folder;
}

OutputFolder OutputFolder::claim_free(const fs::path& base) {
  constexpr int most = 100'000;
  for (int number = 1; number < most; ++number) {
    const fs::path wanted = number == 1 ? base : fs::path(fmt::format("{}-{}", base.string(), number));
    if (!taken(wanted).empty()) {
      continue;
    }
    try {
      return claim(wanted);
    } catch (const Failure&) {  // another run has just taken it
      continue;
    }
  }
  throw in_use(base, "and its numbered neighbours are all taken");
}

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : wanted_(std::move(other.wanted_)),
      unfinished_(std::exchange(other.unfinished_, {})),
      made_parents_(std::exchange(other.made_parents_, {})),
      taken_up_(other.taken_up_),
      lock_(std::exchange(other.lock_, -1)) {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;  // nothing more can be done for what cannot be deleted
  if (!unfinished_.empty() && !taken_up_ && !keeps_parts(unfinished_)) {
    fs::remove_all(unfinished_, ignored);
  }
  for (const fs::path& parent : made_parents_) {
    fs::remove(parent, ignored);  // only if empty
  }
  if (lock_ >= 0) {
    close(lock_);
  }
}

void OutputFolder::write(const fs::path& name, std::string_view bytes) const {
  const fs::path path = unfinished_ / name;
  fs::create_directories(path.parent_path());
  storage::replace_file(path, bytes);
}

void OutputFolder::finish() {
  storage::sync_folder(unfinished_);
  if (rename(unfinished_.c_str(), wanted_.c_str()) != 0) {
    if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR) {
      throw in_use(wanted_, "was taken while the run was under way");
    }
    fail(errno, fmt::format("cannot make folder '{}'", wanted_.string()));
  }
  storage::sync_to_disk(wanted_.parent_path());
  unfinished_.clear();
  made_parents_.clear();
}

void create_file(const fs::path& path, std::string_view bytes) {
  if (fs::exists(fs::symlink_status(path))) {
    throw Failure(bad_input, fmt::format("'{}' exists already", path.string()),
                  "suasion never overwrites it; name another file");
  }
  try {
    storage::write_new(path, bytes);
  } catch (const std::system_error& error) {
    std::error_code ignored;
    if (error.code() != std::errc::file_exists) {  // then it is not ours
      fs::remove(path, ignored);
    }
    throw;
  }
}

}  // namespace suasion::cli
