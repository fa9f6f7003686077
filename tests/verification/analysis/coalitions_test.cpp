// Power indices against published values.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "suasion/analysis/coalitions/blocking.hpp"
#include "suasion/analysis/coalitions/power.hpp"
#include "suasion/analysis/coalitions/swings.hpp"

namespace {

using namespace suasion::analysis::coalitions;

/// [quota; weights], a coalition wins with at least the quota.
Game votes(double quota, std::vector<double> weights) {
  return {.criteria = {{std::move(weights), quota, QuotaUnit::absolute, Majority::at_least}}};
}

void check_close(const std::vector<double>& values, const std::vector<double>& expected, double tolerance = 1e-12) {
  REQUIRE(values.size() == expected.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    CAPTURE(i);
    CHECK(std::abs(values[i] - expected[i]) <= tolerance);
  }
}

/// n times the first value, then m times the second.
std::vector<double> two_kinds(std::size_t n, double first, std::size_t m, double second) {
  std::vector<double> result(n, first);
  result.insert(result.end(), m, second);
  return result;
}

}  // namespace

TEST_CASE(
    "coalitions: the United Nations Security Council of fifteen (Straffin 1994, Handbook of Game Theory 2, ch. 32)") {
  // 7 votes for each of five permanent members, 1 for each of ten others, 39 pass
  const auto by_weight = power(votes(39, two_kinds(5, 7, 10, 1)));
  // the same from the Charter, article 27: nine of fifteen, the permanent members' consent included
  Game charter = votes(9, std::vector<double>(15, 1.0));
  charter.consent = {0, 1, 2, 3, 4};
  const auto by_consent = power(charter);
  for (const auto& result : {by_weight, by_consent}) {
    REQUIRE(result.has_value());
    check_close(result->shapley_shubik, two_kinds(5, 421.0 / 2145.0, 10, 4.0 / 2145.0));
    check_close(result->shapley_shubik, two_kinds(5, 0.19627, 10, 0.00186), 0.000006);
    check_close(result->banzhaf, two_kinds(5, 848.0 / 5080.0, 10, 84.0 / 5080.0));
    check_close(result->banzhaf, two_kinds(5, 0.1669, 10, 0.0165), 0.00005);
    check_close(result->penrose, two_kinds(5, 848.0 / 16384.0, 10, 84.0 / 16384.0));
  }
}

TEST_CASE("coalitions: the Security Council of eleven, before 1965 (Shapley and Shubik 1954)") {
  // five permanent members, six others, seven votes: "98.7 percent of the power" is with the permanent members
  Game council = votes(7, std::vector<double>(11, 1.0));
  council.consent = {0, 1, 2, 3, 4};
  const auto result = power(council);
  REQUIRE(result.has_value());
  CHECK(std::abs(5.0 * result->shapley_shubik[0] - 0.987) <= 0.0005);
}

TEST_CASE("coalitions: the Council of the European Economic Community of 1958 (Brams and Affuso 1976)") {
  // France, Germany, Italy 4; Belgium, Netherlands 2; Luxembourg 1; 12 of 17: Luxembourg's vote never counted
  const Game council = votes(12, {4, 4, 4, 2, 2, 1});
  const auto result = power(council);
  REQUIRE(result.has_value());
  check_close(result->shapley_shubik, {14 / 60.0, 14 / 60.0, 14 / 60.0, 9 / 60.0, 9 / 60.0, 0.0});
  check_close(result->banzhaf, {10 / 42.0, 10 / 42.0, 10 / 42.0, 6 / 42.0, 6 / 42.0, 0.0});
  CHECK(roles(council, *result)->dummies == Members{5});
  const auto winning = minimal_winning(council);
  REQUIRE(winning.has_value());
  CHECK(winning->sets == std::vector<Members>{{0, 1, 2}, {0, 1, 3, 4}, {0, 2, 3, 4}, {1, 2, 3, 4}});
  const auto blocking = minimal_blocking(council);
  REQUIRE(blocking.has_value());
  CHECK(blocking->sets == std::vector<Members>{{0, 3}, {0, 4}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {0, 1}, {0, 2}, {1, 2}});
}

TEST_CASE("coalitions: three of six members of Nassau County's board were powerless (Banzhaf 1965)") {
  const Game board = votes(58, {31, 31, 28, 21, 2, 2});
  const auto result = power(board);
  REQUIRE(result.has_value());
  check_close(result->banzhaf, {1 / 3.0, 1 / 3.0, 1 / 3.0, 0.0, 0.0, 0.0});
  CHECK(roles(board, *result)->dummies == Members{3, 4, 5});
}

TEST_CASE("coalitions: one seat is worth forty-nine, if it is the one that is missing (closed form)") {
  const auto result = power(votes(51, {50, 49, 1}));
  REQUIRE(result.has_value());
  check_close(result->shapley_shubik, {2 / 3.0, 1 / 6.0, 1 / 6.0});
  check_close(result->banzhaf, {0.6, 0.2, 0.2});
  check_close(result->penrose, {0.75, 0.25, 0.25});
}

TEST_CASE(
    "coalitions: with n equal votes the indices are 1/n and the chance of a tie among the others (Penrose 1946)") {
  constexpr std::size_t n = 51;  // too many to enumerate: by dynamic programming
  const auto result = power({.criteria = {{std::vector<double>(n, 2.5)}}});
  REQUIRE(result.has_value());
  CHECK(result->method == Method::program);
  double tie = 1.0;  // C(50, 25) / 2^50
  for (int k = 1; k <= 25; ++k) {
    tie *= (25.0 + k) / k / 4.0;
  }
  check_close(result->shapley_shubik, std::vector<double>(n, 1.0 / n));
  check_close(result->penrose, std::vector<double>(n, tie));
}

TEST_CASE("coalitions: the Electoral College of 2012, counted and sampled, agrees") {
  // electoral votes by the census of 2010 (Federal Register); 270 of 538
  const std::vector<double> college = {55, 38, 29, 29, 20, 20, 18, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11,
                                       10, 10, 10, 10, 9,  9,  9,  8,  8,  7,  7,  7,  6,  6,  6,  6,  6,
                                       6,  5,  5,  5,  4,  4,  4,  4,  4,  3,  3,  3,  3,  3,  3,  3,  3};
  REQUIRE(std::accumulate(college.begin(), college.end(), 0.0) == 538.0);
  const auto counted = power(votes(270, college));
  REQUIRE(counted.has_value());
  CHECK(counted->method == Method::program);
  CHECK(std::accumulate(counted->shapley_shubik.begin(), counted->shapley_shubik.end(), 0.0) ==
        doctest::Approx(1.0).epsilon(1e-12));
  std::vector<double> odd = college;
  odd[50] += 1e-8;  // no longer whole in any unit, yet the same game: must be sampled
  const auto sampled = power(votes(270, odd));
  REQUIRE(sampled.has_value());
  CHECK(sampled->method == Method::sampling);
  for (std::size_t i = 0; i < college.size(); ++i) {
    CAPTURE(i);
    CHECK(std::abs(sampled->shapley_shubik[i] - counted->shapley_shubik[i]) <= 4.5 * sampled->shapley_shubik_error[i]);
    CHECK(std::abs(sampled->penrose[i] - counted->penrose[i]) <= 4.5 * sampled->penrose_error[i]);
  }
}
