#include "suasion/storage/draws_netcdf.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>

#include "../../support/draws_table.hpp"
#include "../../support/temporary_folder.hpp"
#include "suasion/base/result.hpp"
#include "suasion/storage/draws_flaw.hpp"
#include "suasion/storage/draws_reader.hpp"
#include "suasion/storage/file.hpp"

using namespace suasion;
namespace fs = std::filesystem;

namespace {

bool same(double a, double b) {
  return a == b || (std::isnan(a) && std::isnan(b));
}

std::error_code failure_of(const auto& action) {
  try {
    action();
  } catch (const std::system_error& error) {
    return error.code();
  }
  return {};
}

/// What an action fails with where files cannot grow beyond some bytes, as on a disk that is full. It is tried in a
/// process of its own, for HDF5 never gives back the memory of a file that it could not write to its end.
std::error_code failure_on_small_disk(rlim_t bytes, const auto& action) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small = {bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &small);
    const std::error_code code = failure_of(action);
    _exit(code.category() == std::generic_category() ? code.value() : -1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, std::generic_category()};
}

}  // namespace

TEST_CASE("a table is read as it was written") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(1000);
  test::spool_draws(folder.path() / "spool", header, 300);
  const fs::path path = folder.path() / "draws.nc";
  storage::write_netcdf(path, header, folder.path() / "spool");
  const storage::DrawsReader reader(path);
  const auto& read = reader.header();
  CHECK(read.draws == 1000);
  REQUIRE(read.variables.size() == header.variables.size());
  for (std::size_t v = 0; v < read.variables.size(); ++v) {
    CHECK(read.variables[v].group == header.variables[v].group);
    CHECK(read.variables[v].name == header.variables[v].name);
    CHECK(read.variables[v].long_name == header.variables[v].long_name);
    CHECK(read.variables[v].units == header.variables[v].units);
    CHECK(read.variables[v].type == header.variables[v].type);
    REQUIRE(read.variables[v].dimensions.size() == header.variables[v].dimensions.size());
    for (std::size_t d = 0; d < read.variables[v].dimensions.size(); ++d) {
      CHECK(read.variables[v].dimensions[d].name == header.variables[v].dimensions[d].name);
      CHECK(read.variables[v].dimensions[d].labels == header.variables[v].dimensions[d].labels);
    }
  }
  REQUIRE(read.attributes.size() == 3);
  CHECK(std::get<std::string>(read.attributes[0].value) == "A small table");
  CHECK(std::get<std::int64_t>(read.attributes[1].value) == 7);
  CHECK(std::get<double>(read.attributes[2].value) == 0.25);
  REQUIRE(reader.places().size() == 10);
  for (std::size_t c = 0; c < 10; ++c) {
    const std::vector<double> column = reader.column(c);
    std::size_t wrong = 0;
    for (std::uint64_t draw = 0; draw < 1000; ++draw) {
      wrong += same(column[draw], test::draws_value(c, draw)) ? 0 : 1;
    }
    CHECK_MESSAGE(wrong == 0, "column " << c);
  }
  std::vector<double> slice(3);
  reader.read(3, 312, slice);
  CHECK(same(slice[0], test::draws_value(3, 312)));
  CHECK(std::isnan(slice[1]));
  CHECK(same(slice[2], test::draws_value(3, 314)));
  CHECK_THROWS_AS(reader.read(10, 0, slice), base::InternalError);
  CHECK_THROWS_AS(reader.read(0, 998, slice), base::InternalError);
}

