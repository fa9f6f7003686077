#include "suasion/scenario/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "suasion/scenario/paths.hpp"

namespace suasion::scenario {

namespace {

struct KindWord {
  std::uint32_t kind;
  std::string_view word;
};
constexpr std::array<KindWord, 9> kind_words = {{{refer::actor, "actor"},
                                                 {refer::group, "group"},
                                                 {refer::place, "place"},
                                                 {refer::source, "source"},
                                                 {refer::tour, "tour"},
                                                 {refer::event, "event"},
                                                 {refer::commitment, "commitment"},
                                                 {refer::issue, "issue"},
                                                 {refer::counterfactual, "counterfactual"}}};

}  // namespace

std::string kinds_in_words(std::uint32_t kinds) {
  std::string text;
  for (const KindWord& row : kind_words) {
    if ((kinds & row.kind) != 0) {
      text += fmt::format("{}{}", text.empty() ? "" : " or ", row.word);
    }
  }
  return text;
}

Names::Names(const Document& document, Findings& findings) {
  for (const Section& section : sections()) {
    const Node* elements = document.root.find(section.name);
    if (section.form == Form::list && elements != nullptr && elements->kind == Kind::array) {
      gather(section, *elements, findings);
    }
  }
}

void Names::gather(const Section& section, const Node& elements, Findings& findings) {
  std::vector<std::string> ids = element_ids(section, elements);
  std::unordered_map<std::string_view, std::uint32_t> first_line;
  // Actors and groups stand in the same lists of members, so one id must not mean both.
  const std::uint32_t shared = (section.names & refer::party) != 0 ? refer::party : section.names;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Node& element = elements.items[i];
    const Node* said = element.find(section.id_key);
    if (said == nullptr || said->kind != Kind::text) {
      continue;  // missing or of a wrong type: reported with the other keys
    }
    const auto [at, fresh] = first_line.emplace(ids[i], said->where.line);
    const Named* other = fresh && shared != section.names ? find(shared, ids[i]) : nullptr;
    if (!fresh || other != nullptr) {
      findings.error("S202", said->where,
                     other != nullptr ? fmt::format("'{}' is already the id of the actor {}", ids[i], other->name)
                                      : fmt::format("two {} have the id '{}'; the first is in line {}", section.name,
                                                    ids[i], at->second),
                     "an id must mean one thing");
      continue;
    }
    if (section.names != 0) {
      const Node* name = element.find("name");
      const bool has_name = name != nullptr && name->kind == Kind::text && !name->text.empty();
      named_.emplace(ids[i], Named{ids[i], has_name ? name->text : ids[i], section.names, &element});
      in_order_.emplace_back(section.names, ids[i]);
    }
  }
  ids_.emplace(section.name, std::move(ids));
}

const Named* Names::find(std::uint32_t kinds, std::string_view id) const {
  const auto [first, last] = named_.equal_range(std::string(id));
  const auto at = std::find_if(first, last, [&](const auto& entry) { return (entry.second.kind & kinds) != 0; });
  return at == last ? nullptr : &at->second;
}

const Named* Names::refer_to(std::uint32_t kinds, std::string_view id, const Place& where, const std::string& role,
                             Findings& findings) const {
  if (const Named* named = find(kinds, id)) {
    return named;
  }
  if (const Named* other = find(~0U, id)) {
    findings.error("S204", where,
                   fmt::format("{}: '{}' is a {}; expected the id of an {}", role, id, kinds_in_words(other->kind),
                               kinds_in_words(kinds)));
    return nullptr;
  }
  if (!any(kinds)) {
    // Without the section every reference to it is wrong; once is enough.
    findings.error_once(kinds_in_words(kinds), "S201", where,
                        fmt::format("{}: there is no {} '{}'", role, kinds_in_words(kinds), id),
                        fmt::format("the scenario introduces no {} at all", kinds_in_words(kinds)));
    return nullptr;
  }
  std::string hint;
  const bool search = findings.may_search(named_.size());
  for (const auto& [key, named] : named_) {
    if (!search) {
      break;
    }
    if ((named.kind & kinds) != 0 && named.name == id) {
      hint = fmt::format("references use ids; the id of {} is '{}'", named.name, named.id);
    }
  }
  if (hint.empty() && search) {
    hint = findings.suggest(id, all(kinds));
  }
  findings.error("S201", where, fmt::format("{}: there is no {} '{}'", role, kinds_in_words(kinds), id), hint);
  return nullptr;
}

const std::vector<std::string>& Names::ids(const Section& section) const {
  static const std::vector<std::string> none;
  const auto at = ids_.find(section.name);
  return at == ids_.end() ? none : at->second;
}

bool Names::any(std::uint32_t kinds) const {
  return std::any_of(in_order_.begin(), in_order_.end(), [&](const auto& entry) { return (entry.first & kinds) != 0; });
}

std::vector<std::string> Names::all(std::uint32_t kinds) const {
  std::vector<std::string> ids;
  for (const auto& [kind, id] : in_order_) {
    if ((kind & kinds) != 0) {
      ids.push_back(id);
    }
  }
  return ids;
}

}  // namespace suasion::scenario
