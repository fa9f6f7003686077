#include "suasion/scenario/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "suasion/base/text.hpp"
#include "suasion/scenario/language.hpp"
#include "suasion/scenario/topics.hpp"

namespace suasion::scenario {

namespace {

std::string indented(std::string_view text, std::size_t by) {
  std::string out;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    out += std::string(by, ' ') + std::string(text.substr(start, end - start)) + "\n";
    start = end + 1;
  }
  return out;
}

/// One line of an overview: name, then what it is.
std::string row(std::string_view name, std::string_view what) {
  constexpr std::size_t column = 22;
  std::string text = wrapped(what, column);
  const std::size_t width = std::min(name.size() + 2, column - 1);
  return text.replace(0, width, "  " + std::string(name.substr(0, width - 2)));
}

std::string first_sentence(std::string_view text) {
  return std::string(text.substr(0, text.find(". ") + 1));
}

std::string brief(std::string_view text) {
  return text.find(". ") == std::string_view::npos ? std::string(text) : first_sentence(text);
}

std::string example_of(const Key& key) {
  return fmt::format("    {} = {}\n", key.name, key.example);
}

std::string explain_key(std::string_view path, const Key& key) {
  std::string text = fmt::format("{}{}\n", path, key.required ? "  (required)" : "");
  text += wrapped(fmt::format("Takes {}.", takes(key)), 2);
  text += wrapped(key.meaning, 2);
  text += "\n" + example_of(key);
  if (!key.inner.empty()) {
    text += "\n  Keys\n";
    for (const Key& inner : key.inner) {
      text += row(fmt::format("{}{}", inner.name, inner.required ? " *" : ""), brief(inner.meaning));
    }
  }
  return text;
}

std::string explain_section(const Section& section) {
  const bool list = section.form == Form::list;
  std::string text = fmt::format("{}{}{}\n", list ? "[[" : "[", section.name, list ? "]]" : "]");
  text += wrapped(section.meaning, 2);
  if (const std::string rules = rules_in_words(section); !rules.empty()) {
    text += wrapped(rules, 2);
  }
  if (const std::string reader = reader_in_words(section); !reader.empty()) {
    text += wrapped(reader, 2);
  }
  text += "\n  Keys (* required)\n";
  for (const Key& key : section.keys) {
    text += row(fmt::format("{}{}", key.name, key.required ? " *" : ""), brief(key.meaning));
  }
  if (list) {
    text += wrapped("and, as everywhere, because, disputed, note and inventory.", 2);
  }
  text += "\n" + indented(section.example, 4);
  return text;
}

std::string explain_topic(const Topic& topic) {
  return fmt::format("{}\n\n{}", topic.title, wrapped(topic.text, 2));
}

std::string explain_code(const Code& code) {
  return fmt::format("{}  {} ({})\n{}", code.code, code.title,
                     code.severity == base::Severity::error ? "error" : "warning", wrapped(code.help, 2));
}

std::string overview() {
  std::string text = "What `suasion explain` knows\n\n  Top level (* required)\n";
  for (const Key& key : top_level_keys()) {
    text += row(fmt::format("{}{}", key.name, key.required ? " *" : ""), brief(key.meaning));
  }
  text += "\n  Sections\n";
  for (const Section& section : sections()) {
    text += row(section.name, brief(section.meaning));
  }
  text += "\n  In every element\n";
  for (const Key& key : common_keys()) {
    text += row(key.name, brief(key.meaning));
  }
  text += "\n  Chapters\n";
  for (const Topic& topic : topics()) {
    text += row(topic.name, topic.title);
  }
  return text + "\n  A key of a section: issues.positions, positions. A diagnostic: S104.\n";
}

/// Every text for a key of this name, wherever it stands.
std::string everywhere(std::string_view name) {
  std::string text;
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
  if (const Key* key = find_key(top_level_keys(), name)) {
    add(explain_key(name, *key));
  }
  if (const Key* key = find_key(common_keys(), name)) {
    add(explain_key(fmt::format("{}, in every element", name), *key));
  }
  for (const Section& section : sections()) {
    if (const Key* key = find_key(section.keys, name)) {
      add(explain_key(fmt::format("{}.{}", section.name, name), *key));
    }
  }
  return text;
}

/// The text for a path through the grammar, such as "issues.positions" or "clock.origin"; empty if it leads nowhere.
std::string at_path(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) {
    return {};
  }
  const Section* section = find_section(path.substr(0, dot));
  std::string_view rest = path.substr(dot + 1);
  const Key* key = section == nullptr ? find_key(top_level_keys(), path.substr(0, dot)) : nullptr;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    const std::string_view name = rest.substr(0, end);
    const Key* next =
        key != nullptr ? find_key(key->inner, name) : (section != nullptr ? find_key(*section, name) : nullptr);
    if (next == nullptr) {
      return {};
    }
    key = next;
    rest = end == rest.size() ? std::string_view() : rest.substr(end + 1);
  }
  return key == nullptr ? std::string() : explain_key(path, *key);
}

