#include "suasion/report/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "example.hpp"

using namespace suasion;
using suasion::test::evenly;
using suasion::test::Example;

namespace {

/// No-break spaces as plain ones: what a reader sees.
std::string plain(std::string text) {
  for (std::size_t at = text.find("\u00A0"); at != std::string::npos; at = text.find("\u00A0")) {
    text.replace(at, 2, " ");
  }
  return text;
}

std::vector<std::string> words_of(const Example& example) {
  std::vector<std::string> words = report::issue_words(example.story(), example.issue());
  std::transform(words.begin(), words.end(), words.begin(), plain);
  return words;
}

bool says(const std::vector<std::string>& words, const std::string& what) {
  return std::any_of(words.begin(), words.end(), [&](const auto& w) { return w.find(what) != std::string::npos; });
}

std::vector<double> joined(std::vector<double> a, const std::vector<double>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// An actor's course with the given share of draws in which it moves, and its mean shift.
analysis::ActorCourse course(std::size_t actor, double moves, double shift) {
  analysis::ActorCourse made;
  made.actor = actor;
  made.moves = {moves, 0.004};
  made.shift = {shift, 0.05};
  return made;
}

}  // namespace

TEST_CASE("report/words: a forecast is told by its anchors, its spread, its likeliest landmark and the status quo") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000));
  const auto words = words_of(example);
  REQUIRE(words.size() == 2);
  CHECK(words[0] == "Depth of union most likely ends near 47, between “as today” (35) and “programmes” (50).");
  CHECK(
      words[1] ==
      "In “game”, half of the draws end between 43 and 50, nine in ten between 41 and 53. It is likely (82 %) to end "
      "closer to “programmes” than to any other landmark. It is virtually certain (over 99 %) to end above the status "
      "quo (35).");
}

TEST_CASE("report/words: an outcome beside an anchor is said to be there") {
  Example example;
  example.add("game", false, evenly(48.0, 54.0, 10000));
  CHECK(words_of(example)[0] == "Depth of union most likely ends near 51, about where “programmes” (50) stands.");
}

TEST_CASE("report/words: an outcome that never varies is said to be fixed, without chances") {
  Example example;
  example.add("game", false, std::vector<double>(256, 42.0));
  const auto words = words_of(example);
  CHECK(words[0] == "Depth of union ends at 42, between “as today” (35) and “programmes” (50).");
  CHECK(words[1].starts_with("Every draw of “game” ends there: nothing in it varies."));
  CHECK(plain(report::forecast_words(example.story(), example.issue(), example.issue().models[0])) ==
        "Ends at 42 in every draw.");
}

TEST_CASE("report/words: two separate heaps are two places, not one in the empty middle") {
  Example example;
  example.add("game", false, joined(evenly(16.0, 25.0, 6000), evenly(70.0, 79.0, 4000)));
  CHECK(words_of(example)[0] ==
        "Depth of union ends in one of two places: near 21 (60 % of draws), or near 75 (40 % of draws).");
}

TEST_CASE(
    "report/words: what spreads over most of the scale is hard to call, unless nearly all of it is at two places") {
  Example flat;
  flat.add("game", false, evenly(5.0, 95.0, 10000));
  CHECK(says(words_of(flat), "Depth of union is hard to call: the middle of the draws is near 50"));
  Example humps;
  humps.add("game", false, joined(evenly(0.0, 45.0, 5000), evenly(55.0, 100.0, 5000)));
  CHECK(says(words_of(humps), "is hard to call"));
  Example ends;
  ends.add("game", false, joined(evenly(0.0, 10.0, 5000), evenly(90.0, 100.0, 5000)));
  CHECK(says(words_of(ends), "ends in one of two places"));
  CHECK(report::share_near(ends.issue().models[0].outcome.histogram, {5.0, 95.0}) == 1.0);
  CHECK(report::share_near(ends.issue().models[0].outcome.histogram, {5.0}) == doctest::Approx(0.5));
  Example narrow;
  narrow.add("game", false, evenly(40.0, 60.0, 10000));
  CHECK(says(words_of(narrow), "most likely ends near 50"));
}

