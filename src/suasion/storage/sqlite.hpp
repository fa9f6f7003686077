#pragma once
/// The little of SQLite that the catalogue needs, with C++'s manners: handles that close themselves, errors that are
/// thrown. Private to the storage floor.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

struct sqlite3;
struct sqlite3_stmt;

namespace suasion::storage {

/// Result codes of SQLite as error codes; their messages are SQLite's.
[[nodiscard]] const std::error_category& sqlite_category();

/// One statement, compiled; what is bound must outlive the steps.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, double value);
  Statement& bind(int place, const std::string& value);
  Statement& bind(int place, std::string&& value) = delete;

  /// True if there is a row to read. @throws std::system_error.
  bool step();
  /// Runs a statement that gives no rows, and makes it ready for the next values.
  void run();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;  ///< NaN where it is NULL
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  void check(int code) const;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open file. For one thread at a time.
class Database {
 public:
  enum class Mode : std::uint8_t { read, write };  ///< write also makes the file

  /// @param patience how long, in milliseconds, other processes that write are waited for. @throws std::system_error.
  Database(const std::filesystem::path& path, Mode mode, int patience);

  void execute(const char* sql);
  [[nodiscard]] Statement prepare(std::string_view sql) { return {handle_.get(), sql}; }
  /// The first column of the first row.
  [[nodiscard]] std::int64_t integer(std::string_view sql);
  [[nodiscard]] std::string text(std::string_view sql);
  [[nodiscard]] std::int64_t last_id() const;
  /// Rows that the last statement changed.
  [[nodiscard]] std::int64_t changes() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Begins a transaction that writes, at once, so that no other process can come between; undone unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace suasion::storage
