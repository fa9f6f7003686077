#include "suasion/scenario/edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "suasion/base/text.hpp"
#include "suasion/scenario/language_table.hpp"
#include "suasion/scenario/paths.hpp"

namespace suasion::scenario {

namespace {

/// The keys of an edit: what it does, the one that goes with it, and whether that one must be there.
struct Deed {
  std::string_view verb;
  std::string_view with;
  bool needed;
};
constexpr std::array<Deed, 5> deeds = {{{"remove", "", false},
                                        {"set", "to", true},
                                        {"add", "element", true},
                                        {"move", "to", true},
                                        {"cancel", "on", false}}};

const Deed* deed_of(const Node& edit) {
  const auto at = std::find_if(deeds.begin(), deeds.end(), [&](const Deed& d) { return edit.find(d.verb) != nullptr; });
  return at == deeds.end() ? nullptr : &*at;
}

/// True if `key`, absent so far, is one that the thing at `parent_path` could have.
bool may_have(const Document& document, std::string_view parent_path, const std::string& key) {
  if (parent_path.empty()) {
    return find_key(top_level_keys(), key) != nullptr;
  }
  const std::size_t dot = parent_path.find('.');
  const Section* section = find_section(parent_path.substr(0, dot));
  if (section == nullptr) {
    const Key* table = find_key(top_level_keys(), parent_path);
    return table != nullptr && find_key(table->inner, key) != nullptr;
  }
  if (section->form == Form::table) {
    return dot == std::string_view::npos && find_key(*section, key) != nullptr;
  }
  const std::size_t last = parent_path.rfind('.');
  if (last == dot) {
    return find_key(*section, key) != nullptr;
  }
  const Key* table = find_key(*section, parent_path.substr(last + 1));
  const bool by_actor = table != nullptr && (table->shape == Shape::by_actor || table->shape == Shape::positions ||
                                             table->shape == Shape::grounds);
  return by_actor && names_something(document, "actors." + key);
}

bool set(Document& document, std::string_view path, const Node& value, const Place& where) {
  std::string missing;
  const Target target = locate(document, path, &missing);
  if (target.node != nullptr) {
    *target.node = value;
    return true;
  }
  if (target.parent == nullptr) {
    return false;
  }
  const bool deep = path.size() > missing.size();
  if (!may_have(document, deep ? path.substr(0, path.size() - missing.size() - 1) : "", missing)) {
    return false;
  }
  target.parent->members.push_back({missing, where, value});
  return true;
}

void erase(const Target& target) {
  const auto offset = static_cast<std::ptrdiff_t>(target.index);
  if (target.parent->kind == Kind::array) {
    target.parent->items.erase(target.parent->items.begin() + offset);
  } else {
    target.parent->members.erase(target.parent->members.begin() + offset);
  }
}

void put(Node& table, std::string_view key, const Node& value) {
  if (Node* old = table.find(key)) {
    *old = value;
  } else {
    table.members.push_back({std::string(key), value.where, value});
  }
}

/// An event's `planned` day, or its `date` if it has no plan.
std::string_view day_of(const Node& event) {
  return event.find("planned") != nullptr ? "planned" : "date";
}

/// A day of the clock, `origin` or `end`; null where the scenario does not say it.
const Node* day_of_clock(const Document& document, std::string_view key) {
  const Node* clock = document.root.find("clock");
  const Node* day = clock != nullptr ? clock->find(key) : nullptr;
  return day != nullptr && day->kind == Kind::date ? day : nullptr;
}

/// True if an event is moved to where the clock does not reach; then there is a finding.
bool moves_beyond_the_clock(const Node& edit, const Node& to, const std::string& role, const Document& document,
                            Findings& findings) {
  const Node* between = to.find("between");
  const Node* first = between != nullptr && !between->items.empty() ? &between->items.front() : &to;
  const Node* end = day_of_clock(document, "end");
  if (end == nullptr || first->kind != Kind::date || first->date <= end->date) {
    return false;
  }
  findings.error("S609", first->where,
                 fmt::format("{}: moves '{}' to {}, after the end of the clock, {}", role, edit.find("move")->text,
                             base::to_text(first->date), base::to_text(end->date)),
                 "let the clock end later, or remove the event");
  return true;
}

bool only_known_keys(const Node& edit, const Deed& deed, const std::string& role, Findings& findings) {
  bool sound = true;
  for (const Member& member : edit.members) {
    if (member.key != deed.verb && (member.key != deed.with || deed.with.empty())) {
      findings.error("S304", member.key_where,
                     fmt::format("{}: '{}' does not go with '{}'", role, member.key, deed.verb),
                     "one edit does one thing; write a list of edits");
      sound = false;
    }
  }
  if (deed.needed && edit.find(deed.with) == nullptr) {
    findings.error("S304", edit.where, fmt::format("{}: '{}' needs '{}' beside it", role, deed.verb, deed.with));
    sound = false;
  }
  return sound;
}

bool known_path(const Node& path, const Deed& deed, const std::string& role, const Document& document,
                Findings& findings) {
  if (path.kind != Kind::text || path.text.empty()) {
    findings.error(
        "S101", path.where,
        fmt::format("{}: expected a path in quotes, as in \"events.visit-2020\"; found {}", role, found(path)));
    return false;
  }
  if (deed.verb == "add") {
    const Section* section = find_section(path.text);
    if (section != nullptr && section->form == Form::list) {
      return true;
    }
    std::vector<std::string> names;
    for (const Section& one : sections()) {
      names.emplace_back(one.name);
    }
    findings.error("S303", path.where, fmt::format("{}: there is no section '{}'", role, path.text),
                   findings.suggest(path.text, names));
    return false;
  }
  bool there = names_something(document, path.text);
  if (!there && deed.verb == "set") {
    const std::size_t dot = path.text.rfind('.');
    there = dot != std::string::npos && names_something(document, path.text.substr(0, dot)) &&
            may_have(document, std::string_view(path.text).substr(0, dot), path.text.substr(dot + 1));
  }
  if (!there) {
    findings.error("S303", path.where, fmt::format("{}: nothing is at '{}'", role, path.text),
                   findings.suggest(path.text, paths_near(document, path.text)));
    return false;
  }
  const bool of_event = deed.verb == "move" || deed.verb == "cancel";
  if (of_event && (!path.text.starts_with("events.") || std::count(path.text.begin(), path.text.end(), '.') != 1)) {
    findings.error("S304", path.where,
                   fmt::format("{}: only an event can be {}; '{}' is none", role,
                               deed.verb == "move" ? "moved" : "cancelled", path.text));
    return false;
  }
  return true;
}

}  // namespace

AblationWords ablation_words(std::string_view text) {
  constexpr std::string_view set_word = "set ";
  AblationWords words;
  for (const std::string& change : base::split(text, ';')) {
    if (change.starts_with(set_word)) {
      words.edits.push_back(change.substr(set_word.size()));
    } else {
      words.settings.push_back(change);
    }
  }
  return words;
}

base::Result<Edit> parse_edit(std::string_view text) {
  const std::size_t equals = text.find('=');
  const auto trimmed = [](std::string_view part) {
    const std::size_t first = part.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string()
                                           : std::string(part.substr(first, part.find_last_not_of(" \t") - first + 1));
  };
  const base::SourceSpan where{.file = fmt::format("--set {}", text)};
  if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty()) {
    return base::fail("S301", "expected PATH=VALUE", "for example --set issues.integration.positions.RUS=40", where);
  }
  Edit edit{.path = trimmed(text.substr(0, equals)), .value = trimmed(text.substr(equals + 1))};
  if (base::Result<Node> value = parse_value(edit.value, {}); !value) {
    base::Diagnostics problems = value.error();
    problems.front().where = where;
    return tl::unexpected(problems);
  }
  return edit;
}

