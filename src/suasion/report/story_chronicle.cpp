/// What happened in one draw of the system, by date: dated events, what the model brought about, what actors did, and
/// jumps of the variables that matter.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "suasion/report/numbers.hpp"
#include "suasion/report/story_parts.hpp"
#include "suasion/report/summary_parts.hpp"
#include "suasion/report/system_figures.hpp"
#include "suasion/report/variable_words.hpp"

namespace suasion::report::tale {

namespace {

/// Kinds of entries, in the order in which those of one day are told.
constexpr std::array<std::string_view, 6> entry_kinds = {"before", "dated", "decision", "event", "sanctions", "jump"};

/// Collects entries and sorts them.
class Ledger {
 public:
  explicit Ledger(const DrawTale& tale) : tale_(tale), system_(*tale.system) {}

  /// @param told whether the text says it.
  Json& add(double day, std::string_view kind, std::string words, bool told = true,
            const scenario::Grounds& grounds = {}) {
    const auto place = static_cast<int>(std::find(entry_kinds.begin(), entry_kinds.end(), kind) - entry_kinds.begin());
    entries_.push_back({place,
                        {{"day", day},
                         {"date", parts::day_text(tale_.scenario, std::floor(day))},
                         {"date_words", day_in_words(tale_.scenario, day)},
                         {"kind", std::string(kind)},
                         {"words", std::move(words)},
                         {"told", told},
                         {"source", sources_in_words(grounds)},
                         {"because", parts::because(grounds)}}});
    return entries_.back().second;
  }

  [[nodiscard]] Json take() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
      const double first = a.second.at("day").template get<double>();
      const double second = b.second.at("day").template get<double>();
      return first != second ? first < second : a.first < b.first;
    });
    Json list = Json::array();
    for (auto& [place, entry] : entries_) {
      list.push_back(std::move(entry));
    }
    return list;
  }

  [[nodiscard]] double end() const { return system_.plan.ticks.back().end; }
  [[nodiscard]] double days(const base::Date& date) const { return base::days_between(tale_.scenario.origin, date); }

  /// The day of an event in this draw; nothing where it does not happen while the clock runs.
  [[nodiscard]] std::optional<double> day_of(std::size_t variable) const {
    const double day = system_.draw.day[variable];
    return system_.plan.variables[variable].is_event && day <= end() ? std::optional(day) : std::nullopt;
  }

 private:
  const DrawTale& tale_;
  const SystemTale& system_;
  std::vector<std::pair<int, Json>> entries_;
};

/// The day that an event is set for, as plan_calendar() takes it.
const scenario::When* set_for(const scenario::Element& event) {
  for (const char* key : {"planned", "during", "date"}) {
    if (const scenario::When* when = event.when(key)) {
      return when;
    }
  }
  return nullptr;
}

void add_history(const DrawTale& tale, Ledger& ledger) {
  const auto tables = tale.scenario.section("system");
  const scenario::When* history = tables.empty() ? nullptr : tables.front()->when("history");
  for (const scenario::Element* event : tale.scenario.section("events")) {
    const scenario::When* when = event->when("done") != nullptr ? event->when("done") : set_for(*event);
    const bool past = when != nullptr && when->last <= tale.scenario.origin && event->when("cancelled") == nullptr;
    if (past && (history == nullptr || when->first >= history->first)) {
      Json& entry = ledger.add(ledger.days(when->first), "before", event->name.empty() ? event->id : event->name, true,
                               event->grounds);
      entry["id"] = event->id;
    }
  }
}

/// Dated events and elections that lie ahead. Gives the names of the variables that are told thereby.
std::set<std::string> add_calendar(const DrawTale& tale, Ledger& ledger) {
  const system::Plan& plan = tale.system->plan;
  std::set<std::string> told;
  std::set<std::string> kinds;
  for (const char* section : {"events", "elections"}) {
    for (const scenario::Element* event : tale.scenario.section(section)) {
      const auto variable = plan.find(std::string(system::event_prefix) + event->id);
      const scenario::When* when = set_for(*event);
      if (!variable || when == nullptr || when->last <= tale.scenario.origin) {
        continue;
      }
      const std::string name = event->name.empty() ? event->id : event->name;
      const auto day = ledger.day_of(*variable);
      Json& entry = ledger.add(day.value_or(std::min(ledger.days(when->last), ledger.end())), "dated",
                               day ? name : fmt::format("Does not take place: {}", name), true, event->grounds);
      entry["id"] = event->id;
      entry["happened"] = day.has_value();
      told.insert(plan.variables[*variable].name);
      if (const auto kind = plan.find(std::string(system::event_prefix) + event->kind);
          kind && (!day || ledger.day_of(*kind) == day)) {
        kinds.insert(plan.variables[*kind].name);  // the same event by another name
      }
    }
  }
  told.insert(kinds.begin(), kinds.end());
  return told;
}

