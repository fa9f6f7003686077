#include "suasion/report/summary_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "example.hpp"
#include "suasion/base/text.hpp"
#include "suasion/scenario/csv.hpp"
#include "suasion/scenario/document.hpp"

using namespace suasion;
using suasion::test::evenly;
using suasion::test::Example;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* parts_of_system = R"({
  "dates": ["2020-02-29", "2020-03-31"], "days": ["2020-03-31"],
  "questions": [{"id": "comes", "by": "2020-03-31", "chance": {"value": 0.1, "error": 0.003},
    "given": [{"question": "base", "yes": 0.25, "no": 0.05, "yes_error": 0.01, "no_error": 0.002}]}],
  "variables": [
    {"name": "signal.support.FAR-MID.MID", "unit": "standard deviations, all states", "event": false,
      "mean": [0.5, 0.1234567890123456], "error": [0.01, 1e-7], "q05": [0, 0.1], "q25": [0, 0.2], "q50": [0, 0.3],
      "q75": [0, 0.4], "q95": [0, 0.5],
      "quantile_errors": {"q05": 0.1, "q25": 0.2, "q50": 0.3, "q75": 0.4, "q95": 0.5}},
    {"name": "event.visit", "unit": "", "event": true, "mean": [0, 1], "error": [0, 0]}],
  "counterfactuals": [{"id": "never", "effects": [
    {"variables": ["signal.support.FAR-MID.MID"], "mean": [null], "error": [0.1], "q05": [1], "q50": [2], "q95": [3],
      "q05_error": [0.5], "q50_error": [0.25], "q95_error": [0.125], "above": [0.75], "below": [0.25]},
    {"variables": ["event.visit"], "mean": [0.5], "error": [0.1], "above": [0.5], "below": [0]}]}],
  "claims": [
    {"id": "tells", "verdict": "conditional", "measure": "m", "day": "2020-03-31", "unit": "bits", "bound": 1.5,
      "finding": {"change": "", "value": {"value": 3, "error": 0.1}, "q05": 1, "q50": 2, "q95": 4, "share": 0.9,
        "holds": true},
      "ablations": [{"change": "set a=\"b\", c", "value": {"value": 0, "error": 0}, "q05": 0, "q50": 0, "q95": 0,
        "share": 0, "holds": false}],
      "beside": [{"variable": "other", "unit": "nats", "value": {"value": 7, "error": 0.7}, "q05": 6, "q95": 8}]},
    {"id": "taste", "verdict": "untestable"}],
  "scores": {"questions": [{"id": "comes", "yes": true, "date": "2020-03-14", "error": 0.003,
      "chances": {"suasion": 0.1, "base rate": 0.2}}],
    "totals": [{"forecaster": "coin", "brier": 0.25, "log": 0.69, "brier_by_cluster": 0.5, "log_by_cluster": 0.7}]}
})";

std::string text_of(const Example& example) {
  return report::summary_json(example.scenario, example.plan, example.results, example.forecast, example.info);
}

Example& filled(Example& example) {
  example.add("game:rule=a,b", false, evenly(40.0, 54.0, 1000), 2);
  example.add("compromise", true, evenly(44.0, 46.0, 1000));
  analysis::ModelForecast& game = example.forecast.issues[0].models[0];
  game.has_rounds = true;
  game.rounds.rounds = 2;
  for (std::size_t a = 0; a < 3; ++a) {
    analysis::ActorCourse course;
    course.actor = a;
    course.fan.assign(3, {10, 20, 30, 40, 50});
    course.mean = {30.0, 32.0, 35.5};
    course.shift = {5.5, 0.25};
    game.rounds.actors.push_back(course);
  }
  return example;
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  const scenario::Document document;
  scenario::Findings findings(document);
  std::vector<std::vector<std::string>> rows;
  for (const scenario::CsvRow& row : scenario::read_csv(csv, 0, findings)) {
    rows.emplace_back();
    for (const scenario::Cell& cell : row) {
      rows.back().push_back(cell.text);
    }
  }
  return rows;
}

