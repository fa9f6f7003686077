#include "suasion/report/html.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "suasion/base/result.hpp"
#include "suasion/report/numbers.hpp"
#include "suasion/report/summary.hpp"
#include "suasion/report/template.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

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

std::string text(const Json& object, const char* key) {
  return escape(object.at(key).get<std::string>());
}

/// JSON that may stand inside a script element: no `<` can end it, and no line separator can break an older parser.
std::string script_safe(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 8);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = json.substr(i, 3);
    if (json[i] == '<') {
      out += "\\u003c";
    } else if (rest == "\u2028" || rest == "\u2029") {
      out += rest == "\u2028" ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += json[i];
    }
  }
  return out;
}

std::string title_of(const Json& models, const std::string& id) {
  for (const Json& model : models) {
    if (model.at("id") == id) {
      return text(model, "title");
    }
  }
  return escape(id);
}

std::string forecast_rows(const Json& summary, const Json& issue) {
  const double range = issue.at("scale").at("high").get<double>() - issue.at("scale").at("low").get<double>();
  std::string rows;
  for (const Json& forecast : issue.at("forecasts")) {
    const Grain fine = grain(range, forecast.at("mean").at("error").get<double>());
    const Json& quantiles = forecast.at("quantiles");
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{} to {}</td></tr>\n",
                        title_of(summary.at("models"), forecast.at("model").get<std::string>()),
                        number(forecast.at("mean").at("value").get<double>(), fine),
                        number(quantiles.front().at("value").get<double>(), fine),
                        number(quantiles.back().at("value").get<double>(), fine));
  }
  return rows;
}

/// What a reader without scripts sees: the question, every issue's words, and the forecasts as a table.
std::string without_scripts(const Json& summary) {
  std::string out = fmt::format("<h1>{}</h1>\n<p>{}</p>\n", text(summary.at("scenario"), "title"),
                                text(summary.at("scenario"), "question"));
  for (const Json& issue : summary.at("issues")) {
    out += fmt::format("<h2>{}</h2>\n", text(issue, "name"));
    for (const Json& sentence : issue.at("words")) {
      out += fmt::format("<p>{}</p>\n", escape(sentence.get<std::string>()));
    }
    const std::string unit = text(issue, "unit");
    out += fmt::format(
        "<table>\n<tr><th scope=\"col\">Model</th><th scope=\"col\">Mean{}</th>"
        "<th scope=\"col\">Nine draws in ten</th></tr>\n{}</table>\n",
        unit.empty() ? unit : fmt::format(" ({})", unit), forecast_rows(summary, issue));
  }
  out += "<h2>Limits</h2>\n<ul>\n";
  for (const Json& limit : summary.at("limits")) {
    out += fmt::format("<li>{}</li>\n", escape(limit.get<std::string>()));
  }
  return out + "</ul>\n";
}

/// Where the marker stands in the page: there, and once.
std::size_t place_of(std::string_view page, std::string_view marker) {
  const std::size_t at = page.find(marker);
  base::require(at != std::string_view::npos, "the page of the report lacks a marker");
  base::require(page.find(marker, at + marker.size()) == std::string_view::npos, "a marker stands twice in the page");
  return at;
}

/// The page with every marker replaced. Places are found before anything is put in, since a scenario may contain the
/// text of a marker.
std::string fill(std::string_view page, const std::map<std::string_view, std::string>& values) {
  std::map<std::size_t, std::string_view> places;
  for (const auto& [marker, value] : values) {
    places.emplace(place_of(page, marker), marker);
  }
  std::string out;
  std::size_t from = 0;
  for (const auto& [at, marker] : places) {
    out += page.substr(from, at - from);
    out += values.at(marker);
    from = at + marker.size();
  }
  out += page.substr(from);
  return out;
}

Json parse(std::string_view summary_json) {
  Json summary = Json::parse(summary_json, nullptr, false);
  if (summary.is_discarded() || !summary.is_object() || !summary.contains("suasion")) {
    throw std::invalid_argument("it is not a summary of suasion");
  }
  const auto schema = summary.find("schema");
  if (schema == summary.end() || *schema != summary_schema) {
    throw std::invalid_argument(fmt::format("its schema is {}; this version reads schema {}",
                                            schema == summary.end() ? "missing" : schema->dump(), summary_schema));
  }
  return summary;
}

}  // namespace

std::string report_html(std::string_view summary_json, std::string_view page) {
  const Json summary = parse(summary_json);
  try {
    return fill(page, {{"<!--SUASION_TITLE-->", text(summary.at("scenario"), "title")},
                       {"<!--SUASION_NOSCRIPT-->", without_scripts(summary)},
                       {"/*SUASION_SUMMARY*/null", script_safe(summary_json)}});
  } catch (const Json::exception& error) {
    throw std::invalid_argument(fmt::format("it is damaged: {}", error.what()));
  }
}

std::string report_html(std::string_view summary_json) {
  return report_html(summary_json, report_template());
}

}  // namespace suasion::report
