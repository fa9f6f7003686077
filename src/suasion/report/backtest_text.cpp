#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "suasion/report/backtest.hpp"
#include "suasion/report/backtest_parts.hpp"

namespace suasion::report {

namespace {

using Json = BacktestJson;

struct Column {
  std::string_view title;
  std::string (*cell)(const Json& figures);
};

std::string plain(const Json& figures, const char* name, int digits) {
  return decimals(figures.at(name).at("value"), digits);
}

constexpr Column figures_columns[] = {
    {"n", [](const Json& f) { return f.at("cases").dump(); }},
    {"MAE", [](const Json& f) { return plain(f, "mean_absolute_error", 2); }},
    {"minus compromise", [](const Json& f) { return with_interval(f.at("mean_absolute_error_minus_compromise"), 2); }},
    {"median", [](const Json& f) { return plain(f, "median_absolute_error", 1); }},
    {"<=5", [](const Json& f) { return as_percent(f.at("within_5").at("value")); }},
    {"<=10", [](const Json& f) { return as_percent(f.at("within_10").at("value")); }},
    {"CRPS", [](const Json& f) { return plain(f, "crps", 2); }},
    {"log", [](const Json& f) { return plain(f, "log_score", 2); }},
    {"in 50 %", [](const Json& f) { return as_percent(f.at("coverage").at(0).at("value")); }},
    {"80 %", [](const Json& f) { return as_percent(f.at("coverage").at(1).at("value")); }},
    {"90 %", [](const Json& f) { return as_percent(f.at("coverage").at(2).at("value")); }}};

/// "19.9..26.1", or in percent.
std::string span(const Json& figure, int digits) {
  return decimals(figure.at("low"), digits) + ".." + decimals(figure.at("high"), digits);
}
std::string percent_span(const Json& figure) {
  return fmt::format("{:.0f}..{:.0f}", 100.0 * figure.at("low").get<double>(), 100.0 * figure.at("high").get<double>());
}

/// The intervals of the same figures.
constexpr Column intervals[] = {{"MAE", [](const Json& f) { return span(f.at("mean_absolute_error"), 1); }},
                                {"median", [](const Json& f) { return span(f.at("median_absolute_error"), 1); }},
                                {"<=5 %", [](const Json& f) { return percent_span(f.at("within_5")); }},
                                {"<=10 %", [](const Json& f) { return percent_span(f.at("within_10")); }},
                                {"CRPS", [](const Json& f) { return span(f.at("crps"), 1); }},
                                {"log", [](const Json& f) { return span(f.at("log_score"), 2); }},
                                {"in 50 %", [](const Json& f) { return percent_span(f.at("coverage").at(0)); }},
                                {"80 %", [](const Json& f) { return percent_span(f.at("coverage").at(1)); }},
                                {"90 %", [](const Json& f) { return percent_span(f.at("coverage").at(2)); }}};

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width - std::min(width, columns_of(text)), ' ');
  return right ? blanks + text : text + blanks;
}

std::string table(const Json& group, std::span<const Column> columns) {
  std::vector<std::vector<std::string>> rows = {{""}};
  for (const Column& column : columns) {
    rows.front().emplace_back(column.title);
  }
  for (const Json& figures : group.at("figures")) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(figures.at("model").get<std::string>());
    for (const Column& column : columns) {
      row.push_back(column.cell(figures));
    }
  }
  std::vector<std::size_t> width(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      width[c] = std::max(width[c], columns_of(row[c]));
    }
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c) {
      line += (c > 0 ? "  " : "") + padded(row[c], width[c], c > 0);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string paint(const TextStyle& style, const std::string& text) {
  return style.colour ? fmt::format("\033[1m{}\033[0m", text) : text;
}

std::string finish(std::string text, const TextStyle& style) {
  constexpr std::string_view no_break = "\u00A0";
  for (std::size_t at = text.find(no_break); at != std::string::npos; at = text.find(no_break, at)) {
    text.replace(at, no_break.size(), " ");
  }
  return style.unicode ? text : to_ascii(text);
}

}  // namespace

std::string backtest_text(std::string_view json, const TextStyle& style) {
  const Json record = parse_backtest(json);
  constexpr std::size_t least_width = 40, widest = 100;
  const std::size_t width = std::clamp(style.width, least_width, widest);
  std::string text =
      paint(style, fmt::format("Backtest on {}", record.at("data").at("name").get<std::string>())) + "\n\n";
  for (const std::string& sentence : backtest_findings(record)) {
    text += wrap(sentence, width) + "\n";
  }
  for (const Json& group : record.at("groups")) {
    text += fmt::format("{} ({} in {} clusters)\n", paint(style, group_title(group)), group.at("cases").dump(),
                        group.at("clusters").dump());
    text += table(group, figures_columns) + "\n";
    if (group.at("by").get<std::string>().empty()) {
      text += "95 % intervals of these figures\n" + table(group, intervals) + "\n";
    }
  }
  for (const std::string& sentence : backtest_method(record)) {
    text += wrap(sentence, width);
  }
  return finish(std::move(text), style);
}

}  // namespace suasion::report
