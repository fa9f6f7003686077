#include "suasion/report/summary_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "suasion/base/text.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/scenario/csv.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view header =
    "part,subject,item,model_or_world,statistic,date,value,standard_error,unit\r\n";  // RFC 4180: lines end in CRLF
constexpr std::string_view probability = "probability";  // a statistic, and the unit of all chances

/// The cells that say what a row's figure is about; they stay while the figures of one thing are written.
struct About {
  std::string part = {}, subject = {}, item = {}, model_or_world = {}, date = {}, unit = {};
};

std::string word(const Json& object, const char* key) {
  return object.at(key).get<std::string>();
}

/// Whole numbers to the last digit; empty for null, which stands for a figure that is not finite.
std::string figure(const Json& value) {
  if (value.is_boolean()) {
    return value.get<bool>() ? "1" : "0";
  }
  if (value.is_number_float()) {
    return base::shortest(value.get<double>());
  }
  return value.is_null() ? std::string() : value.dump();
}

/// Where a scenario names no unit, figures are on the issue's own scale.
std::string unit_of(const Json& issue) {
  std::string unit = word(issue, "unit");
  return unit.empty() ? "scale of the issue" : unit;
}

class Table {
 public:
  void add(const About& about, std::string_view statistic, const Json& value, const Json& error = nullptr) {
    for (const std::string* cell : {&about.part, &about.subject, &about.item, &about.model_or_world}) {
      text_ += scenario::csv_cell(*cell);
      text_ += ',';
    }
    text_ += statistic;
    text_ += ',';
    text_ += about.date;
    text_ += ',';
    text_ += figure(value);
    text_ += ',';
    text_ += figure(error);
    text_ += ',';
    text_ += scenario::csv_cell(about.unit);
    text_ += "\r\n";
  }

  /// {"value", "error"}.
  void estimate(const About& about, std::string_view statistic, const Json& estimate) {
    add(about, statistic, estimate.at("value"), estimate.at("error"));
  }

