#pragma once
/// Addresses of values, as messages, edits and correlations write them: keys joined by dots, elements of a section by
/// their id. `issues.integration.positions.RUS`, `events.visit-2020.planned`, `ties.trade-BLR-RUS`.

#include <string>
#include <string_view>
#include <vector>

#include "suasion/scenario/document.hpp"
#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

/// Ids of the elements of a section, in file order: as written or, where a section lets its author leave them out, made
/// from the kind and the names (with -2, -3 ... for repetitions). An element without a usable id is called "#1", "#2"
/// ...
[[nodiscard]] std::vector<std::string> element_ids(const Section& section, const Node& elements);

/// True for letters, digits, '-' and '_', the first a letter or a digit.
[[nodiscard]] bool is_identifier(std::string_view text);

/// Where a path leads.
struct Target {
  Node* node = nullptr;    ///< null: nothing is there
  Node* parent = nullptr;  ///< the table or list that holds it
  std::size_t index = 0;   ///< in parent->members or parent->items
};

/// Follows a path. With `node` null and `parent` set, the parent exists and `rest` (if asked for) is the missing key.
[[nodiscard]] Target locate(Document& document, std::string_view path, std::string* rest = nullptr);

/// True if something is at that path.
[[nodiscard]] bool names_something(const Document& document, std::string_view path);

/// Every path of the document that starts with the first name of `like`; all paths if there is no such section.
[[nodiscard]] std::vector<std::string> paths_near(const Document& document, std::string_view like);

}  // namespace suasion::scenario