void apply_edit(Document& document, const Edit& edit, Findings& findings) {
  apply_edit(document, edit, {.file = document.file(fmt::format("--set {}={}", edit.path, edit.value))}, findings);
}

bool apply_edit(Document& document, const Edit& edit, const Place& where, Findings& findings) {
  const base::Result<Node> value = parse_value(edit.value, where);
  if (!value) {
    findings.error("S302", where, value.error().front().message, value.error().front().hint);
    return false;
  }
  if (!set(document, edit.path, *value, where)) {
    findings.error("S303", where, fmt::format("nothing is at '{}'", edit.path),
                   findings.suggest(edit.path, paths_near(document, edit.path)));
    return false;
  }
  return true;
}

bool check_edit(const Node& edit, const std::string& role, const Document& document, Findings& findings) {
  const Deed* deed = deed_of(edit);
  if (deed == nullptr) {
    findings.error("S304", edit.where, fmt::format("{}: expected an edit; found {}", role, found(edit)),
                   "an edit is { remove = PATH }, { set = PATH, to = VALUE }, { add = SECTION, element = { ... } }, "
                   "{ move = PATH, to = DATE } or { cancel = PATH }");
    return false;
  }
  if (!only_known_keys(edit, *deed, role, findings) ||
      !known_path(*edit.find(deed->verb), *deed, role, document, findings)) {
    return false;
  }
  const Node* with = deed->with.empty() ? nullptr : edit.find(deed->with);
  if (deed->verb == "cancel" && with == nullptr && day_of_clock(document, "origin") == nullptr) {
    findings.error("S304", edit.where, fmt::format("{}: 'cancel' needs 'on' beside it, for there is no clock", role));
    return false;
  }
  const bool dated = deed->verb == "move" || deed->verb == "cancel";
  const bool a_day = with != nullptr && (with->kind == Kind::date || with->find("between") != nullptr);
  const bool wrong = with != nullptr && ((dated && !a_day) || (deed->verb == "add" && with->kind != Kind::table));
  if (wrong) {
    findings.error("S101", with->where,
                   fmt::format("{}: '{}' expected {}; found {}", role, deed->with,
                               dated ? "a date without quotes" : "a table", found(*with)));
  }
  return !wrong && (deed->verb != "move" || !moves_beyond_the_clock(edit, *with, role, document, findings));
}

