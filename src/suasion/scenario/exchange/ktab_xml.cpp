#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <sstream>

#include "suasion/base/text.hpp"
#include "suasion/scenario/bytes.hpp"
#include "suasion/scenario/exchange/formats.hpp"
#include "suasion/scenario/numbers.hpp"

namespace suasion::scenario::exchange {

namespace {

/// Line and column of what pugixml puts at an offset, which is negative where it does not know.
Place place_of(std::string_view bytes, std::ptrdiff_t offset) {
  return place_at(bytes, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
}

class KtabXml {
 public:
  KtabXml(std::string_view bytes, Findings& findings) : bytes_(bytes), findings_(findings) {}

  Table read() {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(bytes_.data(), bytes_.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
      findings_.error("S702", place_of(bytes_, parsed.offset),
                      fmt::format("this is not XML: {}", parsed.description()));
      return {};
    }
    const pugi::xml_node root = document.document_element();
    if (std::string_view(root.name()) != "Scenario") {
      error("S701", root, fmt::format("expected the element <Scenario> of KTAB; found <{}>", root.name()));
      return {};
    }
    known_only(root, {"name", "desc", "prngSeed", "ModelParameters", "Dimensions", "Actors", "IdealAdjustment"});
    table_.title = text_of(root, "name");
    const std::string description = text_of(root, "desc");
    table_.description = description == table_.title ? std::string() : description;
    table_.seed = text_of(root, "prngSeed");
    for (const pugi::xml_node one : root.child("ModelParameters").children()) {
      if (one.type() == pugi::node_element) {
        table_.parameters.emplace_back(one.name(), clean(one.text().get()));
      }
    }
    read_issues(needed(root, "Dimensions"));
    read_actors(needed(root, "Actors"));
    read_accommodations(root.child("IdealAdjustment"));
    return table_;
  }

 private:
  void error(const std::string& code, pugi::xml_node node, const std::string& message, std::string hint = {}) {
    const std::ptrdiff_t at = node.offset_debug();  // of its name, after the bracket
    findings_.error(code, place_of(bytes_, node.type() == pugi::node_element ? at - 1 : at), message, std::move(hint));
  }

  static std::string text_of(pugi::xml_node parent, const char* name) { return clean(parent.child(name).text().get()); }

  pugi::xml_node needed(pugi::xml_node parent, const char* name) {
    const pugi::xml_node child = parent.child(name);
    if (!child) {
      error("S103", parent, fmt::format("<{}> needs an element <{}>", parent.name(), name));
    }
    return child;
  }

  void known_only(pugi::xml_node parent, const std::vector<std::string>& known) {
    for (const pugi::xml_node child : parent.children()) {
      if (child.type() == pugi::node_element && std::find(known.begin(), known.end(), child.name()) == known.end()) {
        error("S102", child, fmt::format("<{}> has no element <{}>", parent.name(), child.name()),
              findings_.suggest(child.name(), known));
      }
    }
  }

  void read_issues(pugi::xml_node dimensions) {
    known_only(dimensions, {"dName"});
    for (const pugi::xml_node one : dimensions.children("dName")) {
      const std::string name = clean(one.text().get());
      const auto same = [&](const TableIssue& other) { return other.name == name; };
      if (std::any_of(table_.issues.begin(), table_.issues.end(), same)) {
        error("S203", one, fmt::format("the issue '{}' stands twice", name));
      }
      table_.issues.push_back({.name = name.empty() ? fmt::format("Issue {}", table_.issues.size() + 1) : name});
    }
    if (dimensions && table_.issues.empty()) {
      error("S401", dimensions, "there is no issue: expected at least one <dName>");
    }
  }

  void read_actors(pugi::xml_node actors) {
    known_only(actors, {"Actor"});
    for (const pugi::xml_node one : actors.children("Actor")) {
      read_actor(one);
    }
    if (actors && !actors.child("Actor")) {
      error("S402", actors, "there are no actors: expected at least two <Actor>");
    }
  }

  void read_actor(pugi::xml_node one) {
    known_only(one, {"name", "description", "capability", "Position", "Salience"});
    const std::string name = text_of(one, "name");
    const Place where = place_of(bytes_, one.offset_debug());
    if (name.empty()) {
      error("S103", one, "this actor has no <name>");
    } else if (const auto [at, fresh] = lines_.emplace(name, where.line); !fresh) {
      error("S203", one.child("name"), fmt::format("{} is an actor already, in line {}", name, at->second),
            "keep one of the two");
    }
    const std::string who = name.empty() ? "this actor" : name;
    const std::string description = text_of(one, "description");
    TableActor actor{.name = name,
                     .description = description == name ? std::string() : description,
                     .from = {fmt::format("line {}", where.line)}};
    const double capability = capability_of(needed(one, "capability"), who);
    const std::vector<double> positions = numbers(needed(one, "Position"), "dCoord", "position of " + who);
    const std::vector<double> saliences = numbers(needed(one, "Salience"), "dSal", "salience of " + who);
    for (std::size_t k = 0; k < std::min(positions.size(), saliences.size()); ++k) {
      actor.stakes.emplace_back(TableStake{positions[k], saliences[k], capability});
    }
    table_.actors.push_back(std::move(actor));
  }

  std::optional<double> number(pugi::xml_node node, const std::string& what) {
    const std::string text = clean(node.text().get());
    const std::optional<double> value = parse_number(text);
    if (!value) {
      error("S101", node,
            fmt::format("{}: expected a number; found {}", what, text.empty() ? "nothing" : fmt::format("'{}'", text)));
      return {};
    }
    return decimal(*value);
  }

  double capability_of(pugi::xml_node node, const std::string& who) {
    const std::optional<double> value = node ? number(node, "capability of " + who) : std::nullopt;
    if (value && !(*value > 0.0)) {
      error("S104", node, fmt::format("capability of {} is {}; it must be above 0", who, base::shortest(*value)),
            "leave out actors that carry no weight");
    }
    return value.value_or(1.0);
  }

  /// One number 0..100 for each issue.
  std::vector<double> numbers(pugi::xml_node parent, const char* name, const std::string& what) {
    known_only(parent, {name});
    std::vector<double> list;
    for (const pugi::xml_node one : parent.children(name)) {
      const std::string on =
          list.size() < table_.issues.size() ? fmt::format("{} on {}", what, table_.issues[list.size()].name) : what;
      const std::optional<double> value = number(one, on);
      if (value && !(*value >= 0.0 && *value <= percent)) {
        error("S104", one, fmt::format("{} is {}; it must lie between 0 and 100", on, base::shortest(*value)));
      }
      list.push_back(value.value_or(0.0));
    }
    if (parent && list.size() != table_.issues.size()) {
      error("S704", parent,
            fmt::format("{}: {} issue{} as many <{}>; found {}", what, table_.issues.size(),
                        table_.issues.size() == 1 ? " needs" : "s need", name, list.size()));
    }
    return list;
  }

  void read_accommodations(pugi::xml_node list) {
    known_only(list, {"iaPair"});
    std::vector<std::string> names;
    for (const TableActor& actor : table_.actors) {
      names.push_back(actor.name);
    }
    for (const pugi::xml_node pair : list.children("iaPair")) {
      known_only(pair, {"adjustingIdeal", "referencePos", "adjust"});
      Accommodation one;
      for (const auto& [element, name] :
           {std::pair("adjustingIdeal", &one.ideal), std::pair("referencePos", &one.reference)}) {
        const pugi::xml_node node = needed(pair, element);
        *name = clean(node.text().get());
        if (node && std::find(names.begin(), names.end(), *name) == names.end()) {
          error("S201", node, fmt::format("there is no actor '{}'", *name), findings_.suggest(*name, names));
        }
      }
      if (const pugi::xml_node node = needed(pair, "adjust")) {
        const std::optional<double> value = number(node, "adjust");
        if (value && !(*value >= 0.0 && *value <= 1.0)) {
          error("S104", node, fmt::format("adjust is {}; it must lie between 0 and 1", base::shortest(*value)));
        }
        one.value = value.value_or(0.0);
      }
      table_.accommodations.push_back(std::move(one));
    }
  }

  std::string_view bytes_;
  Findings& findings_;
  Table table_;
  std::map<std::string, std::uint32_t> lines_;
};

void add(pugi::xml_node parent, const char* name, const std::string& text) {
  parent.append_child(name).text().set(text.c_str());
}

}  // namespace

Table read_ktab_xml(std::string_view bytes, Findings& findings) {
  return KtabXml(bytes, findings).read();
}

std::string write_ktab_xml(const Table& table) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("Scenario");
  // KTAB stops at an element without text, so what is empty takes the name
  add(root, "name", table.title);
  add(root, "desc", table.description.empty() ? table.title : table.description);
  add(root, "prngSeed", table.seed.empty() ? "1" : table.seed);
  if (!table.parameters.empty()) {
    pugi::xml_node parameters = root.append_child("ModelParameters");
    for (const auto& [name, word] : table.parameters) {
      add(parameters, name.c_str(), word);
    }
  }
  pugi::xml_node dimensions = root.append_child("Dimensions");
  for (const TableIssue& issue : table.issues) {
    add(dimensions, "dName", issue.name);
  }
  pugi::xml_node actors = root.append_child("Actors");
  for (const TableActor& actor : table.actors) {
    pugi::xml_node one = actors.append_child("Actor");
    add(one, "name", actor.name);
    add(one, "description", actor.description.empty() ? actor.name : actor.description);
    add(one, "capability", base::shortest(actor.stakes.front()->capability));
    pugi::xml_node position = one.append_child("Position");
    pugi::xml_node salience = one.append_child("Salience");
    for (const auto& stake : actor.stakes) {
      add(position, "dCoord", base::shortest(stake->position));
      add(salience, "dSal", base::shortest(stake->salience));
    }
  }
  pugi::xml_node pairs = root.append_child("IdealAdjustment");  // KTAB's later readers demand it, empty or not
  for (const Accommodation& one : table.accommodations) {
    pugi::xml_node pair = pairs.append_child("iaPair");
    add(pair, "adjustingIdeal", one.ideal);
    add(pair, "referencePos", one.reference);
    add(pair, "adjust", base::shortest(one.value));
  }
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace suasion::scenario::exchange
