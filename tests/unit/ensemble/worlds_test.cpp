#include "suasion/ensemble/worlds.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "../../support/system_world.hpp"
#include "../../support/worlds.hpp"

namespace {

using namespace suasion;

constexpr double month = system::days_per_month;

std::string hazard(const std::string& kind, const std::string& per_month) {
  return "[[hazards]]\nid = \"" + kind + "\"\nevent = \"" + kind + "\"\nper_month = " + per_month +
         "\nbecause.judgement = \"made up\"\n";
}

std::string question(const std::string& id, const std::string& rest) {
  return "[[questions]]\nid = \"" + id + "\"\ntext = \"?\"\n" + rest + "\n";
}

/// A deal that comes at 0.1 a month, and what is asked about it.
std::string text() {
  return test::system_text(hazard("deal", "0.1") + question("year", "event = \"deal\"\nby = 2021-01-30") +
                           question("none", "no_event = \"deal\"\nby = 2021-01-30") +
                           question("second", "event = \"deal\"\nafter = 2021-01-31\nby = 2022-01-31") +
                           question("flag", "by = 2021-01-30\nthreshold = { of = \"event.deal\", at_least = 1 }"));
}

ensemble::WorldsSpec spec_of(const std::vector<test::Changes>& changes) {
  std::vector<std::shared_ptr<const system::Plan>> plans;
  for (const test::Changes& one : changes) {
    plans.push_back(test::planned(test::files_of(text()), one));
  }
  return test::side_by_side(plans);
}

std::uint64_t yes(const ensemble::WorldsResults& results, const std::string& id, std::size_t world = 0) {
  const auto at = std::find(results.questions.begin(), results.questions.end(), id);
  REQUIRE(at != results.questions.end());
  return results.answers[world].yes[static_cast<std::size_t>(at - results.questions.begin())];
}

}  // namespace

TEST_CASE("what is written down of a tick are the moments of the draws at its end") {
  const auto results = ensemble::run_worlds(spec_of({{}}), {.seed = 3, .draws = 1024});
  test::SystemWorld world(text(), {}, 3, 4);
  const ensemble::Series& deal = test::series(results, "event.deal");
  CHECK(deal.present);
  REQUIRE(deal.ticks.size() == 25);
  for (const math::Moments& tick : deal.ticks) {
    world.advance(1);
    const double mean =
        world.mean("event.deal");  // a rate without drivers hangs on no input, so the draws are the same
    CHECK(tick.n == 1024);
    CHECK(tick.mean == doctest::Approx(mean).epsilon(1e-12));
    CHECK(tick.m2 == doctest::Approx(1024.0 * mean * (1.0 - mean)).epsilon(1e-9));
  }
}

TEST_CASE("the last block may be shorter than the others") {
  const auto whole = ensemble::run_worlds(spec_of({{}}), {.seed = 3, .draws = 512});
  const auto part = ensemble::run_worlds(spec_of({{}}), {.seed = 3, .draws = 301});
  CHECK(part.draws_done == 301);
  CHECK(test::series(part, "event.deal").ticks.front().n == 301);
  CHECK(test::series(part, "event.deal").days.front().sketch.count() == 301);
  CHECK(yes(part, "year") + yes(part, "none") == 301);
  CHECK(yes(part, "year") < yes(whole, "year"));
}

TEST_CASE("worlds are compared draw by draw") {
  ensemble::WorldsSpec spec = spec_of({{}, {.edits = {"hazards.deal.per_month=0.2"}}});
  spec.comparisons.push_back({.first = 1, .second = 0, .third = 1, .fourth = 0});
  const auto results = ensemble::run_worlds(spec, {.seed = 1, .draws = 2000});
  const ensemble::Series& more = test::difference(results, "event.deal", 0);
  // the same patience runs out sooner, so no draw has the deal at the lower rate alone
  const ensemble::Spread& day = more.days.front();
  CHECK(day.tick == 24);
  CHECK(day.below == 0);
  CHECK(day.above > 0);
  CHECK(day.below + day.zero + day.above == 2000);
  CHECK(more.ticks.back().mean == doctest::Approx(test::series(results, "event.deal", 1).ticks.back().mean -
                                                  test::series(results, "event.deal", 0).ticks.back().mean));
  CHECK(static_cast<double>(day.above) == doctest::Approx(2000.0 * more.ticks.back().mean));
  // an interaction of a contrast with itself is nought
  const ensemble::Series& same = test::difference(results, "event.deal", 1);
  CHECK(same.days.front().zero == 2000);
  CHECK(same.ticks.back().mean == 0.0);
  CHECK(same.ticks.back().m2 == 0.0);
}

TEST_CASE("questions are answered by the day of their event, a whole day counting") {
  const auto results = ensemble::run_worlds(spec_of({{}}), {.seed = 1, .draws = 4096});
  // by = 2021-01-30 ends 366 days after the origin
  const auto expected = [](double days) { return 4096.0 * (1.0 - std::exp(-0.1 * days / month)); };
  CHECK(static_cast<double>(yes(results, "year")) == doctest::Approx(expected(366.0)).epsilon(0.05));
  CHECK(yes(results, "none") == 4096 - yes(results, "year"));
  CHECK(static_cast<double>(yes(results, "second")) == doctest::Approx(expected(732.0) - expected(366.0)).epsilon(0.1));
  // a level is looked at when the nearest tick ends, here the twelfth, 365.25 days after the origin
  CHECK(static_cast<double>(yes(results, "flag")) ==
        doctest::Approx(4096.0 * test::series(results, "event.deal").ticks[11].mean));
}

