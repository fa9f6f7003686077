#include "suasion/storage/draws.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "suasion/base/result.hpp"

namespace suasion::storage {

namespace {

using Key = std::pair<std::string, std::string>;  ///< group, name

/// Letters, digits and underscores, a letter first: what every reader of NetCDF takes.
bool is_name(const std::string& text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto inner = [&](char c) { return letter(c) || c == '_' || (c >= '0' && c <= '9'); };
  return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), inner);
}

/// Steps an index of an array on, the last dimension fastest.
void step(std::vector<std::size_t>& index, const std::vector<DrawDimension>& dimensions) {
  for (std::size_t d = dimensions.size(); d-- > 0;) {
    if (++index[d] < dimensions[d].labels.size()) {
      return;
    }
    index[d] = 0;
  }
}

}  // namespace

std::size_t elements(const DrawVariable& variable) {
  std::size_t product = 1;
  for (const DrawDimension& dimension : variable.dimensions) {
    product *= dimension.labels.size();
  }
  return product;
}

std::size_t columns(const DrawsHeader& header) {
  std::size_t sum = 0;
  for (const DrawVariable& variable : header.variables) {
    sum += elements(variable);
  }
  return sum;
}

std::vector<DrawColumn> draw_columns(const DrawsHeader& header) {
  std::vector<DrawColumn> result;
  result.reserve(columns(header));
  for (std::size_t v = 0; v < header.variables.size(); ++v) {
    const DrawVariable& variable = header.variables[v];
    std::vector<std::size_t> index(variable.dimensions.size(), 0);
    for (std::size_t left = elements(variable); left > 0; --left) {
      result.push_back({v, index});
      step(index, variable.dimensions);
    }
  }
  return result;
}

std::string short_name(const DrawsHeader& header, const DrawColumn& column) {
  const DrawVariable& variable = header.variables[column.variable];
  std::string labels;
  for (std::size_t d = 0; d < column.index.size(); ++d) {
    labels += d == 0 ? "" : ",";
    labels += variable.dimensions[d].labels[column.index[d]];
  }
  return column.index.empty() ? variable.name : labels;
}

std::string full_name(const DrawsHeader& header, const DrawColumn& column) {
  const DrawVariable& variable = header.variables[column.variable];
  const std::string name = fmt::format("{}/{}", variable.group, variable.name);
  return column.index.empty() ? name : fmt::format("{}[{}]", name, short_name(header, column));
}

void require_sound(const DrawsHeader& header) {
  base::require(header.draws > 0, "a table of draws has a draw at least");
  std::set<Key> variables;
  std::map<Key, std::vector<std::string>> labels;
  for (const DrawVariable& variable : header.variables) {
    base::require(is_name(variable.group) && is_name(variable.name), "groups and variables of draws have plain names");
    base::require(variables.emplace(variable.group, variable.name).second, "a group has two variables of one name");
    std::set<std::string> own;
    for (const DrawDimension& dimension : variable.dimensions) {
      base::require(is_name(dimension.name) && dimension.name != "chain" && dimension.name != "draw",
                    "dimensions of draws have plain names, and are not the chain or the draw");
      base::require(own.insert(dimension.name).second, "a variable of draws has a dimension twice");
      const auto [at, added] = labels.emplace(Key{variable.group, dimension.name}, dimension.labels);
      base::require(added || at->second == dimension.labels, "a dimension of a group has one set of labels");
    }
  }
  for (const auto& [group, name] : variables) {
    base::require(name != "chain" && name != "draw" && !labels.contains({group, name}),
                  "a variable of draws is named as a dimension of its group");
  }
}

}  // namespace suasion::storage