TEST_CASE("report/words: one wide heap, even a flat or a lopsided one, is one place") {
  for (const auto& outcomes : {evenly(10.0, 90.0, 10000), joined(evenly(20.0, 30.0, 9500), evenly(80.0, 85.0, 500)),
                               joined(evenly(20.0, 60.0, 5000), evenly(40.0, 50.0, 5000))}) {
    Example example;
    example.add("game", false, outcomes);
    CHECK_FALSE(report::two_places(example.issue().models[0].outcome.histogram).found);
  }
}

TEST_CASE("report/words: where no landmark has half of the draws, the two likeliest are named") {
  Example example;
  example.scenario.issues[0].anchors = {{0, "a"}, {25, "b"}, {50, "c"}, {75, "d"}, {100, "e"}};
  example.add("game", false, evenly(30.0, 80.0, 10000));
  CHECK(says(words_of(example),
             "No single landmark stands out: it ends closest to “c” in 50 % of draws, to “d” in 35 %.") ==
        false);  // exactly half is half
  Example wider;
  wider.scenario.issues[0].anchors = {{0, "a"}, {25, "b"}, {50, "c"}, {75, "d"}, {100, "e"}};
  wider.add("game", false, evenly(20.0, 85.0, 10000));
  CHECK(
      says(words_of(wider), "No single landmark stands out: it ends closest to “c” in 38 % of draws, to “d” in 35 %."));
}

TEST_CASE("report/words: an issue without a status quo is never compared with one") {
  Example example;
  example.scenario.issues[0].status_quo.reset();
  example.add("game", false, evenly(40.0, 54.0, 10000));
  CHECK_FALSE(says(words_of(example), "status quo"));
}

TEST_CASE("report/words: a forecast mostly at the status quo is said to stay there") {
  Example example;
  example.add("game", false, joined(std::vector<double>(9000, 35.0), evenly(40.0, 50.0, 1000)));
  CHECK(says(words_of(example), "It is very likely (90 %) to stay at the status quo (35)."));
}

TEST_CASE("report/words: an issue without anchors is told by figures alone") {
  Example example;
  example.scenario.issues[0].anchors.clear();
  example.add("game", false, evenly(40.0, 54.0, 10000));
  CHECK(words_of(example)[0] == "Depth of union most likely ends near 47.");
}

TEST_CASE("report/words: figures carry the unit of the issue") {
  Example example;
  example.scenario.issues[0].unit = "years";
  example.add("game", false, evenly(40.0, 54.0, 10000));
  const auto words = words_of(example);
  CHECK(words[0].find("near 47 years, between “as today” (35 years)") != std::string::npos);
  CHECK(words[1].find("between 43 and 50 years") != std::string::npos);
}

TEST_CASE("report/words: a long unit is said once, not after every figure") {
  Example example;
  example.scenario.issues[0].unit = "percent of the loss";
  example.add("game", false, evenly(40.0, 54.0, 10000));
  const auto words = words_of(example);
  CHECK(words[0] ==
        "Depth of union most likely ends near 47 percent of the loss, between “as today” (35) and “programmes” (50).");
  CHECK(words[1].find("percent of the loss") == std::string::npos);
}

TEST_CASE("report/words: simple rules that agree, differ, or disagree are said to do so") {
  const auto told = [](double compromise, double median) {
    Example example;
    example.add("game", false, evenly(40.0, 54.0, 10000));
    example.add("compromise", true, evenly(compromise - 1.0, compromise + 1.0, 10000));
    example.add("weighted-median", true, evenly(median - 1.0, median + 1.0, 10000));
    example.add("status-quo", true, std::vector<double>(10000, 35.0));
    return words_of(example)[2];
  };
  CHECK(told(45, 49) == "Simple rules say, on average: compromise 45, weighted median 49. They agree with the model.");
  CHECK(told(30, 60).ends_with("They differ among themselves; the model lies within their range."));
  CHECK(told(20, 43).ends_with("They differ among themselves; the model lies near them."));
  CHECK(told(36, 38).ends_with("The model ends 9 higher than any of them."));
  CHECK(told(70, 75).ends_with("The model ends 23 lower than any of them: read it with care."));
}

