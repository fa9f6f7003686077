#include "suasion/storage/catalogue.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "suasion/storage/catalogue_schema.hpp"
#include "suasion/storage/sqlite.hpp"

namespace suasion::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::array statuses = {RunStatus::running, RunStatus::complete, RunStatus::partial, RunStatus::failed,
                                 RunStatus::lost};

/// Does something with the file; what goes wrong is told with its name.
template <class Work>
auto guarded(const fs::path& path, std::string_view verb, const Work& work) {
  try {
    return work();
  } catch (const CatalogueError&) {
    throw;
  } catch (const std::system_error& error) {
    throw CatalogueError(error.code(), fmt::format("cannot {} the catalogue of runs '{}'", verb, path.string()));
  }
}

RunStatus status_named(const std::string& word) {
  const auto* const found =
      std::find_if(statuses.begin(), statuses.end(), [&](RunStatus status) { return name(status) == word; });
  return found == statuses.end() ? RunStatus::failed : *found;
}

constexpr std::string_view run_columns =
    "id, started, ended, folder, scenario, title, hash, version, seed, draws_asked, draws_done, design, models, edits, "
    "assume, options, process, status";

Run run_of(const Statement& row) {
  Run run;
  int column = 0;
  run.id = row.integer(column++);
  for (std::string* text :
       {&run.started, &run.ended, &run.folder, &run.scenario, &run.title, &run.hash, &run.version}) {
    *text = row.text(column++);
  }
  run.seed = std::strtoull(row.text(column++).c_str(), nullptr, 10);
  run.draws_asked = static_cast<std::uint64_t>(row.integer(column++));
  run.draws_done = static_cast<std::uint64_t>(row.integer(column++));
  for (std::string* text : {&run.design, &run.models, &run.edits, &run.assume, &run.options, &run.process}) {
    *text = row.text(column++);
  }
  run.status = status_named(row.text(column));
  return run;
}

std::vector<Figure> figures_of(Database& database, std::int64_t id) {
  std::vector<Figure> figures;
  Statement rows = database.prepare("SELECT key, label, value, error, unit FROM figures WHERE run = ? ORDER BY place");
  rows.bind(1, id);
  while (rows.step()) {
    figures.push_back({rows.text(0), rows.text(1), rows.real(2), rows.real(3), rows.text(4)});
  }
  return figures;
}

/// The row as it is now: a run that was never ended and whose process is gone is lost.
Run looked_after(Database& database, const Statement& row, const IsAlive& alive) {
  Run run = run_of(row);
  if (run.status == RunStatus::running && alive && !alive(run)) {
    run.status = RunStatus::lost;
  }
  run.figures = figures_of(database, run.id);
  return run;
}

void write_figures(Database& database, std::int64_t id, const std::vector<Figure>& figures) {
  Statement insert = database.prepare(
      "INSERT OR REPLACE INTO figures (run, place, key, label, value, error, unit) VALUES (?, ?, ?, ?, ?, ?, ?)");
  std::int64_t place = 0;
  for (const Figure& figure : figures) {
    insert.bind(1, id).bind(2, place++).bind(3, figure.key).bind(4, figure.label);
    insert.bind(5, figure.value).bind(6, figure.error).bind(7, figure.unit);  // SQLite keeps NaN as NULL
    insert.run();
  }
}

}  // namespace

std::string_view name(RunStatus status) {
  static constexpr std::array<std::string_view, statuses.size()> names = {"running", "complete", "partial", "failed",
                                                                          "lost"};
  return names.at(static_cast<std::size_t>(status));
}

std::span<const RunStatus> run_statuses() {
  return statuses;
}

bool CatalogueError::damaged() const {
  const int value = code().value();  // SQLITE_ERROR: a table is not there
  return code().category() == sqlite_category() &&
         (value == SQLITE_CORRUPT || value == SQLITE_NOTADB || value == SQLITE_ERROR);
}

bool CatalogueError::foreign() const {
  return code() == catalogue_error(CatalogueFlaw::later) || code() == catalogue_error(CatalogueFlaw::foreign);
}