/// The cells value and standard_error of the one row with these first six cells, and its unit.
std::vector<std::string> found(const std::string& csv, const std::vector<std::string>& key) {
  std::vector<std::string> figures = {"no such row"};
  for (const std::vector<std::string>& row : rows_of(csv)) {
    if (std::equal(key.begin(), key.end(), row.begin())) {
      REQUIRE(figures.size() == 1);
      figures = {row[6], row[7], row[8]};
    }
  }
  return figures;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("report/summary table: figures of an issue are those of the summary, to the last digit") {
  Example example;
  const std::string json = text_of(filled(example));
  const std::string csv = report::summary_csv(json);
  const Json issue = Json::parse(json).at("issues").at(0);
  const Json forecast = issue.at("forecasts").at(0);
  const std::string id = issue.at("id");
  const std::string model = "game:rule=a,b";
  const Cells mean = found(csv, {"issue", id, "", model, "mean", ""});
  REQUIRE(mean.size() == 3);
  CHECK(std::stod(mean[0]) == forecast.at("mean").at("value").get<double>());
  CHECK(std::stod(mean[1]) == forecast.at("mean").at("error").get<double>());
  for (const Json& quantile : forecast.at("quantiles")) {
    const auto percent = std::to_string(std::lround(100 * quantile.at("level").get<double>()));
    const Cells row = found(csv, {"issue", id, "", model, percent == "5" ? "q05" : "q" + percent, ""});
    REQUIRE(row.size() == 3);
    CHECK(std::stod(row[0]) == quantile.at("value").get<double>());
  }
  const Json band = forecast.at("bands").at(0);
  const std::string item = base::shortest(band.at("at").get<double>()) + " " + band.at("label").get<std::string>();
  CHECK(found(csv, {"issue", id, item, model, "nearest", ""})[0] ==
        base::shortest(band.at("probability").at("value").get<double>()));
  CHECK(found(csv, {"issue", id, "", model, "above_status_quo", ""})[2] == "probability");
  const std::string actor = issue.at("courses").at(0).at("actors").at(1).at("actor");
  CHECK(found(csv, {"actor", id, actor, model, "shift", ""})[0] == "5.5");
  CHECK(found(csv, {"actor", id, actor, model, "shift", ""})[1] == "0.25");
  CHECK(found(csv, {"actor", id, actor, model, "end", ""})[0] == "35.5");
}

TEST_CASE("report/summary table: figures of a system, with dates, worlds and units") {
  Example example;
  Json summary = Json::parse(text_of(filled(example)));
  summary["system"] = Json::parse(parts_of_system);
  const std::string csv = report::summary_csv(summary.dump());
  CHECK(found(csv, {"question", "comes", "", "baseline", "probability", "2020-03-31"}) ==
        Cells{"0.1", "0.003", "probability"});
  CHECK(found(csv, {"question", "comes", "base", "baseline", "probability_if_no", "2020-03-31"}) ==
        Cells{"0.05", "0.002", "probability"});
  const std::string support = "signal.support.FAR-MID.MID";
  CHECK(found(csv, {"variable", support, "", "baseline", "mean", "2020-03-31"}) ==
        Cells{"0.1234567890123456", "1e-07", "standard deviations, all states"});
  CHECK(found(csv, {"variable", support, "", "baseline", "q75", "2020-03-31"}) ==
        Cells{"0.4", "0.4", "standard deviations, all states"});
  CHECK(found(csv, {"variable", "event.visit", "", "baseline", "probability", "2020-03-31"}) ==
        Cells{"1", "0", "probability"});
  CHECK(found(csv, {"counterfactual", support, "", "never", "mean", "2020-03-31"}) ==
        Cells{"", "0.1", "standard deviations, all states"});  // a mean that is not finite is a missing value
  CHECK(found(csv, {"counterfactual", support, "", "never", "q95", "2020-03-31"})[1] == "0.125");
  CHECK(found(csv, {"counterfactual", "event.visit", "", "never", "higher", "2020-03-31"})[0] == "0.5");
  CHECK(found(csv, {"counterfactual", "event.visit", "", "never", "q95", "2020-03-31"})[0] == "no such row");
}

TEST_CASE("report/summary table: verdicts on claims and scores") {
  Example example;
  Json summary = Json::parse(text_of(filled(example)));
  summary["system"] = Json::parse(parts_of_system);
  const std::string csv = report::summary_csv(summary.dump());
  CHECK(found(csv, {"claim", "tells", "conditional", "", "verdict", ""})[0] == "1");
  CHECK(found(csv, {"claim", "tells", "supported", "", "verdict", ""})[0] == "0");
  CHECK(found(csv, {"claim", "taste", "untestable", "", "verdict", ""})[0] == "1");
  CHECK(found(csv, {"claim", "tells", "m", "as stated", "mean", "2020-03-31"}) == Cells{"3", "0.1", "bits"});
  CHECK(found(csv, {"claim", "tells", "m", "as stated", "holds", "2020-03-31"})[0] == "1");
  CHECK(found(csv, {"claim", "tells", "m", "", "bound", "2020-03-31"})[0] == "1.5");
  CHECK(found(csv, {"claim", "tells", "m", "set a=\"b\", c", "holds", "2020-03-31"})[0] == "0");
  CHECK(found(csv, {"claim", "tells", "other", "beside", "mean", "2020-03-31"}) == Cells{"7", "0.7", "nats"});
  CHECK(found(csv, {"score", "comes", "", "suasion", "probability", ""}) == Cells{"0.1", "0.003", "probability"});
  CHECK(found(csv, {"score", "comes", "", "base rate", "probability", ""}) == Cells{"0.2", "", "probability"});
  CHECK(found(csv, {"score", "comes", "", "", "answer", "2020-03-14"})[0] == "1");
  CHECK(found(csv, {"total_score", example.scenario.id, "", "coin", "brier", ""})[0] == "0.25");
}

TEST_CASE("report/summary table: RFC 4180: a header, lines that end in CRLF, quotes where they are needed") {
  Example example;
  Json summary = Json::parse(text_of(filled(example)));
  summary["system"] = Json::parse(parts_of_system);
  const std::string csv = report::summary_csv(summary.dump());
  CHECK(csv.starts_with("part,subject,item,model_or_world,statistic,date,value,standard_error,unit\r\n"));
  CHECK(csv.ends_with("\r\n"));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == std::count(csv.begin(), csv.end(), '\r'));
  CHECK(csv.find("\"game:rule=a,b\"") != std::string::npos);
  CHECK(csv.find("\"set a=\"\"b\"\", c\"") != std::string::npos);
  CHECK(csv == report::summary_csv(summary.dump(4)));
}

