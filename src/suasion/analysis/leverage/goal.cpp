#include "suasion/analysis/leverage/goal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

#include "suasion/base/text.hpp"

namespace suasion::analysis {

namespace {

constexpr double half = 0.5;
constexpr const char* forms =
    "write ISSUE up or down, ISSUE <= 40, ISSUE >= 60 @ 0.8 (with that chance), QUESTION yes or no, or the same of a "
    "variable";

std::optional<double> number_in(const std::string& word) {
  double value = 0.0;
  const char* end = word.data() + word.size();
  const auto [at, error] = std::from_chars(word.data(), end, value);
  const bool whole = error == std::errc() && at == end && value - value == 0.0;  // no infinity either
  return whole ? std::optional(value) : std::nullopt;
}

/// Words, with the signs <= and >= as words of their own.
std::vector<std::string> words_of(const std::string& text) {
  std::string spaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool sign = (text[i] == '<' || text[i] == '>') && i + 1 < text.size() && text[i + 1] == '=';
    spaced += sign ? fmt::format(" {}= ", text[i]) : std::string(1, text[i]);
    i += sign ? 1 : 0;
  }
  std::istringstream stream(spaced);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

std::optional<Aim> aim_of(const std::string& word) {
  constexpr std::array<std::pair<std::string_view, Aim>, 6> known = {{{"up", Aim::up},
                                                                      {"down", Aim::down},
                                                                      {">=", Aim::at_least},
                                                                      {"<=", Aim::at_most},
                                                                      {"yes", Aim::yes},
                                                                      {"no", Aim::no}}};
  const auto* at = std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == word; });
  return at == known.end() ? std::nullopt : std::optional(at->second);
}

std::string aims_for(OutputKind kind) {
  return kind == OutputKind::question ? "yes or no" : "up, down, <= VALUE or >= VALUE";
}

bool is_answer(Aim aim) {
  return aim == Aim::yes || aim == Aim::no;
}

bool is_bound(Aim aim) {
  return aim == Aim::at_least || aim == Aim::at_most;
}

/// Cuts "@ 0.8" or "@0.8" off the end. The first word is a name, which may have an @ of its own.
/// @return false where what follows @ is no chance.
bool take_chance(std::vector<std::string>& words, std::optional<double>& chance) {
  const auto at = std::find_if(words.begin() + std::min<std::ptrdiff_t>(1, std::ssize(words)), words.end(),
                               [](const std::string& word) { return word.find('@') != std::string::npos; });
  if (at == words.end()) {
    return true;
  }
  const std::size_t sign = at->find('@');
  const std::string before = at->substr(0, sign);
  std::string rest = at->substr(sign + 1);
  for (auto more = at + 1; more != words.end(); ++more) {
    rest += *more;
  }
  words.erase(at, words.end());
  if (!before.empty()) {
    words.push_back(before);
  }
  chance = number_in(rest);
  return chance && *chance > 0.0 && *chance < 1.0;
}

}  // namespace

bool PursuedGoal::has_target() const {
  return is_bound(words.aim) || words.chance.has_value();
}

double PursuedGoal::target() const {
  return is_bound(words.aim) ? words.value : half;
}

double PursuedGoal::chance() const {
  return words.chance.value_or(half);
}

base::Result<GoalWords> parse_goal(const std::string& text) {
  std::vector<std::string> words = words_of(text);
  GoalWords goal{.text = text};
  if (!take_chance(words, goal.chance)) {
    return base::fail("M314", fmt::format("goal '{}': what follows @ is a chance between 0 and 1", text),
                      "write for example @ 0.8, or leave it out for an even chance");
  }
  const std::size_t count = words.size();
  if (count < 2) {
    return base::fail("M311", fmt::format("goal '{}' does not say what is wanted", text), forms);
  }
  const std::optional<Aim> aim = aim_of(words[1]);
  if (!aim) {
    const std::string near = base::did_you_mean(words[1], {"up", "down", "yes", "no"});
    return base::fail("M311", fmt::format("goal '{}': there is no aim '{}'", text, words[1]),
                      near.empty() ? std::string(forms) : near);
  }
  goal.name = words[0];
  goal.aim = *aim;
  if (count != (is_bound(*aim) ? 3U : 2U)) {
    return base::fail("M311", fmt::format("goal '{}' is not of a known form", text), forms);
  }
  if (is_bound(*aim)) {
    const std::optional<double> value = number_in(words[2]);
    if (!value) {
      return base::fail("M311", fmt::format("goal '{}': '{}' is no number", text, words[2]), forms);
    }
    goal.value = *value;
  } else if (goal.chance && !is_answer(*aim)) {
    return base::fail("M311", fmt::format("goal '{}': a chance needs something to be reached", text), forms);
  }
  return goal;
}

base::Result<PursuedGoal> pursue(const scenario::Scenario& scenario, const GoalWords& words,
                                 const StudiedOutput& output) {
  if (output.kind == OutputKind::claim) {
    return base::fail("M312", fmt::format("goal '{}': '{}' is a claim, which compares worlds", words.text, output.id),
                      "a goal is about an issue, a question or a variable");
  }
  if (is_answer(words.aim) != (output.kind == OutputKind::question)) {
    const char* noun = output.kind == OutputKind::question ? "a question"
                       : output.kind == OutputKind::issue  ? "an issue"
                                                           : "a variable";
    return base::fail("M312", fmt::format("goal '{}': '{}' is {}", words.text, output.id, noun),
                      fmt::format("its aims are {}", aims_for(output.kind)));
  }
  if (output.kind == OutputKind::issue && is_bound(words.aim)) {
    const auto at = std::find_if(scenario.issues.begin(), scenario.issues.end(),
                                 [&](const scenario::Issue& one) { return one.id == output.id; });
    if (words.value < at->scale_low || words.value > at->scale_high) {
      const double nearest = words.value < at->scale_low ? at->scale_low : at->scale_high;
      return base::fail("M313",
                        fmt::format("goal '{}' cannot be reached: the scale of '{}' runs from {:g} to {:g}", words.text,
                                    output.id, at->scale_low, at->scale_high),
                        fmt::format("{:g} is the nearest that anybody can get", nearest));
    }
  }
  return PursuedGoal{words, output};
}

}  // namespace suasion::analysis
