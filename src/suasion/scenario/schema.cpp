#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "suasion/base/text.hpp"
#include "suasion/scenario/language.hpp"
#include "suasion/scenario/language_table.hpp"
#include "suasion/scenario/laws.hpp"

namespace suasion::scenario {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view identifier_pattern = "^[A-Za-z0-9][A-Za-z0-9_-]*$";
constexpr std::string_view word_pattern = "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$";
constexpr std::string_view date_pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view number_pattern = "^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?$";

Json definition(std::string_view name) {
  return {{"$ref", fmt::format("#/definitions/{}", name)}};
}

Json list_of(Json items, std::size_t least = 1) {
  return {{"type", "array"}, {"items", std::move(items)}, {"minItems", least}};
}

Json exactly(std::size_t count, Json items) {
  return {{"type", "array"}, {"items", std::move(items)}, {"minItems", count}, {"maxItems", count}};
}

Json table_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json closed(Json properties, const std::vector<std::string>& required) {
  Json json = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) {
    json["required"] = required;
  }
  json["additionalProperties"] = false;
  return json;
}

Json number_within(double low, double high, std::string_view type = "number") {
  Json json = {{"type", type}};
  if (low > -infinity) {
    json["minimum"] = low;
  }
  if (high < infinity) {
    json["maximum"] = high;
  }
  return json;
}

Json labelled(const Json& patterns) {
  return {{"type", "object"}, {"patternProperties", patterns}, {"additionalProperties", false}};
}

/// Name of the definition of quantities with these bounds.
std::string quantity_name(double low, double high) {
  const auto part = [](double end) {
    std::string text = base::shortest(end);
    return text[0] == '-' ? "minus_" + text.substr(1) : text;
  };
  std::string name = "quantity";
  name += low > -infinity ? "_from_" + part(low) : "";
  name += high < infinity ? "_to_" + part(high) : "";
  return name;
}

Json law_table(double low, double high) {
  const Json number = number_within(low, high);
  const Json any = {{"type", "number"}};
  const Json quantity = definition(quantity_name(low, high));
  Json properties;
  properties["value"] = quantity;
  properties["interval"] = exactly(2, number);
  properties["uniform"] = exactly(2, number);
  properties["triangular"] = exactly(3, number);
  properties["pert"] = exactly(3, number);
  properties["beta"] = exactly(2, any);
  properties["on"] = exactly(2, number);
  properties["normal"] = closed({{"mean", any}, {"sd", any}}, {"mean", "sd"});
  properties["lognormal"] = closed({{"median", any}, {"log_sd", any}}, {"median", "log_sd"});
  properties["discrete"] = labelled({{number_pattern, any}});
  properties["mixture"] = list_of(closed({{"weight", any}, {"law", quantity}}, {"weight", "law"}));
  properties["within"] = exactly(2, number);
  properties["because"] = definition("because");
  properties["disputed"] = {{"type", "string"}};
  properties["note"] = {{"type", "string"}};
  Json one_of = Json::array();
  for (const std::string& form : law_forms()) {
    one_of.push_back({{"required", {form}}});
  }
  Json table = closed(std::move(properties), {});
  table["oneOf"] = std::move(one_of);
  return table;
}

/// Gathers the definitions of quantities as keys ask for them.
class Schema {
 public:
  Json whole() {
    Json properties;
    std::vector<std::string> needed;
    for (const Key& key : top_level_keys()) {
      properties[std::string(key.name)] = of_key(key);
      if (key.required) {
        needed.emplace_back(key.name);
      }
    }
    needed.emplace_back("issues");
    for (const Section& section : sections()) {
      const std::string name(section.name);
      definitions_[name] = element(section);
      Json one =
          section.form == Form::list ? list_of(definition(name), section.name == "issues" ? 1 : 0) : definition(name);
      properties[name] = std::move(one);
    }
    fixed_definitions();
    Json json;
    json["$schema"] = "http://json-schema.org/draft-04/schema#";
    json["title"] = "A scenario of suasion";
    json["description"] = "Who wants what, how much, how sure we are, and who says so. Language version 1.";
    json.update(closed(std::move(properties), needed));
    json["definitions"] = definitions_;
    return json;
  }

 private:
  Json keys(std::span<const Key> own, bool with_common) {
    Json properties;
    std::vector<std::string> needed;
    for (const std::span<const Key> row : {own, with_common ? common_keys() : std::span<const Key>()}) {
      for (const Key& key : row) {
        properties[std::string(key.name)] = of_key(key);
        if (key.required) {
          needed.emplace_back(key.name);
        }
      }
    }
    return closed(std::move(properties), needed);
  }

  Json element(const Section& section) {
    Json json = keys(section.keys, section.form == Form::list);
    json["description"] = section.meaning;
    if ((section.rules & rule::sides) != 0) {
      json["anyOf"] = Json::array({{{"required", {"between"}}}, {{"required", {"from", "to"}}}});
    }
    return json;
  }

