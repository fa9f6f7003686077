#include <fmt/format.h>

#include <algorithm>

#include "suasion/analysis/leverage/moves.hpp"

namespace suasion::analysis {

namespace {

using scenario::Element;
using scenario::Node;

/// What an edit is to the actor whose deeds are looked for.
enum class Bearing : std::uint8_t { own, follows, foreign, past };

/// "events", "visit-2020" and "reliability" of "events.visit-2020.reliability".
struct PathParts {
  std::string section = {}, id = {}, key = {};
};

PathParts parts_of(const std::string& path) {
  const std::size_t first = path.find('.');
  const std::size_t second = first == std::string::npos ? first : path.find('.', first + 1);
  PathParts parts{.section = path.substr(0, first)};
  if (first != std::string::npos) {
    parts.id = path.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    parts.key = second == std::string::npos ? std::string() : path.substr(second + 1);
  }
  return parts;
}

std::vector<std::string> texts_of(const Node* node) {
  std::vector<std::string> texts;
  if (node != nullptr && node->kind == scenario::Kind::text) {
    texts.push_back(node->text);
  }
  for (std::size_t i = 0; node != nullptr && i < node->items.size(); ++i) {
    texts.push_back(node->items[i].text);
  }
  return texts;
}

/// Looks at the edits of one counterfactual after another.
class Deeds {
 public:
  Deeds(const scenario::Scenario& scenario, std::size_t actor, const std::string& protege)
      : scenario_(scenario), actor_(scenario.actors[actor].id), decides_(protege == actor_) {}

  /// @return empty if it is a deed that is open; else why it is not; nothing where it is not the actor's.
  [[nodiscard]] std::optional<std::string> closed(const Node& edits) const {
    bool own = false;
    std::string why;
    for (const Node& edit : edits.items) {
      switch (bearing(edit, why)) {
        case Bearing::foreign:
          return std::nullopt;
        case Bearing::own:
        case Bearing::past:
          own = true;
          break;
        case Bearing::follows:
          break;
      }
    }
    return own ? std::optional(why) : std::nullopt;
  }

 private:
  [[nodiscard]] bool is_own(const std::vector<std::string>& from) const {
    const std::vector<std::string> actors = scenario_.actors_of(from);
    return actors.size() == 1 && actors.front() == actor_;
  }

  [[nodiscard]] Bearing bearing(const Node& edit, std::string& why) const {
    if (const Node* section = edit.find("add")) {
      return of_added(section->text, edit.find("element"), why);
    }
    for (const char* verb : {"remove", "set", "move", "cancel"}) {
      if (const Node* path = edit.find(verb)) {
        return of_path(verb, parts_of(path->text), why);
      }
    }
    return Bearing::foreign;
  }

  [[nodiscard]] Bearing of_added(const std::string& section, const Node* element, std::string& why) const {
    if (element == nullptr) {
      return Bearing::foreign;
    }
    if (section == "parameters") {
      const Node* path = element->find("path");
      return path != nullptr && path->text.starts_with("decision.") && decides_ ? Bearing::own : Bearing::foreign;
    }
    if (!is_own(texts_of(element->find("from")))) {
      return Bearing::foreign;
    }
    const Node* sent = element->find("sent");
    if (sent != nullptr && !sent->flag) {
      return Bearing::follows;  // a signal that did not come, where one might have
    }
    for (const char* key : {"date", "done"}) {
      if (const Node* day = element->find(key); day != nullptr && day->date <= scenario_.origin) {
        why = "it lies in the past";
        return Bearing::past;
      }
    }
    return Bearing::own;
  }

  [[nodiscard]] Bearing of_path(std::string_view verb, const PathParts& path, std::string& why) const {
    if (path.section == "issues") {
      return path.key == "status_quo" ? Bearing::follows : Bearing::foreign;
    }
    const Element* element = scenario_.element(path.section, path.id);
    if (element == nullptr) {
      return Bearing::foreign;
    }
    const std::vector<std::string>& from = element->list("from");
    if (!is_own(from.empty() ? element->actors : from)) {
      return Bearing::foreign;
    }
    const bool standing = path.section == "sanctions" || path.section == "commitments";
    for (const char* key : {"date", "done"}) {
      if (const scenario::When* day = element->when(key);
          day != nullptr && !standing && day->first <= scenario_.origin) {
        why = "it lies in the past";
        return Bearing::past;
      }
    }
    if (path.section == "tours") {
      return Bearing::follows;
    }
    if (verb == "remove" && path.section == "events" && element->when("announced") != nullptr) {
      why = "it is announced already, and what was never planned cannot be chosen now";
      return Bearing::past;
    }
    return Bearing::own;
  }

  const scenario::Scenario& scenario_;
  std::string actor_;
  bool decides_;
};

}  // namespace

Moves deeds(const scenario::Scenario& scenario, const scenario::Document& document, std::size_t actor,
            const std::string& protege, const Costs& costs) {
  Moves found;
  const Deeds deeds(scenario, actor, protege);
  const Node* list = document.root.find("counterfactuals");
  for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
    const Node* id = list->items[i].find("id");
    const Node* edits = list->items[i].find("edits");
    const std::optional<std::string> why = edits == nullptr ? std::nullopt : deeds.closed(*edits);
    if (id == nullptr || !why) {
      continue;
    }
    if (!why->empty()) {
      found.closed.push_back({id->text, *why});
      continue;
    }
    const Node* text = list->items[i].find("text");
    Move move{.kind = MoveKind::deed, .deed = id->text, .text = text == nullptr ? std::string() : text->text};
    move.lever = {.name = "deed." + id->text, .discrete = true, .fixed_cost = costs.of(MoveKind::deed)};
    found.open.push_back(std::move(move));
  }
  return found;
}

}  // namespace suasion::analysis
