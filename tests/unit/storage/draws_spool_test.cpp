#include "suasion/storage/draws_spool.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "../../support/temporary_folder.hpp"
#include "suasion/base/result.hpp"
#include "suasion/storage/draws_flaw.hpp"
#include "suasion/storage/file.hpp"

using namespace suasion;

namespace {

/// [3 columns][4 rows], with all that a double may be.
const std::vector<double> values = {0.0,
                                    -0.0,
                                    1.5,
                                    1e-310,
                                    std::numeric_limits<double>::quiet_NaN(),
                                    std::numeric_limits<double>::infinity(),
                                    -std::numeric_limits<double>::infinity(),
                                    0.1,
                                    1,
                                    1,
                                    1,
                                    1};

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  bool same = a.size() == b.size();
  for (std::size_t i = 0; same && i < a.size(); ++i) {
    same = std::bit_cast<std::uint64_t>(a[i]) == std::bit_cast<std::uint64_t>(b[i]);
  }
  return same;
}

}  // namespace

TEST_CASE("a segment gives back the bits it was given") {
  const test::TemporaryFolder folder;
  storage::write_segment(folder.path(), 1024, 4, values);
  const auto list = storage::list_segments(folder.path());
  REQUIRE(list.sound.size() == 1);
  CHECK(list.damaged.empty());
  CHECK(list.sound[0].first == 1024);
  CHECK(list.sound[0].rows == 4);
  CHECK(list.sound[0].columns == 3);
  const auto read = storage::read_segment(list.sound[0].path);
  CHECK(read.segment.first == 1024);
  CHECK(same_bits(read.values, values));
}

TEST_CASE("segments are listed by their first draw, and other files passed over") {
  const test::TemporaryFolder folder;
  for (const std::uint64_t first : {1'000'000'000'000'000ULL, 256ULL, 0ULL, 999ULL}) {
    storage::write_segment(folder.path(), first, 4, values);
  }
  storage::write_new(folder.path() / "notes.txt", "mine");
  storage::write_new(folder.path() / ".000000000000512.segment.unfinished", "half");
  const auto list = storage::list_segments(folder.path());
  REQUIRE(list.sound.size() == 4);
  CHECK(list.damaged.empty());
  CHECK(list.sound[0].first == 0);
  CHECK(list.sound[1].first == 256);
  CHECK(list.sound[2].first == 999);
  CHECK(list.sound[3].first == 1'000'000'000'000'000ULL);
}

TEST_CASE("a segment that is written again is replaced") {
  const test::TemporaryFolder folder;
  storage::write_segment(folder.path(), 0, 4, values);
  storage::write_segment(folder.path(), 0, 2, std::vector<double>{7, 8});
  const auto list = storage::list_segments(folder.path());
  REQUIRE(list.sound.size() == 1);
  CHECK(storage::read_segment(list.sound[0].path).values == std::vector<double>{7, 8});
}

TEST_CASE("any byte changed, or any part missing, is seen") {
  const test::TemporaryFolder folder;
  storage::write_segment(folder.path(), 0, 4, values);
  storage::write_segment(folder.path(), 4, 4, values);
  const auto path = storage::segment_files(folder.path()).back();
  const std::string whole = storage::read_file(path);
  const auto seen = [&](const std::string& bytes) {
    storage::replace_file(path, bytes);
    const auto list = storage::list_segments(folder.path());
    bool told = false;
    try {
      (void)storage::read_segment(path);
    } catch (const std::system_error& error) {
      told = error.code() == storage::DrawsFlaw::damaged && std::string(error.what()).find(path.string()) < 100;
    }
    return told && list.sound.size() == 1 && list.damaged.size() == 1 && list.damaged.front() == path;
  };
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 4);
    REQUIRE_MESSAGE(seen(changed), "byte " << at);
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    REQUIRE_MESSAGE(seen(whole.substr(0, size)), "cut to " << size);
  }
  CHECK(seen(whole + "x"));
  storage::replace_file(path, storage::read_file(storage::segment_files(folder.path()).front()));
  CHECK(storage::list_segments(folder.path()).damaged.size() == 1);  // sound, but of other draws than its name says
}

TEST_CASE("what is no table is a defect, and what cannot be written is told") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_AS(storage::write_segment(folder.path(), 0, 5, values), base::InternalError);
  CHECK_THROWS_AS(storage::write_segment(folder.path(), 0, 0, {}), base::InternalError);
  CHECK_THROWS_AS(storage::write_segment(folder.path() / "nowhere", 0, 4, values), std::system_error);
  CHECK_THROWS_AS((void)storage::list_segments(folder.path() / "nowhere"), std::system_error);
}

TEST_CASE("numbers that resemble each other take less room") {
  const test::TemporaryFolder folder;
  std::vector<double> smooth(1000);
  for (std::size_t i = 0; i < smooth.size(); ++i) {
    smooth[i] = static_cast<double>(i % 50) / 2;
  }
  storage::write_segment(folder.path(), 0, 1000, smooth);
  CHECK(std::filesystem::file_size(storage::segment_files(folder.path()).front()) < 2000);
}
