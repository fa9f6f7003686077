#include "suasion/scenario/document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

namespace {

/// Thrown where the parser finds its own expectations broken.
struct ParserAssertion {};

[[noreturn]] void parser_assertion() {
  throw ParserAssertion();
}

}  // namespace

}  // namespace suasion::scenario

// toml++ 3.3 asserts on some malformed headers, "[[[" and "[=" (pull request 301 of the project), where a file from an
// author must give a message. So it is compiled here, with assertions that throw; as a shared library it would abort.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(condition) ((condition) ? void() : suasion::scenario::parser_assertion())
#define TOML_ASSERT_ASSUME(condition) TOML_ASSERT(condition)
#include <toml++/toml.h>

namespace suasion::scenario {

namespace {

Place place_of(const toml::source_region& region) {
  return {.file = 0,
          .line = region.begin.line,
          .column = region.begin.column,
          .end_line = region.end.line,
          .end_column = region.end.column};
}

base::Date date_of(const toml::date& date) {
  return {std::chrono::year(static_cast<int>(date.year)), std::chrono::month(date.month), std::chrono::day(date.day)};
}

Node convert(const toml::node& from);

Node convert_table(const toml::table& table) {
  Node node;
  for (const auto& [key, value] : table) {
    node.members.push_back({std::string(key.str()), place_of(key.source()), convert(value)});
  }
  // The parser keeps keys by name; people read them in the order of the file.
  std::stable_sort(node.members.begin(), node.members.end(), [](const Member& a, const Member& b) {
    return std::pair(a.key_where.line, a.key_where.column) < std::pair(b.key_where.line, b.key_where.column);
  });
  return node;
}

Node convert_array(const toml::array& array) {
  Node node;
  node.kind = Kind::array;
  node.items.reserve(array.size());
  for (const toml::node& item : array) {
    node.items.push_back(convert(item));
  }
  return node;
}

Node convert_plain(const toml::node& from) {
  Node node;
  if (const auto* text = from.as_string()) {
    node.kind = Kind::text;
    node.text = text->get();
  } else if (const auto* whole = from.as_integer()) {
    node.kind = Kind::whole;
    node.whole = whole->get();
  } else if (const auto* real = from.as_floating_point()) {
    node.kind = Kind::real;
    node.real = real->get();
  } else if (const auto* flag = from.as_boolean()) {
    node.kind = Kind::flag;
    node.flag = flag->get();
  } else if (const auto* date = from.as_date()) {
    node.kind = Kind::date;
    node.date = date_of(date->get());
  } else {
    node.kind = Kind::other;
    node.text = from.is_time() ? "a time of day" : "a date with a time of day";
  }
  return node;
}

Node convert(const toml::node& from) {
  Node node;
  if (const toml::table* table = from.as_table()) {
    node = convert_table(*table);
  } else if (const toml::array* array = from.as_array()) {
    node = convert_array(*array);
  } else {
    node = convert_plain(from);
  }
  node.where = place_of(from.source());
  return node;
}

/// The parser's words, without its habit of naming its own functions.
std::string in_our_words(std::string_view said) {
  const std::string_view prefix = "Error while parsing ";
  if (!said.starts_with(prefix) || said.size() == prefix.size()) {
    return std::string(said);
  }
  const std::string_view what = said.substr(prefix.size());
  const bool vowel = std::string_view("aeiou").find(what.front()) != std::string_view::npos;
  return fmt::format("in {} {}", vowel ? "an" : "a", what);
}

/// What to do about it, as far as the parser's words let one guess.
std::string hint_for(std::string_view said) {
  if (said.find("redefine") != std::string_view::npos) {
    return "a key may stand once in a table; remove or rename one of the two";
  }
  if (said.find("parsing date") != std::string_view::npos) {
    return "the calendar has no such day";
  }
  return "see https://toml.io for the format";
}

/// The first line that begins like a header but names nothing; the start of the text if there is none.
Place odd_header(std::string_view bytes) {
  const std::string_view blanks = " \t";
  const std::string_view names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_\"'";
  std::uint32_t line = 1;
  for (std::size_t start = 0; start < bytes.size(); ++line) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string_view text = bytes.substr(start, end - start);
    const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
    const std::size_t name = std::min(text.find_first_not_of(blanks, first + 1), text.size());
    const bool twice = name < text.size() && text[name] == '[';
    const std::size_t last = twice ? std::min(text.find_first_not_of(blanks, name + 1), text.size()) : name;
    const bool header = first < text.size() && text[first] == '[';
    if (header && (last == text.size() || names.find(text[last]) == std::string_view::npos)) {
      const auto column = static_cast<std::uint32_t>(first + 1);
      return {.file = 0, .line = line, .column = column, .end_line = line, .end_column = column + 1};
    }
    start = end + 1;
  }
  return {.file = 0, .line = 1, .column = 1};
}

/// A value as it stands if it is short, else only what it is.
std::string shown(std::string_view kind, std::string_view introduced, const Node& node) {
  constexpr std::size_t short_enough = 60;
  const std::string text = as_toml(node);
  return text.size() > short_enough ? std::string(kind) : fmt::format("{} {}", introduced, text);
}

}  // namespace

