#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "suasion/report/backtest.hpp"
#include "suasion/report/backtest_parts.hpp"

namespace suasion::report {

namespace {

using Json = BacktestJson;

constexpr std::string_view sheet = R"css(
:root { --paper: #fffdf9; --panel: #f6f3ec; --ink: #1d2126; --ink-2: #525b66; --line: #e3ded3; --lead: #1f5f99; --other: #b5541c;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --paper: #16191d; --panel: #1f242a; --ink: #eceae5; --ink-2: #b3b8be;
  --line: #343a42; --lead: #6fb1e8; --other: #f0975f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
main { max-width: 66rem; margin: 0 auto; padding: 2rem clamp(1rem, 4vw, 2.5rem) 4rem; }
h1, h2 { font-family: Georgia, "DejaVu Serif", serif; line-height: 1.25; text-wrap: balance; }
h2 { margin-top: 3rem; } h3 { margin: 2rem 0 0.5rem; }
p, li { max-width: 46rem; } p.first { font-size: 1.15rem; } .note { color: var(--ink-2); }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.9rem; width: 100%; }
th, td { padding: 0.3rem 0.6rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
th:first-child { text-align: left; } thead th { border-bottom: 2px solid var(--ink-2); vertical-align: bottom; }
tr.combined th, tr.combined td { background: var(--panel); font-weight: 600; }
.range { color: var(--ink-2); font-size: 0.85em; font-weight: 400; }
svg { display: block; max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, Arial, sans-serif; }
.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1.5rem 1rem; }
figure { margin: 0; } figcaption { font-size: 0.85rem; margin-bottom: 0.3rem; }
)css";

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string string_at(const Json& json, const char* key) {
  return json.at(key).get<std::string>();
}

bool combined(std::string_view model) {
  return model == analysis::combination_id || model == analysis::shipped_id;
}

/// A value with its interval below it.
std::string cell(const Json& figure, int digits) {
  if (!figure.is_object()) {
    return "<td></td>";
  }
  return fmt::format("<td>{}<br><span class=\"range\">{} to {}</span></td>", decimals(figure.at("value"), digits),
                     decimals(figure.at("low"), digits), decimals(figure.at("high"), digits));
}

std::string percent_cell(const Json& figure) {
  return fmt::format("<td>{}<br><span class=\"range\">{} to {}</span></td>", as_percent(figure.at("value")),
                     as_percent(figure.at("low")), as_percent(figure.at("high")));
}

/// Columns of one table, each a title and what stands below it.
struct Columns {
  std::vector<std::string_view> titles = {};
  std::string (*cells)(const Json& figures) = nullptr;
};

std::string table(const Json& group, const Columns& columns) {
  std::string text =
      "<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">Model</th><th scope=\"col\">Cases</th>";
  for (const std::string_view title : columns.titles) {
    text += fmt::format("<th scope=\"col\">{}</th>", title);
  }
  text += "</tr></thead>\n<tbody>\n";
  for (const Json& figures : group.at("figures")) {
    const std::string model = string_at(figures, "model");
    text +=
        fmt::format("<tr{}><th scope=\"row\">{}</th><td>{}</td>{}</tr>\n", combined(model) ? " class=\"combined\"" : "",
                    escape(model), figures.at("cases").dump(), columns.cells(figures));
  }
  return text + "</tbody></table></div>\n";
}

/// How far off the points were, and how good the whole forecasts: two tables, so that neither is too wide.
std::string tables(const Json& group) {
  const Columns points = {{"Mean absolute error", "Minus compromise", "Median error", "Within 5", "Within 10"},
                          [](const Json& figures) {
                            return cell(figures.at("mean_absolute_error"), 2) +
                                   cell(figures.at("mean_absolute_error_minus_compromise"), 2) +
                                   cell(figures.at("median_absolute_error"), 1) + percent_cell(figures.at("within_5")) +
                                   percent_cell(figures.at("within_10"));
                          }};
  const Columns laws = {{"CRPS", "Minus compromise", "Log score", "Minus compromise", "In 50&nbsp;%", "In 80&nbsp;%",
                         "In 90&nbsp;%", "In closed 90&nbsp;%"},
                        [](const Json& figures) {
                          std::string text =
                              cell(figures.at("crps"), 2) + cell(figures.at("crps_minus_compromise"), 2) +
                              cell(figures.at("log_score"), 2) + cell(figures.at("log_score_minus_compromise"), 2);
                          for (const Json& level : figures.at("coverage")) {
                            text += percent_cell(level);
                          }
                          return text + percent_cell(figures.at("coverage_of_closed_intervals").back());
                        }};
  return table(group, points) + table(group, laws);
}

/// Differences to the compromise model as dots with their intervals, the line of no difference between them.
std::string difference_chart(const Json& group) {
  constexpr int row = 26, names = 170, left = 190, right = 700, head = 30;
  double least = -1.0;
  double most = 1.0;
  int rows = 0;
  for (const Json& figures : group.at("figures")) {
    const Json& difference = figures.at("mean_absolute_error_minus_compromise");
    if (difference.is_object()) {
      least = std::min(least, difference.at("low").get<double>());
      most = std::max(most, difference.at("high").get<double>());
      ++rows;
    }
  }
  const auto x = [&](double value) { return left + (right - left) * (value - least) / (most - least); };
  const int height = head + rows * row + 10;
  std::string text = fmt::format(
      "<svg viewBox=\"0 0 720 {0}\" width=\"720\" height=\"{0}\" role=\"img\" aria-label=\"Mean absolute error of each "
      "model minus that of the compromise model, with 95 percent intervals; the table below has the figures\">\n"
      "<line x1=\"{1:.1f}\" x2=\"{1:.1f}\" y1=\"{2}\" y2=\"{0}\" stroke=\"var(--ink-2)\" stroke-dasharray=\"3 3\"/>\n"
      "<text x=\"{3:.1f}\" y=\"16\" text-anchor=\"end\">better</text>"
      "<text x=\"{4:.1f}\" y=\"16\">worse than compromise, in points</text>\n",
      height, x(0.0), head - 6, x(0.0) - 10.0, x(0.0) + 10.0);
  int at = head + row / 2;
  for (const Json& figures : group.at("figures")) {
    const Json& difference = figures.at("mean_absolute_error_minus_compromise");
    if (!difference.is_object()) {
      continue;
    }
    const std::string model = string_at(figures, "model");
    const std::string_view colour = combined(model) ? "var(--lead)" : "var(--other)";
    text += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\" "
        "stroke=\"{}\" stroke-width=\"2\"/><circle cx=\"{:.1f}\" cy=\"{}\" r=\"4.5\" fill=\"{}\"/>\n",
        names, at + 4, escape(model), x(difference.at("low").get<double>()), x(difference.at("high").get<double>()), at,
        at, colour, x(difference.at("value").get<double>()), at, colour);
    at += row;
  }
  return "<div class=\"wide\">" + text + "</svg></div>\n";
}

