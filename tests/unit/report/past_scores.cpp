#include "suasion/report/past_scores.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

using namespace suasion;

namespace {

report::PastSet decisions() {
  return {.title = "decisions of a council",
          .citation = "Somebody 2020",
          .made_on = "2020-02-01",
          .version = "1",
          .command = "suasion backtest council",
          .cases = 40,
          .clusters = 10};
}

}  // namespace

TEST_CASE("report/past_scores: the shipped table holds every model and simple rule that a backtest scores, once") {
  REQUIRE(!report::past_scores().empty());
  for (const report::PastSet& set : report::past_scores()) {
    CAPTURE(set.title);
    CHECK(set.clusters <= set.cases);
    std::vector<std::string> names;
    for (const report::PastScore& score : set.scores) {
      CAPTURE(score.model);
      CHECK(model::choose(score.model).has_value());
      CHECK(score.cases <= set.cases);
      CHECK(score.minus_compromise.has_value() == (score.model != "compromise"));
      CHECK(score.weights_learnt == (score.model == "combination"));
      const auto& [value, low, high] = score.mean_absolute_error;
      CHECK((low <= value && value <= high));
      names.push_back(score.model);
    }
    std::sort(names.begin(), names.end());
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
  }
  const std::vector<report::PastScore>& first = report::past_scores().front().scores;
  for (const char* name : {"combination", "scholz2011", "as-written", "exchange", "compromise", "mean", "median"}) {
    CAPTURE(name);
    CHECK(std::any_of(first.begin(), first.end(), [&](const auto& one) { return one.model == name; }));
  }
}

TEST_CASE("report/past_scores: what is no such table is refused") {
  CHECK_THROWS_AS((void)report::read_past_scores("{"), std::invalid_argument);
  CHECK_THROWS_AS((void)report::read_past_scores("{\"sets\": []}"), std::invalid_argument);
  CHECK_THROWS_AS((void)report::read_past_scores("{\"schema\": 2, \"made_on\": \"\", \"sets\": []}"),
                  std::invalid_argument);
  CHECK(report::read_past_scores("{\"schema\": 1, \"made_on\": \"\", \"sets\": []}").empty());
}

TEST_CASE("report/past_scores: a difference counts only where its interval leaves zero out") {
  report::PastScore score{.model = "mean",
                          .cases = 38,
                          .mean_absolute_error = {24.9, 20.0, 30.0},
                          .minus_compromise = {{2.4, 0.7, 4.2}},
                          .coverage_90 = 0.864};
  CHECK(report::score_words(decisions(), score) ==
        "On 38 decisions of a council it was off by 25 points of 100 on average, 2.4 more than the compromise (0.7 to "
        "4.2); its 90\u00A0% ranges held 86\u00A0% of the outcomes.");
  score.minus_compromise = {{-1.6, -3.1, -0.2}};
  CHECK(report::score_words(decisions(), score).find("1.6 less than the compromise (0.2 to 3.1)") != std::string::npos);
  score.minus_compromise = {{-0.4, -1.8, 1.0}};
  CHECK(report::score_words(decisions(), score).find("no better and no worse than the compromise") !=
        std::string::npos);
  score.minus_compromise = std::nullopt;
  CHECK(report::score_words(decisions(), score).find("compromise") == std::string::npos);
}