Catalogue::Catalogue(fs::path path, std::unique_ptr<Database> database)
    : path_(std::move(path)), database_(std::move(database)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Catalogue Catalogue::open(const fs::path& path) {
  return guarded(path, "open", [&] {
    if (path.has_parent_path()) {
      fs::create_directories(path.parent_path());
    }
    return Catalogue(path, open_to_write(path));
  });
}

std::optional<Catalogue> Catalogue::read(const fs::path& path) {
  return guarded(path, "read", [&]() -> std::optional<Catalogue> {
    if (!fs::exists(path)) {
      return std::nullopt;
    }
    std::unique_ptr<Database> database = open_to_read(path);
    return database == nullptr ? std::nullopt : std::optional(Catalogue(path, std::move(database)));
  });
}

std::int64_t Catalogue::begin(const Run& run) {
  return guarded(path_, "write", [&] {
    const std::string seed = std::to_string(run.seed);  // SQLite has no unsigned numbers of 64 bits
    Statement insert = database_->prepare(
        "INSERT INTO runs (started, ended, folder, scenario, title, hash, version, seed, draws_asked, draws_done, "
        "design, models, edits, assume, options, process, status) "
        "VALUES (?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')");
    int place = 1;
    for (const std::string* text :
         {&run.started, &run.folder, &run.scenario, &run.title, &run.hash, &run.version, &seed}) {
      insert.bind(place++, *text);
    }
    insert.bind(place++, static_cast<std::int64_t>(run.draws_asked));
    insert.bind(place++, static_cast<std::int64_t>(run.draws_done));
    for (const std::string* text : {&run.design, &run.models, &run.edits, &run.assume, &run.options, &run.process}) {
      insert.bind(place++, *text);
    }
    insert.run();
    return database_->last_id();
  });
}

void Catalogue::finish(std::int64_t id, const RunEnd& end) {
  guarded(path_, "write", [&] {
    const std::string status(name(end.status));
    Transaction transaction(*database_);
    Statement update =
        database_->prepare("UPDATE runs SET status = ?, ended = ?, draws_asked = ?, draws_done = ? WHERE id = ?");
    update.bind(1, status).bind(2, end.ended).bind(3, static_cast<std::int64_t>(end.draws_asked));
    update.bind(4, static_cast<std::int64_t>(end.draws_done)).bind(5, id).run();
    if (database_->changes() > 0) {
      write_figures(*database_, id, end.figures);
    }
    transaction.commit();
  });
}

std::vector<Run> Catalogue::list(const RunFilter& filter, const IsAlive& alive) const {
  return guarded(path_, "read", [&] {
    Statement rows = database_->prepare(
        fmt::format("SELECT {} FROM runs WHERE (instr(lower(scenario), lower(?1)) OR instr(lower(title), lower(?1))) "
                    "AND substr(hash, 1, length(?2)) = lower(?2) AND started >= ?3 AND (?4 = '' OR started < ?4) "
                    "ORDER BY started DESC, id DESC",
                    run_columns));
    rows.bind(1, filter.scenario).bind(2, filter.hash).bind(3, filter.since).bind(4, filter.before);
    std::vector<Run> runs;
    while ((filter.limit == 0 || runs.size() < filter.limit) && rows.step()) {
      Run run = looked_after(*database_, rows, alive);
      if (!filter.status || run.status == *filter.status) {
        runs.push_back(std::move(run));
      }
    }
    return runs;
  });
}

std::optional<Run> Catalogue::get(std::int64_t id, const IsAlive& alive) const {
  return guarded(path_, "read", [&]() -> std::optional<Run> {
    Statement row = database_->prepare(fmt::format("SELECT {} FROM runs WHERE id = ?", run_columns));
    row.bind(1, id);
    return row.step() ? std::optional(looked_after(*database_, row, alive)) : std::nullopt;
  });
}

void Catalogue::remove(std::span<const std::int64_t> ids) {
  guarded(path_, "write", [&] {
    Transaction transaction(*database_);
    Statement gone = database_->prepare("DELETE FROM runs WHERE id = ?");
    for (const std::int64_t id : ids) {
      gone.bind(1, id).run();  // its figures go with it
    }
    transaction.commit();
  });
}

}  // namespace suasion::storage
