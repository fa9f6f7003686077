#include "suasion/scenario/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

ElementCheck::ElementCheck(const Common& common, const Section& section, const Node& node, std::string id)
    : common_(common), section_(section), node_(node) {
  element_.section = section.name;
  element_.id = std::move(id);
  element_.where = common.document.span(node.where);
  for (const std::string_view key : {"name", "kind"}) {
    const Node* said = node.find(key);
    if (said != nullptr && said->kind == Kind::text) {
      (key == "name" ? element_.name : element_.kind) = said->text;
    }
  }
}

std::string ElementCheck::subject() const {
  const bool by_name = (section_.names & refer::party) != 0 || section_.name == "issues";
  if (by_name && !element_.name.empty()) {
    return section_.name == "issues" ? fmt::format("issue '{}'", element_.id) : element_.name;
  }
  if (section_.form == Form::table) {
    return section_.name.empty() ? "the scenario" : fmt::format("[{}]", section_.name);
  }
  const bool numbered = element_.id.starts_with('#');
  return numbered ? fmt::format("{} {}", section_.one, element_.id.substr(1))
                  : fmt::format("{} '{}'", section_.one, element_.id);
}

std::string ElementCheck::role(const Key& key) const {
  return fmt::format("'{}' of {}", key.name, owner_);
}

Element ElementCheck::read() {
  if (node_.kind != Kind::table) {
    common_.findings.error("S101", node_.where,
                           fmt::format("expected an element of '{}', a table; found {}", section_.name, found(node_)),
                           fmt::format("write [[{}]]", section_.name));
    return element_;
  }
  owner_ = subject();
  // Positions are bounded by the scale, wherever it stands in the file.
  const Key* scale = find_key(section_.keys, "scale");
  if (scale != nullptr && scale->shape == Shape::anchors && node_.find("scale") != nullptr) {
    anchors(*scale, *node_.find("scale"));
  }
  keys_of(node_, section_.keys, section_.form == Form::list, subject(), "");
  rules();
  inherit_grounds();
  uncited();
  return std::move(element_);
}

void ElementCheck::keys_of(const Node& table, std::span<const Key> keys, bool with_common, const std::string& owner,
                           const std::string& path) {
  const std::string outer = std::exchange(owner_, owner);
  for (const Member& member : table.members) {
    const Key* key = find_key(keys, member.key);
    if (key == nullptr && with_common) {
      key = find_key(common_keys(), member.key);
    }
    if (key != nullptr) {
      value(*key, member.value, owner, path);
      continue;
    }
    std::vector<std::string> names;
    for (const std::span<const Key> row : {keys, with_common ? common_keys() : std::span<const Key>()}) {
      for (const Key& known : row) {
        names.emplace_back(known.name);
      }
    }
    common_.findings.error("S102", member.key_where, fmt::format("{} has no key '{}'", owner, member.key),
                           common_.findings.suggest(member.key, names));
  }
  required(table, keys, owner);
  owner_ = outer;
}

void ElementCheck::required(const Node& table, std::span<const Key> keys, const std::string& owner) {
  for (const Key& key : keys) {
    if (key.required && table.find(key.name) == nullptr) {
      const bool is_long = key.example.size() > 60;
      common_.findings.error("S103", table.where, fmt::format("{} has no '{}'", owner, key.name),
                             is_long ? fmt::format("it needs {}", expected(key))
                                     : fmt::format("add for example {} = {}", key.name, key.example));
    }
  }
}

void ElementCheck::value(const Key& key, const Node& node, const std::string& owner, const std::string& path) {
  switch (key.shape) {
    case Shape::quantity:
      quantity(key, node, path + std::string(key.name), fmt::format("{} of {}", key.name, owner));
      return;
    case Shape::by_actor:
    case Shape::positions:
      by_actor(key, node, path + std::string(key.name));
      return;
    case Shape::numbers:
      numbers(key, node, path + std::string(key.name));
      return;
    case Shape::because:
      element_.grounds.because = grounds(node, fmt::format("'because' of {}", owner)).because;
      return;
    case Shape::grounds:
      grounds_by_actor(key, node);
      return;
    case Shape::table:
    case Shape::tables:
      tables(key, node, path);
      return;
    case Shape::stakes:
      if (node.kind != Kind::table) {
        wrong_type(key, node);  // its contents have been moved to the tables of the issue
      }
      return;
    case Shape::anchors:
      return;  // read first, see read()
    default:
      if (plain(key, node) && key.name == "disputed") {
        element_.grounds.disputed = node.text;
      }
  }
}

void ElementCheck::tables(const Key& key, const Node& node, const std::string& path) {
  const bool top = section_.name.empty();
  const std::string owner = top ? fmt::format("the {}", key.name) : fmt::format("'{}' of {}", key.name, subject());
  const std::string inner = fmt::format("{}{}.", path, key.name);
  if (node.kind == Kind::table) {
    keys_of(node, key.inner, false, owner, inner);
    return;
  }
  const bool list =
      key.shape == Shape::tables && node.kind == Kind::array && !node.items.empty() &&
      std::all_of(node.items.begin(), node.items.end(), [](const Node& item) { return item.kind == Kind::table; });
  if (!list) {
    wrong_type(key, node);
    return;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    keys_of(node.items[i], key.inner, false, owner, fmt::format("{}{}.", inner, i + 1));
  }
}

void ElementCheck::rules() {
  rule_of_sides();
  rules_of_dates();
}

void ElementCheck::rule_of_sides() {
  const bool between = node_.find("between") != nullptr;
  const bool from = node_.find("from") != nullptr;
  const bool to = node_.find("to") != nullptr;
  const bool needs_sides = (section_.rules & rule::sides) != 0;
  const bool may_have_sides = needs_sides || (section_.rules & rule::sides_if_any) != 0;
  const bool none = !between && !from && !to;
  const bool sound = (between && !from && !to) || (!between && from && to) || (none && !needs_sides);
  if (may_have_sides && !sound) {
    common_.findings.error(
        "S413", node_.where,
        fmt::format("{} {}", subject(),
                    none      ? "does not say whom it concerns"
                    : between ? "has both 'between' and a direction"
                              : fmt::format("has '{}' but no '{}'", from ? "from" : "to", from ? "to" : "from")),
        "give either 'between', or 'from' and 'to'");
  }
}

void ElementCheck::rules_of_dates() {
  const auto dated = [](const Key& key) {
    return key.shape == Shape::when || key.shape == Shape::date || key.shape == Shape::period;
  };
  const bool any_date = std::any_of(section_.keys.begin(), section_.keys.end(), [&](const Key& key) {
    return dated(key) && key.name != "until" && node_.find(key.name) != nullptr;
  });
  if ((section_.rules & rule::some_date) != 0 && !any_date) {
    std::vector<std::string> names;
    for (const Key& key : section_.keys) {
      if (dated(key) && key.name != "until") {
        names.push_back(fmt::format("'{}'", key.name));
      }
    }
    common_.findings.error("S414", node_.where, fmt::format("{} has no date", subject()),
                           "give at least one of " + listed(names));
  }
  const bool two_fates = node_.find("done") != nullptr && node_.find("cancelled") != nullptr;
  if ((section_.rules & rule::one_fate) != 0 && two_fates) {
    common_.findings.error("S415", node_.find("cancelled")->where,
                           fmt::format("{} was both done and cancelled", subject()), "keep one, or write two events");
  }
}

}  // namespace suasion::scenario
