#include <fmt/format.h>

#include <cmath>

#include "suasion/base/text.hpp"
#include "suasion/base/version.hpp"
#include "suasion/report/backtest.hpp"
#include "suasion/report/backtest_parts.hpp"
#include "suasion/scenario/csv.hpp"

namespace suasion::report {

namespace {

using Json = BacktestJson;

/// Four decimals: finer than any figure's error.
Json rounded(double value) {
  constexpr double digits = 1e4;
  return std::isfinite(value) ? Json(std::round(value * digits) / digits) : Json(nullptr);
}

Json bounded(const analysis::Bounded& figure) {
  return {{"value", rounded(figure.value)}, {"low", rounded(figure.low)}, {"high", rounded(figure.high)}};
}

Json optional_figure(const std::optional<analysis::Bounded>& figure) {
  return figure ? bounded(*figure) : Json(nullptr);
}

template <class Values>
Json list(const Values& values) {
  Json result = Json::array();
  for (const double value : values) {
    result.push_back(rounded(value));
  }
  return result;
}

Json pit_json(const std::array<analysis::Bounded, analysis::pit_bins>& shares) {
  Json result = Json::array();
  for (const analysis::Bounded& share : shares) {
    result.push_back(bounded(share));
  }
  return result;
}

Json coverage_json(const std::array<analysis::Bounded, analysis::coverage_levels.size()>& covered) {
  Json result = Json::array();
  for (std::size_t k = 0; k < covered.size(); ++k) {
    Json one = bounded(covered[k]);
    one["level"] = analysis::coverage_levels[k];
    result.push_back(std::move(one));
  }
  return result;
}

Json figures_json(const std::string& model, const analysis::Figures& figures) {
  return {{"model", model},
          {"cases", figures.cases},
          {"mean_absolute_error", bounded(figures.mae)},
          {"median_absolute_error", bounded(figures.median_error)},
          {"within_5", bounded(figures.within5)},
          {"within_10", bounded(figures.within10)},
          {"crps", bounded(figures.crps)},
          {"log_score", bounded(figures.log_score)},
          {"coverage", coverage_json(figures.covered)},
          {"coverage_of_closed_intervals", coverage_json(figures.closed)},
          {"mean_absolute_error_minus_compromise", optional_figure(figures.mae_difference)},
          {"crps_minus_compromise", optional_figure(figures.crps_difference)},
          {"log_score_minus_compromise", optional_figure(figures.log_difference)},
          {"pit_histogram", pit_json(figures.pit)}};
}

Json group_json(const analysis::Group& group, const analysis::Backtest& backtest) {
  Json figures = Json::array();
  for (std::size_t m = 0; m < group.models.size(); ++m) {
    if (group.models[m]) {
      figures.push_back(figures_json(backtest.models[m].id, *group.models[m]));
    }
  }
  return {{"by", group.by},
          {"name", group.name},
          {"cases", group.cases},
          {"clusters", group.clusters},
          {"figures", std::move(figures)}};
}

Json model_json(const analysis::ModelBacktest& model) {
  const char* fitting = model.fitting == analysis::Fitting::error_width    ? "error width cross-validated"
                        : model.fitting == analysis::Fitting::cross_fitted ? "cross-validated"
                                                                           : "as shipped";
  Json json = {{"id", model.id},
               {"title", model.title},
               {"fitting", fitting},
               {"mean_absolute_error_by_repeat", list(model.mae)},
               {"crps_by_repeat", list(model.crps)}};
  if (model.fitting == analysis::Fitting::error_width) {
    json["mean_error_sd"] = rounded(model.mean_error_sd);
  } else if (model.fitting == analysis::Fitting::shipped) {
    json["cases_it_was_fitted_on"] = model.trained_on;
  }
  return json;
}

Json data_json(const scenario::Dataset& set, const analysis::BacktestTable& table, const std::string& part) {
  const scenario::MissingCounts& missing = set.missing;
  return {{"name", set.name},
          {"part", part},
          {"layout", set.layout},
          {"hash", set.hash},
          {"files", set.files},
          {"cases", set.cases.size()},
          {"clusters", table.groups.front().clusters},
          {"missing",
           {{"cases_without_outcome", missing.outcomes},
            {"cases_with_fewer_than_two_positions", missing.lonely},
            {"stakes_without_position", missing.positions},
            {"saliences_filled", missing.saliences},
            {"capabilities_filled", missing.capabilities}}}};
}

}  // namespace

std::string backtest_json(const scenario::Dataset& set, const analysis::Backtest& backtest,
                          const analysis::BacktestTable& table, const BacktestSettings& settings) {
  Json models = Json::array();
  for (const analysis::ModelBacktest& model : backtest.models) {
    models.push_back(model_json(model));
  }
  Json groups = Json::array();
  for (const analysis::Group& group : table.groups) {
    groups.push_back(group_json(group, backtest));
  }
  const Json record = {{"suasion", base::version()},
                       {"schema", backtest_schema},
                       {"kind", "backtest"},
                       {"data", data_json(set, table, settings.part)},
                       {"method",
                        {{"folds", settings.folds},
                         {"repeats", settings.repeats},
                         {"bootstrap_replicates", settings.replicates},
                         {"draws", settings.draws},
                         {"seed", settings.seed},
                         {"log_score_step", analysis::log_score_step},
                         {"yardstick", analysis::yardstick}}},
                       {"models", std::move(models)},
                       {"groups", std::move(groups)}};
  return record.dump(1) + "\n";
}

std::string backtest_cases_csv(const scenario::Dataset& set, const analysis::Backtest& backtest) {
  std::string text =
      "case,cluster,issue_type,procedure,period,outcome,model,forecast,absolute_error,crps,log_score,covered_50,"
      "covered_80,covered_90\n";
  const auto number = [](double value) { return std::isfinite(value) ? rounded(value).dump() : std::string("inf"); };
  for (std::size_t i = 0; i < set.cases.size(); ++i) {
    const scenario::Case& one = set.cases[i];
    const std::string head =
        fmt::format("{},{},{},{},{},{}", scenario::csv_cell(one.id), scenario::csv_cell(one.cluster),
                    scenario::two_sided(one) ? "two-sided" : "scale", scenario::csv_cell(one.procedure),
                    scenario::csv_cell(one.period), number(analysis::in_points(one, one.outcome)));
    for (const analysis::ModelBacktest& model : backtest.models) {
      if (const auto& score = model.cases[i]) {
        text += fmt::format("{},{},{},{},{},{},{},{},{}\n", head, scenario::csv_cell(model.id), number(score->forecast),
                            number(score->error), number(score->crps), number(score->log_score),
                            number(score->covered[0]), number(score->covered[1]), number(score->covered[2]));
      }
    }
  }
  return text;
}

std::string backtest_figures_csv(std::string_view json) {
  const Json record = parse_backtest(json);
  std::string text = "by,group,model,cases,figure,value,low,high\n";
  const auto line = [&](const Json& group, const Json& figures, const std::string& name, const Json& figure) {
    if (figure.is_object()) {
      text += fmt::format("{},{},{},{},{},{},{},{}\n", scenario::csv_cell(group.at("by").get<std::string>()),
                          scenario::csv_cell(group.at("name").get<std::string>()),
                          scenario::csv_cell(figures.at("model").get<std::string>()), figures.at("cases").dump(), name,
                          figure.at("value").dump(), figure.at("low").dump(), figure.at("high").dump());
    }
  };
  for (const Json& group : record.at("groups")) {
    for (const Json& figures : group.at("figures")) {
      for (const auto& [name, figure] : figures.items()) {
        line(group, figures, name, figure);
        for (std::size_t i = 0; figure.is_array() && i < figure.size(); ++i) {
          const Json& one = figure[i];
          const double of = one.contains("level") ? 100.0 * one.at("level").get<double>() : static_cast<double>(i + 1);
          line(group, figures, fmt::format("{}_{}", name, of), one);
        }
      }
    }
  }
  return text;
}

}  // namespace suasion::report
