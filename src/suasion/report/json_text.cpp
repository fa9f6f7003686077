#include "suasion/report/json_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t line_width = 120;

bool is_list_of_numbers(const Json& value) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_number(); });
}

/// Appends a value whose first character stands `column` characters behind the start of its line.
void append(const Json& value, std::size_t indent, std::size_t column, std::string& out) {
  if (!value.is_structured() || is_list_of_numbers(value)) {
    out += value.dump();
    return;
  }
  if (const std::string line = value.dump(); column + line.size() <= line_width) {
    out += line;
    return;
  }
  const bool object = value.is_object();
  out += object ? '{' : '[';
  const std::string margin(indent + 2, ' ');
  bool first = true;
  for (auto member = value.begin(); member != value.end(); ++member) {
    out += first ? "\n" : ",\n";
    first = false;
    const std::string key = object ? Json(member.key()).dump() + ": " : std::string();
    out += margin + key;
    append(*member, indent + 2, margin.size() + key.size(), out);
  }
  out += '\n' + std::string(indent, ' ') + (object ? '}' : ']');
}

}  // namespace

std::string json_text(const nlohmann::ordered_json& value) {
  std::string out;
  append(value, 0, 0, out);
  return out;
}

}  // namespace suasion::report
