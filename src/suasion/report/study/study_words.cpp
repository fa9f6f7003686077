#include "suasion/report/study/study_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "suasion/report/summary_parts.hpp"
#include "suasion/report/variable_words.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using Json = nlohmann::ordered_json;
using analysis::OutputKind;

const scenario::Issue& issue_of(const StudyStory& story, const analysis::StudiedOutput& output) {
  return story.scenario.issues[story.plan.issues[output.issue].issue];
}

std::string without_stop(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

/// "What a dispute costs." -> "what a dispute costs"; names keep their capital.
std::string small_start(std::string text) {
  const bool name = text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1])) != 0;
  if (!text.empty() && !name) {
    text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  }
  return text;
}

std::string text_of(const StudyStory& story, std::string_view section, const std::string& id) {
  const scenario::Element* element = story.scenario.element(section, id);
  return element == nullptr ? id : std::string(element->text("text"));
}

}  // namespace

std::string output_title(const StudyStory& story, const analysis::StudiedOutput& output) {
  switch (output.kind) {
    case OutputKind::issue:
      return fmt::format("{} ({})", issue_of(story, output).name,
                         title_in_words(story.plan.models[output.model].choice));
    case OutputKind::question:
      return text_of(story, "questions", output.id);
    case OutputKind::claim:
      return fmt::format("{}: {}", output.id, text_of(story, "claims", output.id));
    case OutputKind::variable:
      break;
  }
  return fmt::format("{}, on {}", variable_in_words(story.scenario, story.system->roles, output.id), output.day);
}

Json output_head(const StudyStory& story, const analysis::StudiedOutput& output) {
  constexpr std::array<std::string_view, 4> kinds = {"issue", "question", "claim", "variable"};
  return {{"name", output.name},
          {"title", output_title(story, output)},
          {"kind", kinds[static_cast<std::size_t>(output.kind)]},
          {"day", output.day},
          {"unit", output.kind == OutputKind::issue ? issue_of(story, output).unit : output.unit}};
}

std::string input_title(const analysis::InputFacts& facts) {
  const std::string what = small_start(without_stop(facts.what));
  return facts.unit.empty() || facts.unit.size() > 24 ? what : fmt::format("{} ({})", what, facts.unit);
}

Json input_part(const analysis::InputFacts& facts) {
  const math::LawSummary law = math::summarise(facts.law);
  return {{"path", facts.path},
          {"title", input_title(facts)},
          {"unit", facts.unit},
          {"q05", law.q05},
          {"q50", law.q50},
          {"q95", law.q95},
          {"part", facts.part},
          {"actor", facts.actor},
          {"because", parts::because(facts.grounds)},
          {"prior_source", facts.prior_source}};
}

Json group_part(const StudyStory& story, const analysis::FactorGroup& group, analysis::GroupBy by) {
  std::string title = group.name;
  if (group.chance) {
    title = "chance: hazards, choices and the models' own error, which no input decides";
  } else if (by == analysis::GroupBy::input) {
    title = input_title(story.facts[group.factors.front()]);
    if (const std::size_t others = group.factors.size() - 1; others > 0) {
      title += fmt::format(", with {}", counted(others, "input that goes with it", "inputs that go with it"));
    }
  } else if (by == analysis::GroupBy::actor && story.scenario.actor(group.name) != nullptr) {
    title = short_name(story.scenario, group.name);
  } else if (by == analysis::GroupBy::source) {
    const auto at = std::find_if(story.scenario.sources.begin(), story.scenario.sources.end(),
                                 [&](const scenario::Source& one) { return one.id == group.name; });
    title = at == story.scenario.sources.end() ? group.name : at->title;
  }
  constexpr std::size_t few = 4;
  Json part = {{"name", group.name}, {"title", title}, {"chance", group.chance}, {"count", group.factors.size()}};
  part["inputs"] = Json::array();
  for (std::size_t i = 0; i < group.factors.size() && group.factors.size() <= few; ++i) {
    part["inputs"].push_back(input_part(story.facts[group.factors[i]]));
  }
  return part;
}

Json bounded_part(const analysis::Bounded& figure) {
  return {{"value", figure.value}, {"low", figure.low}, {"high", figure.high}};
}

Json estimate_part(const analysis::Estimate& figure) {
  return parts::estimate(figure);
}

/// A verdict on a claim says more than a mean can: that what is small is not nothing, that a chance differs by more
/// than its error. Where it does, the question is about the mean alone.
std::string claim_question(const analysis::Proposition& proposition) {
  using Measure = analysis::Proposition::Measure;
  constexpr double no_difference = 1e-9;
  const double percent = 100.0 * proposition.threshold;
  if (proposition.measure == Measure::value || proposition.measure == Measure::minus_value) {
    return "Is the mean difference on the side that it claims?";
  }
  if (proposition.measure == Measure::within) {
    return proposition.high < no_difference
               ? fmt::format("Is there no difference in at least {:.0f} % of draws?", percent)
               : fmt::format("Does it lie between {:.3g} and {:.3g} in at least {:.0f} % of draws?", proposition.low,
                             proposition.high, percent);
  }
  return "Does the model support it?";
}

std::string proposition_words(const analysis::StudiedOutput& output, const analysis::Proposition& proposition) {
  constexpr double even_odds = 0.5;
  switch (output.kind) {
    case OutputKind::issue:
      if (proposition.measure == analysis::Proposition::Measure::band) {
        return fmt::format("Is “{}” likelier than “{}”?", proposition.label, proposition.other);
      }
      return fmt::format("Does it end above {} more likely than not?", number(proposition.low, Grain{0.1, 1}));
    case OutputKind::question:
      return "Is it more likely than not?";
    case OutputKind::claim:
      if (proposition.measure == analysis::Proposition::Measure::above && proposition.threshold == even_odds) {
        break;  // asked by the user, not by the claim
      }
      return claim_question(proposition);
    case OutputKind::variable:
      break;
  }
  return fmt::format("Does it lie above {:.3g} in at least {:.0f} % of draws?", proposition.low,
                     100.0 * proposition.threshold);
}

std::string value_words(const analysis::InputFacts& facts, double value) {
  const math::LawSummary law = math::summarise(facts.law);
  return number(value, grain(std::max(law.q95 - law.q05, 1e-9), 0.0));
}

}  // namespace suasion::report
