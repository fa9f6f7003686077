/// The system in one draw: answers, main variables over time, ranks among other draws.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report::tale {

namespace {

constexpr std::size_t fewest_to_rank = 20;

double rank_of(const SystemTale& system, std::size_t variable) {
  const std::vector<double>& others = system.others.last[variable];
  const bool varies = std::any_of(others.begin(), others.end(), [&](double one) { return one != others.front(); });
  return others.size() >= fewest_to_rank && varies ? ensemble::standing_in(others, system.draw.level.back()[variable])
                                                   : std::nan("");
}

/// ", on 1 February 2020" or "; it comes later, on ...": when what a question asks for happens in this draw.
std::string when_in_words(const DrawTale& tale, const system::PlannedQuestion& question) {
  const SystemTale& system = *tale.system;
  for (std::size_t v = 0; v < system.plan.variables.size(); ++v) {
    const system::Variable& variable = system.plan.variables[v];
    const double day = system.draw.day[v];
    if (!variable.is_event || variable.day != question.column || day > system.plan.ticks.back().end || day < 0.0) {
      continue;
    }
    const std::string date = day_in_words(tale.scenario, day);
    return day >= question.by ? fmt::format("; it comes later, on {}", date)
                              : fmt::format("{} {}", day < question.after ? "; it comes before, on" : ", on", date);
  }
  return {};
}

Json question_part(const DrawTale& tale, std::size_t q) {
  const SystemTale& system = *tale.system;
  const system::PlannedQuestion& planned = system.plan.questions[q];
  const scenario::Element& question = *tale.scenario.element("questions", planned.id);
  const bool yes = system.draw.yes[q] != 0;
  const std::vector<char>& others = system.others.yes[q];
  const auto count = static_cast<double>(std::count(others.begin(), others.end(), yes ? char{1} : char{0}));
  const auto draws = static_cast<double>(std::max<std::size_t>(1, others.size()));
  const double share = count / draws;
  const bool about_event = planned.kind != system::PlannedQuestion::Kind::threshold;
  const std::string when = about_event ? when_in_words(tale, planned) : std::string();
  const analysis::Estimate estimate = {share, std::sqrt(share * (1.0 - share) / draws)};
  return {{"id", question.id},
          {"text", std::string(question.text("text"))},
          {"yes", yes},
          {"share_of_draws", share},
          {"words",
           fmt::format("{}{} ({} of draws agree).", yes ? "Yes" : "No", when, percent(estimate, system.others.draws))}};
}

/// "Of 35 months, Russia cuts supplies in 12 and presses in 3": what an actor did, the most frequent first.
std::string deeds_in_words(const DrawTale& tale, std::string_view role) {
  const SystemTale& system = *tale.system;
  const std::string begins = fmt::format("decision.does.{}.", role);
  const std::string name = short_name(tale.scenario, std::string(role) == "rival"    ? system.plan.roles.rival
                                                     : std::string(role) == "patron" ? system.plan.roles.patron
                                                                                     : system.plan.roles.protege);
  std::vector<std::pair<std::size_t, std::string>> deeds;
  for (std::size_t v = 0; v < system.plan.variables.size(); ++v) {
    if (system.plan.variables[v].name.starts_with(begins)) {
      std::size_t months = 0;
      for (const system::Tick& tick : system.plan.ticks) {
        months += tick.decisions && system.draw.level[tick.number][v] == 1.0 ? 1 : 0;
      }
      const std::string deed =
          deed_in_words(tale.scenario, system.plan.roles, role, system.plan.variables[v].name.substr(begins.size()));
      deeds.emplace_back(months, deed.substr(name.size() + 1));
    }
  }
  std::stable_sort(deeds.begin(), deeds.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> parts;
  for (const auto& [months, deed] : deeds) {
    if (months > 0) {
      parts.push_back(fmt::format("{} in {}", deed, months));
    }
  }
  return parts.empty() ? std::string() : fmt::format("{} {}.", capital(name), fmt::join(parts, ", "));
}

/// What the three did over all the months; empty where nobody chooses.
Json deeds_part(const DrawTale& tale) {
  Json list = Json::array();
  for (const char* role : {"rival", "patron", "protege"}) {
    if (std::string words = deeds_in_words(tale, role); !words.empty()) {
      list.push_back({{"actor", role}, {"words", std::move(words)}});
    }
  }
  return list;
}

Json variable_part(const DrawTale& tale, std::size_t v, bool main) {
  const SystemTale& system = *tale.system;
  const system::Variable& variable = system.plan.variables[v];
  const Shown shown = shown_as(tale.scenario, system.plan.roles, variable.name, variable.unit);
  Json values = Json::array();
  Json words = Json::array();
  for (const std::vector<double>& level : system.draw.level) {
    values.push_back(level[v]);
  }
  Json part = {
      {"name", variable.name},       {"words", variable_in_words(tale.scenario, system.plan.roles, variable.name)},
      {"unit", variable.unit},       {"shown", {{"times", shown.times}, {"plus", shown.plus}, {"unit", shown.unit}}},
      {"event", variable.is_event},  {"main", main},
      {"values", std::move(values)}, {"rank", std::isfinite(rank_of(system, v)) ? Json(rank_of(system, v)) : Json()}};
  if (main) {
    for (const std::vector<double>& level : system.draw.level) {
      words.push_back(figure_in_words(tale, v, level[v]));
    }
    part["values_words"] = std::move(words);
  }
  return part;
}

}  // namespace

std::vector<std::size_t> main_variables(const SystemTale& tale) {
  const system::Roles& roles = tale.plan.roles;
  const std::string pair = roles.rival + "-" + roles.protege;
  std::vector<std::string> names = {"leverage.level",
                                    "leverage.price",
                                    "leverage.payoff.protege",
                                    "leverage.dispute",
                                    fmt::format("signal.support.{}.{}", pair, roles.protege),
                                    fmt::format("signal.support.{}.{}", pair, roles.patron),
                                    "decision.tilt",
                                    "coercion.sanctions.on_protege",
                                    "domestic.crisis." + roles.protege,
                                    "tension.quarrel"};
  for (const std::string& neighbour : roles.neighbours) {
    names.push_back("tension.anxiety." + neighbour);
  }
  for (const system::Variable& variable : tale.plan.variables) {
    const bool issue = variable.name.starts_with("stakeholder.") && parts::is_told(variable.name);
    const bool asked = std::any_of(
        tale.plan.questions.begin(), tale.plan.questions.end(), [&](const system::PlannedQuestion& question) {
          return question.kind == system::PlannedQuestion::Kind::threshold && question.column == variable.column;
        });
    if (issue || asked) {
      names.push_back(variable.name);
    }
  }
  std::vector<std::size_t> found;
  for (const std::string& name : names) {
    const auto at = tale.plan.find(name);
    if (at && !tale.plan.variables[*at].is_event && std::find(found.begin(), found.end(), *at) == found.end()) {
      found.push_back(*at);
    }
  }
  return found;
}

Json system(const DrawTale& tale) {
  const SystemTale& story = *tale.system;
  Json dates = Json::array();
  for (const system::Tick& tick : story.plan.ticks) {
    dates.push_back(parts::day_text(tale.scenario, std::floor(tick.end)));
  }
  Json questions = Json::array();
  for (std::size_t q = 0; q < story.plan.questions.size(); ++q) {
    questions.push_back(question_part(tale, q));
  }
  const std::vector<std::size_t> main = main_variables(story);
  Json variables = Json::array();
  for (const std::size_t v : main) {
    variables.push_back(variable_part(tale, v, true));
  }
  for (std::size_t v = 0; v < story.plan.variables.size(); ++v) {
    if (std::find(main.begin(), main.end(), v) == main.end()) {
      variables.push_back(variable_part(tale, v, false));
    }
  }
  return {{"dates", std::move(dates)},
          {"questions", std::move(questions)},
          {"months", std::count_if(story.plan.ticks.begin(), story.plan.ticks.end(),
                                   [](const system::Tick& tick) { return tick.decisions; })},
          {"deeds", deeds_part(tale)},
          {"chronicle", chronicle(tale)},
          {"variables", std::move(variables)}};
}

}  // namespace suasion::report::tale
