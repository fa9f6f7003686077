// What runs of strategic systems promise: the same bytes whatever the threads; a past that no later edit can reach; no
// effect where nothing was changed; random numbers that nobody else's disturb; figures that do not hang on the tick.
#include "../../support/worlds.hpp"

#include <algorithm>
#include <cmath>

#include "../../support/keeper.hpp"
#include "../../support/system_world.hpp"
#include "../rapidcheck_doctest.hpp"

namespace {

using namespace suasion;

constexpr const char* cases[] = {"belarus-2020", "finland-1958"};

/// The files with more TOML at their end.
scenario::Files with(scenario::Files files, const std::string& more) {
  files.files.front().bytes += "\n" + more;
  return files;
}

ensemble::WorldsResults run(const std::vector<std::shared_ptr<const system::Plan>>& plans, std::uint64_t draws = 512,
                            std::uint64_t seed = 1) {
  return ensemble::run_worlds(test::side_by_side(plans), {.seed = seed, .draws = draws});
}

/// True if no draw differed in that tick.
bool same(const math::Moments& difference) {
  return difference.mean == 0.0 && difference.m2 == 0.0;
}

/// Names of variables of the first world in which some draw of the second differs at some tick from `from` up to
/// `until`.
std::vector<std::string> differing(const ensemble::WorldsResults& results, std::size_t from = 0,
                                   std::size_t until = SIZE_MAX) {
  std::vector<std::string> names;
  for (std::size_t v = 0; v < results.variables.size(); ++v) {
    const std::vector<math::Moments>& ticks = results.comparisons.front()[v].ticks;
    bool differs = false;
    for (std::size_t t = from; t < std::min(until, ticks.size()); ++t) {
      differs = differs || !same(ticks[t]);
    }
    if (differs) {
      names.push_back(results.variables[v]);
    }
  }
  return names;
}

}  // namespace