  Json of_key(const Key& key) {
    Json json = shape(key);
    if (json.contains("$ref")) {
      json = {{"allOf", Json::array({std::move(json)})}};  // draft 4 takes no description beside a $ref
    }
    json["description"] = key.meaning;
    return json;
  }

  Json shape(const Key& key) {
    switch (key.shape) {
      case Shape::text:
        return {{"type", "string"}, {"minLength", 1}};
      case Shape::reference:
      case Shape::identifier:
        return {{"type", "string"}, {"pattern", identifier_pattern}};
      case Shape::word:
        return {{"type", "string"}, {"pattern", word_pattern}};
      case Shape::words:
        return list_of({{"type", "string"}, {"pattern", word_pattern}});
      case Shape::texts:
      case Shape::paths:
      case Shape::quantity_paths:
        return list_of({{"type", "string"}, {"minLength", 1}}, key.least);
      case Shape::choice:
        return {{"enum", std::vector<std::string>(key.choices.begin(), key.choices.end())}};
      case Shape::flag:
        return {{"type", "boolean"}};
      case Shape::whole:
        return number_within(key.low, key.high, "integer");
      case Shape::number:
        return number_within(key.low, key.high);
      default:
        return rich_shape(key);
    }
  }

  Json rich_shape(const Key& key) {
    switch (key.shape) {
      case Shape::date:
        return definition("date");
      case Shape::when:
        return definition("when");
      case Shape::period:
        return exactly(2, definition("date"));
      case Shape::quantity:
      case Shape::numbers:
      case Shape::by_actor:
      case Shape::positions: {
        Json quantity = of_quantity(key.low, key.high);
        if (key.shape == Shape::quantity) {
          return quantity;
        }
        Json table = table_of(quantity);
        return key.shape == Shape::positions ? Json{{"anyOf", Json::array({table, {{"type", "string"}}})}} : table;
      }
      case Shape::references:
        return definition(key.least > 1 ? "ids" : "id_or_ids");
      case Shape::coordinates:
        return exactly(2, {{"type", "number"}});
      case Shape::anchors: {
        Json anchors = labelled({{number_pattern, {{"type", "string"}, {"minLength", 1}}}});
        anchors["minProperties"] = 2;
        return anchors;
      }
      case Shape::because:
        return definition("because");
      case Shape::grounds: {
        Json both = keys(common_keys(), false);
        return table_of({{"anyOf", Json::array({definition("because"), both})}});
      }
      case Shape::stakes:
        return table_of(keys(key.inner, true));
      case Shape::table:
        return keys(key.inner, false);
      case Shape::tables: {
        const Json one = keys(key.inner, false);
        return {{"anyOf", Json::array({one, list_of(one)})}};
      }
      default:
        return list_of(definition("edit"));
    }
  }

  Json of_quantity(double low, double high) {
    const std::string name = quantity_name(low, high);
    if (!definitions_.contains(name)) {
      definitions_[name] = {};  // keeps its place while its parts are made
      const Json number = number_within(low, high);
      definitions_[name] = {{"anyOf", Json::array({number, exactly(2, number), law_table(low, high)})}};
    }
    return definition(name);
  }

  void fixed_definitions() {
    const Json id = {{"type", "string"}, {"pattern", identifier_pattern}};
    definitions_["ids"] = list_of(id);
    definitions_["id_or_ids"] = {{"anyOf", Json::array({id, list_of(id)})}};
    definitions_["date"] = {{"type", "string"}, {"pattern", date_pattern}};
    definitions_["when"] = {
        {"anyOf", Json::array({definition("date"), closed({{"between", exactly(2, definition("date"))}}, {"between"}),
                               number_within(1000, 2999, "integer")})}};
    const Json text = {{"type", "string"}, {"minLength", 1}};
    const Json cited = closed({{"source", id}, {"place", text}}, {"source"});
    const Json owned = closed({{"judgement", text}, {"place", text}}, {"judgement"});
    const Json one = {{"anyOf", Json::array({text, cited, owned})}};
    definitions_["because"] = {{"anyOf", Json::array({text, cited, owned, list_of(one)})}};
    const Json anything = Json::object();
    definitions_["edit"] = {
        {"anyOf",
         Json::array({closed({{"remove", text}}, {"remove"}), closed({{"set", text}, {"to", anything}}, {"set", "to"}),
                      closed({{"add", text}, {"element", {{"type", "object"}}}}, {"add", "element"}),
                      closed({{"move", text}, {"to", definition("when")}}, {"move", "to"}),
                      closed({{"cancel", text}, {"on", definition("when")}}, {"cancel"})})}};
  }

  Json definitions_ = Json::object();
};

}  // namespace

std::string json_schema() {
  return Schema().whole().dump(2) + "\n";
}

}  // namespace suasion::scenario
