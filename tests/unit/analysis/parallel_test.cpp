#include "suasion/analysis/parallel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "../../support/thread_team.hpp"

using namespace suasion;
using analysis::Carrier;

namespace {

/// Texts of different lengths, some empty, as members of a team know them after having shared the work.
std::vector<std::vector<std::string>> texts_of(unsigned members, std::size_t count, std::atomic<int>& calls) {
  return test::in_team<std::vector<std::string>>(members, [&](base::Team& team) {
    std::vector<std::string> texts(count);
    std::vector<char> letters;
    const auto work = [&](std::size_t piece) {
      texts[piece] = std::string(piece % 5, static_cast<char>('a' + piece % 26));
      ++calls;
    };
    const auto carry = [&](std::size_t piece, Carrier& carrier) {
      letters.assign(texts[piece].begin(), texts[piece].end());
      carrier.list(letters);
      texts[piece].assign(letters.begin(), letters.end());
    };
    CHECK(analysis::for_each_piece(count, 2, work, {.team = &team}, carry));
    return texts;
  });
}

}  // namespace

TEST_CASE("every process ends with what all pieces filled in, and each piece is done once") {
  std::atomic<int> calls = 0;
  const std::vector<std::string> alone = texts_of(1, 101, calls).front();
  CHECK(alone[3] == "ddd");
  for (const unsigned members : {2U, 3U, 8U}) {
    calls = 0;
    for (const std::vector<std::string>& texts : texts_of(members, 101, calls)) {
      CHECK(texts == alone);
    }
    CHECK(calls == 101);
  }
}

TEST_CASE("there may be fewer pieces than processes, and none") {
  std::atomic<int> calls = 0;
  CHECK(texts_of(8, 3, calls)[7] == std::vector<std::string>{"", "b", "cc"});
  CHECK(calls == 3);
  CHECK(texts_of(3, 0, calls)[1].empty());
}

TEST_CASE("without anything to carry every process does all pieces") {
  const auto counts = test::in_team<std::size_t>(3, [](base::Team& team) {
    std::atomic<std::size_t> done = 0;
    analysis::for_each_piece(7, 2, [&](std::size_t) { ++done; }, {.team = &team});
    return done.load();
  });
  CHECK(counts == std::vector<std::size_t>{7, 7, 7});
}

TEST_CASE("pieces are dealt out whole and evenly, and not in turn") {
  std::set<std::size_t> seen;
  for (unsigned rank = 0; rank < 3; ++rank) {
    const std::vector<std::size_t> mine = analysis::pieces_of_rank(100, rank, 3);
    CHECK(mine.size() >= 33);
    CHECK(mine.size() <= 34);
    CHECK(std::is_sorted(mine.begin(), mine.end()));
    seen.insert(mine.begin(), mine.end());
  }
  CHECK(seen.size() == 100);
  const std::vector<std::size_t> first = analysis::pieces_of_rank(1000, 0, 2);
  const auto even = std::count_if(first.begin(), first.end(), [](std::size_t piece) { return piece % 2 == 0; });
  CHECK(even > 200);  // of 500
  CHECK(even < 300);
}

TEST_CASE("where one process is cancelled all of them are") {
  const auto whole = test::in_team<int>(3, [](base::Team& team) {
    const std::atomic<bool> cancel = team.rank() == 1;
    double nothing = 0.0;
    return analysis::for_each_piece(
               30, 1, [](std::size_t) {}, {.cancel = &cancel, .team = &team},
               [&](std::size_t, Carrier& carrier) { carrier.value(nothing); })
               ? 1
               : 0;
  });
  CHECK(whole == std::vector<int>{0, 0, 0});
}

TEST_CASE("what a piece throws ends all processes") {
  const auto fails = [] {
    test::in_team<int>(3, [](base::Team& team) {
      double nothing = 0.0;
      analysis::for_each_piece(
          30, 2,
          [](std::size_t piece) {
            if (piece == 17) {
              throw std::length_error("piece 17");
            }
          },
          {.team = &team}, [&](std::size_t, Carrier& carrier) { carrier.value(nothing); });
      return 0;
    });
  };
  CHECK_THROWS_WITH(fails(), "piece 17");
}

TEST_CASE("more than is passed on at once arrives whole") {
  constexpr std::size_t length = 300000;  // 2.4 MB a piece, 144 MB in all
  const auto sums = test::in_team<double>(2, [](base::Team& team) {
    std::vector<std::vector<double>> columns(60);
    analysis::for_each_piece(
        columns.size(), 1, [&](std::size_t piece) { columns[piece].assign(length, static_cast<double>(piece)); },
        {.team = &team}, [&](std::size_t piece, Carrier& carrier) { carrier.list(columns[piece]); });
    double sum = 0.0;
    for (const std::vector<double>& column : columns) {
      sum += static_cast<double>(column.size()) * column.back();
    }
    return sum;
  });
  CHECK(sums[0] == 59.0 * 60.0 / 2.0 * length);
  CHECK(sums[1] == sums[0]);
}

TEST_CASE("a carrier brings lists, lists of lists, and what may be missing") {
  std::vector<std::vector<int>> lists = {{1, 2}, {}, {3}};
  std::vector<std::optional<double>> some = {1.5, std::nullopt};
  const auto both = [](Carrier& carrier, auto& nested, auto& maybe) {
    carrier.list(nested, [&](auto& one) { carrier.list(one); });
    carrier.list(maybe, [&](auto& one) { carrier.optional(one, [&](double& value) { carrier.value(value); }); });
  };
  Carrier writing;
  both(writing, lists, some);
  std::vector<std::vector<int>> other_lists = {{7}};
  std::vector<std::optional<double>> other = {std::nullopt, 9.0, 9.0};
  Carrier reading(writing.written());
  both(reading, other_lists, other);
  CHECK(other_lists == lists);
  CHECK(other == some);
  CHECK(reading.at_end());
  double more = 0.0;
  CHECK_THROWS_AS(reading.value(more), base::InternalError);
}
