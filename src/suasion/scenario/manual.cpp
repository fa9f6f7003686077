#include <fmt/format.h>

#include "suasion/scenario/explain.hpp"
#include "suasion/scenario/language.hpp"
#include "suasion/scenario/topics.hpp"

namespace suasion::scenario {

namespace {

std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) {
    text.replace(at, 1, "\\|");
  }
  return text;
}

std::string key_table(std::span<const Key> keys) {
  std::string text = "| key | takes | meaning |\n|---|---|---|\n";
  for (const Key& key : keys) {
    text +=
        fmt::format("| `{}`{} | {} | {}{} |\n", key.name, key.required ? " (required)" : "", cell(takes(key)),
                    cell(std::string(key.meaning)), key.example.empty() ? "" : cell(fmt::format(" `{}`", key.example)));
  }
  return text + "\n";
}

std::string section_chapter(const Section& section) {
  const bool list = section.form == Form::list;
  std::string text =
      fmt::format("### {0}{1}{2}\n\n{3}", list ? "[[" : "[", section.name, list ? "]]" : "]", section.meaning);
  if (const std::string rules = rules_in_words(section); !rules.empty()) {
    text += " " + rules;
  }
  const std::string reader = reader_in_words(section);
  text += reader.empty() ? "\n\n" : fmt::format("\n\n*{}*\n\n", reader);
  text += fmt::format("```toml\n{}\n```\n\n", section.example) + key_table(section.keys);
  for (const Key& key : section.keys) {
    if (!key.inner.empty()) {
      text += fmt::format("Keys of `{}`:\n\n", key.name) + key_table(key.inner);
    }
  }
  return text;
}

/// A chapter as Markdown: lines with four blanks become code.
std::string topic_chapter(const Topic& topic) {
  std::string text = fmt::format("## {}\n\n", topic.title);
  bool in_code = false;
  std::size_t start = 0;
  while (start <= topic.text.size()) {
    const std::size_t end = std::min(topic.text.find('\n', start), topic.text.size());
    const std::string_view line = topic.text.substr(start, end - start);
    start = end + 1;
    const bool code = line.starts_with("    ");
    if (code != in_code) {
      text += "```\n";
      in_code = code;
    }
    text += std::string(code ? line.substr(4) : line) + "\n";
  }
  return text + (in_code ? "```\n\n" : "\n");
}

}  // namespace

std::string manual() {
  std::string text =
      "# The scenario language\n\n"
      "This page is made from the same table that the program reads scenarios with (`suasion explain` shows it a key "
      "at "
      "a time), so it cannot be out of date.\n\n"
      "A scenario is one TOML file, with large tables in CSV files beside it. It says what is the case, what is "
      "contested, "
      "how sure its author is, and who says so. It never says how anything is computed. The smallest scenario has a "
      "title, "
      "actors and one issue; everything else may come later.\n\n"
      "Nothing is silently ignored: a key that nothing reads is an error, with the nearest key that there is. `suasion "
      "check` reports all problems at once, each with its file, line and column.\n\n";
  for (const Topic& topic : topics()) {
    text += topic_chapter(topic);
  }
  text += "## The top level\n\n" + key_table(top_level_keys());
  for (const Key& key : top_level_keys()) {
    if (!key.inner.empty()) {
      text += fmt::format("Keys of `{}`:\n\n", key.name) + key_table(key.inner);
    }
  }
  text += "## Keys of every element\n\n" + key_table(common_keys()) + "## Sections\n\n";
  for (const Section& section : sections()) {
    text += section_chapter(section);
  }
  return text.substr(0, text.find_last_not_of('\n') + 1) + "\n";
}

std::string diagnostics_manual() {
  std::string text =
      "# Diagnostics\n\n"
      "Everything that `suasion check` can say about a scenario, and other commands about models, settings, outputs "
      "and "
      "goals. Errors stop a run, with exit status 2; warnings do not, and the report repeats them. `suasion explain "
      "S104` shows one of them. S0 are files, S1 shapes, S2 names, S3 edits, S4 meaning, S5 warnings and the search "
      "for "
      "moves, S6 the strategic system, S7 import and export; M1 models, M2 modules, M3 outputs and goals; A analyses; "
      "T "
      "answers to questions.\n\n"
      "| code | what | what to do |\n|---|---|---|\n";
  for (const Code& code : codes()) {
    text += fmt::format("| {} | {}{} | {} |\n", code.code, code.title,
                        code.severity == base::Severity::warning ? " (warning)" : "", cell(std::string(code.help)));
  }
  return text;
}

}  // namespace suasion::scenario
