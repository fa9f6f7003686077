#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "suasion/ensemble/issue_solver.hpp"
#include "suasion/report/leverage_part.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using analysis::Estimate;

constexpr std::size_t most_singles = 8;
constexpr double clear_errors = 3.0;      ///< a side effect is told if it is so many errors from 0
constexpr double least_of_scale = 0.002;  ///< and so large a part of the scale, or of a chance of 1
constexpr double least_points = 0.05;
constexpr double least_gain_errors = 2.0;  ///< single moves with a gain below so many errors are only counted
constexpr std::size_t most_effects = 10;

std::string heading(std::string_view text) {
  return fmt::format("\n{}\n\n", text);
}

/// Lines of a text under a bullet.
std::string item(const std::string& text, std::size_t width) {
  return "  " + wrap(text, std::max<std::size_t>(width, 40) - 2, 4);
}

std::string capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

/// What a move gains in the goal's own direction, then what it costs, then the move.
std::string row(const LeverageStory& story, const analysis::Judged& one, std::size_t width, const std::string& more) {
  const analysis::LeverageAnswer& answer = story.answer;
  std::string figures = one.move.empty()
                            ? std::string("gains nothing")
                            : fmt::format("gains {}", change_in_words(story, answer.goal.output, one.figures.gain));
  if (answer.goal.has_target()) {
    figures += fmt::format("; goal reached in {:.0f} % of draws", 100.0 * one.figures.reached.value);
  }
  figures += fmt::format("; costs {:.1f}", one.cost);
  return item(fmt::format("{}: {}{}.", capital(move_in_words(story, one.move)), figures, more), width);
}

std::string singles(const LeverageStory& story, std::size_t width) {
  std::vector<const analysis::Judged*> all = single_moves(story.answer);
  const auto count = all.size();
  std::erase_if(all, [](const analysis::Judged* one) {
    return one->figures.gain.value < least_gain_errors * one->figures.gain.error;
  });
  const std::size_t unclear = count - all.size();
  std::string text = heading("Single moves, each at its best amount within the budget, best first");
  for (std::size_t i = 0; i < std::min(all.size(), most_singles); ++i) {
    text += row(story, *all[i], width, "");
  }
  if (all.size() > most_singles) {
    text += fmt::format("  ... and {} that do less (--json lists them).\n", counted(all.size() - most_singles, "move"));
  }
  if (all.empty()) {
    text += "  None does any good beyond chance.\n";
  } else if (unclear > 0) {
    text += fmt::format("  {} with a gain that does not stand out from chance.\n", counted(unclear, "further move"));
  }
  return text;
}

std::string together(const LeverageStory& story, std::size_t width) {
  const bool answers = story.answer.goal.output.kind == analysis::OutputKind::question;
  std::string text = heading(answers ? "The moves that were left at the end, singly and together"
                                     : "The moves that were left at the end, singly and together, with what one risks");
  for (const analysis::Finalist& one : story.answer.advice.finalists) {
    const std::string risk =
        answers ? std::string()
                : fmt::format("; in the worst tenth of draws {}; regret at most {} in 95 % of draws",
                              change_in_words(story, story.answer.goal.output, one.judged.figures.worst_tenth),
                              change_in_words(story, story.answer.goal.output, one.regret.worst));
    text += row(story, one.judged, width, risk);
  }
  return text;
}

bool is_clear(const Estimate& change, double least) {
  return std::abs(change.value) >= least && std::abs(change.value) >= clear_errors * change.error;
}

/// 1 for chances, the length of the scale for issues.
double range_of(const LeverageStory& story, const analysis::StudiedOutput& output) {
  if (output.kind != analysis::OutputKind::issue) {
    return 1.0;
  }
  const ensemble::PlannedIssue& issue = story.plan.issues[output.issue];
  return issue.scale_high - issue.scale_low;
}