TEST_CASE("report/words: models that agree or disagree with one another are said to do so") {
  const auto told = [](double low, double high) {
    Example example;
    example.add("game", false, evenly(40.0, 54.0, 10000));
    example.add("other", false, evenly(low, high, 10000));
    return words_of(example).back();
  };
  CHECK(told(42, 56) == "The models agree: on average “game” ends at 47, “other” at 49.");
  CHECK(told(50, 70) == "The models disagree: on average “other” ends at 60, 13 higher than the lead model (47).");
  CHECK(told(10, 30) ==
        "The models disagree: on average “other” ends at 20, 27 lower than the lead model (47); their central nine "
        "draws in ten do not overlap.");
  Example three;
  three.add("game", false, evenly(40.0, 54.0, 10000));
  three.add("other", false, evenly(50.0, 70.0, 10000));
  three.add("third", false, evenly(10.0, 30.0, 10000));
  CHECK(words_of(three).back() == "The three models disagree: on average they end anywhere from 20 to 60.");
}

TEST_CASE("report/words: a single model is not compared with models that were not run") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000));
  CHECK_FALSE(says(words_of(example), "model"));
}

TEST_CASE("report/words: where only simple rules were run, the first of them leads") {
  Example example;
  example.add("compromise", true, evenly(40.0, 54.0, 10000));
  example.add("median", true, evenly(60.0, 62.0, 10000));
  const auto words = words_of(example);
  CHECK(words[1].starts_with("In “compromise”, half of the draws"));
  CHECK(words[2] == "Simple rules say, on average: median 61.");
}

TEST_CASE("report/words: an interrupted run warns in its headline") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 2560));
  CHECK_FALSE(report::headline_words(example.story()).back().starts_with("The run was interrupted"));
  example.results.draws_asked = 10000;
  CHECK(report::headline_words(example.story()).back() ==
        "The run was interrupted: these figures rest on 2,560 of 10,000 draws.");
}

TEST_CASE("report/words: a scenario with counterfactuals does not look as if they had been answered") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 2560));
  example.scenario.elements.push_back({.section = "counterfactuals", .id = "no-visit"});
  CHECK(report::headline_words(example.story()).back() ==
        "What the scenario’s counterfactual would change is not in this run: it states no strategic system.");
  example.scenario.elements.push_back({.section = "counterfactuals", .id = "cancelled"});
  CHECK(report::headline_words(example.story()).back() ==
        "What the scenario’s two counterfactuals would change is not in this run: it states no strategic system.");
}

TEST_CASE("report/words: an issue on which no draw was finite says so instead of a forecast") {
  Example example;
  CHECK(words_of(example) ==
        std::vector<std::string>{"Depth of union: no draw gave a finite number, so there is no forecast."});
}

TEST_CASE("report/words: a course that does not come to rest is never called an equilibrium") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000), 10);
  analysis::Rounds rounds;
  rounds.rounds = 10;
  const auto told = [&](double settled) {
    rounds.settled = {settled, 0.004};
    return plain(report::course_words(example.story(), rounds));
  };
  CHECK(told(1.0) == "Everyone comes to rest within ten rounds in every draw.");
  CHECK(told(0.997) == "Everyone comes to rest within ten rounds in over 99 % of draws.");
  CHECK(told(0.8) ==
        "Everyone comes to rest within ten rounds in 80 % of draws; in the other 20 % positions still move when the "
        "rounds end, so there the last round is a cut-off, not an equilibrium.");
  CHECK(
      told(0.1) ==
      "Positions are still moving after ten rounds in 90 % of draws: the last round is a cut-off, not an equilibrium, "
      "and where it falls matters for the forecast.");
  rounds.rounds = 1;
  CHECK(told(1.0) == "Everyone comes to rest within one round in every draw.");
}