TEST_CASE("report/summary table: no two rows have the same key, and columns are those of the published schema") {
  Example example;
  Json summary = Json::parse(text_of(filled(example)));
  summary["system"] = Json::parse(parts_of_system);
  std::ifstream file(std::string(SUASION_SOURCE_DIR) + "/schemas/summary-table.schema.json");
  const Json schema = Json::parse(file);
  const auto rows = rows_of(report::summary_csv(summary.dump()));
  Cells names;
  for (const Json& field : schema.at("fields")) {
    names.push_back(field.at("name"));
  }
  CHECK(rows.front() == names);
  REQUIRE(schema.at("primaryKey") == Json({"part", "subject", "item", "model_or_world", "statistic", "date"}));
  std::set<Cells> keys;
  for (const Cells& row : rows) {
    CHECK(keys.insert(Cells(row.begin(), row.begin() + 6)).second);
  }
}

TEST_CASE("report/summary table: text that is no summary, or a damaged one, is refused") {
  Example example;
  Json summary = Json::parse(text_of(filled(example)));
  CHECK_THROWS_AS((void)report::summary_csv("part,subject"), std::invalid_argument);
  CHECK_THROWS_AS((void)report::summary_csv("[]"), std::invalid_argument);
  CHECK_THROWS_AS((void)report::summary_csv("{\"schema\": 2}"), std::invalid_argument);
  summary["issues"][0].erase("forecasts");
  CHECK_THROWS_AS((void)report::summary_csv(summary.dump()), std::invalid_argument);
}