std::string side_effects(const LeverageStory& story, std::size_t width) {
  const analysis::LeverageAnswer& answer = story.answer;
  std::vector<analysis::SideEffect> all = answer.effects;
  all.erase(all.begin());  // the goal itself
  const auto size = [&](const analysis::SideEffect& one) {
    return std::abs(one.change.value) / range_of(story, answer.outputs[one.output]);
  };
  const auto count = all.size();
  std::erase_if(all, [&](const analysis::SideEffect& one) {
    return !is_clear(one.change, least_of_scale * range_of(story, answer.outputs[one.output]));
  });
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return size(a) > size(b); });
  std::string text = heading("What else the best move changes (other issues, questions)");
  for (std::size_t i = 0; i < std::min(all.size(), most_effects); ++i) {
    const analysis::SideEffect& one = all[i];
    const analysis::StudiedOutput& output = answer.outputs[one.output];
    const Estimate after = {one.before.value + one.change.value, one.before.error};
    text += item(fmt::format("{}: from {} to {} (change {}).", output_in_words(story, output),
                             level_in_words(story, output, one.before), level_in_words(story, output, after),
                             change_in_words(story, output, one.change)),
                 width);
  }
  if (all.size() > most_effects) {
    text += fmt::format("  ... and {} that move less (--json lists them).\n",
                        counted(all.size() - most_effects, "outcome"));
  }
  const analysis::StudiedOutput& goal = answer.goal.output;
  if (all.empty() && goal.kind == analysis::OutputKind::issue &&
      ensemble::issue_by_issue(story.plan.models[goal.model])) {
    return text +
           item("None beyond chance; the model looks at each issue by itself, so no other issue can move.", width);
  }
  return text + fmt::format("  {} not move beyond chance.\n",
                            count - all.size() == 1 ? "1 other outcome does"
                                                    : counted(count - all.size(), "other outcome") + " do");
}

std::string responses(const LeverageStory& story, std::size_t width) {
  const analysis::LeverageAnswer& answer = story.answer;
  std::vector<analysis::Response> all = answer.on_issues.responses;
  const auto length = [&](const analysis::Response& one) {
    return story.scenario.issues[one.issue].scale_high - story.scenario.issues[one.issue].scale_low;
  };
  std::erase_if(all, [&](const analysis::Response& one) {
    return one.actor == answer.actor || !is_clear(one.change, least_of_scale * length(one));
  });
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
    return std::abs(a.change.value) / length(a) > std::abs(b.change.value) / length(b);
  });
  std::vector<std::string> models = answer.rounds_models;
  std::sort(models.begin(), models.end());
  models.erase(std::unique(models.begin(), models.end()), models.end());
  std::erase(models, std::string());
  if (models.empty()) {
    return heading("Who responds") + "  No model of this run follows positions from round to round.\n";
  }
  std::string text =
      heading(fmt::format("Who responds: where others end after all rounds of the model {}", fmt::join(models, ", ")));
  for (const analysis::Response& one : all) {
    const Grain fine = grain(0.1 * length(one), one.change.error);
    text +=
        item(fmt::format("{}: {} {} (± {}) on “{}”.", name_in_words(story.scenario.actors[one.actor].name, true),
                         number(std::abs(one.change.value), fine), one.change.value < 0.0 ? "lower" : "higher",
                         number(std::max(one.change.error, fine.step), fine), story.scenario.issues[one.issue].name),
             width);
  }
  return text + (all.empty() ? "  Nobody ends elsewhere, beyond chance.\n" : "");
}

std::string fortunes(const LeverageStory& story) {
  std::vector<analysis::Fortune> all = story.answer.on_issues.fortunes;
  std::erase_if(all, [](const analysis::Fortune& one) { return !is_clear(one.change, least_points); });
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.change.value < b.change.value; });
  std::string text;
  for (const analysis::Fortune& one : all) {
    const Grain fine = grain(10.0, one.change.error);
    text += fmt::format("  {} {:>4} (± {})  {}\n", one.change.value < 0.0 ? "loses" : "gains",
                        number(std::abs(one.change.value), fine), number(std::max(one.change.error, fine.step), fine),
                        name_in_words(story.scenario.actors[one.actor].name, true));
  }
  if (text.empty()) {
    text = "  Nobody, on the issues bargained over.\n";
  }
  return heading("Who loses and who gains by the best move, by their own stated interests, in points") + text;
}

