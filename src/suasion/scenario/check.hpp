#pragma once
/// Reads the elements of a document along the rows of the grammar: types, bounds, names, dates and grounds. What it
/// hands over is sound in itself; what must hold between elements is looked at in meaning.cpp.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "suasion/scenario/findings.hpp"
#include "suasion/scenario/language_table.hpp"
#include "suasion/scenario/names.hpp"
#include "suasion/scenario/scenario.hpp"

namespace suasion::scenario {

/// What all elements of a scenario have in common while they are read.
struct Common {
  const Document& document;
  const Names& names;
  Findings& findings;
  std::optional<base::Date> origin = {};
  bool strict = false;  ///< numbers without grounds are errors
  bool edited = false;  ///< by a counterfactual: what the others edit may be gone
};

/// The ends of a scale, from its anchors.
struct Scale {
  std::vector<Anchor> anchors = {};  ///< ascending
  double low = 0.0, high = 0.0;
};

/// One element, on its way.
class ElementCheck {
 public:
  ElementCheck(const Common& common, const Section& section, const Node& node, std::string id);

  /// Reads everything. Findings go to Common::findings.
  Element read();

  [[nodiscard]] const std::optional<Scale>& scale() const { return scale_; }

 private:
  // check.cpp: tables and keys
  void keys_of(const Node& table, std::span<const Key> keys, bool with_common, const std::string& owner,
               const std::string& path);
  void value(const Key& key, const Node& node, const std::string& owner, const std::string& path);
  void required(const Node& table, std::span<const Key> keys, const std::string& owner);
  void tables(const Key& key, const Node& node, const std::string& path);
  void rules();
  void rule_of_sides();
  void rules_of_dates();

  // check_plain.cpp: text, numbers, dates, references
  void wrong_type(const Key& key, const Node& node);
  bool plain(const Key& key, const Node& node);
  void text(const Key& key, const Node& node);
  void texts(const Key& key, const Node& node);
  void word(const Key& key, const Node& node);
  void keep_list(const Key& key, const Node& node);
  void number(const Key& key, const Node& node);
  void references(const Key& key, const Node& node);
  void reference(const Key& key, const Node& node);
  void coordinates(const Key& key, const Node& node);
  void anchors(const Key& key, const Node& node);
  void anchor(const Member& member, Scale& scale);
  void paths(const Key& key, const Node& node);
  void edits(const Key& key, const Node& node);

  // check_dates.cpp
  void date(const Key& key, const Node& node);
  void when(const Key& key, const Node& node);
  void period(const Key& key, const Node& node);
  void in_time(const Key& key, const Node& node, const base::Date& last);

  // check_quantities.cpp
  void quantity(const Key& key, const Node& node, const std::string& path, const std::string& what);
  void by_actor(const Key& key, const Node& node, const std::string& path);
  void numbers(const Key& key, const Node& node, const std::string& path);
  Grounds grounds(const Node& node, const std::string& role);
  void because(const Node& node, const std::string& role, Grounds& grounds);
  void because_text(const Node& node, const std::string& role, Grounds& grounds);
  void because_table(const Node& node, const std::string& role, Grounds& grounds);
  void grounds_by_actor(const Key& key, const Node& node);
  void inherit_grounds();
  void uncited();

  [[nodiscard]] std::string subject() const;  ///< "Russia", "issue 'Depth of integration'", "event 'visit-2020'"
  [[nodiscard]] std::string role(const Key& key) const;

  const Common& common_;
  const Section& section_;
  const Node& node_;
  Element element_;
  std::string owner_;  ///< whose keys are being read, in words
  std::optional<Scale> scale_;
  std::map<std::string, Grounds, std::less<>> by_actor_;      ///< of the issue's `grounds`
  std::map<std::string, std::string, std::less<>> actor_of_;  ///< path of a quantity -> actor it is about
};

}  // namespace suasion::scenario