TEST_CASE("how often two answers go together is counted in the first world") {
  const auto results = ensemble::run_worlds(spec_of({{}, {}}), {.seed = 1, .draws = 1000});
  const auto& both = results.answers.front().both;
  for (std::size_t a = 0; a < both.size(); ++a) {
    CHECK(both[a][a] == results.answers.front().yes[a]);
    for (std::size_t b = 0; b < both.size(); ++b) {
      CHECK(both[a][b] == both[b][a]);
    }
  }
  CHECK(both[0][1] == 0);  // it cannot have happened and not
  CHECK(both[0][2] == 0);  // nor both within and after the year
  CHECK(both[1][2] == results.answers.front().yes[2]);
  CHECK(results.answers[1].both.empty());
  CHECK(results.answers[1].yes == results.answers[0].yes);
}

TEST_CASE("a world with shorter ticks is looked at on the days of the first") {
  const auto results = ensemble::run_worlds(spec_of({{}, {.assume = {"clock.tick=half"}}}), {.seed = 1, .draws = 1000});
  const ensemble::Series& gap = test::difference(results, "event.deal");
  for (const math::Moments& tick : gap.ticks) {
    CHECK(tick.n == 1000);
    CHECK(tick.mean == 0.0);  // a constant rate sums up to the same whatever the ticks
    CHECK(tick.m2 == 0.0);
  }
  CHECK(results.answers[0].yes == results.answers[1].yes);
}

TEST_CASE("other worlds are written down on the days alone, and differences that are not followed as well") {
  ensemble::WorldsSpec spec = spec_of({{}, {.edits = {"hazards.deal.per_month=0.2"}}});
  const auto all = ensemble::run_worlds(spec, {.seed = 1, .draws = 300});
  spec.followed.clear();
  const auto some = ensemble::run_worlds(spec, {.seed = 1, .draws = 300});
  CHECK(test::series(all, "event.deal", 1).ticks[3].n == 0);
  CHECK(test::difference(all, "event.deal").ticks[3].n == 300);
  CHECK(test::difference(some, "event.deal").ticks[3].n == 0);
  CHECK(test::series(some, "event.deal", 0).ticks[3].n == 300);
  for (const auto* results : {&all, &some}) {
    CHECK(test::series(*results, "event.deal", 1).ticks.back().n == 300);
    CHECK(test::difference(*results, "event.deal").ticks.back().n == 300);
  }
  CHECK(test::difference(some, "event.deal").ticks.back().mean ==
        test::difference(all, "event.deal").ticks.back().mean);
}

TEST_CASE("distributions are of the first draws, means and signs of all") {
  const auto results = ensemble::run_worlds(spec_of({{}}), {.seed = 1, .draws = ensemble::spread_draws + 300});
  const ensemble::Series& deal = test::series(results, "event.deal");
  CHECK(deal.ticks.back().n == ensemble::spread_draws + 300);
  CHECK(deal.days.front().zero + deal.days.front().above == ensemble::spread_draws + 300);
  CHECK(deal.days.front().sketch.count() == ensemble::spread_draws);
}

TEST_CASE("what a world does not keep stays empty there and in its comparisons") {
  const auto results = ensemble::run_worlds(spec_of({{}, {.assume = {"leverage=off"}}}), {.seed = 1, .draws = 300});
  CHECK(test::series(results, "leverage.agreed", 0).present);
  CHECK_FALSE(test::series(results, "leverage.agreed", 1).present);
  CHECK_FALSE(test::difference(results, "leverage.agreed").present);
  CHECK(test::difference(results, "event.deal").present);
}

TEST_CASE("draws with a number that is not finite are counted and left out of means") {
  const std::string careless =
      "[[issues]]\nid = \"aside\"\nname = \"Aside\"\nscale = { 0 = \"no\", 100 = \"yes\" }\n"
      "status_quo = 50\nbecause.judgement = \"made up\"\n[issues.positions]\nBIG = 80\nMID = 20\n"
      "[issues.capability]\nBIG = 1\nMID = 1\n[issues.salience]\n"
      "BIG = { discrete = { \"0\" = 0.5, \"50\" = 0.5 } }\n"
      "MID = { discrete = { \"0\" = 0.5, \"50\" = 0.5 } }\n";  // in one draw of four no one cares
  const auto spec = test::side_by_side({test::planned(test::files_of(test::system_text(careless)))});
  const auto results = ensemble::run_worlds(spec, {.seed = 1, .draws = 4096});
  CHECK(static_cast<double>(results.draws_invalid) == doctest::Approx(1024.0).epsilon(0.1));
  const ensemble::Series& target = test::series(results, "stakeholder.target.aside");
  CHECK(target.ticks.back().n == 4096 - results.draws_invalid);
  CHECK(std::isfinite(target.ticks.back().mean));
  CHECK(target.days.front().sketch.count() == 4096 - results.draws_invalid);
}

TEST_CASE("a run that is stopped is the beginning of the whole one") {
  std::atomic<bool> cancel = false;
  const ensemble::WorldsSpec spec = spec_of({{}, {.edits = {"hazards.deal.per_month=0.2"}}});
  const auto part =
      ensemble::run_worlds(spec, {.seed = 4, .draws = 2'000'000, .threads = 2},
                           {.progress = [&](std::uint64_t, std::uint64_t) { cancel = true; }, .cancel = &cancel});
  CHECK(part.draws_done > 0);
  CHECK(part.draws_done < part.draws_asked);
  CHECK(part.draws_done % 256 == 0);
  auto again = ensemble::run_worlds(spec, {.seed = 4, .draws = part.draws_done, .threads = 1});
  CHECK(test::bytes(again) == test::bytes(part));
}
