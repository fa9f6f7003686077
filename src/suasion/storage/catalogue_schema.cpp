#include "suasion/storage/catalogue_schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <thread>

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

constexpr int patience = 5000;  // milliseconds to wait for others: rows are written in less than one
constexpr std::int64_t application_id = 0x73756173;  // "suas", so that other programs' files are known as such

/// Step i makes a file of version i into one of version i + 1. Steps that have been published are never changed.
constexpr std::array<const char*, 1> steps = {R"sql(
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started TEXT NOT NULL,
  ended TEXT NOT NULL,
  folder TEXT NOT NULL,
  scenario TEXT NOT NULL,
  title TEXT NOT NULL,
  hash TEXT NOT NULL,
  version TEXT NOT NULL,
  seed TEXT NOT NULL,
  draws_asked INTEGER NOT NULL,
  draws_done INTEGER NOT NULL,
  design TEXT NOT NULL,
  models TEXT NOT NULL,
  edits TEXT NOT NULL,
  assume TEXT NOT NULL,
  options TEXT NOT NULL,
  process TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('running', 'complete', 'partial', 'failed'))
);
CREATE INDEX runs_by_start ON runs (started);
CREATE TABLE figures (
  run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  value REAL,
  error REAL,
  unit TEXT NOT NULL,
  PRIMARY KEY (run, key)
) WITHOUT ROWID;
)sql"};

constexpr std::int64_t this_version = steps.size();

class FlawCategory final : public std::error_category {
 public:
  [[nodiscard]] const char* name() const noexcept override { return "catalogue"; }
  [[nodiscard]] std::string message(int flaw) const override {
    return flaw == static_cast<int>(CatalogueFlaw::later) ? "a later version of suasion wrote it"
                                                          : "it is the database of another program";
  }
};

/// The version of a file that may be ours; 0 where it is empty. Inside a transaction, so that all it reads is of one
/// moment.
std::int64_t version_of(Database& database) {
  const std::int64_t version = database.integer("PRAGMA user_version");
  const std::int64_t owner = database.integer("PRAGMA application_id");
  if (owner != application_id && database.integer("SELECT count(*) FROM sqlite_master") > 0) {
    throw std::system_error(catalogue_error(CatalogueFlaw::foreign));
  }
  if (version > this_version) {
    throw std::system_error(catalogue_error(CatalogueFlaw::later));
  }
  return version;
}

/// The same outside of one.
std::int64_t version_now(Database& database) {
  database.execute("BEGIN");
  const std::int64_t version = version_of(database);
  database.execute("COMMIT");
  return version;
}

/// Turns the write-ahead log on. SQLite does not wait by itself where two processes want to do so at once.
void use_log(Database& database) {
  constexpr auto pause = std::chrono::milliseconds(10);
  for (int tries = patience / static_cast<int>(pause.count()); database.text("PRAGMA journal_mode") != "wal"; --tries) {
    try {
      database.execute("PRAGMA journal_mode = WAL");
    } catch (const std::system_error& error) {
      if (error.code().value() != SQLITE_BUSY || tries <= 0) {
        throw;
      }
      std::this_thread::sleep_for(pause);
      continue;
    }
    break;  // file systems without shared memory keep their own journal, which is as safe
  }
}

void bring_up_to_date(Database& database) {
  if (version_now(database) == this_version) {
    return;
  }
  Transaction transaction(database);
  for (std::int64_t version = version_of(database); version < this_version;
       ++version) {  // another may have been quicker
    database.execute(steps.at(static_cast<std::size_t>(version)));
  }
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, this_version).c_str());
  transaction.commit();
}

}  // namespace

std::error_code catalogue_error(CatalogueFlaw flaw) {
  static const FlawCategory category;
  return {static_cast<int>(flaw), category};
}

std::unique_ptr<Database> open_to_write(const fs::path& path) {
  auto database = std::make_unique<Database>(path, Database::Mode::write, patience);
  static_cast<void>(version_now(*database));  // before anything is changed
  use_log(*database);
  database->execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  bring_up_to_date(*database);
  return database;
}

std::unique_ptr<Database> open_to_read(const fs::path& path) {
  auto database = std::make_unique<Database>(path, Database::Mode::read, patience);
  const std::int64_t version = version_now(*database);
  if (version == 0) {
    return nullptr;
  }
  if (database->text("PRAGMA quick_check(1)") != "ok") {
    throw std::system_error(SQLITE_CORRUPT, sqlite_category());
  }
  return version == this_version ? std::move(database) : open_to_write(path);
}

}  // namespace suasion::storage
