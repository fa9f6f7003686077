#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "suasion/report/sheet.hpp"
#include "suasion/report/study/flip_part.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t shown_rows = 6;
constexpr double least_shift = 0.1;  // standard deviations; smaller parts of a joint shift say nothing to a reader

std::string signed_shift(double by) {
  return fmt::format("{:+.1f} sd", by);
}

std::string singles_table(const Sheet& sheet, const Json& singles, double most) {
  std::vector<std::vector<std::string>> rows;
  for (const Json& one : singles) {
    if (rows.size() < shown_rows) {
      rows.push_back({one.at("flips").get<bool>() ? signed_shift(one.at("by").get<double>())
                                                  : fmt::format("not within {:g} sd", most),
                      one.at("words").get<std::string>()});
    }
  }
  return rows.empty() ? std::string() : sheet.table({"alone", "an input at a middle value of"}, rows);
}

std::string joint_table(const Sheet& sheet, const Json& joint) {
  std::vector<std::vector<std::string>> rows;
  if (joint.at("flips").get<bool>()) {
    for (const Json& one : joint.at("shifts")) {
      const double by = one.at("by").get<double>();
      if (rows.size() < shown_rows && (by > least_shift || by < -least_shift)) {
        rows.push_back({signed_shift(by), one.at("words").get<std::string>()});
      }
    }
  }
  return rows.empty() ? std::string() : sheet.table({"together", "all of these"}, rows);
}

std::string curve(const Sheet& sheet, const Json& tipping) {
  std::vector<double> heights;
  double least = 1e300;
  for (const Json& point : tipping.at("points")) {
    heights.push_back(point.at("mean").get<double>());
    least = std::min(least, heights.back());
  }
  for (double& height : heights) {
    height -= std::min(least, 0.0);
  }
  return fmt::format("  {}  {:.3g} to {:.3g}\n", sparkline(heights, heights.size(), sheet.unicode()),
                     tipping.at("points").front().at("at").get<double>(),
                     tipping.at("points").back().at("at").get<double>());
}

std::string tree(const Sheet& sheet, const Json& leaves) {
  std::vector<std::vector<std::string>> rows;
  for (const Json& leaf : leaves) {
    std::string sides;
    for (const Json& side : leaf.at("sides")) {
      sides += (sides.empty() ? "" : "; ") + side.at("words").get<std::string>();
    }
    const Json& density = leaf.at("density");
    rows.push_back({fmt::format("{:.0f} % [{:.0f}, {:.0f}]", 100.0 * density.at("value").get<double>(),
                                100.0 * density.at("low").get<double>(), 100.0 * density.at("high").get<double>()),
                    fmt::format("{:.0f} %", 100.0 * leaf.at("coverage").at("value").get<double>()), sides});
  }
  return rows.size() < 2 ? std::string() : sheet.table({"it is so", "of all cases", "where"}, rows);
}

}  // namespace

std::string flip_text(const Json& parts, const TextStyle& style) {
  const Sheet sheet(style);
  std::string text;
  for (const Json& part : parts) {
    text += text.empty() ? "" : "\n";
    text += sheet.bold(sheet.wrapped(part.at("title").get<std::string>()));
    text += sheet.dim(part.at("name").get<std::string>()) + "\n";
    const Json& words = part.at("words");
    text += sheet.wrapped(part.at("question").get<std::string>() + " " + words[0].get<std::string>()) + "\n";
    text += sheet.wrapped(words[1].get<std::string>()) + joint_table(sheet, part.at("joint"));
    text += (words[2].get<std::string>().empty() ? "" : sheet.wrapped(words[2].get<std::string>())) +
            singles_table(sheet, part.at("singles"), part.at("most").get<double>());
    if (const Json& tipping = part.at("tipping"); !tipping.is_null()) {
      text += "\n" + sheet.wrapped(tipping.at("words").get<std::string>()) + curve(sheet, tipping);
    }
    const Json& conditions = part.at("conditions");
    text += "\n" + sheet.wrapped(conditions.at("words").get<std::string>()) + tree(sheet, conditions.at("leaves"));
  }
  return sheet.finish(text);
}

}  // namespace suasion::report
