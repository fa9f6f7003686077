#pragma once
/// What the author says: plain values, each with its law, its grounds and its place in the file. Nothing here knows how
/// anything is computed.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/date.hpp"
#include "suasion/base/diagnostic.hpp"
#include "suasion/math/law.hpp"

namespace suasion::scenario {

/// One reason for an element: a place in a source, or a judgement that its author owns.
struct Because {
  std::string source = {};     ///< id of a source; empty for a judgement
  std::string place = {};      ///< where in it, e.g. "S21", "p. 14", "table 2"
  std::string judgement = {};  ///< the reasoning, where there is no source
};

/// Why an element says what it says, and who contests it.
struct Grounds {
  std::vector<Because> because = {};  ///< empty: uncited
  std::string disputed = {};          ///< what the sources get wrong or contest; empty if nothing
};

/// A number as its author gave it.
struct Quantity {
  std::string path = {};  ///< stable name, e.g. "issues.integration.positions.RUS": keys random channels and edits
  std::string what = {};  ///< for people, e.g. "position of Russia on Depth of Union State integration"
  std::string unit = {};  ///< "" for a pure number
  math::Law law = {};     ///< already cut to the natural bounds of the quantity
  bool stated = false;    ///< false: a default filled in by the language
  Grounds grounds = {};   ///< its own, or else those of the element it stands in
  base::SourceSpan where = {};
};

struct Source {
  std::string id = {}, kind = {}, title = {}, author = {}, publisher = {}, url = {}, note = {};
  std::optional<base::Date> date = {};
  base::SourceSpan where = {};
};

struct Actor {
  std::string id = {}, name = {}, kind = {};
  std::vector<std::string> aliases = {};
  std::optional<Quantity> capability = {};  ///< for issues that do not state their own
  Grounds grounds = {};
  base::SourceSpan where = {};
};

struct Group {
  std::string id = {}, name = {};
  std::vector<std::string> members = {};  ///< ids of actors, in file order, nested groups resolved
  Grounds grounds = {};
  base::SourceSpan where = {};
};

struct Anchor {
  double at = 0.0;  ///< on the scale
  std::string label = {};
};

/// An actor with a stake in an issue.
struct Stake {
  std::size_t actor = 0;                    ///< index into Scenario::actors
  Quantity position = {};                   ///< on the issue's scale
  Quantity salience = {};                   ///< in percent, 0..100
  Quantity capability = {};                 ///< any unit, the same for all actors of the issue; >= 0
  std::optional<Quantity> votes = {};       ///< >= 0; for models of decisions by vote
  std::optional<Quantity> population = {};  ///< >= 0, any unit; for double majorities
  std::optional<Quantity> resolve = {};     ///< in percent, 0 (yields) to 100 (never yields)
};

/// By what rule an issue is decided. Words are those of the language.
struct Procedure {
  std::string rule = {};    ///< "majority", "qualified-majority", "double-majority" or "unanimity"
  double threshold = 0.0;   ///< share of votes that a qualified or double majority needs
  double population = 0.0;  ///< share of the population that a double majority needs
  std::string form = {};    ///< "consultation", "codecision", or empty: not stated
  std::optional<std::size_t> proposer = {}, parliament = {};  ///< indices into Scenario::actors; each has a stake
};

struct Issue {
  std::string id = {}, name = {}, unit = {};
  double scale_low = 0.0, scale_high = 100.0;
  std::vector<Anchor> anchors = {};  ///< ascending; at least the two ends
  std::optional<Quantity> status_quo = {};
  std::vector<Stake> stakes = {};  ///< in the order of Scenario::actors
  std::optional<Procedure> procedure = {};
  Grounds grounds = {};
  base::SourceSpan where = {};
};

/// Every number of a stake: position, salience and capability, then what else is stated.
[[nodiscard]] std::vector<const Quantity*> quantities(const Stake& stake);

/// Spearman rank correlation of two quantities.
struct Correlation {
  std::string first = {}, second = {};  ///< paths
  double value = 0.0;
  Grounds grounds = {};
  base::SourceSpan where = {};
};

/// A day as far as it is known: one day, or anywhere from the first to the last.
struct When {
  base::Date first = {}, last = {};
};

/// An element of any section beside actors, groups, issues and sources: a tie, a commitment, an event, a question ...
/// Its keys are those of the grammar; each is found in the map of its type.
struct Element {
  std::string section = {};  ///< "ties", "events", ...
  std::string id = {}, name = {}, kind = {};
  std::map<std::string, std::string> fields = {};              ///< every other plain field as text, for people
  std::map<std::string, std::vector<std::string>> lists = {};  ///< texts, words and references, by key
  std::map<std::string, When> whens = {};                      ///< dates and periods, by key
  std::map<std::string, bool> flags = {};
  std::map<std::string, double> numbers = {};  ///< numbers known exactly, by key
  std::vector<std::string> actors = {};        ///< ids of actors it names, in order
  std::vector<Quantity> quantities = {};
  std::vector<base::Date> dates = {};  ///< every date it names
  Grounds grounds = {};
  base::SourceSpan where = {};

  /// The quantity under a key ("severity", "numbers.guns"), or null.
  [[nodiscard]] const Quantity* quantity(std::string_view key) const;
  /// The texts or ids under a key; none where it is absent.
  [[nodiscard]] const std::vector<std::string>& list(std::string_view key) const;
  /// The first of them, or nothing.
  [[nodiscard]] std::string_view text(std::string_view key) const;
  /// The day under a key, or null.
  [[nodiscard]] const When* when(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key, bool otherwise) const;
  [[nodiscard]] std::optional<double> number(std::string_view key) const;
  /// Its path, e.g. "events.visit-2020".
  [[nodiscard]] std::string path() const { return section + "." + id; }
};

/// What the author suggests for `suasion run`; the command line wins.
struct RunDefaults {
  std::vector<std::string> models = {};
  std::optional<std::uint64_t> draws = {};
  std::optional<std::string> design = {};
};

struct Scenario {
  std::string id = {};              ///< file name without its extension
  std::string counterfactual = {};  ///< id of the one whose edits it has; empty as written
  std::string title = {}, question = {}, summary = {};
  base::Date origin = {}, end = {};  ///< nothing dated after the origin is an input
  std::string tick = {};             ///< "month" or "week"
  RunDefaults run = {};
  std::vector<Source> sources = {};
  std::vector<Actor> actors = {};
  std::vector<Group> groups = {};
  std::vector<Issue> issues = {};
  std::vector<Correlation> correlations = {};
  std::vector<Element> elements = {};  ///< of all other sections, in file order
  base::Diagnostics notes = {};        ///< warnings

  /// The elements of one section, in file order.
  [[nodiscard]] std::vector<const Element*> section(std::string_view name) const;
  /// The element `wanted` of the section `of`, or null.
  [[nodiscard]] const Element* element(std::string_view of, std::string_view wanted) const;
  /// The actor with that id, or null.
  [[nodiscard]] const Actor* actor(std::string_view wanted) const;
  /// Ids of actors: those that are actors already, and the members of groups in the place of groups, each once.
  [[nodiscard]] std::vector<std::string> actors_of(const std::vector<std::string>& parties) const;
};

}  // namespace suasion::scenario
