#include "suasion/report/leverage_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using analysis::Aim;
using analysis::Estimate;
using analysis::MoveKind;
using analysis::OutputKind;

constexpr double percent_points = 100.0;
constexpr double exact = 1e-9;  ///< errors below so small a part are rounding: the figure is known exactly

std::string quoted(const scenario::Issue& issue) {
  return fmt::format("“{}”", issue.name.empty() ? issue.id : issue.name);
}

/// "this issue" for the goal's own, which every sentence would repeat.
std::string issue_in_words(const LeverageStory& story, std::size_t issue) {
  const analysis::StudiedOutput& goal = story.answer.goal.output;
  const bool own = goal.kind == OutputKind::issue && story.plan.issues[goal.issue].issue == issue;
  return own ? "this issue" : quoted(story.scenario.issues[issue]);
}

std::string at(const scenario::Issue& issue, double value) {
  return on_scale(issue, std::clamp(value, issue.scale_low, issue.scale_high), 0.0);
}

std::string exchange_in_words(const LeverageStory& story, const analysis::Move& move) {
  const scenario::Issue& got = story.scenario.issues[move.issue];
  const scenario::Issue& given = story.scenario.issues[move.other_issue];
  const analysis::InputPull& theirs = move.pulls.front();
  const analysis::InputPull& own = move.pulls.back();
  return fmt::format(
      "strikes a deal with {}, which gives way on {} (from {} to {}) and gets in return {} (from {} to {})",
      name_in_words(story.scenario.actors[move.partner].name), issue_in_words(story, move.issue),
      at(got, theirs.median), at(got, theirs.median + theirs.shift), issue_in_words(story, move.other_issue),
      at(given, own.median), at(given, own.median + own.shift));
}

/// Grain and values for an output: chances are told in percent.
struct Figure {
  double factor = 1.0, range = 1.0;
};

Figure figure_of(const LeverageStory& story, const analysis::StudiedOutput& output) {
  if (output.kind == OutputKind::issue) {
    const ensemble::PlannedIssue& issue = story.plan.issues[output.issue];
    return {1.0, issue.scale_high - issue.scale_low};
  }
  if (output.kind == OutputKind::question) {
    return {percent_points, percent_points};
  }
  const double size = std::abs(story.answer.start.value);
  return {1.0, size > 0.0 ? size : 1.0};
}

const scenario::Issue& issue_of(const LeverageStory& story, const analysis::StudiedOutput& output) {
  return story.scenario.issues[story.plan.issues[output.issue].issue];
}

std::string target_in_words(const LeverageStory& story) {
  const analysis::PursuedGoal& goal = story.answer.goal;
  const std::string level =
      goal.output.kind == OutputKind::issue
          ? on_scale(issue_of(story, goal.output), goal.target(), 0.0)
          : fmt::format("{:g}{}{}", goal.target(), goal.output.unit.empty() ? "" : " ", goal.output.unit);
  return fmt::format("{} or {}", level, goal.words.aim == Aim::at_least ? "more" : "less");
}

std::string percent_of(double chance) {
  return fmt::format("{:.0f} %", percent_points * chance);
}

double in_goal_direction(const LeverageStory& story, double value) {
  return story.answer.goal.sign() * value;
}

/// "lowers", "raises".
std::string_view verb_of(double change) {
  return change < 0.0 ? "lowers" : "raises";
}

std::string short_answer(const LeverageStory& story) {
  const analysis::LeverageAnswer& answer = story.answer;
  const analysis::Judged& best = answer.advice.choices.front().confirmed;
  const std::string who = name_in_words(story.scenario.actors[answer.actor].name);
  if (best.move.empty()) {
    return fmt::format(
        "Of all that {} could do within a budget of {:g} points, nothing does better than leaving things "
        "as they are.",
        name_in_words(story.scenario.actors[answer.actor].name), answer.budget);
  }
  const double change = in_goal_direction(story, best.figures.gain.value);
  const bool chance = answer.goal.output.kind == OutputKind::question;
  std::string text = fmt::format(
      "Within a budget of {:g} points, {} does most for the goal if it {}. On average that {} {} from {} to {} (by "
      "{}), at "
      "a cost of {:.1f} points.",
      answer.budget, who, move_in_words(story, best.move), verb_of(change), chance ? "the chance" : "the outcome",
      level_in_words(story, answer.goal.output, answer.start),
      level_in_words(story, answer.goal.output, {answer.start.value + change, answer.start.error}),
      change_in_words(story, answer.goal.output, {std::abs(change), best.figures.gain.error}), best.cost);
  if (answer.goal.has_target()) {
    text += fmt::format(" The chance of reaching the goal goes from {} to {}.",
                        percent_of(answer.nothing.reached.value), percent_of(best.figures.reached.value));
  }
  return text;
}

