/// Words that all parts of a story share.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report::tale {

std::string sources_in_words(const scenario::Grounds& grounds) {
  constexpr std::size_t most = 3;
  std::vector<std::string> parts;
  bool judgement = false;
  for (const scenario::Because& one : grounds.because) {
    if (one.source.empty()) {
      judgement = true;
      continue;
    }
    // what the author remarks in brackets is for the report, where there is room
    const bool remark = one.place.empty() || one.place.starts_with('(');
    std::string part = remark ? one.source : one.source + " " + one.place.substr(0, one.place.find(" ("));
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) {
      parts.push_back(std::move(part));
    }
  }
  const std::size_t more = parts.size() > most ? parts.size() - most : 0;
  parts.resize(std::min(parts.size(), most));
  if (more > 0) {
    parts.push_back(fmt::format("{} more", more));
  }
  if (judgement) {
    parts.emplace_back("judgement");
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string rank_in_words(double rank) {
  if (!std::isfinite(rank)) {
    return {};
  }
  constexpr double middle = 0.05;
  constexpr double edge = 0.01;
  if (std::abs(rank - 0.5) <= middle) {
    return "about the middle of the draws";
  }
  if (rank < edge || rank > 1.0 - edge) {
    return rank < 0.5 ? "among the lowest hundredth of draws" : "among the highest hundredth of draws";
  }
  const double share = rank < 0.5 ? 1.0 - rank : rank;
  return fmt::format("{} than in {:.0f}\u00A0% of draws", rank < 0.5 ? "lower" : "higher", 100.0 * share);
}

std::string day_in_words(const scenario::Scenario& scenario, double day) {
  // a day is counted from its first moment; an event at 0.7 days takes place on the day of the origin
  return base::in_words(*base::parse_date(parts::day_text(scenario, std::floor(day))));
}

std::string plain_number(double value, double range) {
  constexpr double million = 1e6;
  constexpr double billion = 1e9;
  const double size = std::abs(value);
  if (size >= billion) {
    return fmt::format("{:.3g} billion", value / billion);
  }
  if (size >= million) {
    return fmt::format("{:.3g} million", value / million);
  }
  constexpr double nothing = 1e-9;
  if (range <= nothing && size <= nothing) {
    return "0";
  }
  return number(value, grain(range > nothing ? range : size, 0.0));
}

std::string figure_in_words(const DrawTale& tale, std::size_t variable, double value) {
  constexpr double nearly_all = 4.0;  // standard deviations from end to end
  constexpr double finest = 0.1;      // three figures
  const SystemTale& system = *tale.system;
  const system::Variable& known = system.plan.variables[variable];
  const Shown shown = shown_as(tale.scenario, system.plan.roles, known.name, known.unit);
  const double spread = nearly_all * shown.times * std::sqrt(system.others.spread.back()[variable].variance());
  const double said = shown.times * value + shown.plus;
  return plain_number(said, std::max(spread, finest * std::abs(said)));
}

std::string level_in_words(const DrawTale& tale, std::size_t variable, double value) {
  const system::Plan& plan = tale.system->plan;
  const system::Variable& known = plan.variables[variable];
  const Shown shown = shown_as(tale.scenario, plan.roles, known.name, known.unit);
  const std::string figure = figure_in_words(tale, variable, value);
  const bool scale = shown.unit.starts_with("on its scale");  // said once, where the issue is told
  return shown.unit.empty() || scale ? figure : figure + "\u00A0" + shown.unit;
}

std::string capital(std::string text) {
  if (!text.empty()) {
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  }
  return text;
}

}  // namespace suasion::report::tale