std::string costs(const LeverageStory& story, std::size_t width) {
  std::string text = heading("What moves cost here (a judgement: change it with --cost KIND=POINTS)");
  text += item(
      "One point: what an actor loses by its own stated interests if an issue that has its whole attention "
      "ends a hundredth of the scale farther away.",
      width);
  for (const analysis::CostRow& one : story.answer.costs.rows) {
    text += item(fmt::format("{}: {:g} for each {}.", one.name, one.value, one.unit), width);
  }
  return text;
}

std::string closing(const LeverageStory& story, std::size_t width) {
  const analysis::LeverageAnswer& answer = story.answer;
  std::string text = heading("What this cannot say");
  text += item(
      "It speaks of the model: how a stated position, attention or means move the forecast if everybody else "
      "goes on as stated. Nobody sees through a bluff, and nobody answers in kind outside of the model.",
      width);
  if (answer.deeds_left_out) {
    text += item(
        "Deeds such as visits and sanctions work through the strategic system, not through the bargaining over "
        "an issue: ask for a question or a variable to see them.",
        width);
  }
  for (const analysis::ClosedDeed& deed : answer.closed) {
    text += item(fmt::format("Not open to choice: what-if ‘{}’, because {}.", deed.id, deed.why), width);
  }
  if (!answer.idle.empty()) {
    text += item(fmt::format("{} of this actor change nothing here (--json names them).",
                             counted(answer.idle.size(), "possible move")),
                 width);
  }
  return text;
}

}  // namespace

std::string leverage_text(const LeverageStory& story, const TextStyle& style) {
  const analysis::LeverageAnswer& answer = story.answer;
  const std::size_t width = std::clamp<std::size_t>(style.width, 40, 110);
  std::string text = wrap(fmt::format("What {} can do for its goal: {}.",
                                      name_in_words(story.scenario.actors[answer.actor].name), goal_in_words(story)),
                          width);
  const bool question = answer.goal.output.kind == analysis::OutputKind::question;
  std::string start =
      fmt::format("As things stand, {} {}", question ? "the chance of a yes is" : "the outcome is on average",
                  level_in_words(story, answer.goal.output, answer.start));
  if (answer.goal.output.kind == analysis::OutputKind::issue) {
    const scenario::Issue& issue = story.scenario.issues[story.plan.issues[answer.goal.output.issue].issue];
    start += fmt::format(" by the model {}, on a scale from {:g} (“{}”) to {:g} (“{}”)",
                         story.plan.models[answer.goal.output.model].choice.id, issue.anchors.front().at,
                         issue.anchors.front().label, issue.anchors.back().at, issue.anchors.back().label);
  }
  if (answer.goal.output.kind == analysis::OutputKind::variable && !answer.goal.output.unit.empty()) {
    start += fmt::format(" (unit: {})", answer.goal.output.unit);
  }
  if (answer.goal.has_target()) {
    start += fmt::format("; the goal is reached in {:.0f} % of draws", 100.0 * answer.nothing.reached.value);
  }
  text += wrap(start + fmt::format(" ({} draws; every ± is one standard error).", answer.draws), width);
  text += heading("In short");
  for (const std::string& words : leverage_words(story)) {
    text += item(words, width);
  }
  text += singles(story, width) + together(story, width);
  if (!answer.effects.empty()) {
    text += side_effects(story, width) + responses(story, width) + fortunes(story);
  }
  text += costs(story, width) + closing(story, width);
  return style.unicode ? text : to_ascii(text);
}

}  // namespace suasion::report
