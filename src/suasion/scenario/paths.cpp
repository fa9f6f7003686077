#include "suasion/scenario/paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace suasion::scenario {

namespace {

/// Keys whose names tell one element from another, in the order in which an id is made of them.
constexpr std::array<std::string_view, 10> telling = {"kind", "commitment", "clause", "between", "from",
                                                      "to",   "of",         "by",     "in",      "at"};

void append_names(std::string& id, const Node& value) {
  if (value.kind == Kind::text && is_identifier(value.text)) {
    id += (id.empty() ? "" : "-") + value.text;
  }
  for (const Node& item : value.items) {
    if (item.kind == Kind::text) {
      append_names(id, item);
    }
  }
}

std::string made_id(const Node& element) {
  std::string id;
  for (const std::string_view key : telling) {
    if (const Node* value = element.find(key)) {
      append_names(id, *value);
    }
  }
  return id;
}

/// What is left of `path` after `key` as its first part; false if it does not begin with it.
bool eat(std::string_view path, std::string_view key, std::string_view& rest) {
  if (!path.starts_with(key)) {
    return false;
  }
  if (path.size() == key.size()) {
    rest = {};
    return true;
  }
  if (path[key.size()] != '.') {
    return false;
  }
  rest = path.substr(key.size() + 1);
  return true;
}

Target follow(Node& node, std::string_view path, std::string* missing) {
  for (std::size_t i = 0; i < node.members.size(); ++i) {
    std::string_view rest;
    if (!eat(path, node.members[i].key, rest)) {
      continue;
    }
    if (rest.empty()) {
      return {&node.members[i].value, &node, i};
    }
    // A longer key may share this one's beginning ("1" and "1.5"), so go on if nothing is found inside.
    if (const Target inside = follow(node.members[i].value, rest, missing); inside.parent != nullptr) {
      return inside;
    }
  }
  if (node.kind == Kind::table && path.find('.') == std::string_view::npos) {
    if (missing != nullptr) {
      *missing = std::string(path);
    }
    return {nullptr, &node, 0};
  }
  return {};
}

void collect(const Node& node, const std::string& path, std::vector<std::string>& paths) {
  for (const Member& member : node.members) {
    const std::string inner = path + "." + member.key;
    paths.push_back(inner);
    collect(member.value, inner, paths);
  }
}

void collect_section(const Section& section, const Node& elements, std::vector<std::string>& paths) {
  const std::vector<std::string> ids = element_ids(section, elements);
  for (std::size_t i = 0; i < elements.items.size(); ++i) {
    const std::string path = fmt::format("{}.{}", section.name, ids[i]);
    paths.push_back(path);
    collect(elements.items[i], path, paths);
  }
}

}  // namespace

bool is_identifier(std::string_view text) {
  const auto letter_or_digit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !text.empty() && letter_or_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter_or_digit(c) || c == '-' || c == '_'; });
}

std::vector<std::string> element_ids(const Section& section, const Node& elements) {
  const Key* id_key = find_key(section.keys, section.id_key);
  const bool may_be_made = id_key != nullptr && !id_key->required;
  std::vector<std::string> ids;
  std::unordered_map<std::string, int> made;
  for (std::size_t i = 0; i < elements.items.size(); ++i) {
    const Node* said = elements.items[i].find(section.id_key);
    const bool usable = said != nullptr && said->kind == Kind::text && !said->text.empty();
    std::string id = usable ? said->text : std::string();
    if (!usable && may_be_made) {
      id = made_id(elements.items[i]);
      if (const int times = ++made[id]; times > 1 && !id.empty()) {
        id += fmt::format("-{}", times);
      }
    }
    ids.push_back(id.empty() ? fmt::format("#{}", i + 1) : std::move(id));
  }
  return ids;
}

Target locate(Document& document, std::string_view path, std::string* rest) {
  for (Member& member : document.root.members) {
    const Section* section = find_section(member.key);
    std::string_view inside;
    if (section == nullptr || section->form == Form::table || member.value.kind != Kind::array ||
        !eat(path, member.key, inside) || inside.empty()) {
      continue;
    }
    const std::vector<std::string> ids = element_ids(*section, member.value);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      std::string_view left;
      if (!eat(inside, ids[i], left)) {
        continue;
      }
      if (left.empty()) {
        return {&member.value.items[i], &member.value, i};
      }
      if (const Target found = follow(member.value.items[i], left, rest); found.parent != nullptr) {
        return found;
      }
    }
    return {};
  }
  return follow(document.root, path, rest);
}

bool names_something(const Document& document, std::string_view path) {
  // Only looks: nothing is written through the target.
  return locate(const_cast<Document&>(document), path).node !=
         nullptr;  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

std::vector<std::string> paths_near(const Document& document, std::string_view like) {
  const std::string_view first = like.substr(0, like.find('.'));
  std::vector<std::string> all;
  std::vector<std::string> near;
  for (const Member& member : document.root.members) {
    std::vector<std::string>& paths = member.key == first ? near : all;
    const Section* section = find_section(member.key);
    if (section != nullptr && section->form == Form::list) {
      collect_section(*section, member.value, paths);
    } else {
      paths.push_back(member.key);
      collect(member.value, member.key, paths);
    }
  }
  return near.empty() ? all : near;
}

}  // namespace suasion::scenario