TEST_CASE("the bytes hang on the values alone, not on the segments they came in") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(40'000);
  std::string first;
  for (const std::uint64_t rows : {16384ULL, 40'000ULL, 777ULL}) {
    const fs::path spool = folder.path() / std::to_string(rows);
    const fs::path path = folder.path() / (std::to_string(rows) + ".nc");
    test::spool_draws(spool, header, rows);
    storage::write_netcdf(path, header, spool);
    const std::string bytes = storage::read_file(path);
    first = first.empty() ? bytes : first;
    CHECK_MESSAGE(bytes == first, rows << " rows");
  }
}

TEST_CASE("a missing value has the same bytes, whatever made it missing") {
  const test::TemporaryFolder folder;
  const storage::DrawsHeader header = {.draws = 2, .variables = {{.group = "prior", .name = "x"}}};
  std::vector<std::string> bytes;
  for (const double missing : {std::nan(""), -std::nan(""), std::nan("7")}) {
    storage::write_segment(folder.path(), 0, 2, std::vector<double>{1, missing});
    storage::write_netcdf(folder.path() / "draws.nc", header, folder.path());
    bytes.push_back(storage::read_file(folder.path() / "draws.nc"));
  }
  CHECK(bytes[0] == bytes[1]);
  CHECK(bytes[0] == bytes[2]);
}

TEST_CASE("how far the writing is, is told, and the listener may end it") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(40'000);
  test::spool_draws(folder.path() / "spool", header, 10'000);
  const fs::path path = folder.path() / "draws.nc";
  std::vector<std::uint64_t> told;
  storage::write_netcdf(path, header, folder.path() / "spool", [&](std::uint64_t draws) { told.push_back(draws); });
  CHECK(told == std::vector<std::uint64_t>{16384, 32768, 40'000});
  const std::string before = storage::read_file(path);
  const auto stop = [](std::uint64_t) { throw std::runtime_error("enough"); };
  CHECK_THROWS_AS(storage::write_netcdf(path, header, folder.path() / "spool", stop), std::runtime_error);
  CHECK(storage::read_file(path) == before);
  CHECK(!fs::exists(folder.path() / ".draws.nc.unfinished"));
}

TEST_CASE("segments that are not those of the table are a defect, damaged ones are told") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(1000);
  const fs::path spool = folder.path() / "spool";
  const fs::path path = folder.path() / "draws.nc";
  test::spool_draws(spool, header, 250);
  const auto write = [&](const storage::DrawsHeader& table) { storage::write_netcdf(path, table, spool); };
  auto other = header;
  other.draws = 1001;
  CHECK_THROWS_AS(write(other), base::InternalError);
  other.draws = 999;
  CHECK_THROWS_AS(write(other), base::InternalError);
  other = header;
  other.variables.pop_back();
  CHECK_THROWS_AS(write(other), base::InternalError);
  const fs::path second = storage::segment_files(spool)[1];
  const std::string bytes = storage::read_file(second);
  storage::replace_file(second, bytes.substr(0, bytes.size() - 1));
  CHECK(failure_of([&] { write(header); }) == storage::DrawsFlaw::damaged);
  fs::remove(second);
  CHECK_THROWS_AS(write(header), base::InternalError);
  CHECK(!fs::exists(path));
  CHECK(!fs::exists(folder.path() / ".draws.nc.unfinished"));
}

TEST_CASE("variables without elements are left out") {
  const test::TemporaryFolder folder;
  auto header = test::draws_table(10);
  header.variables = {header.variables[3], header.variables[0]};
  header.variables[1].dimensions[0].labels.clear();
  storage::write_segment(folder.path(), 0, 10, std::vector<double>(10, 1.0));
  storage::write_netcdf(folder.path() / "draws.nc", header, folder.path());
  const storage::DrawsReader reader(folder.path() / "draws.nc");
  REQUIRE(reader.header().variables.size() == 1);
  CHECK(storage::full_name(reader.header(), reader.places()[0]) == "sample_stats/valid");
}

TEST_CASE("a disk that is full is told as such, and nothing is left") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(100'000);
  test::spool_draws(folder.path() / "spool", header, 20'000);
  const fs::path path = folder.path() / "draws.nc";
  for (const rlim_t size : {0U, 100U, 5'000U, 50'000U, 100'000U}) {
    const std::error_code code =
        failure_on_small_disk(size, [&] { storage::write_netcdf(path, header, folder.path() / "spool"); });
    CHECK_MESSAGE(code == std::errc::file_too_large, size << " bytes: " << code.message());
    CHECK(!fs::exists(path));
    CHECK(!fs::exists(folder.path() / ".draws.nc.unfinished"));
  }
  CHECK(failure_of([&] { storage::write_netcdf(folder.path() / "no/draws.nc", header, folder.path() / "spool"); }) ==
        std::errc::no_such_file_or_directory);
}

TEST_CASE("a file that cannot be read says why") {
  const test::TemporaryFolder folder;
  const auto header = test::draws_table(1000);
  test::spool_draws(folder.path() / "spool", header, 1000);
  const fs::path path = folder.path() / "draws.nc";
  storage::write_netcdf(path, header, folder.path() / "spool");
  const std::string whole = storage::read_file(path);
  const auto read_all = [&] {
    const storage::DrawsReader reader(path);
    for (std::size_t c = 0; c < reader.places().size(); ++c) {
      (void)reader.column(c);
    }
  };
  const auto flaw = [&](const std::string& bytes) {
    storage::replace_file(path, bytes);
    return failure_of(read_all);
  };
  CHECK(flaw(whole) == std::error_code());
  CHECK(flaw("") == storage::DrawsFlaw::not_netcdf);
  CHECK(flaw("draw,inputs\n0,1\n") == storage::DrawsFlaw::not_netcdf);
  for (const std::size_t left : {8UL, 100UL, whole.size() / 2, whole.size() - 1}) {
    CHECK_MESSAGE(flaw(whole.substr(0, left)) == storage::DrawsFlaw::damaged, left << " bytes");
  }
  fs::remove(path);
  CHECK(failure_of(read_all) == std::errc::no_such_file_or_directory);
  fs::create_directory(path);
  CHECK(failure_of(read_all) == std::errc::is_a_directory);
}