/// What the scenario gives as the ground of an event that it lets happen.
scenario::Grounds grounds_of_event(const scenario::Scenario& scenario, std::string_view kind) {
  for (const scenario::Element* hazard : scenario.section("hazards")) {
    if (hazard->text("event") == kind) {
      return hazard->grounds;
    }
  }
  return {};
}

void add_events(const DrawTale& tale, const std::set<std::string>& known, Ledger& ledger) {
  const SystemTale& system = *tale.system;
  for (std::size_t v = 0; v < system.plan.variables.size(); ++v) {
    const std::string& name = system.plan.variables[v].name;
    const auto day = ledger.day_of(v);
    if (!day || *day < 0.0 || known.contains(name)) {
      continue;
    }
    const std::string kind = name.substr(system::event_prefix.size());
    Json& entry = ledger.add(*day, "event", capital(variable_in_words(tale.scenario, system.plan.roles, name)), true,
                             grounds_of_event(tale.scenario, kind));
    entry["id"] = kind;
    const std::vector<double>& others = system.others.last[v];
    const auto count = static_cast<double>(std::count(others.begin(), others.end(), 1.0));
    const double share = count / static_cast<double>(std::max<std::size_t>(1, others.size()));
    entry["share_of_draws"] = share;
    entry["words"] = fmt::format("{} (so in {} of draws)", entry["words"].get<std::string>(),
                                 percent({share, 0.0}, system.others.draws));
  }
}

/// Stages of sanctions as verbs; the numbers are those of the variable coercion.stage.
std::string_view stage_verb(double from, double to) {
  if (to == 1.0) {
    return "threatens sanctions on";
  }
  if (to == 2.0) {
    return from == 3.0 || from == 4.0 ? "puts back its sanctions on" : "imposes sanctions on";
  }
  if (to == 3.0) {
    return from == 1.0 ? "lets its threat of sanctions drop against" : "eases its sanctions on";
  }
  if (to == 4.0) {
    return from == 1.0 ? "lets its threat of sanctions drop against" : "lifts its sanctions on";
  }
  return "lets its threat of sanctions drop against";
}

/// Steps of sanctions, dated by the end of the tick: only those that no event of the same tick tells already.
void add_sanctions(const DrawTale& tale, Ledger& ledger) {
  constexpr std::string_view begins = "coercion.stage.";
  const SystemTale& system = *tale.system;
  const system::Roles& roles = system.plan.roles;
  for (std::size_t v = 0; v < system.plan.variables.size(); ++v) {
    const std::string& name = system.plan.variables[v].name;
    const std::string suffix = "-" + roles.protege;
    if (!name.starts_with(begins) || !name.ends_with(suffix)) {
      continue;
    }
    const std::string sender = name.substr(begins.size(), name.size() - begins.size() - suffix.size());
    double before = system.draw.start[v];
    for (const system::Tick& tick : system.plan.ticks) {
      const double now = system.draw.level[tick.number][v];
      const bool dated = sender == roles.rival && [&] {
        for (const char* kind : {"event.sanction.impose", "event.sanction.ease", "event.sanction.revoke_licence"}) {
          const auto event = system.plan.find(kind);
          const auto day = event ? ledger.day_of(*event) : std::nullopt;
          if (day && *day > tick.start && *day <= tick.end) {
            return true;
          }
        }
        return false;
      }();
      if (now != before && !dated) {
        ledger.add(tick.end, "sanctions",
                   fmt::format("{} {} {}", capital(short_name(tale.scenario, sender)), stage_verb(before, now),
                               short_name(tale.scenario, roles.protege)));
      }
      before = now;
    }
  }
}

/// What actors do when they do nothing that would be news.
bool is_quiet(std::string_view action) {
  return action == "none" || action == "calm" || action == "hold" || action == "statement";
}

