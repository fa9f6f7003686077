#pragma once
/// The names of a scenario: which id means what.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "suasion/scenario/findings.hpp"
#include "suasion/scenario/language_table.hpp"

namespace suasion::scenario {

/// Something that has an id.
struct Named {
  std::string id = {};
  std::string name = {};   ///< for people; the id where it has none
  std::uint32_t kind = 0;  ///< one bit of `refer`
  const Node* node = nullptr;
};

class Names {
 public:
  /// Gathers all ids. Malformed ids (S110) and ids given twice (S202) are findings.
  Names(const Document& document, Findings& findings);

  /// The element of one of these kinds with that id, or null.
  [[nodiscard]] const Named* find(std::uint32_t kinds, std::string_view id) const;

  /// Checks a reference; a finding (S201) with the nearest name if it means nothing. @param role e.g. "'from' of event
  /// x".
  const Named* refer_to(std::uint32_t kinds, std::string_view id, const Place& where, const std::string& role,
                        Findings& findings) const;

  /// Ids of the elements of a section, in file order.
  [[nodiscard]] const std::vector<std::string>& ids(const Section& section) const;

  [[nodiscard]] bool any(std::uint32_t kinds) const;  ///< whether there is a name of these kinds at all
  [[nodiscard]] std::vector<std::string> all(std::uint32_t kinds) const;

 private:
  void gather(const Section& section, const Node& elements, Findings& findings);

  std::unordered_map<std::string_view, std::vector<std::string>> ids_;  // by section
  std::unordered_multimap<std::string, Named> named_;
  std::vector<std::pair<std::uint32_t, std::string>> in_order_;
};

/// "actor or group", "place" ...
[[nodiscard]] std::string kinds_in_words(std::uint32_t kinds);

}  // namespace suasion::scenario