std::string robust_answer(const LeverageStory& story) {
  const analysis::Advice& advice = story.answer.advice;
  const Robust robust = robust_choice(advice);
  if (robust.agree()) {
    return "The same move is best on average, best where things go badly (the worst tenth of draws), and the one least "
           "to be regretted: the choice does not hang on how bold one is.";
  }
  const std::array<std::pair<std::string_view, std::size_t>, 3> standards = {
      {{"on average", robust.expected},
       {"where things go badly (the worst tenth of draws)", robust.worst_tenth},
       {"to have least to regret", robust.regret}}};
  std::string text = "Which move is best depends on how bold one is:";
  std::string_view between = " ";
  for (const auto& [standard, finalist] : standards) {
    const analysis::Portfolio& move = advice.finalists[finalist].judged.move;
    const bool chosen = move == advice.choices.front().best.move;
    text += fmt::format("{}{}, {}", between, standard,
                        chosen         ? std::string("the move above")
                        : move.empty() ? std::string("doing nothing")
                                       : fmt::format("the move that {}", move_in_words(story, move)));
    between = "; ";
  }
  return text + ".";
}

}  // namespace

std::string effort_in_words(const LeverageStory& story, const analysis::Effort& effort) {
  const analysis::Move& move = story.answer.moves[effort.lever];
  const scenario::Issue& issue = story.scenario.issues[move.issue];
  const std::string name = issue_in_words(story, move.issue);
  const double median = move.pulls.empty() ? 0.0 : move.pulls.front().median;
  switch (move.kind) {
    case MoveKind::position:
      return fmt::format("asks for {} instead of {} on {}", at(issue, median + effort.amount), at(issue, median), name);
    case MoveKind::attention:
      return fmt::format("gives {} more of its attention ({:.0f} of 100 instead of {:.0f})", name,
                         median + effort.amount, median);
    case MoveKind::capability:
      return fmt::format("puts {:.0f} % more means behind {}", effort.amount, name);
    case MoveKind::exchange:
      return exchange_in_words(story, move);
    case MoveKind::ally:
      return fmt::format("wins over {} to put {:.0f} % more means behind its position on {}",
                         name_in_words(story.scenario.actors[move.partner].name), effort.amount, name);
    case MoveKind::deed:
      break;
  }
  std::string text = move.text;
  while (!text.empty() && text.back() == '.') {
    text.pop_back();
  }
  return fmt::format("sees to what-if ‘{}’ ({})", move.deed, text);
}

std::string move_in_words(const LeverageStory& story, const analysis::Portfolio& move) {
  std::string text;
  for (std::size_t i = 0; i < move.size(); ++i) {
    const std::string_view between = i == 0 ? "" : i + 1 == move.size() ? "; and " : "; ";
    text += fmt::format("{}{}", between, effort_in_words(story, move[i]));
  }
  return text.empty() ? "does nothing" : text;
}

std::string output_in_words(const LeverageStory& story, const analysis::StudiedOutput& output) {
  switch (output.kind) {
    case OutputKind::issue:
      return quoted(issue_of(story, output));
    case OutputKind::question: {
      const scenario::Element* question = story.scenario.element("questions", output.id);
      return question == nullptr ? output.id : fmt::format("“{}”", question->text("text"));
    }
    case OutputKind::claim:
    case OutputKind::variable:
      break;
  }
  return fmt::format("{} on {}", output.id, output.day);
}

std::string goal_in_words(const LeverageStory& story) {
  const analysis::PursuedGoal& goal = story.answer.goal;
  const std::string what = output_in_words(story, goal.output);
  const std::string chance =
      goal.words.chance ? fmt::format(", with a chance of {} or more", percent_of(goal.chance())) : std::string();
  switch (goal.words.aim) {
    case Aim::up:
    case Aim::down: {
      const bool up = goal.words.aim == Aim::up;
      if (goal.output.kind != OutputKind::issue) {
        return fmt::format("{} {}", up ? "more of" : "less of", what);
      }
      const scenario::Issue& issue = issue_of(story, goal.output);
      const scenario::Anchor& end = up ? issue.anchors.back() : issue.anchors.front();
      return fmt::format("{} {} on its scale, towards “{}”", what, up ? "higher" : "lower", end.label);
    }
    case Aim::at_least:
    case Aim::at_most:
      return fmt::format("{} at {}{}", what, target_in_words(story),
                         chance.empty() ? ", more likely than not" : chance);
    case Aim::yes:
    case Aim::no:
      break;
  }
  return fmt::format("{} is answered {}{}", what, goal.words.aim == Aim::yes ? "yes" : "no",
                     chance.empty() ? ": the likelier, the better" : chance);
}

std::string level_in_words(const LeverageStory& story, const analysis::StudiedOutput& output, const Estimate& level) {
  const Figure figure = figure_of(story, output);
  const double value = figure.factor * level.value;
  const std::string text = number(value, grain(figure.range, figure.factor * level.error));
  if (output.kind == OutputKind::question) {
    return text + " %";
  }
  if (output.kind == OutputKind::issue) {
    return on_scale(issue_of(story, output), level.value, level.error);
  }
  return fmt::format("{:.3g}", value);
}

