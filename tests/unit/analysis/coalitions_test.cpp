// Games, pivots, minimal sets and roles.
#include <doctest/doctest.h>

#include <vector>

#include "suasion/analysis/coalitions/blocking.hpp"
#include "suasion/analysis/coalitions/swings.hpp"

namespace {

using namespace suasion::analysis::coalitions;

Game game(std::vector<double> weights, double quota, QuotaUnit unit, Majority majority) {
  return {.criteria = {{std::move(weights), quota, unit, majority}}};
}

std::string code(const Game& wrong) {
  const auto result = power(wrong);
  return result ? "" : result.error().front().code;
}

}  // namespace

TEST_CASE("coalitions: ties with the quota are exact, whatever doubles make of tenths") {
  const std::vector<double> tenths = {0.1, 0.2, 0.3, 0.4};  // 0.1 + 0.2 is not 0.3 in doubles
  const std::vector<std::uint8_t> first_two = {1, 1, 0, 0};
  const auto with = [&](Majority majority) {
    return wins(*hurdles(game(tenths, 0.3, QuotaUnit::share, majority)), first_two);
  };
  CHECK(with(Majority::at_least));
  CHECK_FALSE(with(Majority::more_than));
  // thirds have no decimal unit; they tie within rounding
  const std::vector<double> thirds = {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0};
  CHECK_FALSE(hurdles(game(thirds, 0.5, QuotaUnit::share, Majority::more_than))->all[0].whole);
  CHECK(wins(*hurdles(game(thirds, 2.0 / 3.0, QuotaUnit::share, Majority::at_least)), {1, 1, 0}));
  CHECK_FALSE(wins(*hurdles(game(thirds, 2.0 / 3.0, QuotaUnit::share, Majority::more_than)), {1, 1, 0}));
}

TEST_CASE("coalitions: a large population is counted to the head") {
  // 65 % of 446,834,579 is 290,442,476.35: 290,442,477 are needed
  const auto rules = hurdles(game({290442476.0, 156392103.0}, 0.65, QuotaUnit::share, Majority::at_least));
  REQUIRE(rules.has_value());
  CHECK_FALSE(wins(*rules, {1, 0}));
  CHECK(wins(*hurdles(game({290442477.0, 156392102.0}, 0.65, QuotaUnit::share, Majority::at_least)), {1, 0}));
}

TEST_CASE("coalitions: a double majority wants both") {
  // three of four states, and 60 % of the people
  const Game both = {.criteria = {{{1, 1, 1, 1}, 3, QuotaUnit::absolute, Majority::at_least},
                                  {{60, 20, 10, 10}, 0.6, QuotaUnit::share, Majority::at_least}}};
  CHECK(minimal_winning(both)->sets == std::vector<Members>{{0, 1, 2}, {0, 1, 3}, {0, 2, 3}});
  const auto result = power(both);
  REQUIRE(result.has_value());
  CHECK(roles(both, *result)->vetoers == Members{0});
  CHECK(result->shapley_shubik[0] == doctest::Approx(0.5));  // pivotal where third or last
}

TEST_CASE("coalitions: consent makes a vetoer, and who wins alone with it a dictator") {
  Game free = game({3, 1, 1}, 0.5, QuotaUnit::share, Majority::more_than);
  const auto result = power(free);
  REQUIRE(result.has_value());
  CHECK(roles(free, *result)->dictators == Members{0});
  CHECK(roles(free, *result)->dummies == Members{1, 2});
  free.consent = {2};
  const auto bound = power(free);
  REQUIRE(bound.has_value());
  CHECK(roles(free, *bound)->dictators.empty());
  CHECK(roles(free, *bound)->vetoers == Members{0, 2});
  CHECK(bound->shapley_shubik == std::vector<double>{0.5, 0.0, 0.5});
  CHECK(minimal_blocking(free)->sets == std::vector<Members>{{2}, {0}});
}

TEST_CASE("coalitions: under a bare majority both pivots are at the weighted median, under more they part") {
  const std::vector<double> positions = {90, 10, 50, 30, 70};
  const auto bare = pivots(game({1, 1, 1, 1, 1}, 0.5, QuotaUnit::share, Majority::more_than), positions);
  REQUIRE(bare.has_value());
  CHECK(bare->rising == 2);
  CHECK(bare->falling == 2);
  const auto wide = pivots(game({1, 1, 1, 1, 1}, 4, QuotaUnit::absolute, Majority::at_least), positions);
  REQUIRE(wide.has_value());
  CHECK(wide->rising == 4);   // 10, 30, 50, 70
  CHECK(wide->falling == 3);  // 90, 70, 50, 30
  Game veto = game({1, 1, 1, 1, 1}, 0.5, QuotaUnit::share, Majority::more_than);
  veto.consent = {0};
  CHECK(pivots(veto, positions)->rising == 0);
}

TEST_CASE("coalitions: minimal sets stop at the limit and say how many there are") {
  const auto sets = minimal_winning(game(std::vector<double>(11, 1.0), 0.5, QuotaUnit::share, Majority::more_than), 3);
  REQUIRE(sets.has_value());
  CHECK(sets->count == 462);  // 6 of 11
  CHECK(sets->sets.size() == 3);
  CHECK(sets->sets.front() == Members{0, 1, 2, 3, 4, 5});
}

TEST_CASE("coalitions: games that make no sense are told why") {
  CHECK(code({}) == "A501");
  CHECK(code(game({}, 0.5, QuotaUnit::share, Majority::more_than)) == "A501");
  CHECK(code(game({1, -1}, 0.5, QuotaUnit::share, Majority::more_than)) == "A501");
  CHECK(code({.criteria = {{{1, 1}}, {{1, 1, 1}}}}) == "A501");
  CHECK(code({.criteria = {{{1, 1}}}, .consent = {2}}) == "A501");
  CHECK(code(game({1, 1}, 1.5, QuotaUnit::share, Majority::at_least)) == "A502");
  CHECK(code(game({1, 1}, 1.0, QuotaUnit::share, Majority::more_than)) == "A502");
  CHECK(code(game({1, 1}, 0.0, QuotaUnit::share, Majority::at_least)) == "A502");
  CHECK(code(game({0, 0}, 0.5, QuotaUnit::share, Majority::more_than)) == "A502");
  const auto many = minimal_winning(game(std::vector<double>(23, 1.0), 0.5, QuotaUnit::share, Majority::more_than));
  REQUIRE_FALSE(many.has_value());
  CHECK(many.error().front().code == "A503");
}
