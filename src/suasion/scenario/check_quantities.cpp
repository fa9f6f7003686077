#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"
#include "suasion/scenario/check.hpp"
#include "suasion/scenario/laws.hpp"

namespace suasion::scenario {

namespace {

std::string spaced(std::string_view key) {
  std::string words(key);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

/// The key as a noun: one of the positions is a position.
std::string noun(const Key& key) {
  return key.name == "positions" ? "position" : spaced(key.name);
}

}  // namespace

void ElementCheck::quantity(const Key& key, const Node& node, const std::string& path, const std::string& what) {
  Expectation expected{.what = spaced(what)};
  std::string unit(key.unit);
  if (!key.on_scale) {
    expected.low = key.low;
    expected.high = key.high;
  } else {
    if (scale_) {
      expected.low = scale_->low;
      expected.high = scale_->high;
    }
    const Node* said = node_.find("unit");
    unit = said != nullptr && said->kind == Kind::text ? said->text : "";
  }
  Quantity quantity{.path = fmt::format("{}.{}.{}", section_.name, element_.id, path),
                    .what = expected.what,
                    .unit = std::move(unit),
                    .law = {},
                    .stated = true,
                    .grounds = {},
                    .where = common_.document.span(node.where)};
  if (node.kind == Kind::table) {
    if (const Node* said = node.find("because")) {
      quantity.grounds = grounds(*said, fmt::format("'because' of {}", expected.what));
    }
    const Node* disputed = node.find("disputed");
    if (disputed != nullptr && disputed->kind == Kind::text) {
      quantity.grounds.disputed = disputed->text;
    }
  }
  if (const std::optional<math::Law> law = read_law(node, expected, common_.findings)) {
    quantity.law = *law;
    element_.quantities.push_back(std::move(quantity));
  }
}

void ElementCheck::by_actor(const Key& key, const Node& node, const std::string& path) {
  if (node.kind == Kind::broken) {
    return;
  }
  if (node.kind != Kind::table) {
    wrong_type(key, node);
    return;
  }
  const bool issue = section_.name == "issues";
  for (const Member& member : node.members) {
    const Named* actor =
        common_.names.refer_to(refer::actor, member.key, member.key_where, role(key), common_.findings);
    if (actor == nullptr) {
      continue;
    }
    const std::string of = issue ? fmt::format("{} of {} on {}", noun(key), actor->name,
                                               element_.name.empty() ? element_.id : element_.name)
                                 : fmt::format("{} of {} with {}", noun(key), subject(), actor->name);
    const std::string at = fmt::format("{}.{}", path, member.key);
    actor_of_[at] = member.key;
    quantity(key, member.value, at, of);
  }
}

void ElementCheck::numbers(const Key& key, const Node& node, const std::string& path) {
  if (node.kind != Kind::table) {
    wrong_type(key, node);
    return;
  }
  for (const Member& member : node.members) {
    quantity(key, member.value, fmt::format("{}.{}", path, member.key),
             fmt::format("{} of {}", spaced(member.key), subject()));
  }
}

Grounds ElementCheck::grounds(const Node& node, const std::string& role) {
  Grounds grounds;
  if (node.kind == Kind::array && !node.items.empty()) {
    for (const Node& item : node.items) {
      because(item, role, grounds);
    }
  } else {
    because(node, role, grounds);
  }
  return grounds;
}

void ElementCheck::because(const Node& node, const std::string& role, Grounds& grounds) {
  if (node.kind == Kind::text) {
    because_text(node, role, grounds);
  } else if (node.kind == Kind::table && !node.members.empty()) {
    because_table(node, role, grounds);
  } else {
    common_.findings.error("S101", node.where,
                           fmt::format("{}: expected \"source-id place\", {{ judgement = \"...\" }} or a list of "
                                       "these; found {}",
                                       role, found(node)));
  }
}

void ElementCheck::because_text(const Node& node, const std::string& role, Grounds& grounds) {
  const std::size_t first = node.text.find_first_not_of(' ');
  if (first == std::string::npos) {
    common_.findings.error("S113", node.where, fmt::format("{} is empty", role));
    return;
  }
  const std::size_t space = node.text.find(' ', first);
  const std::string source = node.text.substr(first, space - first);
  if (common_.names.find(refer::source, source) == nullptr) {
    const bool several_words = space != std::string::npos;
    const bool prose = several_words && base::nearest(source, common_.names.all(refer::source)).empty();
    if (prose && common_.names.any(refer::source)) {
      common_.findings.error("S201", node.where, fmt::format("{}: there is no source '{}'", role, source),
                             "to give your own reasons write { judgement = \"...\" }");
      return;
    }
    common_.names.refer_to(refer::source, source, node.where, role, common_.findings);
    return;
  }
  const std::size_t place = space == std::string::npos ? space : node.text.find_first_not_of(' ', space);
  grounds.because.push_back(
      {.source = source, .place = place == std::string::npos ? "" : node.text.substr(place), .judgement = {}});
}

void ElementCheck::because_table(const Node& node, const std::string& role, Grounds& grounds) {
  Because because;
  for (const Member& member : node.members) {
    std::string* target = member.key == "source"      ? &because.source
                          : member.key == "place"     ? &because.place
                          : member.key == "judgement" ? &because.judgement
                                                      : nullptr;
    if (target == nullptr) {
      common_.findings.error("S102", member.key_where, fmt::format("{} has no key '{}'", role, member.key),
                             common_.findings.suggest(member.key, {"source", "place", "judgement"}));
      return;
    }
    if (member.value.kind != Kind::text || member.value.text.empty()) {
      common_.findings.error(
          "S101", member.value.where,
          fmt::format("'{}' in {}: expected a string in quotes; found {}", member.key, role, found(member.value)));
      return;
    }
    *target = member.value.text;
  }
  if (because.source.empty() == because.judgement.empty()) {
    common_.findings.error("S113", node.where,
                           fmt::format("{}: expected a source or a judgement{}", role,
                                       because.source.empty() ? "" : ", not both in one table"),
                           "a list may hold both: [\"source-id place\", { judgement = \"...\" }]");
    return;
  }
  if (!because.source.empty() && common_.names.refer_to(refer::source, because.source, node.find("source")->where, role,
                                                        common_.findings) == nullptr) {
    return;
  }
  grounds.because.push_back(std::move(because));
}

void ElementCheck::grounds_by_actor(const Key& key, const Node& node) {
  if (node.kind != Kind::table) {
    wrong_type(key, node);
    return;
  }
  for (const Member& member : node.members) {
    const Named* actor =
        common_.names.refer_to(refer::actor, member.key, member.key_where, role(key), common_.findings);
    if (actor == nullptr) {
      continue;
    }
    const std::string whose = fmt::format("grounds of {} in {}", actor->name, subject());
    Grounds& grounds_of = by_actor_[member.key];
    const bool whole = member.value.kind == Kind::table &&
                       std::any_of(common_keys().begin(), common_keys().end(),
                                   [&](const Key& common) { return member.value.find(common.name) != nullptr; });
    if (!whole) {
      grounds_of = grounds(member.value, whose);
      continue;
    }
    // A table with `because` beside `disputed`, as stakes bring it.
    const Grounds own = element_.grounds;
    element_.grounds = {};
    const std::map<std::string, std::string> fields = element_.fields;
    keys_of(member.value, common_keys(), false, whose, "");
    grounds_of = std::exchange(element_.grounds, own);
    element_.fields = fields;
  }
}

void ElementCheck::inherit_grounds() {
  for (Quantity& quantity : element_.quantities) {
    const std::string_view local =
        std::string_view(quantity.path).substr(section_.name.size() + element_.id.size() + 2);
    const auto actor = actor_of_.find(local);
    const auto cited = actor == actor_of_.end() ? by_actor_.end() : by_actor_.find(actor->second);
    if (cited != by_actor_.end()) {
      if (quantity.grounds.because.empty()) {
        quantity.grounds.because = cited->second.because;
      }
      if (quantity.grounds.disputed.empty()) {
        quantity.grounds.disputed = cited->second.disputed;
      }
    }
    if (quantity.grounds.because.empty()) {
      quantity.grounds.because = element_.grounds.because;
    }
  }
}

void ElementCheck::uncited() {
  std::vector<std::string> bare;
  for (const Quantity& quantity : element_.quantities) {
    if (quantity.grounds.because.empty()) {
      bare.push_back(quantity.path);
    }
  }
  const bool correlation = section_.name == "correlations";
  const bool said = node_.find("because") != nullptr;  // whatever it says, it has been looked at
  if (said || (bare.empty() && !correlation)) {
    return;
  }
  constexpr std::size_t most = 3;
  const std::string message = correlation ? fmt::format("{} does not say why: no 'because'", subject())
                                          : fmt::format("{} number{} of {} without a 'because': {}", bare.size(),
                                                        bare.size() == 1 ? "" : "s", subject(), listed(bare, most));
  const std::string hint = "cite a source, because = \"source-id place\", or own it, because = { judgement = \"...\" }";
  if (common_.strict) {
    common_.findings.error("S501", node_.where, message, hint);
  } else {
    common_.findings.warn("S501", node_.where, message, hint);
  }
}

}  // namespace suasion::scenario