std::string change_in_words(const LeverageStory& story, const analysis::StudiedOutput& output, const Estimate& change) {
  const Figure figure = figure_of(story, output);
  const double value = figure.factor * change.value;
  const double error = figure.factor * change.error;
  if (output.kind == OutputKind::variable) {
    return error > exact * std::abs(value) ? fmt::format("{:.2g} ± {:.1g}", value, error)
                                           : fmt::format("{:.2g}", value);
  }
  constexpr double finer = 0.1;  // changes are paired, and smaller than levels
  const Grain fine = grain(finer * figure.range, error);
  std::string text = number(value, fine);
  if (error > exact * figure.range) {
    text += fmt::format(" ± {}", number(std::max(error, fine.step), fine));
  }
  return output.kind == OutputKind::question ? text + " points of a hundred" : text;
}

std::vector<const analysis::Judged*> single_moves(const analysis::LeverageAnswer& answer) {
  std::vector<const analysis::Judged*> found;
  const bool reach = answer.criterion == analysis::Criterion::reach;
  const auto merit = [&](const analysis::Judged& one) {
    return std::pair(reach ? one.figures.reach_gain.value : 0.0, one.figures.gain.value);
  };
  for (const analysis::Judged& one : answer.advice.singles) {
    if (!one.move.empty() && one.figures.gain.value > 0.0) {
      found.push_back(&one);
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const auto* a, const auto* b) { return merit(*a) > merit(*b); });
  return found;
}

Robust robust_choice(const analysis::Advice& advice) {
  Robust best;
  const std::vector<analysis::Finalist>& all = advice.finalists;
  for (std::size_t i = 1; i < all.size(); ++i) {
    const analysis::GainFigures& one = all[i].judged.figures;
    best.expected = one.gain.value > all[best.expected].judged.figures.gain.value ? i : best.expected;
    best.worst_tenth =
        one.worst_tenth.value > all[best.worst_tenth].judged.figures.worst_tenth.value ? i : best.worst_tenth;
    best.regret = all[i].regret.worst.value < all[best.regret].regret.worst.value ? i : best.regret;
  }
  return best;
}

std::optional<Shortfall> leverage_shortfall(const LeverageStory& story) {
  const analysis::LeverageAnswer& answer = story.answer;
  const std::optional<analysis::Attainment>& got = answer.advice.attainment;
  if (!got || got->reached) {
    return std::nullopt;
  }
  const analysis::Judged& best = answer.advice.choices.front().best;
  const bool question = answer.goal.output.kind == OutputKind::question;
  const auto attained = [&](const analysis::Attainment& one) {
    return question ? fmt::format("a chance of {}",
                                  percent_of(std::max(best.figures.reached.value, one.move.figures.reached.value)))
                    : level_in_words(story, answer.goal.output, {in_goal_direction(story, one.value), 0.0});
  };
  Shortfall found;
  found.message = fmt::format(
      "goal '{}' cannot be reached with a chance of {} by any move of {} within a budget of {:g} points: the nearest "
      "is {}",
      answer.goal.words.text, percent_of(answer.goal.chance()), name_in_words(story.scenario.actors[answer.actor].name),
      answer.budget, attained(*got));
  if (answer.unlimited && answer.unlimited->reached) {
    found.hint = fmt::format("it can for {:.1f} points", answer.unlimited->move.cost);
  } else if (answer.unlimited) {
    found.hint =
        fmt::format("nor at any price, as far as moves go here: the nearest is then {}", attained(*answer.unlimited));
  }
  return found;
}

std::vector<std::string> leverage_words(const LeverageStory& story) {
  const analysis::LeverageAnswer& answer = story.answer;
  std::vector<std::string> words = {short_answer(story)};
  if (const std::optional<Shortfall> shortfall = leverage_shortfall(story)) {
    words.push_back(fmt::format("The goal is out of reach: {}{}{}.",
                                shortfall->message.substr(shortfall->message.find(": ") + 2),
                                shortfall->hint.empty() ? "" : "; ", shortfall->hint));
  } else if (answer.advice.attainment) {
    const analysis::Judged& cheapest = answer.advice.attainment->move;
    words.push_back(cheapest.move.empty()
                        ? std::string("The goal is reached as things stand.")
                        : fmt::format("The cheapest way found to reach the goal costs {:.1f} points: {} {}.",
                                      cheapest.cost, name_in_words(story.scenario.actors[answer.actor].name),
                                      move_in_words(story, cheapest.move)));
  }
  const bool answers = answer.goal.output.kind == OutputKind::question;  // noughts and ones have no worst tenth
  if (!answers && !answer.advice.choices.front().best.move.empty()) {
    words.push_back(robust_answer(story));
  }
  return words;
}

}  // namespace suasion::report
