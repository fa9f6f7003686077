#include "suasion/scenario/findings.hpp"

#include <fmt/format.h>

#include "suasion/base/text.hpp"

namespace suasion::scenario {

namespace {

constexpr std::size_t most_comparisons = 50'000;  // about 50 ms; judgement
constexpr std::size_t few = 12;                   // names that a message can list without drowning its reader

}  // namespace

void Findings::error(std::string code, const Place& where, std::string message, std::string hint) {
  ++errors_;
  const bool in_table = where.file != 0 && where.line > 0;
  if (in_table && !said_.insert(fmt::format("{} {} {} {}", code, where.file, where.line, where.column)).second) {
    return;  // the name of an actor in a CSV file stands for all numbers of its row
  }
  list_.push_back({base::Severity::error, std::move(code), document_.span(where), std::move(message), std::move(hint)});
}

void Findings::error_once(const std::string& topic, std::string code, const Place& where, std::string message,
                          std::string hint) {
  if (said_.insert(topic).second) {
    error(std::move(code), where, std::move(message), std::move(hint));
  } else {
    ++errors_;
  }
}

void Findings::warn(std::string code, const Place& where, std::string message, std::string hint) {
  list_.push_back(
      {base::Severity::warning, std::move(code), document_.span(where), std::move(message), std::move(hint)});
}

bool Findings::may_search(std::size_t names) {
  compared_ += names;
  return compared_ <= most_comparisons;
}

std::string Findings::suggest(std::string_view word, const std::vector<std::string>& candidates) {
  if (!may_search(candidates.size())) {
    return {};
  }
  std::string near = base::did_you_mean(word, candidates);
  if (near.empty() && !candidates.empty() && candidates.size() <= few) {
    near = "known here: " + listed(candidates, few);
  }
  return near;
}

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  std::string text;
  const std::size_t shown = words.size() > most ? most : words.size();
  for (std::size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == words.size();
    text += i == 0 ? "" : (last ? " and " : ", ");
    text += words[i];
  }
  if (shown < words.size()) {
    text += fmt::format(" and {} more", words.size() - shown);
  }
  return text;
}

}  // namespace suasion::scenario