TEST_CASE("report/words: a lead model that seldom comes to rest is told with a warning, one that does without") {
  const auto told = [](double settled) {
    Example example;
    example.add("game", false, evenly(40.0, 54.0, 10000), 10);
    analysis::ModelForecast& game = example.forecast.issues[0].models[0];
    game.has_rounds = true;
    game.rounds.rounds = 10;
    game.rounds.settled = {settled, 0.0};
    return says(words_of(example), "not an equilibrium");
  };
  CHECK(told(0.0));
  CHECK(told(0.8));
  CHECK_FALSE(told(0.95));
}

TEST_CASE("report/words: who holds and who gives way, how far, where to and for whom") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000), 10);
  analysis::Rounds rounds;
  rounds.pulls = {{.from = 0, .to = 2, .shift = 9.0}, {.from = 1, .to = 2, .shift = -1.0}};
  const auto told = [&](const analysis::ActorCourse& one) {
    return plain(report::actor_words(example.story(), example.issue(), rounds, one));
  };
  CHECK(told(course(0, 0.0, 0.0)) == "Russia: holds its position in every draw.");
  CHECK(told(course(1, 0.1, -0.1)) == "The United States: holds its position in 90 % of draws.");
  CHECK(
      told(course(1, 0.2, -3.0)) ==
      "The United States: holds its position in 80 % of draws; where it gives way, it is mostly towards “free trade”.");
  CHECK(told(course(2, 0.8, 8.2)) ==
        "Belarus: gives way in 80 % of draws, on average by 8 towards “absorption”, most of all on offers of Russia.");
  CHECK(told(course(2, 0.8, 0.1)) ==
        "Belarus: gives way in 80 % of draws, now up, now down, so that on average it ends where it began.");
  CHECK(told(course(1, 1.0, 5.0)) ==
        "The United States: gives way in every draw, on average by 5 towards “absorption”.");
}

TEST_CASE("report/words: names that need an article get one") {
  CHECK(report::name_in_words("United States") == "the United States");
  CHECK(report::name_in_words("European Union", true) == "The European Union");
  CHECK(report::name_in_words("Netherlands") == "the Netherlands");
  CHECK(report::name_in_words("Russia", true) == "Russia");
}

TEST_CASE("report/words: options changed by the user are part of a model's title") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 100));
  auto choice = example.plan.models[0].choice;
  CHECK(report::title_in_words(choice) == "“game”");
  choice.id = "game:Q=0.5,T=1";
  CHECK(report::title_in_words(choice) == "“game” with Q=0.5,T=1");
}

TEST_CASE("report/words: the limits name what this run leaves open") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 10000), 10);
  std::vector<std::string> list = report::limits(example.story(), example.scenario.elements.size(), false);
  std::transform(list.begin(), list.end(), list.begin(), plain);
  CHECK(says(list,
             "Of 10 numbers in the tables of stakes, 3 rest on judgement alone and 4 have no stated ground at all"));
  CHECK(says(list, "All inputs vary independently"));
  CHECK(says(list, "with 10,000 draws a share of draws is known to about 1.0 percentage points either way"));
  CHECK(says(list, "Rounds of bargaining are steps of reasoning"));
  CHECK_FALSE(says(list, "No actor trades a concession"));
  example.results.draws_invalid = 2;
  example.scenario.elements.resize(1);
  list = report::limits(example.story(), example.scenario.elements.size(), false);
  CHECK(says(list, "2 draws gave a number that is not finite and were left out."));
  CHECK(says(list, "1 element of the scenario is checked and shown, but nothing in this run computes with it."));
}

TEST_CASE("report/words: a model is set beside the compromise by where it ends and how wide its range is") {
  Example example;
  example.add("game", false, evenly(30.0, 70.0, 1000));
  example.add("compromise", true, evenly(41.0, 43.0, 1000));
  example.add("near", true, evenly(42.0, 44.0, 1000));
  const auto beside = [&](std::size_t model) {
    return plain(report::beside_compromise(example.story(), example.issue(), example.issue().models[model]));
  };
  CHECK(beside(0) ==
        "On average it ends 8 higher than the compromise; nine draws in ten span 36, more than the 2 of the "
        "compromise.");
  CHECK(beside(1).empty());
  CHECK(beside(2) == "On average it ends about where the compromise does.");
}
