/// What can be wrong with a plan though every module found what it needs: days, kinds and names that lead nowhere.

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/system/plan_builder.hpp"
#include "suasion/system/tension/goldstein.hpp"

namespace suasion::system {

namespace {

constexpr const char* happenings[] = {"events", "elections"};

std::string named(const scenario::Element& element) {
  constexpr std::string_view plural = "s";
  const std::string section = element.section.substr(0, element.section.size() - plural.size());
  return fmt::format("{} '{}'", section, element.id);
}

}  // namespace

void PlanBuilder::check_parameters() {
  std::vector<std::string> known;
  for (const Module& module : modules()) {
    for (const ParameterInfo& row : module.info.parameters) {
      known.push_back(fmt::format("{}.{}", module.info.name, row.name));
    }
  }
  for (const scenario::Element* said : scenario_.section("parameters")) {
    if (std::find(known.begin(), known.end(), said->id) == known.end()) {
      error("S602", said->where, fmt::format("no module has a parameter '{}'", said->id), suggest(said->id, known));
    }
  }
}

/// The words for kinds of events that some module of this plan looks for.
std::vector<std::string> PlanBuilder::kinds_read() const {
  std::vector<std::string> known;
  for (const tension::Score& score : tension::scores()) {
    known.emplace_back(score.kind);
  }
  for (const scenario::Element* kind : scenario_.section("signal_kinds")) {
    known.push_back(kind->id);
  }
  known.insert(known.end(), read_by_modules_.begin(), read_by_modules_.end());
  for (const scenario::Element* event : scenario_.section("events")) {
    known.erase(std::remove(known.begin(), known.end(), event->id), known.end());
  }
  return known;
}

/// What modules would read, but lies beyond the clock, would be left out without a word. What none reads is
/// description.
void PlanBuilder::check_days(const std::vector<std::string>& known) {
  const std::string end = base::to_text(scenario_.end);
  for (const char* section : happenings) {
    for (const scenario::Element* element : scenario_.section(section)) {
      const scenario::When* planned = element->when("planned");
      const bool matters = element->section != "events" || tension::goldstein(element->kind) ||
                           std::find(known.begin(), known.end(), element->kind) != known.end();
      if (matters && planned != nullptr && planned->first > scenario_.end) {
        error("S609", element->where,
              fmt::format("{} is planned for {}, after the end of the clock, {}", named(*element),
                          base::to_text(planned->first), end),
              "let the clock end later, or leave it out");
      }
    }
  }
  for (const scenario::Element* hazard : scenario_.section("hazards")) {
    const scenario::When* from = hazard->when("from");
    const scenario::When* until = hazard->when("until");
    if (from != nullptr && from->first > scenario_.end) {
      error("S609", hazard->where,
            fmt::format("{} cannot happen before {}, and the clock ends on {}", named(*hazard),
                        base::to_text(from->first), end),
            "let the clock end later, or leave it out");
    } else if (until != nullptr && until->last <= scenario_.origin) {
      error("S609", hazard->where,
            fmt::format("{} cannot happen after {}, and the clock begins on {}", named(*hazard),
                        base::to_text(until->last), base::to_text(scenario_.origin)),
            "leave it out, or state what happened as an event");
    }
  }
}

/// Any word may name a kind, and one that no module reads is only told. But a word that is nearly one that they read is
/// a slip, and would take the event out of the system without notice.
void PlanBuilder::check_kinds(const std::vector<std::string>& known) {
  constexpr std::size_t slip = 2;   // letters
  constexpr std::size_t least = 6;  // shorter words are near to too many others
  for (const scenario::Element* event : scenario_.section("events")) {
    if (std::find(known.begin(), known.end(), event->kind) != known.end()) {
      continue;
    }
    std::vector<std::string> alike;  // long enough, and of nearly the same length
    std::copy_if(known.begin(), known.end(), std::back_inserter(alike), [&](const std::string& word) {
      return word.size() >= least && word.size() <= event->kind.size() + slip &&
             event->kind.size() <= word.size() + slip;
    });
    const std::string near = base::nearest(event->kind, alike);
    const bool told = std::any_of(problems_.begin(), problems_.end(), [&](const base::Diagnostic& problem) {
      return problem.where.line == event->where.line && problem.where.file == event->where.file;
    });
    if (!told && !near.empty() && base::edit_distance(event->kind, near) <= slip) {
      error("S610", event->where,
            fmt::format("event '{}' is of the kind '{}', which no module reads", event->id, event->kind),
            fmt::format("did you mean '{}'?", near));
    }
  }
}

void PlanBuilder::check_wish(const Wish& wish) {
  if (names_.at(wish.name).kept) {
    return;
  }
  const VariableInfo* info = info_of(wish.name);
  const ModuleState* owner = plan_.owner_of(wish.name);
  const bool merely_off = info != nullptr && owner != nullptr && !owner->on;
  if (!merely_off) {
    error("S605", wish.where, fmt::format("{}: the system has no variable '{}'", wish.role, wish.name),
          suggest(wish.name, kept_names()));
  }
}

/// As written it can happen; without what an edit or a setting takes away it never does.
void PlanBuilder::check_event(const Wish& wish) {
  const bool without = std::any_of(assume_.begin(), assume_.end(), [](const auto& one) { return one.option.empty(); });
  const bool taken_away = !scenario_.counterfactual.empty() || without;
  if (brought_about_.count(wish.name) == 0 && !taken_away) {
    error("S604", wish.where, fmt::format("{}: nothing in this scenario can bring about '{}'", wish.role, wish.name),
          suggest(wish.name, {brought_about_.begin(), brought_about_.end()}));
  }
}

}  // namespace suasion::system