const Member* Node::member(std::string_view key) const {
  const auto at = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return at == members.end() ? nullptr : &*at;
}

const Node* Node::find(std::string_view key) const {
  const Member* at = member(key);
  return at == nullptr ? nullptr : &at->value;
}

Node* Node::find(std::string_view key) {
  const auto at = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return at == members.end() ? nullptr : &at->value;
}

base::SourceSpan Document::span(const Place& place) const {
  return {.file = files.at(place.file),
          .line = place.line,
          .column = place.column,
          .end_line = place.end_line,
          .end_column = place.end_column};
}

std::uint32_t Document::file(const std::string& name) {
  const auto at = std::find(files.begin(), files.end(), name);
  if (at == files.end()) {
    files.push_back(name);
    return static_cast<std::uint32_t>(files.size() - 1);
  }
  return static_cast<std::uint32_t>(at - files.begin());
}

base::Result<Document> parse_document(std::string_view bytes, const std::string& name) {
  Document document;
  document.files.push_back(name);
  try {
    document.root = convert(toml::parse(bytes, std::string_view(name)));
  } catch (const toml::parse_error& error) {
    return base::fail("S003", fmt::format("this is not TOML: {}", in_our_words(error.description())),
                      hint_for(error.description()), document.span(place_of(error.source())));
  } catch (const ParserAssertion&) {
    return base::fail("S003", "this is not TOML: a header does not begin with a name",
                      "write [name], or [[name]] for an element of a list", document.span(odd_header(bytes)));
  }
  document.root.where = {};
  return document;
}

base::Result<Node> parse_value(std::string_view text, const Place& where) {
  try {
    const toml::table table = toml::parse(fmt::format("value = {}\n", text));
    if (table.size() == 1 && table.contains("value")) {
      Node node = convert(*table.get("value"));
      place_all(node, where);
      return node;
    }
  } catch (const ParserAssertion&) {
    // As any other error.
  } catch (const toml::parse_error&) {
    // Said below, with the text itself: a place inside one short value helps nobody.
  }
  return base::fail("S302", fmt::format("'{}' is not a value", text),
                    "write it as in the file: 40, [30, 50], \"text\" in quotes, 2020-01-31, { pert = [0, 20, 60] }");
}

std::string found(const Node& node) {
  switch (node.kind) {
    case Kind::table:
      return node.members.empty() ? "an empty table" : shown("a table", "the table", node);
    case Kind::array:
      return node.items.empty() ? "an empty list" : shown("a list", "the list", node);
    case Kind::text:
      return shown("a long string", "the string", node);
    case Kind::whole:
    case Kind::real:
      return "the number " + as_toml(node);
    case Kind::flag:
      return node.flag ? "true" : "false";
    case Kind::date:
      return "the date " + base::to_text(node.date);
    case Kind::broken:
    case Kind::other:
      break;
  }
  return node.text;
}

std::string as_toml(const Node& node) {
  const auto joined = [](const auto& range, const auto& each) {
    std::string text;
    for (const auto& one : range) {
      text += (text.empty() ? "" : ", ") + each(one);
    }
    return text;
  };
  switch (node.kind) {
    case Kind::table:
      return "{ " + joined(node.members, [](const Member& m) { return m.key + " = " + as_toml(m.value); }) + " }";
    case Kind::array:
      return "[" + joined(node.items, [](const Node& n) { return as_toml(n); }) + "]";
    case Kind::text:
      return "\"" + node.text + "\"";
    case Kind::whole:
      return fmt::format("{}", node.whole);
    case Kind::real:
      return base::shortest(node.real);
    case Kind::flag:
      return node.flag ? "true" : "false";
    case Kind::date:
      return base::to_text(node.date);
    case Kind::broken:
    case Kind::other:
      break;
  }
  return node.text;
}

void place_all(Node& node, const Place& where) {
  node.where = where;
  for (Node& item : node.items) {
    place_all(item, where);
  }
  for (Member& member : node.members) {
    member.key_where = where;
    place_all(member.value, where);
  }
}

}  // namespace suasion::scenario
