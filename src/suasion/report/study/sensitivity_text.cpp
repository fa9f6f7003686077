#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "suasion/report/numbers.hpp"
#include "suasion/report/sheet.hpp"
#include "suasion/report/study/sensitivity_part.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

/// Two decimals, and no sign before nothing.
std::string hundredths(const Json& value) {
  const std::string text = fmt::format("{:.2f}", value.get<double>());
  return text == "-0.00" ? "0.00" : text;
}

/// "0.31 [0.25, 0.38]", or the bare number where it has no interval.
std::string figure(const Json& value) {
  if (value.is_number()) {
    return fmt::format("{:.3g}", value.get<double>());
  }
  return fmt::format("{} [{}, {}]", hundredths(value.at("value")), hundredths(value.at("low")),
                     hundredths(value.at("high")));
}

/// Figures of methods whose unit is the output's need other digits than shares.
std::string plain_figure(const Json& value) {
  if (value.is_number()) {
    return fmt::format("{:.3g}", value.get<double>());
  }
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", value.at("value").get<double>(), value.at("low").get<double>(),
                     value.at("high").get<double>());
}

std::string label(std::string_view name) {
  return name == "first" ? "first order" : name == "mu_star" ? "mu*" : std::string(name);
}

}  // namespace

std::string sensitivity_text(const Json& part, std::size_t top, const TextStyle& style) {
  const Sheet sheet(style);
  const bool shares =
      part.at("method") == "sobol" || part.at("method") == "shapley" || part.at("method") == "given-data";
  std::string text = sheet.wrapped(part.at("meaning").get<std::string>());
  for (const Json& output : part.at("outputs")) {
    text += "\n" + sheet.bold(sheet.wrapped(output.at("title").get<std::string>()));
    text += sheet.dim(output.at("name").get<std::string>()) + "\n";
    text += sheet.wrapped(output.at("words").get<std::string>());
    std::vector<std::vector<std::string>> rows;
    std::vector<double> bars;
    for (const Json& row : output.at("rows")) {
      if (rows.size() == top) {
        break;
      }
      std::vector<std::string> cells;
      for (const Json& name : part.at("figures")) {
        const Json& value = row.at(name.get<std::string>());
        cells.push_back(shares ? figure(value) : plain_figure(value));
      }
      const Json& group = part.at("groups").at(row.at("group").get<std::size_t>());
      const bool chance = group.at("chance").get<bool>();
      const bool floored = row.contains("told_apart") && !row.at("told_apart").get<bool>();
      cells.push_back((chance ? "chance" : group.at("title").get<std::string>()) + (floored ? " (at the floor)" : ""));
      rows.push_back(std::move(cells));
      const Json& lead = row.at(part.at("figures").front().get<std::string>());
      bars.push_back(shares ? lead.at("value").get<double>() : -1.0);
    }
    std::vector<std::string> heads;
    for (const Json& name : part.at("figures")) {
      heads.push_back(label(name.get<std::string>()));
    }
    heads.emplace_back("input");
    text += sheet.table(heads, rows, bars);
    const std::size_t left = output.at("rows").size() - rows.size();
    if (left > 0) {
      text += sheet.dim(fmt::format("  and {} with less: see --top and --json", counted(left, "more row"))) + "\n";
    }
  }
  return sheet.finish(text);
}

}  // namespace suasion::report
