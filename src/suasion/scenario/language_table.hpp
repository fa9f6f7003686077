#pragma once
/// The grammar itself: rows of keys, gathered in sections. Reader, schema, explain and manual all walk these rows; a
/// new key is one new row and nothing else.

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suasion::scenario {

/// What a key takes.
enum class Shape : std::uint8_t {
  text,            ///< a string that is not empty
  texts,           ///< a list of strings
  identifier,      ///< letters, digits, '-' and '_'
  word,            ///< lower-case words joined by . _ - as in "visit.secretary"
  words,           ///< a list of those
  choice,          ///< one of a closed list
  flag,            ///< true or false
  whole,           ///< a whole number within bounds
  number,          ///< a number within bounds, exactly known
  date,            ///< a day
  when,            ///< a day, { between = [day, day] } or a year
  period,          ///< [first day, last day]
  quantity,        ///< a number as its author knows it: number, [low, high] or law
  by_actor,        ///< a table of quantities by actor
  positions,       ///< the same, or the name of a CSV file
  numbers,         ///< a table of quantities under names of the author's choice
  reference,       ///< an id of another element
  references,      ///< an id or a list of ids
  coordinates,     ///< [latitude, longitude]
  anchors,         ///< labels by number on a scale
  because,         ///< grounds
  grounds,         ///< grounds by actor
  stakes,          ///< position, salience, capability and grounds, by actor
  table,           ///< a table with keys of its own
  tables,          ///< one such table or a list of them
  edits,           ///< edits of a counterfactual
  paths,           ///< a list of paths of things in the scenario
  quantity_paths,  ///< a list of paths of quantities
};

/// Kinds of names that a reference may mean; a set of bits.
namespace refer {
inline constexpr std::uint32_t actor = 1U << 0U, group = 1U << 1U, place = 1U << 2U, source = 1U << 3U, tour = 1U << 4U,
                               event = 1U << 5U, commitment = 1U << 6U, issue = 1U << 7U, counterfactual = 1U << 8U;
inline constexpr std::uint32_t party = actor | group;
}  // namespace refer

inline constexpr double infinity = std::numeric_limits<double>::infinity();

struct Key {
  std::string_view name = {};
  Shape shape = Shape::text;
  std::string_view meaning = {};  ///< one or two sentences
  std::string_view example = {};  ///< the right-hand side, or whole lines where it is a table
  bool required = false;
  bool future = false;    ///< a date that may lie after the origin
  bool on_scale = false;  ///< bounded by the scale of the issue
  std::string_view unit = {};
  double low = -infinity, high = infinity;  ///< natural bounds of a quantity or number
  std::uint32_t refers = 0;                 ///< of a reference
  std::size_t least = 1;                    ///< fewest entries of a list
  std::span<const std::string_view> choices = {};
  std::span<const Key> inner = {};
};

/// Rules that hold between the keys of one element; a set of bits.
namespace rule {
inline constexpr std::uint32_t sides = 1U << 0U,  ///< `between`, or `from` and `to`; one of the two is required
    sides_if_any = 1U << 1U,                      ///< the same, but neither is fine
    some_date = 1U << 2U,                         ///< at least one date
    one_fate = 1U << 3U;                          ///< not both done and cancelled
}  // namespace rule

enum class Form : std::uint8_t { list, table };  ///< [[name]] or [name]

/// Who computes with a section: every run, only the strategic system of scenarios that have one, or nobody: it is
/// there for people.
enum class ReadBy : std::uint8_t { models, system, nobody };

struct Section {
  std::string_view name = {};  ///< "actors"
  std::string_view one = {};   ///< "actor"
  Form form = Form::list;
  std::string_view meaning = {};
  std::string_view example = {};
  std::span<const Key> keys = {};
  std::string_view id_key = "id";
  std::uint32_t names = 0;  ///< which kind of reference its ids answer, of `refer`
  std::uint32_t rules = 0;
  ReadBy read_by = ReadBy::system;
};

// Rows of the table, a file each.
[[nodiscard]] std::span<const Key> top_level_keys();
[[nodiscard]] std::span<const Key> common_keys();   ///< keys of every element
[[nodiscard]] std::span<const Section> sections();  ///< in the order of the manual

[[nodiscard]] Section run_section();
[[nodiscard]] Section sources_section();
[[nodiscard]] Section actors_section();
[[nodiscard]] Section groups_section();
[[nodiscard]] Section places_section();
[[nodiscard]] Section ties_section();
[[nodiscard]] Section issues_section();
[[nodiscard]] Section commitments_section();
[[nodiscard]] Section breaches_section();
[[nodiscard]] Section sanctions_section();
[[nodiscard]] Section signal_kinds_section();
[[nodiscard]] Section tours_section();
[[nodiscard]] Section events_section();
[[nodiscard]] Section forces_section();
[[nodiscard]] Section exercises_section();
[[nodiscard]] Section elections_section();
[[nodiscard]] Section correlations_section();
[[nodiscard]] Section questions_section();
[[nodiscard]] Section counterfactuals_section();
[[nodiscard]] Section claims_section();
[[nodiscard]] Section processes_section();
[[nodiscard]] Section parameters_section();
[[nodiscard]] Section system_section();
[[nodiscard]] Section hazards_section();
[[nodiscard]] Section shifts_section();
[[nodiscard]] Section facts_section();
[[nodiscard]] Section omitted_section();

/// The section of that name, or null.
[[nodiscard]] const Section* find_section(std::string_view name);

/// The key of that name among `keys`, or null.
[[nodiscard]] const Key* find_key(std::span<const Key> keys, std::string_view name);

/// The same among the keys of a section and, for lists, the common ones.
[[nodiscard]] const Key* find_key(const Section& section, std::string_view name);

/// Names of all keys that an element of the section may have.
[[nodiscard]] std::vector<std::string> key_names(const Section& section);

/// What a key takes, for messages: "a quantity: a number, [low, high] or a law table".
[[nodiscard]] std::string expected(const Key& key);

}  // namespace suasion::scenario