/// A deed that an actor does in a row of months is one entry.
void add_deeds(const DrawTale& tale, std::size_t variable, std::string_view role, std::string_view action,
               Ledger& ledger) {
  const SystemTale& system = *tale.system;
  const std::vector<system::Tick>& ticks = system.plan.ticks;
  const std::string words = capital(deed_in_words(tale.scenario, system.plan.roles, role, action));
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t months = 0;
  const auto finish = [&] {
    if (months > 0) {
      const std::string until =
          months == 1 ? ""
                      : fmt::format(", and again each month until {}", day_in_words(tale.scenario, ticks[last].end));
      Json& entry = ledger.add(ticks[first].end, "decision", words + until, !is_quiet(action));
      entry["actor"] = std::string(role);
      entry["action"] = std::string(action);
      entry["months"] = months;
      entry["until"] = parts::day_text(tale.scenario, std::floor(ticks[last].end));
    }
    months = 0;
  };
  for (const system::Tick& tick : ticks) {
    if (!tick.decisions) {
      continue;
    }
    if (system.draw.level[tick.number][variable] != 1.0) {
      finish();
      continue;
    }
    first = months == 0 ? tick.number : first;
    last = tick.number;
    ++months;
  }
  finish();
}

void add_decisions(const DrawTale& tale, Ledger& ledger) {
  constexpr std::string_view begins = "decision.does.";
  const SystemTale& system = *tale.system;
  for (std::size_t v = 0; v < system.plan.variables.size(); ++v) {
    const std::string_view name = system.plan.variables[v].name;
    if (name.starts_with(begins)) {
      const std::string_view rest = name.substr(begins.size());
      const std::size_t dot = rest.rfind('.');
      add_deeds(tale, v, rest.substr(0, dot), rest.substr(dot + 1), ledger);
    }
  }
}

/// A change from one tick to the next, against the spread of the variable over draws.
struct Jump {
  std::size_t variable = 0, tick = 0;
  double from = 0.0, to = 0.0, size = 0.0;
};

std::vector<Jump> jumps(const SystemTale& system) {
  constexpr double least = 0.5;  // standard deviations over draws
  constexpr std::size_t most_of_one = 3;
  constexpr std::size_t most = 12;
  std::vector<Jump> all;
  for (const std::size_t v : main_variables(system)) {
    std::vector<Jump> mine;
    double spread = 0.0;  // the widest: at the origin, draws that drift apart later lie close together
    for (const std::vector<math::Moments>& tick : system.others.spread) {
      spread = std::max(spread, std::sqrt(tick[v].variance()));
    }
    for (std::size_t t = 1; t < system.plan.ticks.size(); ++t) {
      const Jump jump = {v, t, system.draw.level[t - 1][v], system.draw.level[t][v],
                         std::abs(system.draw.level[t][v] - system.draw.level[t - 1][v]) / spread};
      if (spread > 0.0 && jump.size >= least) {
        mine.push_back(jump);
      }
    }
    std::stable_sort(mine.begin(), mine.end(), [](const Jump& a, const Jump& b) { return a.size > b.size; });
    mine.resize(std::min(mine.size(), most_of_one));
    all.insert(all.end(), mine.begin(), mine.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const Jump& a, const Jump& b) { return a.size > b.size; });
  all.resize(std::min(all.size(), most));
  return all;
}

void add_jumps(const DrawTale& tale, Ledger& ledger) {
  const SystemTale& system = *tale.system;
  std::set<std::tuple<std::size_t, double, double>> told;  // several observers may see the same
  for (const Jump& jump : jumps(system)) {
    const system::Variable& variable = system.plan.variables[jump.variable];
    const bool first = told.emplace(jump.tick, jump.from, jump.to).second;
    Json& entry = ledger.add(
        system.plan.ticks[jump.tick].end, "jump",
        fmt::format("{} {} from {} to {}", capital(variable_in_words(tale.scenario, system.plan.roles, variable.name)),
                    jump.to > jump.from ? "rises" : "falls", figure_in_words(tale, jump.variable, jump.from),
                    level_in_words(tale, jump.variable, jump.to)),
        first);
    entry["variable"] = variable.name;
    entry["from"] = jump.from;
    entry["to"] = jump.to;
    entry["spreads"] = jump.size;
  }
}

}  // namespace

Json chronicle(const DrawTale& tale) {
  Ledger ledger(tale);
  add_history(tale, ledger);
  const std::set<std::string> known = add_calendar(tale, ledger);
  add_events(tale, known, ledger);
  add_sanctions(tale, ledger);
  add_decisions(tale, ledger);
  add_jumps(tale, ledger);
  return ledger.take();
}

}  // namespace suasion::report::tale