/// The histogram of transforms of one model; flat for a calibrated forecast.
std::string pit_chart(const Json& figures) {
  constexpr double width = 200.0, height = 70.0, tallest = 0.3;  // shares above that are cut off
  const Json& shares = figures.at("pit_histogram");
  const double bar = width / static_cast<double>(shares.size());
  std::string bars;
  std::string said;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double share = shares[i].at("value").get<double>();
    const auto tall_of = [&](double one) { return height * std::min(1.0, one / tallest); };
    const double tall = tall_of(share);
    const double middle = (static_cast<double>(i) + 0.5) * bar;
    bars += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"/>",
                        static_cast<double>(i) * bar + 1.0, height - tall, bar - 2.0, tall,
                        combined(string_at(figures, "model")) ? "var(--lead)" : "var(--other)");
    bars += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1:.1f}\" y2=\"{2:.1f}\" stroke=\"var(--ink-2)\"/>",
                        middle, height - tall_of(shares[i].at("low").get<double>()),
                        height - tall_of(shares[i].at("high").get<double>()));
    said += fmt::format("{}{:.0f}", i > 0 ? ", " : "", 100.0 * share);
  }
  const double flat = height * (1.0 - 1.0 / static_cast<double>(shares.size()) / tallest);
  return fmt::format(
      "<figure><figcaption>{}</figcaption><svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" "
      "aria-label=\"Percent of outcomes in each tenth of the forecast: {}\">{}<line x1=\"0\" x2=\"{}\" y1=\"{:.1f}\" "
      "y2=\"{:.1f}\" stroke=\"var(--ink)\" stroke-dasharray=\"3 3\"/></svg></figure>\n",
      escape(string_at(figures, "model")), width, height, width, height, said, bars, width, flat, flat);
}

std::string paragraphs(const std::vector<std::string>& sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    text += fmt::format("<p{}>{}</p>\n", i == 0 ? " class=\"first\"" : "", escape(sentences[i]));
  }
  return text;
}

}  // namespace

std::string backtest_html(std::string_view json) {
  const Json record = parse_backtest(json);
  const Json& groups = record.at("groups");
  const std::string title = fmt::format("Backtest on {}", escape(string_at(record.at("data"), "name")));
  std::string text = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><title>{0}</title><style>{1}</style></head>\n<body><main>\n"
      "<h1>{0}</h1>\n",
      title, sheet);
  text += paragraphs(backtest_findings(record));
  text +=
      "<h2>Each model against the compromise model</h2>\n" + difference_chart(groups.front()) + tables(groups.front());
  text +=
      "<h2>Are the forecasts as sure as they should be?</h2>\n<p>Where the outcomes lay in each forecast, from its "
      "lowest tenth to its highest: the bars of a calibrated forecast follow the dashed line. Bars high at both ends "
      "mean too sure, high in the middle too timid. A thin line across the end of a bar is its 95&nbsp;% interval: "
      "chance "
      "alone moves a bar that far.</p>\n<div class=\"small\">\n";
  for (const Json& figures : groups.front().at("figures")) {
    text += pit_chart(figures);
  }
  text += "</div>\n<h2>Parts of the data</h2>\n";
  for (std::size_t g = 1; g < groups.size(); ++g) {
    text += fmt::format("<h3>{} <span class=\"range\">({} cases in {} clusters)</span></h3>\n",
                        escape(group_title(groups[g])), groups[g].at("cases").dump(), groups[g].at("clusters").dump());
    text += tables(groups[g]);
  }
  text += "<h2>How it was done</h2>\n<ul>\n";
  for (const std::string& sentence : backtest_method(record)) {
    text += fmt::format("<li>{}</li>\n", escape(sentence));
  }
  text += "</ul>\n<h2>The models</h2>\n<ul>\n";
  for (const Json& model : record.at("models")) {
    text += fmt::format("<li><strong>{}</strong>: {}</li>\n", escape(string_at(model, "id")),
                        escape(string_at(model, "title")));
  }
  return text + fmt::format("</ul>\n<p class=\"note\">suasion {}, seed {}.</p>\n</main></body></html>\n",
                            escape(string_at(record, "suasion")), record.at("method").at("seed").dump());
}

}  // namespace suasion::report
