#include "suasion/report/backtest_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "suasion/analysis/backtest_table.hpp"
#include "suasion/report/backtest.hpp"
#include "suasion/report/numbers.hpp"

namespace suasion::report {

namespace {

using Json = BacktestJson;

std::string model_title(const Json& record, std::string_view id) {
  for (const Json& model : record.at("models")) {
    if (model.at("id") == id) {
      return model.at("title").get<std::string>();
    }
  }
  return std::string(id);
}

double value_of(const Json& figures, const char* name) {
  return figures.at(name).at("value").get<double>();
}

/// "lies below zero", "lies above zero" or "includes zero".
std::string_view beside_zero(const Json& figure) {
  if (figure.at("high").get<double>() < 0.0) {
    return "the interval lies below zero";
  }
  return figure.at("low").get<double>() > 0.0 ? "the interval lies above zero" : "the interval includes zero";
}

/// How one way of combining did against the compromise model.
std::string against_compromise(const Json& record, std::string_view id) {
  const Json& all = record.at("groups").front();
  const Json* combined = figures_of(all, id);
  const Json* compromise = figures_of(all, analysis::yardstick);
  if (combined == nullptr || compromise == nullptr) {
    return {};
  }
  const Json& difference = combined->at("mean_absolute_error_minus_compromise");
  const double crps = value_of(*combined, "crps");
  const double other = value_of(*compromise, "crps");
  return fmt::format(
      "{}: mean absolute error {} points; minus that of the compromise model {} ({}). CRPS {}, {:.1f} % {} the "
      "compromise model's {}.",
      model_title(record, id), decimals(combined->at("mean_absolute_error").at("value"), 2),
      with_interval(difference, 2), beside_zero(difference), decimals(combined->at("crps").at("value"), 2),
      std::abs(100.0 * (1.0 - crps / other)), crps <= other ? "below" : "above",
      decimals(compromise->at("crps").at("value"), 2));
}

std::string spread(const Json& record) {
  for (const Json& model : record.at("models")) {
    if (model.at("id") == analysis::combination_id && model.at("mean_absolute_error_by_repeat").size() > 1) {
      const Json& mae = model.at("mean_absolute_error_by_repeat");
      const auto [least, most] = std::minmax_element(mae.begin(), mae.end());
      return fmt::format("Over {} divisions into folds its mean absolute error ran from {} to {}.", mae.size(),
                         decimals(*least, 2), decimals(*most, 2));
    }
  }
  return {};
}

std::string calibration(const Json& record) {
  const Json* all = figures_of(record.at("groups").front(), analysis::combination_id);
  if (all == nullptr) {
    return {};
  }
  std::string text =
      fmt::format("Its 90 % intervals cover {} of outcomes", as_percent(all->at("coverage").at(2).at("value"), 1));
  for (const Json& group : record.at("groups")) {
    const Json* part = figures_of(group, analysis::combination_id);
    if (part != nullptr && group.at("by") == "issue type") {
      text += fmt::format(", {} on {} issues", as_percent(part->at("coverage").at(2).at("value"), 1),
                          group.at("name").get<std::string>());
    }
  }
  return text + ".";
}

std::string trained(const Json& record) {
  for (const Json& model : record.at("models")) {
    if (const auto at = model.find("cases_it_was_fitted_on"); at != model.end()) {
      const std::size_t cases = at->get<std::size_t>();
      const std::size_t all = record.at("data").at("cases").get<std::size_t>();
      return cases == 0
                 ? "None of these cases was used to fit the weights that this version ships: its row is a "
                   "forecast of what it had not seen."
                 : fmt::format(
                       "The weights that this version ships were fitted on {} of these {} cases: on them its row "
                       "is no forecast but a fit. The cross-validated row is the one to read.",
                       cases, all);
    }
  }
  return {};
}

std::string missing(const Json& data) {
  const Json& counts = data.at("missing");
  std::vector<std::string> parts;
  const auto say = [&](const char* key, std::string_view noun, std::string_view plural, std::string_view what) {
    if (const auto n = counts.at(key).get<std::uint64_t>(); n > 0) {
      parts.push_back(fmt::format("{} {}", counted(n, noun, plural), what));
    }
  };
  say("cases_without_outcome", "case", "", "without a known outcome left out");
  say("cases_with_fewer_than_two_positions", "case", "", "with fewer than two positions left out");
  say("stakes_without_position", "actor", "", "without a position left out of a case");
  say("saliences_filled", "missing salience", "missing saliences", "set to the mean of the case");
  say("capabilities_filled", "missing capability", "missing capabilities", "set by the rule of the layout");
  return parts.empty() ? "Nothing was missing." : fmt::format("Missing values: {}.", fmt::join(parts, "; "));
}

}  // namespace

BacktestJson parse_backtest(std::string_view json) {
  Json record = Json::parse(json, nullptr, false);
  if (record.is_discarded() || !record.is_object() || record.value("kind", "") != "backtest") {
    throw std::invalid_argument("it is not a backtest of suasion");
  }
  if (record.value("schema", 0) != backtest_schema) {
    throw std::invalid_argument(fmt::format("its schema is not {}, which this version reads", backtest_schema));
  }
  return record;
}

const BacktestJson* figures_of(const BacktestJson& group, std::string_view model) {
  for (const Json& figures : group.at("figures")) {
    if (figures.at("model") == model) {
      return &figures;
    }
  }
  return nullptr;
}

std::string decimals(const BacktestJson& number, int digits) {
  return number.is_number() ? fmt::format("{:.{}f}", number.get<double>(), digits) : "-";
}

std::string with_interval(const BacktestJson& figure, int digits) {
  if (!figure.is_object()) {
    return {};
  }
  return fmt::format("{} [{}, {}]", decimals(figure.at("value"), digits), decimals(figure.at("low"), digits),
                     decimals(figure.at("high"), digits));
}

std::string as_percent(const BacktestJson& share, int digits) {
  return share.is_number() ? fmt::format("{:.{}f}\u00A0%", 100.0 * share.get<double>(), digits) : "-";
}

std::string group_title(const BacktestJson& group) {
  const std::string by = group.at("by").get<std::string>();
  if (by.empty()) {
    return "All cases";
  }
  std::string title = fmt::format("{}: {}", by, group.at("name").get<std::string>());
  title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

std::vector<std::string> backtest_findings(const BacktestJson& record) {
  std::vector<std::string> findings;
  for (std::string text : {against_compromise(record, analysis::combination_id), spread(record), calibration(record),
                           against_compromise(record, analysis::shipped_id), trained(record)}) {
    if (!text.empty()) {
      findings.push_back(std::move(text));
    }
  }
  return findings;
}

std::vector<std::string> backtest_method(const BacktestJson& record) {
  const Json& data = record.at("data");
  const Json& method = record.at("method");
  return {
      fmt::format("{} in {}, from {}.", counted(data.at("cases").get<std::uint64_t>(), "case"),
                  counted(data.at("clusters").get<std::uint64_t>(), "cluster"),
                  fmt::join(data.at("files").get<std::vector<std::string>>(), ", ")),
      missing(data),
      "Errors are in points of a scale from 0 to 100. The point of a model is the median of what it says.",
      fmt::format("Models of the registry get a normal error of constant width, cut to the scale, whose width is "
                  "learnt on other clusters; the combined forecast is fitted on other clusters. {} folds, {} times "
                  "over with other folds; a case's score is its mean over them.",
                  method.at("folds").dump(), method.at("repeats").dump()),
      fmt::format("Intervals in brackets: 95 %, bootstrap of whole clusters, {} replicates. Differences are paired, "
                  "case by case.",
                  method.at("bootstrap_replicates").dump()),
      std::string("Coverage is that of central intervals cut at exactly their level, at random inside an atom; closed "
                  "intervals cover more, since they cannot be cut there. The logarithmic score is in nats, over cells "
                  "of five points.")};
}

}  // namespace suasion::report
