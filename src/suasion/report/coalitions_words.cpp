#include <fmt/format.h>

#include <algorithm>

#include "suasion/report/coalitions_part.hpp"
#include "suasion/report/words.hpp"

namespace suasion::report {

namespace {

using analysis::coalitions::IssueGame;
using analysis::coalitions::Player;
using analysis::coalitions::Weights;

constexpr double percent_points = 100.0;
constexpr double nearly_all = 0.95;  ///< of draws: then it is said without a number

std::string name_of(const CoalitionsStory& story, const IssueGame& game, std::size_t player, bool start = false) {
  return name_in_words(story.scenario.actors[game.players[player].actor].name, start);
}

std::string and_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return text;
}

std::string capital(std::string text) {
  if (text.starts_with("the ")) {
    text.front() = 'T';
  }
  return text;
}

std::vector<std::size_t> by(const IssueGame& game, double (*figure)(const Player&)) {
  std::vector<std::size_t> order(game.players.size());
  for (std::size_t a = 0; a < order.size(); ++a) {
    order[a] = a;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return figure(game.players[a]) > figure(game.players[b]); });
  return order;
}

std::string pivot_words(const CoalitionsStory& story, const IssueGame& game) {
  const auto order = by(game, [](const Player& one) { return std::max(one.pivot_rising, one.pivot_falling); });
  std::string text;
  for (std::size_t k = 0; k < std::min<std::size_t>(3, order.size()); ++k) {
    const Player& one = game.players[order[k]];
    constexpr double least = 0.05;
    if (std::max(one.pivot_rising, one.pivot_falling) < least) {
      continue;
    }
    text += fmt::format("{}{} in {:.0f} % of draws from the low end and {:.0f} % from the high end",
                        text.empty() ? "" : "; ", name_of(story, game, order[k]), percent_points * one.pivot_rising,
                        percent_points * one.pivot_falling);
  }
  return fmt::format("Joining in the order of their positions, the one whose joining decides is most often: {}.", text);
}

/// Sentences about the special kinds of players.
void add_roles(const CoalitionsStory& story, const IssueGame& game, std::vector<std::string>& words) {
  std::vector<std::string> vetoes;
  std::vector<std::string> dummies;
  for (std::size_t a = 0; a < game.players.size(); ++a) {
    const Player& one = game.players[a];
    if (one.dictator > 1.0 - nearly_all) {
      words.push_back(fmt::format("{} decides alone in {:.0f} % of draws.", name_of(story, game, a, true),
                                  percent_points * one.dictator));
    }
    if (one.veto >= nearly_all && one.dictator < nearly_all) {
      vetoes.push_back(name_of(story, game, a));
    }
    if (one.dummy >= nearly_all) {
      dummies.push_back(name_of(story, game, a));
    }
  }
  if (!vetoes.empty()) {
    words.push_back(fmt::format("Nothing passes without {}.", and_list(vetoes)));
  }
  if (!dummies.empty()) {
    words.push_back(fmt::format("{} {} nothing: no coalition needs {}.", capital(and_list(dummies)),
                                dummies.size() == 1 ? "changes" : "change",
                                dummies.size() == 1 ? "it" : "any of them"));
  }
}

}  // namespace

std::string rule_in_words(const CoalitionsStory& story, const IssueGame& game) {
  if (game.weights == Weights::resources) {
    return "No procedure is stated: a coalition decides if it holds more than half of all capability times salience.";
  }
  std::string text =
      fmt::format("The procedure: a decision needs {} {:g} % of the votes",
                  game.procedure.more_than ? "more than" : "at least", percent_points * game.procedure.threshold);
  if (game.procedure.population_threshold > 0.0) {
    text += fmt::format(" and {:g} % of the population", percent_points * game.procedure.population_threshold);
  }
  std::vector<std::string> names;
  for (const std::size_t player : game.consent) {
    names.push_back(name_of(story, game, player));
  }
  return text + (names.empty() ? "." : fmt::format(", and the consent of {}.", and_list(names)));
}

std::vector<std::string> coalition_words(const CoalitionsStory& story, const IssueGame& game) {
  if (game.draws == 0) {
    return {"Not even all together can decide, in any draw."};
  }
  const auto order = by(game, [](const Player& one) { return one.shapley_shubik.mean; });
  const Player& first = game.players[order.front()];
  const std::string range =
      first.shapley_shubik.q05 < first.shapley_shubik.q95
          ? fmt::format(" ({:.0f} to {:.0f} % in nine draws of ten)", percent_points * first.shapley_shubik.q05,
                        percent_points * first.shapley_shubik.q95)
          : std::string();
  std::vector<std::string> words = {
      fmt::format("{} has most power: {:.0f} % of it by Shapley and Shubik{}, with {:.0f} % of the {}.",
                  name_of(story, game, order.front(), true), percent_points * first.shapley_shubik.mean, range,
                  percent_points * first.weight.mean, game.weights == Weights::votes ? "votes" : "weight")};
  words.push_back(pivot_words(story, game));
  add_roles(story, game, words);
  if (!game.winning.empty()) {
    std::vector<std::string> names;
    for (const std::size_t player : game.winning.front().players) {
      names.push_back(name_of(story, game, player));
    }
    words.push_back(fmt::format("The coalition that most often just suffices is {} ({:.0f} % of draws).",
                                and_list(names), percent_points * game.winning.front().share));
  }
  return words;
}

}  // namespace suasion::report
