#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/base/text.hpp"
#include "suasion/scenario/check.hpp"
#include "suasion/scenario/edits.hpp"
#include "suasion/scenario/numbers.hpp"
#include "suasion/scenario/paths.hpp"

namespace suasion::scenario {

namespace {

bool is_word(std::string_view text) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !text.empty() && plain(text.front()) && plain(text.back()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-'; });
}

bool all_text(const Node& node) {
  return node.kind == Kind::array && !node.items.empty() &&
         std::all_of(node.items.begin(), node.items.end(),
                     [](const Node& item) { return item.kind == Kind::text && !item.text.empty(); });
}

std::string joined(const Node& node) {
  std::string text;
  for (const Node& item : node.items) {
    text += (text.empty() ? "" : ", ") + item.text;
  }
  return text;
}

}  // namespace

void ElementCheck::wrong_type(const Key& key, const Node& node) {
  std::string hint;
  const bool dated = key.shape == Shape::date || key.shape == Shape::when || key.shape == Shape::period;
  const bool numeric = key.shape == Shape::whole || key.shape == Shape::number;
  if (node.kind == Kind::text && ((dated && base::parse_date(node.text)) || (numeric && parse_number(node.text)))) {
    hint = fmt::format("write it without quotes: {} = {}", key.name, node.text);
  } else if (node.kind == Kind::text && (key.shape == Shape::texts || key.shape == Shape::words)) {
    hint = fmt::format("write {} = [\"{}\"]", key.name, node.text);
  }
  common_.findings.error("S101", node.where,
                         fmt::format("{}: expected {}; found {}", role(key), expected(key), found(node)), hint);
}

bool ElementCheck::plain(const Key& key, const Node& node) {
  const std::size_t before = common_.findings.errors();
  switch (key.shape) {
    case Shape::text:
    case Shape::identifier:
    case Shape::choice:
    case Shape::word:
      text(key, node);
      break;
    case Shape::texts:
    case Shape::words:
      texts(key, node);
      break;
    case Shape::flag:
      if (node.kind != Kind::flag) {
        wrong_type(key, node);
      } else {
        element_.fields[std::string(key.name)] = node.flag ? "yes" : "no";
        element_.flags[std::string(key.name)] = node.flag;
      }
      break;
    case Shape::whole:
    case Shape::number:
      number(key, node);
      break;
    case Shape::date:
      date(key, node);
      break;
    case Shape::when:
      when(key, node);
      break;
    case Shape::period:
      period(key, node);
      break;
    case Shape::reference:
    case Shape::references:
      references(key, node);
      break;
    case Shape::coordinates:
      coordinates(key, node);
      break;
    case Shape::paths:
    case Shape::quantity_paths:
      paths(key, node);
      break;
    case Shape::edits:
      edits(key, node);
      break;
    default:
      base::require(false, "every shape is read somewhere");
  }
  return common_.findings.errors() == before;
}

void ElementCheck::text(const Key& key, const Node& node) {
  if (node.kind != Kind::text) {
    wrong_type(key, node);
    return;
  }
  if (node.text.empty()) {
    common_.findings.error("S113", node.where, fmt::format("{} is empty", role(key)),
                           key.required ? "" : "leave the key out if there is nothing to say");
    return;
  }
  if (key.shape == Shape::identifier && !is_identifier(node.text)) {
    common_.findings.error("S110", node.where, fmt::format("{} is \"{}\"; expected an id", role(key), node.text),
                           "letters, digits, '-' and '_', the first a letter or a digit; put the rest into 'name'");
    return;
  }
  if (key.shape == Shape::word) {
    word(key, node);
  }
  if (key.shape == Shape::choice && std::find(key.choices.begin(), key.choices.end(), node.text) == key.choices.end()) {
    const std::vector<std::string> known(key.choices.begin(), key.choices.end());
    common_.findings.error("S112", node.where,
                           fmt::format("{} is \"{}\"; expected {}", role(key), node.text, expected(key)),
                           base::did_you_mean(node.text, known));
    return;
  }
  const bool held_elsewhere = key.name == "id" || key.name == "name" || key.name == "kind" || key.name == "disputed";
  if (!held_elsewhere) {
    element_.fields[std::string(key.name)] = node.text;
    element_.lists[std::string(key.name)] = {node.text};
  }
}

void ElementCheck::word(const Key& key, const Node& node) {
  if (!is_word(node.text)) {
    common_.findings.error("S110", node.where, fmt::format("{} is \"{}\"; expected a word", role(key), node.text),
                           "lower-case letters and digits, joined by . _ or -, as in \"visit.secretary\"");
  }
}

void ElementCheck::texts(const Key& key, const Node& node) {
  if (!all_text(node)) {
    wrong_type(key, node);
    return;
  }
  if (key.shape == Shape::words) {
    for (const Node& item : node.items) {
      word(key, item);
    }
  }
  const bool settings = key.name == "ablate" || key.name == "assume";
  for (const Node& item : node.items) {
    if (settings && item.text.find('=') == std::string::npos) {
      common_.findings.error("S113", item.where,
                             fmt::format("{}: \"{}\" sets nothing; expected key=value", role(key), item.text));
    }
  }
  keep_list(key, node);
}

void ElementCheck::keep_list(const Key& key, const Node& node) {
  element_.fields[std::string(key.name)] = joined(node);
  std::vector<std::string>& list = element_.lists[std::string(key.name)];
  for (const Node& item : node.items) {
    list.push_back(item.text);
  }
}

void ElementCheck::number(const Key& key, const Node& node) {
  const bool type = key.shape == Shape::whole ? node.kind == Kind::whole : node.is_number();
  if (!type) {
    wrong_type(key, node);
    return;
  }
  const double value = node.number();
  if (!std::isfinite(value) || value < key.low || value > key.high) {
    common_.findings.error(
        "S104", node.where,
        fmt::format("{} is {}; it must {}", role(key), as_toml(node), bounds_in_words(key.low, key.high)));
    return;
  }
  element_.fields[std::string(key.name)] = as_toml(node);
  element_.numbers[std::string(key.name)] = value;
}

void ElementCheck::references(const Key& key, const Node& node) {
  if (node.kind == Kind::text) {
    reference(key, node);
    element_.fields[std::string(key.name)] = node.text;
    element_.lists[std::string(key.name)] = {node.text};
    if (key.shape == Shape::references && key.least > 1) {
      common_.findings.error("S113", node.where, fmt::format("{}: expected {} ids; found one", role(key), key.least));
    }
    return;
  }
  if (key.shape == Shape::reference || !all_text(node)) {
    wrong_type(key, node);
    return;
  }
  std::vector<std::string_view> seen;
  for (const Node& item : node.items) {
    if (std::find(seen.begin(), seen.end(), item.text) != seen.end()) {
      common_.findings.error("S203", item.where, fmt::format("{} names '{}' twice", role(key), item.text));
      continue;
    }
    seen.push_back(item.text);
    reference(key, item);
  }
  if (node.items.size() < key.least) {
    common_.findings.error(
        "S113", node.where,
        fmt::format("{}: expected at least {} ids; found {}", role(key), key.least, node.items.size()));
  }
  keep_list(key, node);
}

void ElementCheck::reference(const Key& key, const Node& node) {
  const bool baseline = (key.refers & refer::counterfactual) != 0 && node.text == "baseline";
  if (baseline) {
    return;
  }
  const Named* named = common_.names.refer_to(key.refers, node.text, node.where, role(key), common_.findings);
  if (named != nullptr && named->kind == refer::actor) {
    element_.actors.push_back(named->id);
  }
}

void ElementCheck::coordinates(const Key& key, const Node& node) {
  const bool shape =
      node.kind == Kind::array && node.items.size() == 2 && node.items[0].is_number() && node.items[1].is_number();
  if (!shape) {
    wrong_type(key, node);
    return;
  }
  constexpr double most_north = 90.0;
  constexpr double most_east = 180.0;
  const double north = node.items[0].number();
  const double east = node.items[1].number();
  if (!(std::abs(north) <= most_north) || !(std::abs(east) <= most_east)) {
    const bool swapped = std::abs(east) <= most_north && std::abs(north) <= most_east;
    common_.findings.error(
        "S104", node.where,
        fmt::format("{} is {}; latitude lies between -90 and 90, longitude between -180 and 180", role(key),
                    as_toml(node)),
        swapped ? fmt::format("latitude comes first: [{}, {}]?", base::shortest(east), base::shortest(north)) : "");
    return;
  }
  element_.fields[std::string(key.name)] = fmt::format("{}, {}", base::shortest(north), base::shortest(east));
  element_.numbers[fmt::format("{}.north", key.name)] = north;
  element_.numbers[fmt::format("{}.east", key.name)] = east;
}

void ElementCheck::paths(const Key& key, const Node& node) {
  if (!all_text(node)) {
    wrong_type(key, node);
    return;
  }
  for (const Node& item : node.items) {
    if (key.shape == Shape::paths && !names_something(common_.document, item.text)) {
      common_.findings.error("S205", item.where, fmt::format("{}: nothing is at '{}'", role(key), item.text),
                             common_.findings.suggest(item.text, paths_near(common_.document, item.text)));
    }
  }
  keep_list(key, node);
}

void ElementCheck::edits(const Key& key, const Node& node) {
  if (node.kind != Kind::array || node.items.empty()) {
    wrong_type(key, node);
    return;
  }
  std::string text;
  for (const Node& item : node.items) {
    if (!common_.edited && check_edit(item, role(key), common_.document, common_.findings)) {
      text += (text.empty() ? "" : "; ") + edit_in_words(item);
    }
  }
  element_.fields[std::string(key.name)] = text;
}

void ElementCheck::anchors(const Key& key, const Node& node) {
  if (node.kind != Kind::table) {
    wrong_type(key, node);
    return;
  }
  Scale scale;
  const std::size_t before = common_.findings.errors();
  for (const Member& member : node.members) {
    anchor(member, scale);
  }
  if (common_.findings.errors() > before) {
    return;
  }
  if (scale.anchors.size() < 2) {
    common_.findings.error("S111", node.where,
                           fmt::format("{} has {} label{}; it needs at least two, for its ends", role(key),
                                       scale.anchors.size(), scale.anchors.size() == 1 ? "" : "s"));
    return;
  }
  std::sort(scale.anchors.begin(), scale.anchors.end(), [](const Anchor& a, const Anchor& b) { return a.at < b.at; });
  const auto twice = std::adjacent_find(scale.anchors.begin(), scale.anchors.end(),
                                        [](const Anchor& a, const Anchor& b) { return a.at == b.at; });
  if (twice != scale.anchors.end()) {
    common_.findings.error("S111", node.where, fmt::format("{} labels {} twice", role(key), base::shortest(twice->at)));
    return;
  }
  scale.low = scale.anchors.front().at;
  scale.high = scale.anchors.back().at;
  scale_ = std::move(scale);
}

void ElementCheck::anchor(const Member& member, Scale& scale) {
  const std::optional<double> at = parse_number(member.key);
  if (at && member.value.kind == Kind::text && !member.value.text.empty()) {
    scale.anchors.push_back({*at, member.value.text});
    return;
  }
  const bool decimal = at && member.value.kind == Kind::table;  // 62.5 = "..." without quotes is a table in a table
  common_.findings.error("S111", at ? member.value.where : member.key_where,
                         at ? fmt::format("the label at {} of the scale of {}: expected a string; found {}", member.key,
                                          subject(), found(member.value))
                            : fmt::format("the scale of {} has the key '{}'; expected a number", subject(), member.key),
                         decimal ? "put a number with a decimal point in quotes: \"62.5\" = \"...\""
                                 : (at ? "" : "a scale is written { 0 = \"none\", 100 = \"all\" }"));
}

}  // namespace suasion::scenario