void apply_checked_edit(Document& document, const Node& edit) {
  const Deed& deed = *deed_of(edit);
  const std::string& path = edit.find(deed.verb)->text;
  if (deed.verb == "set") {
    set(document, path, *edit.find("to"), edit.where);
    return;
  }
  if (deed.verb == "add") {
    Node* section = document.root.find(path);
    if (section == nullptr) {
      Node list;
      list.kind = Kind::array;
      list.where = edit.where;
      document.root.members.push_back({path, edit.where, list});
      section = &document.root.members.back().value;
    }
    section->items.push_back(*edit.find("element"));
    return;
  }
  const Target target = locate(document, path);
  if (target.node == nullptr) {
    return;  // an earlier edit of the list removed it
  }
  if (deed.verb == "remove") {
    erase(target);
  } else if (deed.verb == "move") {
    put(*target.node, day_of(*target.node), *edit.find("to"));
  } else {
    const Node* on = edit.find("on");
    put(*target.node, "cancelled", on != nullptr ? *on : *day_of_clock(document, "origin"));
  }
}

std::string_view section_of(const Node& edit) {
  const Deed* deed = deed_of(edit);
  const std::string_view path = deed == nullptr ? std::string_view() : edit.find(deed->verb)->text;
  return path.substr(0, path.find('.'));
}

std::string edit_in_words(const Node& edit) {
  const Deed* deed = deed_of(edit);
  if (deed == nullptr) {
    return {};
  }
  const Node* with = deed->with.empty() || deed->verb == "add" ? nullptr : edit.find(deed->with);
  const Node& path = *edit.find(deed->verb);
  return fmt::format("{} {}{}", deed->verb, path.text,
                     with == nullptr ? "" : fmt::format(" {} {}", deed->with, as_toml(*with)));
}

}  // namespace suasion::scenario
