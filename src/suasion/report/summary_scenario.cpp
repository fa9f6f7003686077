/// The part of summary.json that says what went in: actors, models, inputs, sources, disputes, what was not used.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "suasion/report/summary_parts.hpp"

namespace suasion::report::parts {

namespace {

using scenario::Scenario;

const std::string& actor_name(const Scenario& scenario, const std::string& id) {
  const auto found =
      std::find_if(scenario.actors.begin(), scenario.actors.end(), [&](const auto& actor) { return actor.id == id; });
  return found == scenario.actors.end() ? id : found->name;
}

Json input_part(const scenario::Quantity& quantity, const std::string& issue, const std::string& actor) {
  const math::LawSummary law = math::summarise(quantity.law);
  return {{"path", quantity.path},
          {"what", quantity.what},
          {"issue", issue},
          {"actor", actor},
          {"unit", quantity.unit},
          {"law", math::describe(quantity.law)},
          {"mean", law.mean},
          {"sd", law.sd},
          {"q05", law.q05},
          {"q50", law.q50},
          {"q95", law.q95},
          {"fixed", math::is_fixed(quantity.law)},
          {"stated", quantity.stated},
          {"because", because(quantity.grounds)},
          {"disputed", quantity.grounds.disputed},
          {"line", quantity.where.line}};
}

/// Everything in a scenario that can say why it says what it says, with its path and name.
void for_each_grounds(
    const Scenario& scenario,
    const std::function<void(const std::string& path, const std::string& name, const scenario::Grounds&)>& visit) {
  for (const auto& actor : scenario.actors) {
    visit("actors." + actor.id, actor.name, actor.grounds);
    if (actor.capability) {
      visit(actor.capability->path, actor.capability->what, actor.capability->grounds);
    }
  }
  for (const auto& group : scenario.groups) {
    visit("groups." + group.id, group.name, group.grounds);
  }
  for (const auto& issue : scenario.issues) {
    visit("issues." + issue.id, issue.name, issue.grounds);
    if (issue.status_quo) {
      visit(issue.status_quo->path, issue.status_quo->what, issue.status_quo->grounds);
    }
    for (const auto& stake : issue.stakes) {
      for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
        visit(quantity->path, quantity->what, quantity->grounds);
      }
    }
  }
  for (const auto& link : scenario.correlations) {
    visit("correlations", fmt::format("{} with {}", link.first, link.second), link.grounds);
  }
  for (const auto& element : scenario.elements) {
    visit(element.section + "." + element.id, element.name, element.grounds);
    for (const auto& quantity : element.quantities) {
      visit(quantity.path, quantity.what, quantity.grounds);
    }
  }
}

/// "visit.secretary, United States to Belarus, planned 2020-02-01".
std::string element_words(const Scenario& scenario, const scenario::Element& element) {
  std::vector<std::string> words;
  if (!element.kind.empty()) {
    words.push_back(element.kind);
  }
  std::vector<std::string> names;
  for (const std::string& actor : element.actors) {
    names.push_back(actor_name(scenario, actor));
  }
  const bool directed = element.fields.contains("from") && element.fields.contains("to") && names.size() == 2;
  if (!names.empty()) {
    words.push_back(fmt::format("{}", fmt::join(names, directed ? " to " : ", ")));
  }
  static const std::set<std::string> told = {"from", "to", "between", "of", "in", "id", "name", "kind"};
  for (const auto& [key, value] : element.fields) {
    if (!told.contains(key)) {
      std::string label = key;
      std::replace(label.begin(), label.end(), '_', ' ');
      words.push_back(fmt::format("{} {}", label, value));
    }
  }
  for (const scenario::Quantity& quantity : element.quantities) {
    words.push_back(fmt::format("{}: {}", quantity.what, math::describe(quantity.law)));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string place_in_words(const base::SourceSpan& where) {
  const std::size_t slash = where.file.rfind('/');  // the folder is the machine's business, not the scenario's
  const std::string file = slash == std::string::npos ? where.file : where.file.substr(slash + 1);
  return where.line == 0 ? file : fmt::format("{}:{}:{}", file, where.line, where.column);
}

}  // namespace

Json estimate(const analysis::Estimate& estimate) {
  return {{"value", estimate.value}, {"error", estimate.error}};
}

Json date(const base::Date& date) {
  return date.ok() ? base::to_text(date) : std::string();
}

Json because(const scenario::Grounds& grounds) {
  Json list = Json::array();
  for (const scenario::Because& one : grounds.because) {
    list.push_back({{"source", one.source}, {"place", one.place}, {"judgement", one.judgement}});
  }
  return list;
}

Json actors(const Scenario& scenario) {
  Json list = Json::array();
  for (const auto& actor : scenario.actors) {
    Json groups = Json::array();
    for (const auto& group : scenario.groups) {
      if (std::find(group.members.begin(), group.members.end(), actor.id) != group.members.end()) {
        groups.push_back(group.id);
      }
    }
    list.push_back({{"id", actor.id},
                    {"name", actor.name},
                    {"kind", actor.kind},
                    {"groups", std::move(groups)},
                    {"because", because(actor.grounds)},
                    {"disputed", actor.grounds.disputed}});
  }
  return list;
}

Json inputs(const Scenario& scenario) {
  Json list = Json::array();
  std::set<std::string> seen;
  const auto add = [&](const scenario::Quantity& quantity, const std::string& issue, const std::string& actor) {
    if (seen.insert(quantity.path).second) {
      list.push_back(input_part(quantity, issue, actor));
    }
  };
  for (const auto& issue : scenario.issues) {
    if (issue.status_quo) {
      add(*issue.status_quo, issue.id, "");
    }
    for (const auto& stake : issue.stakes) {
      const std::string& actor = scenario.actors[stake.actor].id;
      for (const scenario::Quantity* quantity : scenario::quantities(stake)) {
        // a capability that its issue does not state belongs to the actor, and serves every issue
        const bool shared = quantity->path.starts_with("actors.");
        add(*quantity, shared ? std::string() : issue.id, actor);
      }
    }
  }
  return list;
}

Json correlations(const Scenario& scenario) {
  Json list = Json::array();
  for (const auto& link : scenario.correlations) {
    list.push_back(
        {{"first", link.first}, {"second", link.second}, {"value", link.value}, {"because", because(link.grounds)}});
  }
  return list;
}

Json sources(const Scenario& scenario) {
  std::map<std::string, std::set<std::string>> users;
  for_each_grounds(scenario, [&](const std::string& path, const std::string& name, const scenario::Grounds& grounds) {
    for (const scenario::Because& one : grounds.because) {
      users[one.source].insert(fmt::format("{} {}", path, name));
    }
  });
  Json list = Json::array();
  for (const auto& source : scenario.sources) {
    list.push_back({{"id", source.id},
                    {"kind", source.kind},
                    {"title", source.title},
                    {"author", source.author},
                    {"publisher", source.publisher},
                    {"date", source.date ? date(*source.date) : Json("")},
                    {"url", source.url},
                    {"note", source.note},
                    {"used_by", users[source.id].size()}});
  }
  return list;
}

Json disputes(const Scenario& scenario) {
  Json list = Json::array();
  std::set<std::string> told;  // a quantity that takes its grounds from its element repeats the element's dispute
  for_each_grounds(scenario, [&](const std::string& path, const std::string& name, const scenario::Grounds& grounds) {
    if (!grounds.disputed.empty() && told.insert(grounds.disputed).second) {
      list.push_back({{"where", path}, {"name", name}, {"text", grounds.disputed}, {"because", because(grounds)}});
    }
  });
  return list;
}

Json not_used(const Scenario& scenario, const std::vector<const scenario::Element*>& elements) {
  std::vector<std::pair<std::string, Json>> sections;
  for (const scenario::Element* element : elements) {
    auto section =
        std::find_if(sections.begin(), sections.end(), [&](const auto& one) { return one.first == element->section; });
    if (section == sections.end()) {
      section = sections.insert(sections.end(), {element->section, Json::array()});
    }
    section->second.push_back({{"id", element->id},
                               {"name", element->name},
                               {"words", element_words(scenario, *element)},
                               {"because", because(element->grounds)},
                               {"disputed", element->grounds.disputed}});
  }
  Json list = Json::array();
  for (auto& [name, items] : sections) {
    const std::size_t count = items.size();
    list.push_back({{"section", name}, {"count", count}, {"items", std::move(items)}});
  }
  return list;
}

Json notes(const Scenario& scenario) {
  Json list = Json::array();
  for (const base::Diagnostic& note : scenario.notes) {
    list.push_back({{"severity", note.severity == base::Severity::error ? "error" : "warning"},
                    {"code", note.code},
                    {"where", place_in_words(note.where)},
                    {"message", note.message},
                    {"hint", note.hint}});
  }
  return list;
}

}  // namespace suasion::report::parts
