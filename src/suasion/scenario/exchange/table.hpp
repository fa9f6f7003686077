#pragma once
/// A table of stakes as other programs keep it: bare numbers without uncertainty, sources or dates. Every format is
/// read into it and written from it, and a scenario is made from it or boiled down to it.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suasion::scenario::exchange {

/// Where something stood in a file, e.g. "line 3". Tables that say the same are equal, wherever it stood.
struct Origin {
  std::string text = {};
  friend bool operator==(const Origin& /*a*/, const Origin& /*b*/) { return true; }
};

struct TableIssue {
  std::string name = {};                        ///< what rows and columns call it; unique
  std::string title = {};                       ///< for people, where it is another
  std::string unit = {};                        ///< of positions; may be empty
  double low = 0.0, high = 100.0;               ///< ends of the scale
  std::string low_means = {}, high_means = {};  ///< may be empty
  Origin from = {};
  bool operator==(const TableIssue&) const = default;
};

inline constexpr double percent = 100.0;  ///< of the whole

struct TableStake {
  double position = 0.0;    ///< between the ends of the scale
  double salience = 0.0;    ///< in percent, 0..100
  double capability = 0.0;  ///< any unit, > 0
  bool operator==(const TableStake&) const = default;
};

struct TableActor {
  std::string name = {};                               ///< what rows call it; unique
  std::string description = {};                        ///< other than the name; may be empty
  std::vector<std::optional<TableStake>> stakes = {};  ///< by issue; nothing: none in it
  Origin from = {};
  bool operator==(const TableActor&) const = default;
};

/// KTAB's accommodation: how far the ideal point of one actor follows the position of another, 0..1.
struct Accommodation {
  std::string ideal = {}, reference = {};  ///< names of actors
  double value = 0.0;
  bool operator==(const Accommodation&) const = default;
};

/// Texts hold no control characters and no blanks at their ends, numbers at most 15 significant digits: so much
/// survives in every format.
struct Table {
  std::string title = {}, description = {};
  std::vector<TableIssue> issues = {};
  std::vector<TableActor> actors = {};
  std::string seed = {};                                             ///< of KTAB's XML; may be empty
  std::vector<std::pair<std::string, std::string>> parameters = {};  ///< of KTAB's XML: (element, word)
  std::vector<Accommodation> accommodations = {};
  bool operator==(const Table&) const = default;
};

/// The number with 15 significant digits, as many as a decimal text keeps through a double and back.
[[nodiscard]] double decimal(double value);

/// The text without control characters (blanks in their place) and without blanks at its ends.
[[nodiscard]] std::string clean(std::string_view text);

/// An id of the scenario language: letters, digits, '-' and '_' of the text, '-' for the rest ("Costa Rica" becomes
/// "Costa-Rica"); empty if nothing is left.
[[nodiscard]] std::string id_from(std::string_view text);

/// What a table calls something that a scenario gives an id and a name: the name if that id would be made from it, else
/// the id.
[[nodiscard]] std::string label_of(const std::string& id, const std::string& name);

/// The lower-case letters and digits of a word, for comparing headings and words of other programs.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace suasion::scenario::exchange