TEST_CASE("worlds: any number of threads, forwards and backwards, gives the same bytes") {
  for (const char* name : cases) {
    const scenario::Files files = test::bundled(name);
    const std::string first = test::scenario_of(files).section("counterfactuals").front()->id;
    ensemble::WorldsSpec spec =
        test::side_by_side({test::planned(files), test::planned(files, {.counterfactual = first})});
    std::vector<std::string> some;  // every tenth; all of them take memory by the gigabyte
    for (std::size_t v = 0; v < spec.variables.size(); v += 10) {
      some.push_back(spec.variables[v]);
    }
    spec.variables = some;
    for (const auto design : {math::DesignKind::monte_carlo, math::DesignKind::latin_hypercube}) {
      const ensemble::RunSpec alone{.seed = 5, .draws = 1100, .design = design, .threads = 1};
      const std::string expected = test::bytes(ensemble::run_worlds(spec, alone));
      CHECK(expected.size() > 10'000);
      for (const unsigned threads : {2U, 3U, 7U}) {
        ensemble::RunSpec many = alone;
        many.threads = threads;
        CHECK(test::bytes(ensemble::run_worlds(spec, many)) == expected);
      }
      test::Keeper keeper;
      keeper.the_end = true;
      for (const ensemble::Range& piece : {ensemble::Range{3, 5}, ensemble::Range{0, 1}, ensemble::Range{1, 3}}) {
        const auto part = ensemble::run_worlds(spec, alone, {.keeper = &keeper, .blocks = ensemble::Ranges{piece}});
        CHECK((test::bytes(part) == expected) == (piece.first == 1));  // the last piece makes it whole
      }
    }
  }
}

TEST_CASE("worlds: one world's figures do not hang on which others run beside it") {
  for (const char* name : cases) {
    const scenario::Files files = test::bundled(name);
    const auto base = test::planned(files);
    const auto alone = run({base});
    const auto beside = run({base, test::planned(files, {.assume = {"leverage.price=negotiable"}})});
    for (std::size_t v = 0; v < alone.variables.size(); ++v) {
      const auto& one = alone.worlds[0][v].ticks;
      const auto& other = beside.worlds[0][v].ticks;
      CHECK(std::equal(one.begin(), one.end(), other.begin(), other.end(),
                       [](const auto& a, const auto& b) { return a.mean == b.mean && a.m2 == b.m2; }));
    }
  }
}

TEST_CASE("worlds: an edit that changes nothing has no effect in any draw") {
  const auto none = [](const scenario::Files& files, const std::string& edit) {
    const auto results = run({test::planned(files), test::planned(files, {.edits = {edit}})});
    CAPTURE(edit);
    CHECK(differing(results).empty());
    CHECK(results.answers[0].yes == results.answers[1].yes);
    for (const ensemble::Series& series : results.comparisons.front()) {
      CHECK(series.days.front().zero == 512);
    }
  };
  none(test::bundled("belarus-2020"), "hazards.us-oil.from=2020-02-01");
  none(test::bundled("belarus-2020"),
       "parameters.signal.half_life_months.value={ lognormal = { median = 12, log_sd = 0.4 } }");
  none(test::bundled("finland-1958"), "system.history=1958-01-01");
}

TEST_CASE("worlds: what happens on some day leaves every day before it as it was") {
  const scenario::Files files = test::bundled("belarus-2020");
  const auto base = test::planned(files);
  const base::Date origin = test::scenario_of(files).origin;
  test::check(
      "past",
      [&] {
        const auto months_in = *rc::gen::inRange(3, 34);
        const auto seed = *rc::gen::inRange<std::uint64_t>(1, 1000);
        const std::string kind = *rc::gen::element<std::string>("sanction.impose", "visit.secretary", "base.agree",
                                                                "sign.programmes", "attack", "oil.resume");
        const std::string from = kind == "visit.secretary" || kind == "sanction.impose" ? "USA" : "RUS";
        const std::size_t year = 2020 + static_cast<std::size_t>(months_in) / 12;
        const std::size_t month = 1 + static_cast<std::size_t>(months_in) % 12;
        const std::string day = std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + "-15";
        const auto later = test::planned(with(files, "[[events]]\nid = \"later\"\nkind = \"" + kind + "\"\nfrom = \"" +
                                                         from + "\"\nto = \"BLR\"\nplanned = " + day + "\n"));
        const auto results = run({base, later}, 256, seed);
        const double at = base::days_between(origin, *base::parse_date(day));
        std::size_t before = 0;  // ticks that end before the day
        while (base->ticks[before].end < at) {
          ++before;
        }
        RC_ASSERT(before + 1 >= static_cast<std::size_t>(months_in));
        RC_ASSERT(differing(results, 0, before).empty());
        RC_ASSERT_FALSE(differing(results, before).empty());
      },
      12);
}

TEST_CASE("worlds: an actor or an event that concerns nobody disturbs nothing") {
  for (const char* name : cases) {
    const scenario::Files files = test::bundled(name);
    const auto base = test::planned(files);
    const auto actor =
        test::planned(with(files, "[[actors]]\nid = \"NEW\"\nname = \"Newcomer\"\nbecause.judgement = \"made up\"\n"));
    CHECK(differing(run({base, actor})).empty());
    const auto event =
        test::planned(with(files, std::string("[[events]]\nid = \"festival\"\nkind = \"festival\"\nfrom = \"") +
                                      (name == std::string("belarus-2020") ? "KAZ" : "NOR") + "\"\nplanned = " +
                                      (name == std::string("belarus-2020") ? "2020-06-01" : "1959-06-01") +
                                      "\nreliability = [0.4, 0.8]\n"));
    CHECK(differing(run({base, event})).empty());
  }
}

TEST_CASE("worlds: a new stakeholder moves his issue, and no draw of any other") {
  const std::string stake = "[issues.stakes.EXTRA]\nposition = [0, 10]\nsalience = [60, 90]\ncapability = [20, 40]\n";
  const std::string issue =
      "[[issues]]\nid = \"aside\"\nname = \"Aside\"\nscale = { 0 = \"no\", 100 = \"yes\" }\n"
      "status_quo = 50\nbecause.judgement = \"made up\"\n[issues.stakes.BIG]\nposition = [60, 90]\n"
      "salience = 50\ncapability = 50\n[issues.stakes.MID]\nposition = [20, 40]\nsalience = 50\n"
      "capability = 50\n";
  const std::string actor = "[[actors]]\nid = \"EXTRA\"\nname = \"Extra\"\nbecause.judgement = \"made up\"\n";
  const auto base = test::planned(test::files_of(test::system_text(actor + issue)));
  const auto more = test::planned(test::files_of(test::system_text(actor + issue + stake)));
  const std::vector<std::string> moved = differing(run({base, more}));
  CHECK(moved == std::vector<std::string>{"stakeholder.target.aside", "stakeholder.aside"});
}

TEST_CASE("worlds: the unit in which GDP is given changes nothing") {
  const scenario::Files files = test::bundled("belarus-2020");
  const auto doubled = test::planned(
      files, {.edits = {"actors.BLR.gdp={ lognormal = { median = 128e9, log_sd = 0.05 } }", "actors.RUS.gdp=3.38e12"}});
  CHECK(differing(run({test::planned(files), doubled})).empty());
}

TEST_CASE("worlds: ticks of half the length change no figure by more than its Monte Carlo error") {
  constexpr std::uint64_t draws = 10'000;  // the default of the command
  constexpr double errors = 3.0;
  for (const char* name : cases) {
    CAPTURE(name);
    const scenario::Files files = test::bundled(name);
    const auto results = run({test::planned(files), test::planned(files, {.assume = {"clock.tick=half"}})}, draws);
    const std::size_t last = results.worlds[0].front().ticks.size() - 1;
    for (std::size_t v = 0; v < results.variables.size(); ++v) {
      CAPTURE(results.variables[v]);
      for (const std::size_t tick : {std::size_t{0}, std::size_t{5}, std::size_t{11}, std::size_t{23}, last}) {
        CAPTURE(tick);
        const math::Moments& gap = results.comparisons[0][v].ticks[tick];
        const double error = std::sqrt(results.worlds[0][v].ticks[tick].variance() / static_cast<double>(draws));
        CHECK(std::abs(gap.mean) <= errors * error + 1e-12);
      }
    }
    for (std::size_t q = 0; q < results.questions.size(); ++q) {
      CAPTURE(results.questions[q]);
      const double whole = static_cast<double>(results.answers[0].yes[q]) / static_cast<double>(draws);
      const double half = static_cast<double>(results.answers[1].yes[q]) / static_cast<double>(draws);
      CHECK(std::abs(half - whole) <= errors * std::sqrt(whole * (1.0 - whole) / static_cast<double>(draws)) + 1e-12);
    }
  }
}
