#include "suasion/report/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "suasion/report/numbers.hpp"
#include "suasion/report/sheet.hpp"
#include "suasion/report/summary.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_name = 24;

/// A line of an issue's table before it is laid out.
struct Row {
  std::string name, mean, span, picture;
  bool baseline = false;
};

std::string value_of(const Json& figure, const Grain& fine) {
  return number(figure.get<double>(), fine);
}

std::vector<Row> rows_of(const Json& issue, std::size_t columns, bool unicode) {
  const double range = issue.at("scale").at("high").get<double>() - issue.at("scale").at("low").get<double>();
  std::vector<Row> rows;
  for (const Json& forecast : issue.at("forecasts")) {
    const Grain fine = grain(range, forecast.at("mean").at("error").get<double>());
    const Json& quantiles = forecast.at("quantiles");
    const std::string low = value_of(quantiles.front().at("value"), fine);
    const std::string high = value_of(quantiles.back().at("value"), fine);
    rows.push_back(
        {.name = forecast.at("model").get<std::string>(),
         .mean = value_of(forecast.at("mean").at("value"), fine),
         .span = low == high ? std::string("fixed") : fmt::format("{} to {}", low, high),
         .picture = sparkline(forecast.at("histogram").at("counts").get<std::vector<double>>(), columns, unicode),
         .baseline = forecast.at("baseline").get<bool>()});
  }
  return rows;
}

/// A ruler under the pictures with a tick at every anchor.
std::string ruler(const Json& scale, std::size_t columns, bool unicode) {
  std::vector<std::string> marks(columns, unicode ? "─" : "-");
  const double low = scale.at("low").get<double>();
  const double range = scale.at("high").get<double>() - low;
  for (const Json& anchor : scale.at("anchors")) {
    const double share = (anchor.at("at").get<double>() - low) / range;
    const auto column = static_cast<std::size_t>(std::max(0.0, share * static_cast<double>(columns)));
    marks[std::min(column, columns - 1)] = unicode ? "┴" : "+";
  }
  return fmt::format("{}", fmt::join(marks, ""));
}

std::string legend(const Json& scale, const std::string& unit) {
  std::vector<std::string> parts;
  const Grain fine = grain(scale.at("high").get<double>() - scale.at("low").get<double>(), 0.0);
  for (const Json& anchor : scale.at("anchors")) {
    parts.push_back(fmt::format("{}\u00A0=\u00A0{}", number(anchor.at("at").get<double>(), fine),
                                anchor.at("label").get<std::string>()));
  }
  const std::string of_unit = unit.empty() ? std::string() : fmt::format(" ({})", unit);
  return fmt::format("Scale{}: {}.", of_unit, fmt::join(parts, "; "));
}

std::size_t longest(const std::vector<Row>& rows, std::string Row::*member, std::size_t least) {
  for (const Row& row : rows) {
    least = std::max(least, (row.*member).size());
  }
  return least;
}

std::string table(const Json& issue, const Sheet& sheet) {
  constexpr std::size_t most_columns = 50;
  std::vector<Row> rows = rows_of(issue, 1, sheet.unicode());
  const std::size_t mean = longest(rows, &Row::mean, 4);
  const std::size_t span = longest(rows, &Row::span, 13);
  const std::size_t figures_width = 2 + mean + 2 + span;
  const std::size_t room = sheet.width() > figures_width + 12 ? sheet.width() - figures_width - 2 : 10;
  const std::size_t name = std::min({longest_name, room, longest(rows, &Row::name, 5)});
  const std::size_t used = 2 + name + figures_width + 2;
  const std::size_t columns = used + 10 > sheet.width() ? 0 : std::min(most_columns, sheet.width() - used);
  if (columns > 0) {
    rows = rows_of(issue, columns, sheet.unicode());
  }
  std::string text =
      sheet.dim(fmt::format("  {:<{}}  {:>{}}  {:<{}}", "model", name, "mean", mean, "9 draws in 10", span)) + "\n";
  for (const Row& row : rows) {
    const std::string shown_name =
        row.name.size() <= name ? row.name : row.name.substr(0, name - 1) + (sheet.unicode() ? "…" : "~");
    // padded by hand: the ellipsis is one column but three bytes
    const std::string pad(row.name.size() <= name ? name - row.name.size() : 0, ' ');
    const std::string figures = fmt::format("  {}{}  {:>{}}  {:<{}}", shown_name, pad, row.mean, mean, row.span, span);
    const std::string picture = columns > 0 ? row.picture : std::string();
    text += row.baseline ? sheet.dim(fmt::format("{}  {}", figures, picture))
                         : fmt::format("{}  {}", figures, sheet.accent(picture));
    text += "\n";
  }
  if (columns > 0) {
    text += std::string(used, ' ') + sheet.dim(ruler(issue.at("scale"), columns, sheet.unicode())) + "\n";
  }
  return text;
}

std::string trimmed(const std::string& text) {
  std::string out;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string line = text.substr(from, end - from);
    const std::size_t last = line.find_last_not_of(' ');
    out += (last == std::string::npos ? std::string() : line.substr(0, last + 1)) + "\n";
    from = end + 1;
  }
  return out;
}

/// How well the headlines are known, where that was asked for, and warnings about means that hang on a few draws.
std::string closing_words(const Json& summary, const Sheet& sheet) {
  const Json& precision = summary.at("run").at("precision");
  std::string text;
  if (!precision.at("asked").is_null()) {
    text += sheet.wrapped(precision.at("words").get<std::string>());
  }
  for (const Json& warning : summary.at("warnings")) {
    text += sheet.wrapped("Warning: " + warning.get<std::string>());
  }
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string terminal_text(std::string_view summary_json, const TextStyle& style) {
  const Json summary = Json::parse(summary_json, nullptr, false);
  if (summary.is_discarded() || !summary.is_object() || summary.value("schema", 0) != summary_schema) {
    throw std::invalid_argument("it is not a summary of suasion that this version can read");
  }
  const Sheet sheet(style);
  const Json& scenario = summary.at("scenario");
  std::string text = sheet.bold(sheet.wrapped(scenario.at("title").get<std::string>()));
  if (const auto question = scenario.at("question").get<std::string>(); !question.empty()) {
    text += sheet.wrapped(question);
  }
  text += "\n";
  for (const Json& sentence : summary.at("headline").at("words")) {
    text += sheet.wrapped(sentence.get<std::string>());
  }
  bool first = true;
  for (const Json& issue : summary.at("issues")) {
    text += "\n" + sheet.bold(sheet.wrapped(issue.at("name").get<std::string>()));
    if (!first) {
      text += sheet.wrapped(issue.at("words").front().get<std::string>());
    }
    first = false;
    text += table(issue, sheet) +
            sheet.dim(wrap("  " + legend(issue.at("scale"), issue.at("unit").get<std::string>()), sheet.width(), 2));
  }
  text += closing_words(summary, sheet);
  return sheet.finish(trimmed(text));
}

}  // namespace suasion::report