std::vector<std::string> everything() {
  std::vector<std::string> names;
  for (const Key& key : top_level_keys()) {
    names.emplace_back(key.name);
  }
  for (const Section& section : sections()) {
    names.emplace_back(section.name);
    for (const Key& key : section.keys) {
      names.emplace_back(key.name);
    }
  }
  for (const Key& key : common_keys()) {
    names.emplace_back(key.name);
  }
  for (const Topic& topic : topics()) {
    names.emplace_back(topic.name);
  }
  for (const Section& section : sections()) {
    for (const Key& key : section.keys) {
      names.push_back(fmt::format("{}.{}", section.name, key.name));
    }
  }
  return names;
}

/// Other words that people try.
std::string_view usual_name(std::string_view word) {
  return word == "laws" || word == "law" || word == "quantity" ? "quantities"
         : word == "date"                                      ? "dates"
         : word == "path" || word == "edits" || word == "set"  ? "paths"
         : word == "schema" || word == "editor"                ? "editors"
         : word == "disputed"                                  ? "grounds"
                                                               : word;
}

}  // namespace

std::string takes(const Key& key) {
  std::string text = expected(key);
  const bool bounded = key.shape == Shape::quantity || key.shape == Shape::by_actor;
  if (!key.unit.empty()) {
    text += fmt::format(", in {}", key.unit);
  }
  if (bounded && key.low > -infinity) {
    text += key.high < infinity ? fmt::format(", {} to {}", base::shortest(key.low), base::shortest(key.high))
                                : fmt::format(", at least {}", base::shortest(key.low));
  }
  if (key.on_scale) {
    text += ", on the scale of the issue";
  }
  return text;
}

std::string reader_in_words(const Section& section) {
  switch (section.read_by) {
    case ReadBy::system:
      return "Read by the strategic system: it counts in scenarios with a [system] table.";
    case ReadBy::nobody:
      return "For readers of the scenario: it is checked, and nothing computes with it.";
    case ReadBy::models:
      break;
  }
  return {};
}

std::string rules_in_words(const Section& section) {
  std::string text;
  if ((section.rules & rule::sides) != 0) {
    text += "Takes either `between`, or `from` and `to`. ";
  }
  if ((section.rules & rule::sides_if_any) != 0) {
    text += "May take either `between`, or `from` and `to`. ";
  }
  if ((section.rules & rule::some_date) != 0) {
    text += "Needs at least one date. ";
  }
  if ((section.rules & rule::one_fate) != 0) {
    text += "Cannot be both done and cancelled. ";
  }
  return text.empty() ? text : text.substr(0, text.size() - 1);
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  const std::string margin(indent, ' ');
  std::string out;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line = text.substr(start, end - start);
    start = end + 1;
    if (line.empty()) {
      out += "\n";
      continue;
    }
    const bool example = line.starts_with("    ");
    while (!example && line.size() + indent > width) {
      std::size_t cut = line.rfind(' ', width - indent);
      cut = cut == std::string_view::npos || cut == 0 ? line.find(' ') : cut;
      if (cut == std::string_view::npos) {
        break;
      }
      out += margin + std::string(line.substr(0, cut)) + "\n";
      line = line.substr(cut + 1);
    }
    out += margin + std::string(line) + "\n";
  }
  return out;
}

base::Result<std::string> explain(std::string_view key) {
  if (key.empty()) {
    return overview();
  }
  const auto named = [&](std::string_view name) {
    const auto all = topics();
    const auto at = std::find_if(all.begin(), all.end(), [&](const Topic& topic) { return topic.name == name; });
    return at == all.end() ? nullptr : &*at;
  };
  for (const Code& code : codes()) {
    if (base::edit_distance(code.code, key) == 0) {
      return explain_code(code);
    }
  }
  if (const Section* section = find_section(key)) {
    return explain_section(*section);
  }
  std::string text = key.find('.') != std::string_view::npos ? at_path(key) : everywhere(key);
  if (const Topic* topic = named(usual_name(key))) {
    text += (text.empty() ? "" : "\n") + explain_topic(*topic);
  }
  if (text.empty()) {
    std::string hint = base::did_you_mean(key, everything());
    return base::fail("S311", fmt::format("there is nothing called '{}' in the language", key),
                      hint.empty() ? "`suasion explain` without a word lists what there is" : hint);
  }
  return text;
}

}  // namespace suasion::scenario
