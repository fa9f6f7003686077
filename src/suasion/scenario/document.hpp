#pragma once
/// A TOML document as plain values in file order, each with its place. The parser's own types stay in document.cpp:
/// tables from CSV files and edits from the command line become the same values, so that nothing after this point
/// knows where a number came from, except by its place.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/date.hpp"
#include "suasion/base/result.hpp"

namespace suasion::scenario {

/// A place in one of the files of a document; small, because every value has one.
struct Place {
  std::uint32_t file = 0;  ///< index into Document::files
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

/// `broken` is a value that could not be read and has been reported already.
enum class Kind : std::uint8_t { table, array, text, whole, real, flag, date, other, broken };

struct Member;

/// One value.
struct Node {
  Kind kind = Kind::table;
  bool flag = false;
  std::int64_t whole = 0;
  double real = 0.0;
  base::Date date = {};
  std::string text;             ///< of text; for `other` the name of the type, e.g. "a date with a time"
  std::vector<Node> items;      ///< of an array
  std::vector<Member> members;  ///< of a table, in file order
  Place where = {};

  [[nodiscard]] const Node* find(std::string_view key) const;  ///< null where absent or not a table
  [[nodiscard]] Node* find(std::string_view key);
  [[nodiscard]] const Member* member(std::string_view key) const;
  [[nodiscard]] bool is_number() const { return kind == Kind::whole || kind == Kind::real; }
  [[nodiscard]] double number() const { return kind == Kind::whole ? static_cast<double>(whole) : real; }
};

struct Member {
  std::string key;
  Place key_where = {};
  Node value;
};

/// A whole scenario before it is understood.
struct Document {
  std::vector<std::string> files;  ///< as shown in messages; the TOML file first
  Node root;

  [[nodiscard]] base::SourceSpan span(const Place& place) const;
  /// Index of a file, added if new.
  std::uint32_t file(const std::string& name);
};

/// @error S003 not TOML, at the first place where it breaks.
[[nodiscard]] base::Result<Document> parse_document(std::string_view bytes, const std::string& name);

/// One TOML value, e.g. the right-hand side of an edit; every place in it is `where`. @error S302 not a TOML value.
[[nodiscard]] base::Result<Node> parse_value(std::string_view text, const Place& where);

/// What was found, for messages: "the string \"abc\"", "a table", "the number 5", "the date 2020-01-31".
[[nodiscard]] std::string found(const Node& node);

/// The value as TOML on one line.
[[nodiscard]] std::string as_toml(const Node& node);

/// Copies `where` onto a value and everything in it.
void place_all(Node& node, const Place& where);

}  // namespace suasion::scenario
