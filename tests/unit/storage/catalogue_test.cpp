#include "suasion/storage/catalogue.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <limits>
#include <set>
#include <thread>

#include "suasion/storage/file.hpp"

using namespace suasion::storage;
namespace fs = std::filesystem;

namespace {

/// A folder of the test's own, deleted at its end.
struct Place {
  fs::path folder = {};
  Place() {
    std::string name = (fs::temp_directory_path() / "catalogue-XXXXXX").string();
    folder = mkdtemp(name.data());
  }
  ~Place() { fs::remove_all(folder); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  [[nodiscard]] fs::path file() const { return folder / "state" / "suasion" / "runs.sqlite"; }
};

Run a_run(const std::string& started = "2026-01-31T12:00:00Z", const std::string& scenario = "belarus-2020") {
  Run run;
  run.started = started;
  run.folder = "/tmp/out/" + scenario;
  run.scenario = scenario;
  run.title = "Belarus between Moscow and the West";
  run.hash = "ce3be526c27eec5eb5652fc8cd4e580c";
  run.version = "0.1.0";
  run.seed = std::numeric_limits<std::uint64_t>::max();
  run.draws_asked = 10'000;
  run.design = "sobol";
  run.models = "combination,scholz2011";
  run.edits = R"([{"path":"issues.depth.scale","value":"'it''s'"}])";
  run.assume = "[]";
  run.options = "{}";
  run.process = "here 17";
  return run;
}

RunEnd an_end(RunStatus status = RunStatus::complete) {
  return {.status = status,
          .ended = "2026-01-31T12:01:00Z",
          .draws_asked = 12'000,
          .draws_done = 11'776,
          .figures = {{"issues.depth", "Tiefe der Union, „äußerst“", 44.6, 1.03, "points"},
                      {"questions.visit", "Does it take place?", std::nan(""), std::nan(""), "%"}}};
}

/// Runs SQL on a file from outside, as another program would. @return the first column of the last row.
std::string by_hand(const fs::path& file, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
  std::string got;
  const auto keep = [](void* to, int, char** values, char**) {
    *static_cast<std::string*>(to) = values[0] == nullptr ? "" : values[0];
    return 0;
  };
  const int code = sqlite3_exec(handle, sql.c_str(), keep, &got, nullptr);
  CHECK_MESSAGE(code == SQLITE_OK, sqlite3_errmsg(handle));
  sqlite3_close(handle);
  return got;
}

template <class Work>
CatalogueError error_of(const Work& work) {
  try {
    work();
  } catch (const CatalogueError& error) {
    return error;
  }
  FAIL("nothing was thrown");
  return {};
}

}  // namespace

TEST_CASE("a run that was begun and finished comes back with everything it was given") {
  const Place place;
  Catalogue catalogue = Catalogue::open(place.file());
  const std::int64_t id = catalogue.begin(a_run());
  Run run = catalogue.get(id).value();
  CHECK(run.status == RunStatus::running);
  CHECK(run.ended.empty());
  CHECK(run.figures.empty());

  catalogue.finish(id, an_end(RunStatus::partial));
  run = catalogue.get(id).value();
  const Run given = a_run();
  CHECK(run.id == id);
  CHECK(run.started == given.started);
  CHECK(run.ended == "2026-01-31T12:01:00Z");
  CHECK(run.folder == given.folder);
  CHECK(run.scenario == given.scenario);
  CHECK(run.title == given.title);
  CHECK(run.hash == given.hash);
  CHECK(run.version == given.version);
  CHECK(run.seed == given.seed);  // larger than any signed number
  CHECK(run.draws_asked == 12'000);
  CHECK(run.draws_done == 11'776);
  CHECK(run.design == given.design);
  CHECK(run.models == given.models);
  CHECK(run.edits == given.edits);
  CHECK(run.assume == given.assume);
  CHECK(run.options == given.options);
  CHECK(run.process == given.process);
  CHECK(run.status == RunStatus::partial);
  REQUIRE(run.figures.size() == 2);
  CHECK(run.figures[0].key == "issues.depth");
  CHECK(run.figures[0].label == "Tiefe der Union, „äußerst“");
  CHECK(run.figures[0].value == 44.6);
  CHECK(run.figures[0].error == 1.03);
  CHECK(run.figures[0].unit == "points");
  CHECK(std::isnan(run.figures[1].value));
  CHECK(std::isnan(run.figures[1].error));
}

TEST_CASE("the list begins with the newest run and keeps to what it is asked for") {
  const Place place;
  Catalogue catalogue = Catalogue::open(place.file());
  const std::int64_t old = catalogue.begin(a_run("2026-01-01T00:00:00Z", "cars"));
  const std::int64_t late = catalogue.begin(a_run("2026-03-01T08:00:00Z"));
  const std::int64_t middle = catalogue.begin(a_run("2026-02-01T23:59:59Z"));
  catalogue.finish(old, an_end());
  catalogue.finish(middle, an_end(RunStatus::failed));
  const auto ids = [&](const RunFilter& filter) {
    std::vector<std::int64_t> list;
    for (const Run& run : catalogue.list(filter)) {
      list.push_back(run.id);
    }
    return list;
  };
  using Ids = std::vector<std::int64_t>;
  CHECK(ids({}) == Ids{late, middle, old});
  CHECK(ids({.limit = 2}) == Ids{late, middle});
  CHECK(ids({.scenario = "CAR"}) == Ids{old});
  CHECK(ids({.scenario = "moscow"}) == Ids{late, middle, old});  // in the title
  CHECK(ids({.scenario = "%"}).empty());
  CHECK(ids({.hash = "CE3b"}) == Ids{late, middle, old});
  CHECK(ids({.hash = "e3b"}).empty());
  CHECK(ids({.since = "2026-02-01"}) == Ids{late, middle});
  CHECK(ids({.before = "2026-02-02"}) == Ids{middle, old});
  CHECK(ids({.since = "2026-02-01", .before = "2026-02-02"}) == Ids{middle});
  CHECK(ids({.status = RunStatus::complete}) == Ids{old});
  CHECK(ids({.status = RunStatus::running, .limit = 1}) == Ids{late});
  CHECK(catalogue.list({.status = RunStatus::complete}).front().figures.size() == 2);
}

TEST_CASE("a run whose process is gone is lost, but only one that was never ended") {
  const Place place;
  Catalogue catalogue = Catalogue::open(place.file());
  const std::int64_t ended = catalogue.begin(a_run());
  catalogue.finish(ended, an_end());
  const std::int64_t open = catalogue.begin(a_run());
  const auto gone = [](const Run& run) { return run.process != "here 17"; };
  CHECK(catalogue.get(open)->status == RunStatus::running);
  CHECK(catalogue.get(open, gone)->status == RunStatus::lost);
  CHECK(catalogue.get(ended, gone)->status == RunStatus::complete);
  CHECK(catalogue.list({.status = RunStatus::lost}, gone).size() == 1);
  CHECK(catalogue.list({.status = RunStatus::running}, gone).empty());
  CHECK(catalogue.list({.status = RunStatus::running}, [](const Run&) { return true; }).size() == 1);
}

TEST_CASE("what is removed takes its figures along, and its id is never given again") {
  const Place place;
  Catalogue catalogue = Catalogue::open(place.file());
  const std::int64_t first = catalogue.begin(a_run());
  const std::int64_t second = catalogue.begin(a_run());
  catalogue.finish(second, an_end());
  catalogue.remove(std::vector<std::int64_t>{second, 99});
  CHECK_FALSE(catalogue.get(second));
  CHECK(catalogue.get(first));
  CHECK(by_hand(place.file(), "SELECT count(*) FROM figures") == "0");
  catalogue.finish(second, an_end());  // its process did not know
  CHECK(by_hand(place.file(), "SELECT count(*) FROM figures") == "0");
  CHECK(catalogue.begin(a_run()) == second + 1);
}

TEST_CASE("the file is kept with a write-ahead log, a version and a mark of its own") {
  const Place place;
  static_cast<void>(Catalogue::open(place.file()));
  CHECK(by_hand(place.file(), "PRAGMA journal_mode") == "wal");
  CHECK(by_hand(place.file(), "PRAGMA user_version") == "1");
  CHECK(by_hand(place.file(), "PRAGMA application_id") == std::to_string(0x73756173));
}

TEST_CASE("reading makes no catalogue where there is none") {
  const Place place;
  CHECK_FALSE(Catalogue::read(place.file()));
  CHECK_FALSE(fs::exists(place.folder / "state"));
  Catalogue::open(place.file()).begin(a_run());
  CHECK(Catalogue::read(place.file()).value().list().size() == 1);
  write_new(place.folder / "empty", "");
  CHECK_FALSE(Catalogue::read(place.folder / "empty"));
  CHECK(error_of([&] { Catalogue::read(place.file()).value().begin(a_run()); }).code().value() == SQLITE_READONLY);
}

TEST_CASE("an empty file becomes a catalogue") {
  const Place place;
  write_new(place.folder / "empty", "");
  Catalogue::open(place.folder / "empty").begin(a_run());
  CHECK(Catalogue::read(place.folder / "empty").value().list().size() == 1);
}

TEST_CASE("a file of a later version, or of another program, is left as it is") {
  const Place place;
  static_cast<void>(Catalogue::open(place.file()));
  by_hand(place.file(), "PRAGMA user_version = 2");
  const fs::path other = place.folder / "other.sqlite";
  by_hand(other, "CREATE TABLE bookmarks (url TEXT)");
  for (const auto& [file, why] : {std::pair{place.file(), "a later version of suasion wrote it"},
                                  {other, "it is the database of another program"}}) {
    const std::string before = read_file(file);
    const fs::path path = file;
    for (const CatalogueError& error : {error_of([&] { static_cast<void>(Catalogue::open(path)); }),
                                        error_of([&] { static_cast<void>(Catalogue::read(path)); })}) {
      CHECK(error.foreign());
      CHECK_FALSE(error.damaged());
      CHECK(std::string(error.what()).find(path.string() + "': " + why) != std::string::npos);
    }
    CHECK(read_file(file) == before);
  }
}

TEST_CASE("a damaged file is called damaged and left as it is") {
  const Place place;
  {
    Catalogue catalogue = Catalogue::open(place.file());
    for (int i = 0; i < 200; ++i) {
      catalogue.finish(catalogue.begin(a_run()), an_end());
    }
  }
  const std::string sound = read_file(place.file());
  const std::string text = "this was a shopping list, long enough to be taken for a database " + std::string(9000, 'x');
  const std::string cut = sound.substr(0, sound.size() / 2);
  std::string scratched = sound;
  scratched.replace(sound.size() / 2, 5000, 5000, '\xff');
  for (const std::string& bytes : {text, cut, scratched}) {
    const fs::path file = place.folder / "damaged.sqlite";
    replace_file(file, bytes);
    const CatalogueError error = error_of([&] { static_cast<void>(Catalogue::read(file)); });
    CHECK_MESSAGE(error.damaged(), error.what());
    CHECK_FALSE(error.foreign());
    CHECK(read_file(file) == bytes);
  }
}

TEST_CASE("where no file can be made, that is an error with its place") {
  const Place place;
  write_new(place.folder / "state", "a file where a folder should be");
  const CatalogueError error = error_of([&] { static_cast<void>(Catalogue::open(place.file())); });
  CHECK(std::string(error.what()).find(place.file().string()) != std::string::npos);
  CHECK_FALSE(error.damaged());
  CHECK(error_of([&] { static_cast<void>(Catalogue::open(place.folder)); }).code().value() == SQLITE_CANTOPEN);
}

TEST_CASE("processes and threads that write at once lose no row") {
  constexpr int processes = 4;
  constexpr int threads = 2;
  constexpr int runs = 15;
  const Place place;
  std::vector<pid_t> children;
  for (int p = 0; p < processes; ++p) {  // all of them also want to make the file
    const pid_t child = fork();
    if (child == 0) {
      std::atomic<int> failed = 0;
      try {
        std::vector<std::thread> team;
        for (int t = 0; t < threads; ++t) {
          team.emplace_back([&] {
            try {
              for (int i = 0; i < runs; ++i) {
                Catalogue catalogue = Catalogue::open(place.file());
                const std::int64_t id = catalogue.begin(a_run());
                catalogue.finish(id, an_end());
                failed += catalogue.get(id)->figures.size() == 2 ? 0 : 1;
              }
            } catch (const std::exception&) {
              failed = 1;
            }
          });
        }
        for (std::thread& thread : team) {
          thread.join();
        }
      } catch (const std::exception&) {
        failed = 1;
      }
      _exit(failed == 0 ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 1;
    waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  const std::vector<Run> list = Catalogue::read(place.file()).value().list();
  std::set<std::int64_t> ids;
  for (const Run& run : list) {
    ids.insert(run.id);
    CHECK(run.status == RunStatus::complete);
    CHECK(run.figures.size() == 2);
  }
  CHECK(ids.size() == static_cast<std::size_t>(processes) * threads * runs);
}

TEST_CASE("every status has a name of its own") {
  std::set<std::string_view> names;
  for (const RunStatus status : run_statuses()) {
    names.insert(name(status));
  }
  CHECK(names == std::set<std::string_view>{"running", "complete", "partial", "failed", "lost"});
}
