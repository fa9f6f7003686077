#include "schema.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace suasion::test {

namespace {

using Json = nlohmann::ordered_json;

bool has_type(const Json& value, const std::string& type) {
  return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
         (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
         (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean()) ||
         (type == "null" && value.is_null());
}

}  // namespace

Json schema() {
  std::ifstream file(std::string(SUASION_SOURCE_DIR) + "/schemas/summary.schema.json");
  std::stringstream text;
  text << file.rdbuf();
  return Json::parse(text.str());
}

std::string violation(const Json& root, const Json& rule, const Json& value, const std::string& at) {
  if (rule.contains("$ref")) {
    return violation(root, root.at(Json::json_pointer(rule.at("$ref").get<std::string>().substr(1))), value, at);
  }
  if (rule.contains("anyOf")) {
    std::string first;
    for (const Json& option : rule.at("anyOf")) {
      const std::string flaw = violation(root, option, value, at);
      if (flaw.empty()) {
        return {};
      }
      first = first.empty() ? flaw : first;
    }
    return first;
  }
  if (rule.contains("type") && !has_type(value, rule.at("type").get<std::string>())) {
    return at + " is not of type " + rule.at("type").get<std::string>();
  }
  if (rule.contains("enum") &&
      std::find(rule.at("enum").begin(), rule.at("enum").end(), value) == rule.at("enum").end()) {
    return at + " is not one of the listed values";
  }
  if (value.is_number() && ((rule.contains("minimum") && value < rule.at("minimum")) ||
                            (rule.contains("maximum") && value > rule.at("maximum")))) {
    return at + " is out of bounds";
  }
  for (const auto& key : rule.value("required", Json::array())) {
    if (!value.contains(key.get<std::string>())) {
      return at + " lacks " + key.get<std::string>();
    }
  }
  if (value.is_object()) {
    const Json known = rule.value("properties", Json::object());
    for (const auto& [key, member] : value.items()) {
      const Json others = rule.value("additionalProperties", Json(false));
      if (!known.contains(key) && !others.is_object()) {
        return at + " has the unknown key " + key;
      }
      const Json& its = known.contains(key) ? known.at(key) : others;
      if (std::string flaw = violation(root, its, member, at + "/" + key); !flaw.empty()) {
        return flaw;
      }
    }
  }
  if (value.is_array()) {
    if ((rule.contains("minItems") && value.size() < rule.at("minItems")) ||
        (rule.contains("maxItems") && value.size() > rule.at("maxItems"))) {
      return at + " has the wrong length";
    }
    for (std::size_t i = 0; i < value.size() && rule.contains("items"); ++i) {
      std::string flaw = violation(root, rule.at("items"), value[i], at + "/" + std::to_string(i));
      if (!flaw.empty()) {
        return flaw;
      }
    }
  }
  return {};
}

}  // namespace suasion::test