  void chance(About about, std::string_view statistic, const Json& chance) {
    about.unit = probability;
    estimate(about, statistic, chance);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_ = std::string(header);
};

void run_rows(const Json& summary, Table& table) {
  const About about = {.part = "run", .subject = word(summary.at("scenario"), "id")};
  for (const char* key : {"draws", "draws_asked", "draws_invalid"}) {
    table.add(about, key, summary.at("run").at(key));
  }
}

void forecast_rows(const Json& issue, const Json& forecast, Table& table) {
  About about = {
      .part = "issue", .subject = word(issue, "id"), .model_or_world = word(forecast, "model"), .unit = unit_of(issue)};
  table.estimate(about, "mean", forecast.at("mean"));
  table.add(about, "sd", forecast.at("sd"));
  for (const Json& quantile : forecast.at("quantiles")) {
    const long percent = std::lround(100.0 * quantile.at("level").get<double>());
    table.add(about, fmt::format("q{:02}", percent), quantile.at("value"), quantile.at("error"));
  }
  if (const Json& against = forecast.at("against_status_quo"); !against.is_null()) {
    for (const char* key : {"below", "at", "above"}) {
      table.chance(about, fmt::format("{}_status_quo", key), against.at(key));
    }
  }
  for (const Json& band : forecast.at("bands")) {  // labels may repeat; places do not
    about.item = fmt::format("{} {}", figure(band.at("at")), word(band, "label"));
    table.chance(about, "nearest", band.at("probability"));
  }
}

void course_rows(const Json& issue, const Json& course, Table& table) {
  About about = {
      .part = "issue", .subject = word(issue, "id"), .model_or_world = word(course, "model"), .unit = unit_of(issue)};
  table.chance(about, "settled", course.at("settled"));
  about.part = "actor";
  for (const Json& actor : course.at("actors")) {
    about.item = word(actor, "actor");
    table.add(about, "start", actor.at("mean").front());
    table.add(about, "end", actor.at("mean").back());
    table.estimate(about, "shift", actor.at("shift"));
    table.chance(about, "moves", actor.at("moves"));
  }
}

void exchange_rows(const Json& exchange, Table& table) {
  About about = {.part = "exchange", .model_or_world = word(exchange, "model")};
  for (const Json& swap : exchange.at("swaps")) {
    const auto pair = [&](const char* key) {
      return fmt::format("{} and {}", swap.at(key).at(0).get<std::string>(), swap.at(key).at(1).get<std::string>());
    };
    about.subject = pair("issues");
    about.item = pair("actors");
    table.chance(about, probability, swap.at("chance"));
  }
}

void question_rows(const Json& question, Table& table) {
  About about = {.part = "question",
                 .subject = word(question, "id"),
                 .model_or_world = "baseline",
                 .date = word(question, "by"),
                 .unit = std::string(probability)};
  table.estimate(about, probability, question.at("chance"));
  for (const Json& given : question.at("given")) {
    about.item = word(given, "question");
    table.add(about, "probability_if_yes", given.at("yes"), given.at("yes_error"));
    table.add(about, "probability_if_no", given.at("no"), given.at("no_error"));
  }
}

void variable_rows(const Json& variable, const Json& dates, Table& table) {
  const bool event = variable.at("event").get<bool>();
  About about = {.part = "variable",
                 .subject = word(variable, "name"),
                 .model_or_world = "baseline",
                 .unit = event ? std::string(probability) : word(variable, "unit")};
  for (std::size_t t = 0; t < dates.size(); ++t) {
    about.date = dates[t].get<std::string>();
    table.add(about, event ? probability : "mean", variable.at("mean").at(t), variable.at("error").at(t));
    for (const char* key : {"q05", "q25", "q50", "q75", "q95"}) {
      if (!event) {
        table.add(about, key, variable.at(key).at(t), variable.at("quantile_errors").at(key));
      }
    }
  }
}

/// What one counterfactual changes, for each variable by itself though those that move alike share their figures.
void effect_rows(const std::string& world, const Json& effect, const Json& days,
                 const std::map<std::string, std::string>& units, Table& table) {
  for (const Json& name : effect.at("variables")) {
    About about = {.part = "counterfactual", .subject = name.get<std::string>(), .model_or_world = world};
    const auto unit = units.find(about.subject);
    about.unit = unit == units.end() ? std::string() : unit->second;
    for (std::size_t d = 0; d < days.size(); ++d) {
      about.date = days[d].get<std::string>();
      table.add(about, "mean", effect.at("mean").at(d), effect.at("error").at(d));
      for (const char* key : {"q05", "q50", "q95"}) {
        if (effect.contains(key)) {
          table.add(about, key, effect.at(key).at(d), effect.at(std::string(key) + "_error").at(d));
        }
      }
      About share = about;
      share.unit = probability;
      table.add(share, "higher", effect.at("above").at(d));
      table.add(share, "lower", effect.at("below").at(d));
    }
  }
}

void finding_rows(About about, const Json& finding, Table& table) {
  about.model_or_world = word(finding, "change").empty() ? "as stated" : word(finding, "change");
  table.estimate(about, "mean", finding.at("value"));
  for (const char* key : {"q05", "q50", "q95"}) {
    table.add(about, key, finding.at(key));
  }
  about.unit = probability;
  table.add(about, "share", finding.at("share"));
  about.unit.clear();
  table.add(about, "holds", finding.at("holds"));
}

void claim_rows(const Json& claim, Table& table) {
  About about = {.part = "claim", .subject = word(claim, "id")};
  for (const char* verdict : {"supported", "conditional", "not supported", "untestable"}) {
    about.item = verdict;
    table.add(about, "verdict", Json(word(claim, "verdict") == verdict));
  }
  if (word(claim, "verdict") == "untestable") {
    return;
  }
  about.item = word(claim, "measure");
  about.date = word(claim, "day");
  about.unit = word(claim, "unit");
  if (!claim.at("bound").is_null()) {
    table.add(about, "bound", claim.at("bound"));
  }
  finding_rows(about, claim.at("finding"), table);
  for (const Json& ablation : claim.at("ablations")) {
    finding_rows(about, ablation, table);
  }
  about.model_or_world = "beside";
  for (const Json& beside : claim.at("beside")) {
    about.item = word(beside, "variable");
    about.unit = word(beside, "unit");
    table.estimate(about, "mean", beside.at("value"));
    table.add(about, "q05", beside.at("q05"));
    table.add(about, "q95", beside.at("q95"));
  }
}

void score_rows(const std::string& scenario, const Json& scores, Table& table) {
  for (const Json& question : scores.at("questions")) {
    About about = {.part = "score", .subject = word(question, "id"), .unit = std::string(probability)};
    for (const auto& [forecaster, chance] : question.at("chances").items()) {
      about.model_or_world = forecaster;
      table.add(about, probability, chance, forecaster == "suasion" ? question.at("error") : Json());
    }
    about.model_or_world.clear();
    about.unit.clear();
    about.date = question.at("date").is_null() ? std::string() : word(question, "date");
    table.add(about, "answer", question.at("yes"));
  }
  for (const Json& total : scores.at("totals")) {
    const About about = {.part = "total_score", .subject = scenario, .model_or_world = word(total, "forecaster")};
    for (const char* key : {"brier", "log", "brier_by_cluster", "log_by_cluster"}) {
      table.add(about, key, total.at(key));
    }
  }
}

void system_rows(const std::string& scenario, const Json& system, Table& table) {
  for (const Json& question : system.at("questions")) {
    question_rows(question, table);
  }
  std::map<std::string, std::string> units;
  for (const Json& variable : system.at("variables")) {
    variable_rows(variable, system.at("dates"), table);
    units[word(variable, "name")] =
        variable.at("event").get<bool>() ? std::string(probability) : word(variable, "unit");
  }
  for (const Json& counterfactual : system.at("counterfactuals")) {
    for (const Json& effect : counterfactual.at("effects")) {
      effect_rows(word(counterfactual, "id"), effect, system.at("days"), units, table);
    }
  }
  for (const Json& claim : system.at("claims")) {
    claim_rows(claim, table);
  }
  if (!system.at("scores").is_null()) {
    score_rows(scenario, system.at("scores"), table);
  }
}

std::string rows(const Json& summary) {
  Table table;
  run_rows(summary, table);
  for (const Json& issue : summary.at("issues")) {
    for (const Json& forecast : issue.at("forecasts")) {
      forecast_rows(issue, forecast, table);
    }
    for (const Json& course : issue.at("courses")) {
      course_rows(issue, course, table);
    }
  }
  for (const Json& exchange : summary.at("exchanges")) {
    exchange_rows(exchange, table);
  }
  if (!summary.at("system").is_null()) {
    system_rows(word(summary.at("scenario"), "id"), summary.at("system"), table);
  }
  return table.take();
}

}  // namespace

std::string summary_csv(std::string_view summary_json) {
  const Json summary = Json::parse(summary_json, nullptr, false);
  if (summary.is_discarded() || !summary.is_object() || summary.value("schema", 0) != summary_schema) {
    throw std::invalid_argument("it is not a summary of suasion that this version can read");
  }
  try {
    return rows(summary);
  } catch (const Json::exception& error) {
    throw std::invalid_argument(fmt::format("it is damaged: {}", error.what()));
  }
}

}  // namespace suasion::report
