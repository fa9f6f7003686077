#include "suasion/scenario/language_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

std::span<const Section> sections() {
  static const std::array<Section, 27> all = {
      run_section(),         sources_section(),   actors_section(),          groups_section(),
      places_section(),      ties_section(),      issues_section(),          correlations_section(),
      commitments_section(), breaches_section(),  sanctions_section(),       signal_kinds_section(),
      tours_section(),       events_section(),    forces_section(),          exercises_section(),
      elections_section(),   processes_section(), system_section(),          hazards_section(),
      shifts_section(),      questions_section(), counterfactuals_section(), claims_section(),
      parameters_section(),  facts_section(),     omitted_section()};
  return all;
}

const Section* find_section(std::string_view name) {
  const auto all = sections();
  const auto at = std::find_if(all.begin(), all.end(), [&](const Section& s) { return s.name == name; });
  return at == all.end() ? nullptr : &*at;
}

const Key* find_key(std::span<const Key> keys, std::string_view name) {
  const auto at = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == name; });
  return at == keys.end() ? nullptr : &*at;
}

const Key* find_key(const Section& section, std::string_view name) {
  const Key* own = find_key(section.keys, name);
  return own != nullptr || section.form == Form::table ? own : find_key(common_keys(), name);
}

std::vector<std::string> key_names(const Section& section) {
  std::vector<std::string> names;
  for (const Key& key : section.keys) {
    names.emplace_back(key.name);
  }
  if (section.form == Form::list) {
    for (const Key& key : common_keys()) {
      names.emplace_back(key.name);
    }
  }
  return names;
}

namespace {

std::string bounds(const Key& key) {
  if (key.low > -infinity && key.high < infinity) {
    return fmt::format(" from {} to {}", base::shortest(key.low), base::shortest(key.high));
  }
  if (key.low > -infinity) {
    return fmt::format(" of at least {}", base::shortest(key.low));
  }
  return {};
}

std::string one_of(std::span<const std::string_view> choices) {
  std::string text;
  for (const std::string_view choice : choices) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", choice);
  }
  return "one of " + text;
}

}  // namespace

std::string expected(const Key& key) {
  switch (key.shape) {
    case Shape::text:
      return "a string in quotes";
    case Shape::texts:
      return "a list of strings, [\"...\", \"...\"]";
    case Shape::identifier:
      return "an id in quotes: letters, digits, '-' and '_'";
    case Shape::word:
      return "a word in quotes: lower-case letters, digits and . _ -";
    case Shape::words:
      return "a list of words, [\"...\", \"...\"]: lower-case letters, digits and . _ -";
    case Shape::choice:
      return one_of(key.choices);
    case Shape::flag:
      return "true or false, without quotes";
    case Shape::whole:
      return "a whole number" + bounds(key);
    case Shape::number:
      return "a number" + bounds(key);
    case Shape::date:
      return "a date without quotes, as in 2020-01-31";
    case Shape::when:
      return "a date without quotes, as in 2020-01-31, or { between = [first, last] }, or a year";
    case Shape::period:
      return "the first and the last day, [2020-01-31, 2020-02-04]";
    case Shape::quantity:
      return "a quantity: a number, [low, high] or a law table";
    case Shape::by_actor:
      return "a table of quantities by the id of an actor";
    case Shape::positions:
      return "a table of quantities by the id of an actor, or the name of a CSV file";
    case Shape::numbers:
      return "a table of quantities under names of your own";
    case Shape::reference:
      return "an id in quotes";
    case Shape::references:
      return "an id in quotes or a list of ids";
    case Shape::coordinates:
      return "latitude and longitude, [56.3, 42.9]";
    case Shape::anchors:
      return "a table of labels by number, { 0 = \"...\", 100 = \"...\" }";
    case Shape::because:
      return "\"source-id place\", { judgement = \"...\" } or a list of these";
    case Shape::grounds:
      return "a table of grounds by the id of an actor";
    case Shape::stakes:
      return "a table by the id of an actor";
    case Shape::table:
      return "a table";
    case Shape::tables:
      return "a table or a list of tables";
    case Shape::edits:
      return "a list of edits";
    case Shape::quantity_paths:
    case Shape::paths:
      return "a list of paths, [\"issues.integration.salience.BLR\"]";
  }
  return "something else";
}

}  // namespace suasion::scenario
