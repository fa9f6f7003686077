#include "suasion/report/precision_words.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "example.hpp"
#include "schema.hpp"
#include "suasion/report/diagnostics.hpp"
#include "suasion/report/terminal.hpp"

using namespace suasion;
using analysis::Headline;
using suasion::test::evenly;
using suasion::test::Example;
using Json = nlohmann::ordered_json;

namespace {

std::string text_of(const Example& example) {
  return report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info);
}

}  // namespace

TEST_CASE("report/precision: the hardest figure is named with its error in its own unit") {
  Example example;
  example.info.hardest = {.kind = Headline::Kind::band, .band = 1, .error = 0.4321};
  CHECK(report::precision_in_words(example.scenario, example.info, 1000) ==
        "Of the headline figures, the chance of “as today” on “Depth of union” is known least well: its standard error "
        "is 0.43 percentage points.");
  example.info.hardest = {.kind = Headline::Kind::mean, .error = 0.25};
  example.info.design = math::DesignKind::sobol;
  example.info.until_error = 0.5;
  CHECK(report::precision_in_words(example.scenario, example.info, 10'240) ==
        "The number of draws, 10,240, was chosen so that no headline figure has a standard error above 0.5 points. Of "
        "the "
        "headline figures, the mean outcome on “Depth of union” is known least well: its standard error is "
        "0.25\u00A0% of its scale. That is by the formula for independent draws; those of this design lie more evenly, "
        "so "
        "that the true error is smaller.");
  CHECK(report::precision_in_words(example.scenario, {}, 1000).empty());
}

TEST_CASE("report/precision: what was asked for is recorded, follows the schema, and is said on the terminal") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 1000));
  example.info.hardest = {.kind = Headline::Kind::mean, .error = 0.25};
  const Json plain = Json::parse(text_of(example));
  CHECK(plain["run"]["precision"]["asked"].is_null());
  CHECK(plain["run"]["precision"]["error"] == 0.25);
  example.info.until_error = 0.5;
  const std::string text = text_of(example);
  const Json summary = Json::parse(text);
  CHECK(test::violation(test::schema(), test::schema(), summary, "").empty());
  CHECK(summary["run"]["precision"]["asked"] == 0.5);
  CHECK(summary["run"]["command"].get<std::string>().find("--until-error 0.5") != std::string::npos);
  const auto said = [&](const std::string& json) {
    return report::terminal_text(json, {.width = 100}).find("known least well") != std::string::npos;
  };
  CHECK(said(text));
  CHECK_FALSE(said(plain.dump()));
}

TEST_CASE("report/diagnostics: a mean that hangs on a few draws is told as a warning and among the limits") {
  Example example;
  example.add("game", false, evenly(40.0, 54.0, 1000));
  example.forecast.issues[0].models[0].outcome.tail = {.draws = 8192, .share = 0.6, .k = 0.6};
  const std::string text = text_of(example);
  const Json summary = Json::parse(text);
  REQUIRE(summary["warnings"].size() == 1);
  CHECK(
      summary["warnings"][0] ==
      "The standard error of the mean outcome of “game” on “Depth of union” cannot be trusted: it hangs on a few draws "
      "(shape 0.60 of the tail; the farthest 1\u00A0% of draws hold 60\u00A0% of the variance).");
  const Json& limits = summary["limits"];
  CHECK(std::find(limits.begin(), limits.end(), summary["warnings"][0]) != limits.end());
  CHECK(report::terminal_text(text, {.width = 100}).find("Warning: The standard error of") != std::string::npos);
}

TEST_CASE("report/diagnostics: worse tails are told in stronger words, sound ones not at all") {
  const auto words = [](const analysis::Tail& tail) { return report::tail_in_words("the mean of x", tail); };
  CHECK(words({.draws = 8192, .share = 0.3, .k = 0.4}).empty());
  CHECK(words({.draws = 8192, .share = 0.9, .k = 0.8}).starts_with("Do not rely on the mean of x: "));
  CHECK(words({.cut = true}).starts_with("It cannot be told whether the mean of x hangs"));
}

TEST_CASE("report/diagnostics: claims judged at once are counted by what their verdicts rest on") {
  analysis::Multiplicity found{
      .claims = 3, .findings = 7, .by_share = 4, .by_error = 2, .by_absence = 1, .expected = 0.0027};
  std::string text = report::multiplicity_in_words(found);
  CHECK(
      text.starts_with("3 claims were judged at once, 7 findings with their ablations. 4 of the findings are shares"));
  CHECK(text.find("0.0027 of them would hold by the chance of the draws alone") != std::string::npos);
  CHECK(text.find("no verdict changes") != std::string::npos);
  CHECK(text.ends_with(
      "1 says that nothing differs: where the draws show nothing, more of them may yet show something."));
  found.changed = {{"K2", analysis::Verdict::not_supported, analysis::Verdict::supported}};
  text = report::multiplicity_in_words(found);
  CHECK(text.find("K2 would be not supported (Holm) or supported (Benjamini and Hochberg).") != std::string::npos);
  CHECK(report::multiplicity_in_words({}).empty());
}
